import { z } from 'zod'
import { Cents, Id, Instant, PageQuery, text } from './platform.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'

/**
 * Money that comes in, money that goes out, and what is given in kind: a room, a cook's time. In kind is valued on both sides
 * alike, so it never changes the balance of the money and is told apart from it.
 */
export const BudgetKind = z.enum(['income', 'expense', 'in_kind']).meta({ id: 'BudgetKind' })
export type BudgetKind = z.output<typeof BudgetKind>

/** What the money is for. `funding` is money for the whole; `other` is named by `otherHeading`. */
export const BudgetHeading = z
  .enum(['funding', 'venue', 'meals', 'facilitation', 'prizes', 'communication', 'travel', 'equipment', 'other'])
  .meta({ id: 'BudgetHeading' })
export type BudgetHeading = z.output<typeof BudgetHeading>

const draft = {
  kind: 'expense',
  heading: 'meals',
  otherHeading: '',
  funder: 'Fondation Vallée-Claire (exemple)',
  label: 'Repas du samedi, 40 personnes',
  plannedCents: 60_000,
  realCents: 58_250,
  note: '',
} as const

/** `realCents` is null until the amount is known. `funder` is who pays, or who gives; empty where nobody is named. */
export const BudgetLineDraft = z
  .object({
    kind: BudgetKind,
    heading: BudgetHeading,
    otherHeading: text(60, 0).default(''),
    funder: text(120, 0).default(''),
    label: text(120),
    plannedCents: Cents,
    realCents: Cents.nullable().default(null),
    note: text(1000, 0).default(''),
  })
  .meta({ id: 'BudgetLineDraft', examples: [draft] })

const receipt = {
  id,
  name: 'Facture traiteur.pdf',
  type: 'application/pdf',
  size: 48_213,
  createdAt: '2026-04-03T10:00:00.000Z',
}

/** A proof that belongs to a line: PDF, JPEG, PNG or WebP. */
export const Receipt = z
  .object({ id: Id, name: z.string(), type: z.string(), size: z.number().int(), createdAt: Instant })
  .meta({ id: 'Receipt', examples: [receipt] })

const line = { id, seasonId: id, ...draft, version: 2, createdAt: '2026-03-02T09:00:00.000Z', receipts: [receipt] }

export const BudgetLine = z
  .object({
    id: Id,
    seasonId: Id,
    kind: BudgetKind,
    heading: BudgetHeading,
    otherHeading: z.string(),
    funder: z.string(),
    label: z.string(),
    plannedCents: z.number().int(),
    realCents: z.number().int().nullable(),
    note: z.string(),
    version: z.number().int(),
    createdAt: Instant,
    receipts: z.array(Receipt),
  })
  .meta({ id: 'BudgetLine', examples: [line] })

export const BudgetLineQuery = PageQuery.extend({
  kind: BudgetKind.optional(),
  heading: BudgetHeading.optional(),
  funder: z.string().max(120).optional(),
})

const total = { plannedCents: 60_000, realCents: 58_250, openCents: 0, lines: 1 }

/** `openCents` is what was planned on lines whose real amount is not known yet. */
export const BudgetTotal = z
  .object({
    plannedCents: z.number().int(),
    realCents: z.number().int(),
    openCents: z.number().int(),
    lines: z.number().int(),
  })
  .meta({ id: 'BudgetTotal', examples: [total] })
export type BudgetTotal = z.output<typeof BudgetTotal>

const balance = { plannedCents: -125_000, realCents: 20_000, forecastCents: -105_000 }

/** Income less expense, without what is in kind. The forecast takes the real amount where it is known, else the planned one. */
export const BudgetBalance = z
  .object({ plannedCents: z.number().int(), realCents: z.number().int(), forecastCents: z.number().int() })
  .meta({ id: 'BudgetBalance', examples: [balance] })

const byKind = { income: total, expense: total, inKind: total }

/** The whole budget at a glance: per kind, per funder and per heading. */
export const Budget = z
  .object({
    balance: BudgetBalance,
    income: BudgetTotal,
    expense: BudgetTotal,
    inKind: BudgetTotal,
    funders: z.array(z.object({ funder: z.string(), income: BudgetTotal, expense: BudgetTotal, inKind: BudgetTotal })),
    headings: z.array(
      z.object({
        heading: BudgetHeading,
        otherHeading: z.string(),
        income: BudgetTotal,
        expense: BudgetTotal,
        inKind: BudgetTotal,
      }),
    ),
  })
  .meta({
    id: 'Budget',
    examples: [
      {
        balance,
        ...byKind,
        funders: [{ funder: draft.funder, ...byKind }],
        headings: [{ heading: 'meals', otherHeading: '', ...byKind }],
      },
    ],
  })
