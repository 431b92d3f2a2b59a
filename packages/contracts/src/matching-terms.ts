import { z } from 'zod'
import { Id, text } from './platform.ts'

const exampleBlock = '0197a1f0-0000-7000-8000-0000000000b1'
const exampleProject = '0197a1f0-0000-7000-8000-0000000000a1'
const exampleSeason = '0197a1f0-0000-7000-8000-0000000000e1'

/** A moment at which teams may meet, named by the organisers: "mercredi soir". */
export const AvailabilityBlock = z.object({ id: Id, seasonId: Id, name: z.string(), version: z.number().int() }).meta({
  id: 'AvailabilityBlock',
  examples: [{ id: exampleBlock, seasonId: exampleSeason, name: 'Mercredi soir', version: 1 }],
})
export type AvailabilityBlock = z.output<typeof AvailabilityBlock>

export const AvailabilityBlockDraft = z
  .object({ name: text(60) })
  .meta({ id: 'AvailabilityBlockDraft', examples: [{ name: 'Mercredi soir' }] })

/** Every moment of the season, and those at which I can come. None ticked: nothing is known, so any will do. */
export const OwnAvailability = z
  .object({
    seasonId: Id,
    open: z.boolean(),
    blocks: z.array(z.object({ id: Id, name: z.string() })),
    blockIds: z.array(Id),
  })
  .meta({
    id: 'OwnAvailability',
    examples: [
      {
        seasonId: exampleSeason,
        open: true,
        blocks: [{ id: exampleBlock, name: 'Mercredi soir' }],
        blockIds: [exampleBlock],
      },
    ],
  })
export type OwnAvailability = z.output<typeof OwnAvailability>

const Ticked = z
  .array(Id)
  .max(100)
  .refine((ids) => new Set(ids).size === ids.length, 'The same moment is there twice.')

export const OwnAvailabilityChange = z
  .object({ blockIds: Ticked })
  .meta({ id: 'OwnAvailabilityChange', examples: [{ blockIds: [exampleBlock] }] })

const seats = z.number().int().min(1).max(50).nullable().default(null)
const terms = {
  /** null: anywhere. */
  siteId: Id.nullable().default(null),
  /** null: the size that the policy gives to all. */
  sizeMin: seats,
  sizeMax: seats,
  /** Nobody minds if it gets no team. */
  mayStayClosed: z.boolean().default(false),
  /** Moments at which its team meets. */
  blockIds: Ticked.default([]),
}
const exampleTerms = { siteId: null, sizeMin: 3, sizeMax: null, mayStayClosed: false, blockIds: [exampleBlock] }

/** What a project asks of its team beside the skills it wants. */
export const ProjectTermsChange = z
  .object(terms)
  .refine(({ sizeMin, sizeMax }) => sizeMin === null || sizeMax === null || sizeMin <= sizeMax, {
    path: ['sizeMax'],
    message: 'The most cannot be below the least.',
  })
  .meta({ id: 'ProjectTermsChange', examples: [exampleTerms] })

/** `version` is 0 as long as nothing was asked. `daysWanted` adds up the days of its wanted skills. */
export const ProjectTerms = z
  .object({
    projectId: Id,
    title: z.string(),
    structure: z.string(),
    daysWanted: z.number(),
    siteId: Id.nullable(),
    sizeMin: z.number().int().nullable(),
    sizeMax: z.number().int().nullable(),
    mayStayClosed: z.boolean(),
    blockIds: z.array(Id),
    version: z.number().int(),
  })
  .meta({
    id: 'ProjectTerms',
    examples: [
      {
        projectId: exampleProject,
        title: 'Un jardin pour la résidence',
        structure: 'Association des locataires',
        daysWanted: 4,
        ...exampleTerms,
        version: 1,
      },
    ],
  })
export type ProjectTerms = z.output<typeof ProjectTerms>
