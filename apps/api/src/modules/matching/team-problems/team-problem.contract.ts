import { AnswerSchema, BrokenSchema, Problem } from '@essor/team-formation'
import { z } from 'zod'

const problem = {
  people: [
    { id: 'ana', origin: 'school', skills: [{ skill: 'garden', level: 3 }], preferences: ['plot', 'bikes'] },
    { id: 'ben', origin: 'company', preferences: ['plot'] },
    { id: 'cas', origin: 'company', preferences: ['bikes', 'plot'] },
    { id: 'dan', origin: 'school', preferences: ['bikes'] },
  ],
  projects: [
    { id: 'plot', size: { min: 2, max: 2 }, wanted: [{ skill: 'garden', level: 2, count: 1 }] },
    { id: 'bikes', size: { min: 2, max: 2 } },
  ],
  rules: { mixedOrigins: { strength: 'hard' } },
}

const teams = [
  { project: 'plot', people: ['ana', 'ben'] },
  { project: 'bikes', people: ['cas', 'dan'] },
]

/** The problem as the engine reads it; packages/team-formation says what each part means. */
export const PostedProblem = Problem.meta({ id: 'TeamFormationProblem', examples: [problem] })

export const PostedTeams = z
  .strictObject({
    problem: Problem,
    teams: z.array(z.strictObject({ project: z.string(), people: z.array(z.string()) })),
  })
  .meta({ id: 'TeamFormationTeams', examples: [{ problem, teams }] })

const lines = [{ skill: 'garden', level: 2, wanted: 1, got: 1, who: ['ana'] }]
const coverage = [
  { project: 'plot', lines },
  { project: 'bikes', lines: [] },
]
const parts = { preferences: { count: 4, points: 20 } }

/** `check` is what the independent checker says of the teams; null where there are none. */
export const PostedProblemAnswer = AnswerSchema.extend({
  check: z.object({ valid: z.boolean(), objective: z.number(), broken: z.array(BrokenSchema) }).nullable(),
}).meta({
  id: 'TeamFormationAnswer',
  examples: [
    {
      status: 'optimal',
      objective: 20,
      bound: 20,
      gap: 0,
      parts,
      teams,
      leftOut: [],
      coverage,
      placements: [],
      clash: null,
      waysOut: [],
      check: { valid: true, objective: 20, broken: [] },
    },
  ],
})

/** `valid`: no strict rule is broken. `parts` says what makes up the objective, rule by rule. */
export const TeamsEvaluation = z
  .object({
    valid: z.boolean(),
    objective: z.number(),
    parts: z.record(z.string(), z.object({ count: z.number(), points: z.number() })),
    coverage: AnswerSchema.shape.coverage,
    broken: z.array(BrokenSchema),
  })
  .meta({
    id: 'TeamFormationEvaluation',
    examples: [{ valid: true, objective: 20, parts, coverage, broken: [] }],
  })
