import { evaluate, type Broken, type Parts, type PartName, type Team } from './evaluate.ts'
import type { Problem } from './problem.ts'

/** `to`: a project id, or null to take the person out of the teams. */
export type Move = { person: string; to: string | null }

export type MoveCost = {
  /** Points gained (above 0) or lost (below 0) by the move. */
  delta: number
  /** The same, part by part; only the parts that change. */
  parts: { part: PartName; count: number; points: number }[]
  /** Hard rules that the teams break after the move and did not break before. */
  broken: Broken[]
  teams: Team[]
}

/** What one move would cost. The teams given are not changed. */
export function whatIf(problem: Problem, teams: readonly Team[], move: Move): MoveCost {
  const moved = applyMove(teams, move)
  const before = evaluate(problem, teams)
  const after = evaluate(problem, moved)
  const known = new Set(before.broken.map((broken) => JSON.stringify(broken)))
  return {
    delta: after.objective - before.objective,
    parts: changes(before.parts, after.parts),
    broken: after.broken.filter((broken) => !known.has(JSON.stringify(broken))),
    teams: moved,
  }
}

function applyMove(teams: readonly Team[], { person, to }: Move): Team[] {
  const moved = teams
    .map((team) => ({ project: team.project, people: team.people.filter((id) => id !== person) }))
    .map((team) => (team.project === to ? { ...team, people: [...team.people, person] } : team))
  if (to !== null && !moved.some((team) => team.project === to)) moved.push({ project: to, people: [person] })
  return moved.filter((team) => team.people.length > 0)
}

function changes(before: Parts, after: Parts): MoveCost['parts'] {
  return (Object.keys(after) as PartName[])
    .map((part) => ({
      part,
      count: after[part].count - before[part].count,
      points: after[part].points - before[part].points,
    }))
    .filter(({ count, points }) => count !== 0 || points !== 0)
}
