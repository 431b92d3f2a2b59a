import { z } from 'zod'
import { Id, Instant, PageQuery, text } from './platform.ts'
import { EnrolmentStatus } from './enrolments.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const draft = { detail: 'Allergie grave : pas de traces', diets: ['vegetarian', 'nut_allergy'], children: null }
const need = { kind: 'diet', ...draft, changedAt: '2026-03-02T09:00:00.000Z' }
const count = z.number().int().min(0)

export const NeedKind = z.enum(['childcare', 'access', 'diet', 'transport', 'device']).meta({ id: 'NeedKind' })
export type NeedKind = z.output<typeof NeedKind>

export const Diet = z
  .enum(['vegetarian', 'vegan', 'halal', 'kosher', 'gluten_free', 'lactose_free', 'nut_allergy', 'other'])
  .meta({ id: 'Diet' })
export type Diet = z.output<typeof Diet>

/** `diets` is for the kind diet, `children` for childcare; both stay empty for the others. `detail` is read by few, and never printed. */
export const NeedDraft = z
  .object({
    detail: text(500, 0).default(''),
    diets: z
      .array(Diet)
      .max(Diet.options.length)
      .refine((diets) => new Set(diets).size === diets.length, 'diet_twice')
      .default([]),
    children: z.number().int().min(1).max(20).nullable().default(null),
  })
  .meta({ id: 'NeedDraft', examples: [draft] })
export type NeedDraft = z.output<typeof NeedDraft>

export const Need = z
  .object({
    kind: NeedKind,
    detail: z.string(),
    diets: z.array(Diet),
    children: z.number().int().nullable(),
    changedAt: Instant,
  })
  .meta({ id: 'Need', examples: [need] })

/** `erasedOn` is the first day on which nothing of this is left. `open`: needs can still be told. */
export const OwnNeeds = z
  .object({
    seasonId: Id,
    seasonName: z.string(),
    keptDays: count,
    erasedOn: z.string(),
    open: z.boolean(),
    needs: z.array(Need),
  })
  .meta({
    id: 'OwnNeeds',
    examples: [
      {
        seasonId: id,
        seasonName: 'Saison de printemps',
        keptDays: 30,
        erasedOn: '2026-07-01',
        open: true,
        needs: [need],
      },
    ],
  })

/** For those who provide for them, and nobody else. */
export const PersonNeeds = z
  .object({ personId: Id, personName: z.string(), enrolmentStatus: EnrolmentStatus, needs: z.array(Need) })
  .meta({
    id: 'PersonNeeds',
    examples: [{ personId: id, personName: 'Camille Martin', enrolmentStatus: 'confirmed', needs: [need] }],
  })

export const NeedsQuery = PageQuery.extend({ kind: NeedKind.optional() })

/** Of those who come, without a name and without the details. `people` have at least one need. */
export const NeedsSummary = z
  .object({
    coming: count,
    people: count,
    byKind: z.object({ childcare: count, access: count, diet: count, transport: count, device: count }),
    children: count,
    diets: z.array(z.object({ diet: Diet, people: count })),
  })
  .meta({
    id: 'NeedsSummary',
    examples: [
      {
        coming: 24,
        people: 5,
        byKind: { childcare: 1, access: 1, diet: 3, transport: 1, device: 0 },
        children: 2,
        diets: [
          { diet: 'vegetarian', people: 2 },
          { diet: 'nut_allergy', people: 1 },
        ],
      },
    ],
  })
export type NeedsSummary = z.output<typeof NeedsSummary>

export const NeedsSettingsChange = z
  .object({ keptDays: z.number().int().min(0).max(365) })
  .meta({ id: 'NeedsSettingsChange', examples: [{ keptDays: 30 }] })

/** So many days after the last day of the season, in its zone, needs are erased by themselves. */
export const NeedsSettings = z
  .object({ keptDays: count, erasedOn: z.string(), version: z.number().int() })
  .meta({ id: 'NeedsSettings', examples: [{ keptDays: 30, erasedOn: '2026-07-01', version: 3 }] })
