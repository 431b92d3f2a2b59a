import type { MatchingComparison, MatchingRunSummary } from '@essor/contracts'
import type { Problem } from '@essor/team-formation'
import type { z } from 'zod'
import { pastOf, type StoredMove } from '../board/history.rules.ts'
import type { Draft } from '../draft.rules.ts'

export interface Compared {
  problem: Problem
  draft: Draft | null
  answer: { gap: number | null } | null
  moves: readonly StoredMove[]
  startedAt: Date | null
  endedAt: Date | null
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

/** What the teams of a run come to as they stand, moves by hand included; null where there are none. */
export function summaryOf({ problem, draft, answer, moves, startedAt, endedAt }: Compared): MatchingRunSummary | null {
  if (!draft) return null
  const { done } = pastOf(moves)
  const members = draft.teams.flatMap((team) => team.members)
  const granted = (wish: number) => members.filter((member) => member.wish === wish).length
  const origins = new Map(problem.people.map(({ id, origin }) => [id, origin]))
  const lines = draft.teams.flatMap(({ coverage }) => coverage)
  return {
    placed: members.length,
    leftOut: draft.leftOut.length,
    firstWishes: granted(1),
    secondWishes: granted(2),
    wantedPlaces: sum(problem.projects.flatMap(({ wanted }) => wanted.map(({ count }) => count))),
    filledPlaces: sum(lines.map(({ got, wanted }) => Math.min(got, wanted))),
    teams: draft.teams.length,
    mixedTeams: draft.teams.filter(
      (team) => new Set(team.members.map(({ personId }) => origins.get(personId))).size > 1,
    ).length,
    broken: draft.broken.length,
    movesByHand: done.length,
    objective: draft.objective,
    // What was proven is about the teams that were found, not about those that were changed since.
    gap: done.length === 0 ? (answer?.gap ?? null) : null,
    seconds: startedAt && endedAt ? (endedAt.getTime() - startedAt.getTime()) / 1000 : null,
  }
}

type Place = z.output<typeof MatchingComparison>['differing'][number]['places'][number]

/** Who is not in the same place in all of the runs that found teams. */
export function differingOf(runs: readonly Compared[]): { personId: string; places: Place[] }[] {
  const placesByRun = runs.map(placesOf)
  const everyone = new Set(placesByRun.flatMap((places) => [...places.keys()]))
  return [...everyone]
    .map((personId) => ({
      personId,
      places: placesByRun.map((places) => places.get(personId) ?? { known: false, projectId: null, wish: null }),
    }))
    .filter(({ places }) => new Set(places.filter(({ known }) => known).map(({ projectId }) => projectId)).size > 1)
}

function placesOf({ problem, draft }: Compared): Map<string, Place> {
  if (!draft) return new Map()
  const nowhere = problem.people.map(({ id }): [string, Place] => [id, { known: true, projectId: null, wish: null }])
  const placed = draft.teams.flatMap(({ projectId, members }) =>
    members.map(({ personId, wish }): [string, Place] => [personId, { known: true, projectId, wish }]),
  )
  return new Map([...nowhere, ...placed])
}
