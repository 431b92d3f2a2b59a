import { z } from 'zod'
import { Instant } from './platform.ts'

const settingsExample = { blind: true, others: 'after_own', commentMinLength: 40, interviewChangeHours: 24 } as const

/**
 * How the reviewing of a call goes. `commentMinLength`: characters of the overall opinion before a review can be done, 0 where
 * none is asked for. `interviewChangeHours`: until how many hours before an interview its holder may book, change or cancel it.
 */
export const ReviewSettingsDraft = z
  .object({
    /** Reviewers do not see whose file they read, until an organiser lifts it. */
    blind: z.boolean(),
    /** When a reviewer sees the reviews of others: once their own is done, or never. */
    others: z.enum(['after_own', 'never']),
    commentMinLength: z.number().int().min(0).max(2000),
    interviewChangeHours: z.number().int().min(0).max(336),
  })
  .meta({ id: 'ReviewSettingsDraft', examples: [settingsExample] })
export type ReviewSettingsDraft = z.output<typeof ReviewSettingsDraft>

export const ReviewSettings = ReviewSettingsDraft.extend({
  /** From then on reviewers see whose files they read. Null while the blind phase lasts, or where there is none. */
  blindLiftedAt: Instant.nullable(),
  /** A review was begun: the blind phase can no longer be chosen, only lifted. */
  begun: z.boolean(),
  version: z.number().int(),
}).meta({ id: 'ReviewSettings', examples: [{ ...settingsExample, blindLiftedAt: null, begun: false, version: 2 }] })
export type ReviewSettings = z.output<typeof ReviewSettings>
