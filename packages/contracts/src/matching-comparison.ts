import { z } from 'zod'
import { MatchingRun, matchingRunExample, Points } from './matching.ts'
import { Id } from './platform.ts'

const exampleProject = '0197a1f0-0000-7000-8000-0000000000a1'

/** What a run comes to, in numbers. `seconds` is how long the search took. */
export const MatchingRunSummary = z
  .object({
    placed: z.number().int(),
    leftOut: z.number().int(),
    firstWishes: z.number().int(),
    secondWishes: z.number().int(),
    wantedPlaces: z.number().int(),
    filledPlaces: z.number().int(),
    teams: z.number().int(),
    mixedTeams: z.number().int(),
    broken: z.number().int(),
    movesByHand: z.number().int(),
    objective: Points,
    gap: Points.nullable(),
    seconds: z.number().nullable(),
  })
  .meta({ id: 'MatchingRunSummary' })
export type MatchingRunSummary = z.output<typeof MatchingRunSummary>

const exampleSummary = {
  placed: 24,
  leftOut: 0,
  firstWishes: 18,
  secondWishes: 4,
  wantedPlaces: 12,
  filledPlaces: 11,
  teams: 6,
  mixedTeams: 6,
  broken: 0,
  movesByHand: 0,
  objective: 97,
  gap: 0,
  seconds: 2,
}

/** Two to four runs beside each other. `summary` is null for one without teams; `differing` lists who is not in the same place in all. */
export const MatchingComparison = z
  .object({
    runs: z.array(MatchingRun.extend({ summary: MatchingRunSummary.nullable() })),
    projects: z.array(z.object({ id: Id, title: z.string() })),
    differing: z.array(
      z.object({
        personId: Id,
        name: z.string(),
        /** One per run, in their order. `known` is false where the run knew nothing of the person. */
        places: z.array(z.object({ known: z.boolean(), projectId: Id.nullable(), wish: z.number().int().nullable() })),
      }),
    ),
  })
  .meta({
    id: 'MatchingComparison',
    examples: [
      {
        runs: [
          { ...matchingRunExample, summary: exampleSummary },
          { ...matchingRunExample, summary: null },
        ],
        projects: [{ id: exampleProject, title: 'Un jardin pour la résidence' }],
        differing: [],
      },
    ],
  })

/** Ids of two to four runs, with commas between them. */
export const ComparedRuns = z.object({
  runIds: z.string().refine((typed) => {
    const ids = typed.split(',')
    return (
      ids.length >= 2 &&
      ids.length <= 4 &&
      new Set(ids).size === ids.length &&
      ids.every((id) => Id.safeParse(id).success)
    )
  }, 'Two to four different ids of runs, with commas between them.'),
})
