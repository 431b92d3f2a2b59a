import { z } from 'zod'
import { LateRight } from './calls.ts'
import { Id, Instant, PageQuery, text } from './platform.ts'
import { WantedSkill } from './skills.ts'
import { DecisionOutcome, SubmissionStatus } from './submissions.ts'

export const BoardSort = z.enum(['arrival', 'title', 'score', 'spread', 'missing']).meta({ id: 'BoardSort' })
export type BoardSort = z.output<typeof BoardSort>

/**
 * Scores sort from the best down, spread from the widest, missing reviews from the most; files without come last. `skill` is a
 * code of the taxonomy that the file asks for; `search` is looked for in title and structure.
 */
export const BoardQuery = PageQuery.extend({
  sort: BoardSort.default('arrival'),
  /** `undecided`: those that wait for an answer, in whatever state. */
  status: z.union([SubmissionStatus.exclude(['draft']), z.literal('undecided')]).optional(),
  show: z.enum(['missing', 'disagreement', 'not_feasible', 'without_decision', 'correction']).optional(),
  skill: z.string().max(80).optional(),
  search: text(80, 0).optional(),
})
export type BoardQuery = z.output<typeof BoardQuery>

/**
 * A file as organisers compare it. `sealed` where the one asking is tied to it or has not finished reviewing it: score and
 * decision are then withheld. `score` is from 0 to 100, the mean of the reviews that are done; `spread` is between the highest
 * and lowest; `missing`: reviews that were given to someone and are not done.
 */
export const BoardRow = z
  .object({
    id: Id,
    callId: Id,
    title: z.string(),
    structure: z.string(),
    summary: z.string(),
    wantedSkills: z.array(WantedSkill),
    holderName: z.string(),
    status: SubmissionStatus,
    submittedAt: Instant.nullable(),
    /** By what right it came in, or changed, after the deadline; null where it was in time. */
    late: LateRight.nullable(),
    reviews: z.object({ assigned: z.number().int(), done: z.number().int(), recused: z.number().int() }),
    missing: z.number().int(),
    sealed: z.boolean(),
    score: z.number().nullable(),
    spread: z.number().nullable(),
    feasible: z.object({ yes: z.number().int(), no: z.number().int() }),
    disagreement: z.boolean(),
    pendingOutcome: DecisionOutcome.nullable(),
    pendingReason: z.string(),
    version: z.number().int(),
  })
  .meta({
    id: 'BoardRow',
    examples: [
      {
        id: '0198a1c2-0000-7000-8000-0000000000c1',
        callId: '0198a1c2-0000-7000-8000-00000000000a',
        title: 'Un jardin pour la résidence',
        structure: 'Association des locataires',
        summary: 'Un potager commun au pied des tours, tenu par les habitants.',
        holderName: 'Aminata Diallo',
        status: 'under_review',
        submittedAt: '2026-11-02T18:20:00.000Z',
        late: null,
        reviews: { assigned: 3, done: 2, recused: 0 },
        missing: 1,
        sealed: false,
        score: 72.5,
        spread: 15,
        feasible: { yes: 2, no: 0 },
        disagreement: false,
        wantedSkills: [{ skill: 'law.associations', level: 2, count: 1, days: 3 }],
        pendingOutcome: null,
        pendingReason: '',
        version: 8,
      },
    ],
  })

export const ShortlistChange = z
  .object({
    submissionIds: z.array(Id).min(1).max(200),
    shortlisted: z.boolean(),
  })
  .meta({
    id: 'ShortlistChange',
    examples: [{ submissionIds: ['0198a1c2-0000-7000-8000-0000000000c1'], shortlisted: true }],
  })

/** How many were changed; those that were so already are not counted. */
export const ShortlistDone = z
  .object({ changed: z.number().int() })
  .meta({ id: 'ShortlistDone', examples: [{ changed: 1 }] })
