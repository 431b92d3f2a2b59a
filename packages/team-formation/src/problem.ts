import { z } from 'zod'
import { check, MOST_ERRORS, type Checked, type ProblemError } from './check.ts'
import { mistakesIn } from './problem.rules.ts'

/** What one solve may take. */
export const LARGEST_PEOPLE = 20_000
export const LARGEST_MEGABYTES = 600
/** For every pair of a person and a project: what it is worth, twice, whether it is allowed, and its part of the models. */
const BYTES_PER_PAIR = 24

export function megabytesFor(people: number, projects: number): number {
  return Math.ceil((people * projects * BYTES_PER_PAIR) / 1_000_000)
}

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

const hard = { strength: 'hard' } as const
const off = { strength: 'off' } as const

/** Each rule says what one breach is. A cost is paid once per breach. */
export const Rules = z.strictObject({
  /** A project without a team, unless it may stay closed. */
  everyProjectRuns: Rule.default({ strength: 'soft', cost: 20 }),
  /** A person left out. */
  everyonePlaced: Rule.default({ strength: 'soft', cost: 15 }),
  /** A wanted place (one of `count`) that nobody in the team fills. */
  coverage: Rule.default({ strength: 'soft', cost: 6 }),
  /** A team without people of at least two known origins. */
  mixedOrigins: Rule.default(off),
  /** A person above `mostOfOneOrigin` of one origin in a team. */
  originLimit: Rule.default(off),
  /** A team without people of at least two known categories. */
  mixedCategories: Rule.default(off),
  /** A newcomer above `mostNewcomers` in a team. */
  newcomers: Rule.default(off),
  /** A place of `teamRoles` (one of `count`) that nobody in the team fills. */
  roles: Rule.default(off),
  /** A person placed on a site that is not theirs. Remote people, people who name no site, and projects that can be anywhere never breach it. */
  sites: Rule.default(hard),
  /** A block of time of the project when a person of its team is not available. People who name no block never breach it. */
  blocks: Rule.default(off),
  /** A day that the project wants and the team's days do not make up. */
  days: Rule.default(off),
  /** A pair of `together` that is not in one team; both left out is no breach. */
  together: Rule.default(hard),
  /** A pair of `apart` that is in one team. */
  apart: Rule.default(hard),
  /** A person of `locked` who is not in that team. */
  locked: Rule.default(hard),
  /** A person of `forbidden` who is in that team. */
  forbidden: Rule.default(hard),
  /** A person of `stay` who is not in that team any more. */
  stay: Rule.default(off),
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
  sites: z.array(Id).max(100).default([]),
  /** Can work from afar, wherever the project is. */
  remote: z.boolean().default(false),
  /** Blocks of time when the person is available; none said: always. */
  blocks: z.array(Id).max(100).default([]),
  /** What the person can be in a team beside their skills: facilitator, spokesperson… */
  roles: z.array(Id).max(20).default([]),
  newcomer: z.boolean().default(false),
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
  /** Blocks of time when the team meets. */
  blocks: z.array(Id).max(100).default([]),
  /** No breach of `everyProjectRuns` when it has no team. */
  mayStayClosed: z.boolean().default(false),
})
export type Project = z.infer<typeof Project>

const Pairs = z.array(z.tuple([Id, Id])).default([])

const ProblemShape = z.strictObject({
  people: z.array(Person),
  projects: z.array(Project),
  rules: Rules.prefault({}),
  /** Points for the first wish, the second, … ; a later wish or no wish is worth 0. */
  preferencePoints: z.array(Points).max(2000).default([5, 4, 3, 2, 1]),
  /** What every team needs; `rules.roles` says how strictly. */
  teamRoles: z
    .array(z.strictObject({ role: Id, count: z.int().min(1).max(100).default(1) }))
    .max(20)
    .default([]),
  /** null: no limit. */
  mostOfOneOrigin: z.int().min(1).nullable().default(null),
  /** null: an even spread, the number of newcomers divided by the number of projects, rounded up. */
  mostNewcomers: z.int().min(0).nullable().default(null),
  /** Pairs of people in the same team, or both left out. */
  together: Pairs,
  /** Pairs of people never in the same team. */
  apart: Pairs,
  /** [person, project]: the person is in that team. */
  locked: Pairs,
  /** [person, project]: the person is not in that team. */
  forbidden: Pairs,
  /** [person, project]: where the person was before, for a repair. */
  stay: Pairs,
  seed: z.int().min(0).max(2_147_483_647).default(1),
})

export const Problem = ProblemShape.superRefine((problem, context) => {
  let told = 0
  for (const { path, code, message } of mistakesIn(problem)) {
    context.addIssue({ code: 'custom', path, message, params: { code } })
    told += 1
    if (told === MOST_ERRORS) break
  }
  const large = sizeMistake(problem.people.length, problem.projects.length)
  if (!large) return
  context.addIssue({ code: 'custom', path: ['people'], message: large.message, params: { code: large.code } })
})
export type Problem = z.output<typeof Problem>
export type ProblemInput = z.input<typeof Problem>

function sizeMistake(people: number, projects: number): ProblemError | null {
  const megabytes = megabytesFor(people, projects)
  if (people <= LARGEST_PEOPLE && megabytes <= LARGEST_MEGABYTES) return null
  const size = `${people} people × ${projects} projects would take about ${megabytes} MB`
  const message = `${size}: one solve may have ${LARGEST_PEOPLE} people and ${LARGEST_MEGABYTES} MB. Split the season by site or by theme.`
  return { path: 'people', code: 'too_large', message }
}

/** No list inside a person or a project may be longer; the shape says so of each, but only once it has read all of it. */
const LONGEST_LIST = 2000
const LOOKED_AT_ONCE = 50

const parts = [
  ['people', z.array(Person)],
  ['projects', z.array(Project)],
  ...(['together', 'apart', 'locked', 'forbidden', 'stay'] as const).map((list) => [list, Pairs] as const),
] as const

/** What is hopeless is said before all of it is read: a body made to be wrong a million times over should cost little. */
function earlyMistakes(input: unknown): ProblemError[] {
  const { people, projects } = Object(input) as { people?: unknown; projects?: unknown }
  if (!Array.isArray(people) || !Array.isArray(projects)) return []
  const large = sizeMistake(people.length, projects.length)
  if (large) return [large]
  for (const [list, schema] of parts) {
    const items = (input as Record<string, unknown>)[list]
    if (!Array.isArray(items)) continue
    for (const [at, item] of items.entries()) {
      const long = Object.entries(Object(item)).find(([, inner]) => Array.isArray(inner) && inner.length > LONGEST_LIST)
      if (long) {
        const path = `${list}[${at}].${long[0].slice(0, 50)}`
        return [{ path, code: 'too_big', message: `A list holds at most ${LONGEST_LIST}.` }]
      }
    }
    for (let from = 0; from < items.length && items.length > LOOKED_AT_ONCE; from += LOOKED_AT_ONCE) {
      const part = check(schema, items.slice(from, from + LOOKED_AT_ONCE))
      if (part.ok) continue
      return part.errors.map((error) => ({
        ...error,
        path: error.path.replace(/^\[(\d+)\]/, (_, index: string) => `${list}[${from + Number(index)}]`),
      }))
    }
  }
  return []
}

/** Reads untrusted JSON. Never throws: either a problem with every default filled in, or all that is wrong with it (first 100). */
export function checkProblem(input: unknown): Checked<Problem> {
  const early = earlyMistakes(input)
  return early.length > 0 ? { ok: false, errors: early } : check(Problem, input)
}
