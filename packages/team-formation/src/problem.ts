import { z } from 'zod'
import { check, type Checked } from './check.ts'
import { reportMistakes } from './problem.rules.ts'

/** Above this many people × projects the exact model would not fit in the memory of one solve. */
export const LARGEST_PRODUCT = 250_000

const Id = z.string().min(1).max(200)
const Level = z.int().min(1).max(4)
const Points = z.number().min(0).max(100_000)
const Days = z.number().min(0).max(1000)

/**
 * How much a rule matters. `hard`: never broken. `soft`: each breach costs `cost` points. `off`: not looked at.
 * One point is one step of preference: what a person loses by getting their second wish instead of their first,
 * as long as `preferencePoints` keeps its default.
 */
export const Rule = z.discriminatedUnion('strength', [
  z.strictObject({ strength: z.literal('off') }),
  z.strictObject({ strength: z.literal('hard') }),
  z.strictObject({ strength: z.literal('soft'), cost: Points }),
])
export type Rule = z.infer<typeof Rule>

/** Each rule says what one breach is. A cost is paid once per breach. */
export const Rules = z.strictObject({
  /** A project without a team. */
  everyProjectRuns: Rule.default({ strength: 'soft', cost: 20 }),
  /** A person left out. */
  everyonePlaced: Rule.default({ strength: 'soft', cost: 15 }),
  /** A wanted place (one of `count`) that nobody in the team fills. */
  coverage: Rule.default({ strength: 'soft', cost: 6 }),
  /** A team without people of at least two known origins. */
  mixedOrigins: Rule.default({ strength: 'off' }),
  /** A team without people of at least two known categories. */
  mixedCategories: Rule.default({ strength: 'off' }),
  /** A person placed on a site that is not theirs. Remote people, people who name no site, and projects that can be anywhere never breach it. */
  sites: Rule.default({ strength: 'hard' }),
  /** A day that the project wants and the team's days do not make up. */
  days: Rule.default({ strength: 'off' }),
})
export type Rules = z.infer<typeof Rules>
export type RuleName = keyof Rules

export const Person = z.strictObject({
  id: Id,
  /** Level: 1 discovering, 2 practising, 3 confirmed, 4 expert. */
  skills: z
    .array(z.strictObject({ skill: Id, level: Level }))
    .max(200)
    .default([]),
  origin: Id.optional(),
  category: Id.optional(),
  site: Id.optional(),
  remote: z.boolean().default(false),
  /** Days promised. */
  days: Days.default(0),
  /** Project ids, first wish first. */
  preferences: z.array(Id).max(2000).default([]),
})
export type Person = z.infer<typeof Person>

export const Project = z.strictObject({
  id: Id,
  size: z.strictObject({ min: z.int().min(1), max: z.int().min(1) }),
  /** null: anywhere. */
  site: Id.nullable().default(null),
  /** `count` people with `skill` at `level` or above. Lines are counted one by one: a person with two wanted skills counts in both. */
  wanted: z
    .array(z.strictObject({ skill: Id, level: Level, count: z.int().min(1).max(1000).default(1) }))
    .max(200)
    .default([]),
  /** Days of work wanted from the whole team. */
  days: Days.default(0),
})
export type Project = z.infer<typeof Project>

const ProblemShape = z.strictObject({
  people: z.array(Person),
  projects: z.array(Project),
  rules: Rules.prefault({}),
  /** Points for the first wish, the second, … ; a later wish or no wish is worth 0. */
  preferencePoints: z.array(Points).max(2000).default([5, 4, 3, 2, 1]),
  /** Pairs of people in the same team, or both left out. Hard. */
  together: z.array(z.tuple([Id, Id])).default([]),
  /** Pairs of people never in the same team. Hard. */
  apart: z.array(z.tuple([Id, Id])).default([]),
  /** [person, project]: the person is in that team. Hard. */
  locked: z.array(z.tuple([Id, Id])).default([]),
  seed: z.int().min(0).max(2_147_483_647).default(1),
})

export const Problem = ProblemShape.superRefine((problem, context) => {
  reportMistakes(problem, (mistake) => {
    context.addIssue({ code: 'custom', path: mistake.path, message: mistake.message, params: { code: mistake.code } })
  })
  if (problem.people.length * problem.projects.length > LARGEST_PRODUCT) {
    context.addIssue({
      code: 'custom',
      path: ['people'],
      message: `${problem.people.length} people × ${problem.projects.length} projects is more than one solve can hold (${LARGEST_PRODUCT} pairs). Split the season by site or by theme.`,
      params: { code: 'too_large' },
    })
  }
})
export type Problem = z.output<typeof Problem>
export type ProblemInput = z.input<typeof Problem>

/** Reads untrusted JSON. Never throws: either a problem with every default filled in, or all that is wrong with it (first 100). */
export function checkProblem(input: unknown): Checked<Problem> {
  return check(Problem, input)
}
