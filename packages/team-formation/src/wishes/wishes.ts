import { z } from 'zod'
import { check, type Checked } from '../check.ts'
import { reportRepeats } from '../problem.rules.ts'

const Id = z.string().min(1).max(200)

const WishesShape = z.strictObject({
  /** `preferences`: first wish first. Nobody is placed where they did not wish to be. */
  people: z.array(z.strictObject({ id: Id, preferences: z.array(Id).max(2000) })).max(5000),
  projects: z.array(z.strictObject({ id: Id, capacity: z.int().min(0).max(10_000) })).max(2000),
  /**
   * - `ranks`: as many people as can be are placed; then the sum of the ranks they get is lowest.
   * - `generous`: as many people as can be; then as few as can be get the last rank, then the last but one, …
   * - `rank_maximal`: as many first wishes as can be; then as many second wishes, …, even if fewer are placed in all.
   */
  best: z.enum(['ranks', 'generous', 'rank_maximal']).default('ranks'),
})

export const WishesProblem = WishesShape.superRefine(({ people, projects }, context) => {
  const report = (path: (string | number)[], code: string, message: string): void =>
    context.addIssue({ code: 'custom', path, message, params: { code } })
  const known = new Set(projects.map(({ id }) => id))
  const twice = (list: string): ((index: number, id: string) => void) => {
    return (index, id) => report([list, index, 'id'], 'duplicate', `The id "${id}" is there twice.`)
  }
  reportRepeats(
    people.map(({ id }) => id),
    twice('people'),
  )
  reportRepeats(
    projects.map(({ id }) => id),
    twice('projects'),
  )
  people.forEach(({ id, preferences }, person) => {
    reportRepeats(preferences, (index, wish) =>
      report(['people', person, 'preferences', index], 'duplicate', `"${id}" wishes for "${wish}" twice.`),
    )
    preferences.forEach((wish, index) => {
      if (known.has(wish)) return
      const message = `"${id}" wishes for the project "${wish}", which is not among the projects.`
      report(['people', person, 'preferences', index], 'unknown_project', message)
    })
  })
})
export type WishesProblem = z.output<typeof WishesProblem>
export type WishesInput = z.input<typeof WishesProblem>

export function checkWishes(input: unknown): Checked<WishesProblem> {
  return check(WishesProblem, input)
}
