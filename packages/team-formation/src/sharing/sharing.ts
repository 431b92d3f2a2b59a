import { z } from 'zod'
import { check, type Checked } from '../check.ts'
import { reportSharingMistakes } from './sharing.rules.ts'

/** Above this many people × items one sharing out would not fit in memory. */
export const LARGEST_SHARING = 4_000_000
const MOST_PEOPLE = 3000

const Id = z.string().min(1).max(200)
const Topics = z.array(Id).max(200).default([])
const Pair = z.tuple([Id, Id])
const Amount = z.int().min(0).max(100_000)

const SharingShape = z.strictObject({
  /** What is shared out: files, teams, pitches. */
  items: z.array(
    z.strictObject({
      id: Id,
      /** How many people it wants. */
      demand: z.int().min(0).max(1000),
      topics: Topics,
    }),
  ),
  /** To whom: reviewers, coaches, mentors, jurors. */
  people: z.array(
    z.strictObject({
      id: Id,
      /** The most that the person may carry in all: `load`, `fixed` and what is given now. null: no limit. */
      capacity: Amount.nullable().default(null),
      topics: Topics,
      /** Carried already, outside of these items. */
      load: Amount.default(0),
    }),
  ),
  /** [person, item] that may never meet. Hard, always. */
  conflicts: z.array(Pair).default([]),
  /** How much a person wants an item: above 0 gladly, below 0 rather not. Nothing said is 0. To the thousandth. */
  bids: z.array(z.strictObject({ person: Id, item: Id, value: z.number().min(-1000).max(1000) })).default([]),
  /** [person, item] already given: kept, and counted in the demand and in the load. */
  fixed: z.array(Pair).default([]),
  /** What counts first once as many places as can be are filled: even loads, or what people want and know. */
  first: z.enum(['balance', 'affinity']).default('balance'),
  /** Affinity for each topic of an item that the person knows, added to their bid. */
  topicPoints: z.number().min(0).max(1000).default(1),
  /** Chooses among answers that are equally good. */
  seed: z.int().min(0).max(2_147_483_647).default(1),
})

export const SharingProblem = SharingShape.superRefine((problem, context) => {
  const report = (path: (string | number)[], code: string, message: string): void =>
    context.addIssue({ code: 'custom', path, message, params: { code } })
  const { people, items } = problem
  if (people.length > MOST_PEOPLE || people.length * items.length > LARGEST_SHARING) {
    const size = `${people.length} people × ${items.length} items`
    const message = `${size} is more than can be shared out at once (${MOST_PEOPLE} people, ${LARGEST_SHARING} pairs).`
    report(['people'], 'too_large', message)
    return
  }
  reportSharingMistakes(problem, report)
})
export type SharingProblem = z.output<typeof SharingProblem>
export type SharingInput = z.input<typeof SharingProblem>

/** Reads untrusted JSON, as `checkProblem` does. */
export function checkSharing(input: unknown): Checked<SharingProblem> {
  return check(SharingProblem, input)
}
