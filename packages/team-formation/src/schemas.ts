import { z } from 'zod'
import { Problem, Rules } from './problem.ts'

const Id = z.string()
const Pair = z.tuple([Id, Id])
const Team = z.strictObject({ project: Id, people: z.array(Id) })
const rule = <Name extends string>(...names: [Name, ...Name[]]) => z.enum(names)

/** A hard rule that teams break. */
export const BrokenSchema = z.union([
  z.strictObject({ rule: rule('unknown_project', 'project_twice'), project: Id }),
  z.strictObject({ rule: rule('unknown_person', 'placed_twice', 'everyonePlaced'), person: Id }),
  z.strictObject({ rule: rule('size'), project: Id, got: z.int(), min: z.int(), max: z.int() }),
  z.strictObject({ rule: rule('together', 'apart'), people: Pair }),
  z.strictObject({ rule: rule('locked', 'forbidden', 'stay', 'sites'), person: Id, project: Id }),
  z.strictObject({ rule: rule('blocks'), person: Id, project: Id, missing: z.int() }),
  z.strictObject({ rule: rule('roles'), project: Id, role: Id, missing: z.int() }),
  z.strictObject({ rule: rule('coverage'), project: Id, skill: Id, level: z.int(), missing: z.int() }),
  z.strictObject({ rule: rule('days'), project: Id, missing: z.number() }),
  z.strictObject({ rule: rule('newcomers'), project: Id, over: z.int() }),
  z.strictObject({ rule: rule('originLimit'), project: Id, origin: Id, over: z.int() }),
  z.strictObject({ rule: rule('mixedOrigins', 'mixedCategories', 'everyProjectRuns'), project: Id }),
])

const RuleName = z.enum(Object.keys(Rules.shape) as [keyof typeof Rules.shape])
const ClashRule = z.union([RuleName, z.enum(['minSize', 'maxSize'])])
const Size = z.strictObject({ min: z.int(), max: z.int() })
const Part = z.strictObject({ count: z.number(), points: z.number() })

/** The other side of the contract, for people who read answers without this package. `Answer` says what each part means. */
export const AnswerSchema = z.strictObject({
  status: z.enum(['optimal', 'within', 'stopped', 'infeasible']),
  objective: z.number().nullable(),
  bound: z.number().nullable(),
  gap: z.number().nullable(),
  parts: z.record(z.union([z.literal('preferences'), RuleName]), Part).nullable(),
  teams: z.array(Team),
  leftOut: z.array(
    z.strictObject({
      person: Id,
      reason: z.enum(['no_site', 'full', 'rules', 'worth_more_without']),
      rules: z.array(z.string()),
    }),
  ),
  coverage: z.array(
    z.strictObject({
      project: Id,
      lines: z.array(z.strictObject({ skill: Id, level: z.int(), wanted: z.int(), got: z.int(), who: z.array(Id) })),
    }),
  ),
  placements: z.array(
    z.strictObject({
      person: Id,
      project: Id,
      wish: z.int().nullable(),
      brings: z.array(z.strictObject({ skill: Id, level: z.int(), has: z.int(), alone: z.boolean() })),
      site: z.enum(['same', 'remote', 'anywhere', 'unsaid', 'elsewhere']),
      blocks: z.array(Id),
      missedBlocks: z.array(Id),
      roles: z.array(z.strictObject({ role: Id, alone: z.boolean() })),
      stayed: z.boolean(),
      locked: z.boolean(),
      together: z.array(Id),
      mixesOrigins: z.boolean(),
      mixesCategories: z.boolean(),
    }),
  ),
  clash: z
    .strictObject({
      members: z.array(
        z.strictObject({
          rule: ClashRule,
          needs: z.number().nullable(),
          has: z.number().nullable(),
          projects: z.array(Id),
          people: z.array(Id),
        }),
      ),
      minimal: z.boolean(),
    })
    .nullable(),
  waysOut: z.array(
    z.strictObject({
      rules: z.array(ClashRule),
      count: z.number(),
      broken: z.array(BrokenSchema),
      sizes: z.array(z.strictObject({ project: Id, size: Size, was: Size })),
      teams: z.array(Team),
    }),
  ),
})

/** JSON Schema of what goes in and what comes out. Ids that do not exist and the like are beyond it: `checkProblem` finds them. */
export function jsonSchemas(): { problem: object; answer: object } {
  return {
    problem: z.toJSONSchema(Problem, { io: 'input' }),
    answer: z.toJSONSchema(AnswerSchema, { io: 'output' }),
  }
}
