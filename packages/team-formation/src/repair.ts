import type { Answer } from './answer.ts'
import { evaluate, type Broken, type Team } from './evaluate.ts'
import { Problem, type ProblemInput } from './problem.ts'
import { solve, type SolveOptions } from './solve.ts'
import { whatIf, type MoveCost } from './what-if.ts'

/** What happened since the teams were published. */
export type Changes = {
  /** People who no longer come. */
  left?: string[]
  /** People who come after all. */
  came?: ProblemInput['people']
  /** Projects that no longer run. */
  closed?: string[]
}

export type Moved = {
  person: string
  /** null: in no team. */
  from: string | null
  to: string | null
  /** `closed`: their project runs no more. `came`: they are new. `repair`: it is worth their moving; `back` says by how much. */
  why: 'closed' | 'came' | 'repair'
  /** For `repair`: what taking this one move back would lose (a `delta` below 0, or hard rules that would break). */
  back: { delta: number; parts: MoveCost['parts']; broken: Broken[] } | null
}

export type Repair = {
  /** The problem as it is after the changes, with `stay` and its rule set: what `evaluate` needs to check the answer. */
  problem: Problem
  answer: Answer
  /** The objective of `problem` without what the moves cost. */
  objective: number | null
  /** Everyone whose team is another than before. */
  moved: Moved[]
  /** Those of them who had a team that still runs: the moves that one would rather spare, and that cost the penalty. */
  spared: number
}

export type RepairOptions = SolveOptions & {
  /** Points that moving one person must be worth; null: nobody who can stay may move. */
  penalty: number | null
}

/** Forms the teams anew after changes, moving only people whose move is worth more than the penalty. */
export async function repair(
  problem: Problem,
  published: readonly Team[],
  changes: Changes,
  { penalty, ...options }: RepairOptions,
): Promise<Repair> {
  const changed = changedProblem(problem, published, changes, penalty)
  const answer = await solve(changed, options)
  if (answer.objective === null || answer.parts === null) {
    return { problem: changed, answer, objective: null, moved: [], spared: 0 }
  }
  const moved = repairMoves(changed, published, answer.teams, changes)
  return {
    problem: changed,
    answer,
    objective: answer.objective - answer.parts.stay.points,
    moved,
    spared: moved.filter(({ why, from }) => why === 'repair' && from !== null).length,
  }
}

/** The problem of now: without who and what is gone, with who came, and with everyone's published team as their wish to stay. */
export function changedProblem(
  problem: Problem,
  published: readonly Team[],
  { left = [], came = [], closed = [] }: Changes,
  penalty: number | null,
): Problem {
  const gone = new Set(left)
  const shut = new Set(closed)
  const people = [...problem.people.filter(({ id }) => !gone.has(id)), ...came]
  const projects = problem.projects.filter(({ id }) => !shut.has(id))
  const known = new Set(people.map(({ id }) => id))
  const open = new Set(projects.map(({ id }) => id))
  const bothKnown = ([a, b]: [string, string]): boolean => known.has(a) && known.has(b)
  const bothOpen = ([person, project]: [string, string]): boolean => known.has(person) && open.has(project)
  return Problem.parse({
    ...problem,
    people: people.map((person) => ({
      ...person,
      preferences: (person.preferences ?? []).filter((id) => open.has(id)),
    })),
    projects,
    rules: { ...problem.rules, stay: penalty === null ? { strength: 'hard' } : { strength: 'soft', cost: penalty } },
    together: problem.together.filter(bothKnown),
    apart: problem.apart.filter(bothKnown),
    locked: problem.locked.filter(bothOpen),
    forbidden: problem.forbidden.filter(bothOpen),
    stay: pairsOf(published).filter(bothOpen),
  } satisfies ProblemInput)
}

/** Who moves, and why, between published teams and those of a repair: `problem` is the changed one. */
export function repairMoves(
  problem: Problem,
  published: readonly Team[],
  teams: readonly Team[],
  changes: Changes,
): Moved[] {
  const before = new Map(pairsOf(published))
  const after = new Map(pairsOf(teams))
  const open = new Set(problem.projects.map(({ id }) => id))
  const came = new Set((changes.came ?? []).map(({ id }) => id))
  // What a move is worth is asked of the teams themselves, not of the wish to move few.
  const plain: Problem = { ...problem, rules: { ...problem.rules, stay: { strength: 'off' } } }
  return problem.people.flatMap(({ id }): Moved[] => {
    const from = before.get(id) ?? null
    const to = after.get(id) ?? null
    if (from === to) return []
    const move = { person: id, from, to }
    if (came.has(id)) return [{ ...move, why: 'came', back: null }]
    if (from !== null && !open.has(from)) return [{ ...move, why: 'closed', back: null }]
    const { delta, parts, broken } = whatIf(plain, teams, { person: id, to: from })
    return [{ ...move, why: 'repair', back: { delta, parts, broken } }]
  })
}

function pairsOf(teams: readonly Team[]): [string, string][] {
  return teams.flatMap(({ project, people }) => people.map((person): [string, string] => [person, project]))
}

/** What the published teams are worth as they stand, those who left taken out: hard rules that break are the reason to repair. */
export function afterChanges(problem: Problem, published: readonly Team[], changes: Changes) {
  const changed = changedProblem(problem, published, changes, 0)
  const gone = new Set(changes.left ?? [])
  const shut = new Set(changes.closed ?? [])
  const teams = published
    .filter(({ project }) => !shut.has(project))
    .map(({ project, people }) => ({ project, people: people.filter((id) => !gone.has(id)) }))
    .filter(({ people }) => people.length > 0)
  return { problem: changed, teams, ...evaluate(changed, teams) }
}
