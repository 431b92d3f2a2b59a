import type { PlacementReasons, TeamRepairKind } from '@essor/contracts'
import type { Changes, Problem, Repair, Team } from '@essor/team-formation'

export interface StoredMove {
  personId: string
  from: string | null
  to: string | null
  why: 'placed' | 'closed' | 'repair'
  loss: number | null
  breaks: string[]
}

/** One way to mend the teams: who moves, and where everyone then stands and why. */
export interface StoredOption {
  kinds: TeamRepairKind[]
  objective: number
  proven: boolean
  smaller: boolean
  moved: number
  moves: StoredMove[]
  broken: number
  notPlaced: string[]
  members: { personId: string; projectId: string; why: PlacementReasons }[]
}

/** What is mended: the problem that the published teams answered, those teams as they are now, and what changed since. */
export interface RepairTask {
  problem: Problem
  published: Team[]
  changes: Changes
  weight: number | null
}

/**
 * What a move must be worth, in steps of preference. `few_moves` weighs more than leaving someone out, and less than closing
 * a project; `balance` as much as a wanted skill that is missing; `best` settles ties only.
 */
const penalties: Record<Exclude<TeamRepairKind, 'asked'>, number> = { few_moves: 500, balance: 3, best: 0.01 }

export function penaltiesFor(weight: number | null): [TeamRepairKind, number][] {
  const usual = Object.entries(penalties) as [TeamRepairKind, number][]
  return weight === null ? usual : [['asked', weight], ...usual]
}

/** Nobody whose team could go on should end without a place, nor should that team, for want of people. */
export function loses({ answer }: Repair, standing: Pick<RepairTask, 'published'>, gone: ReadonlySet<string>): boolean {
  const placed = new Set(answer.teams.flatMap(({ people }) => people))
  const open = standing.published.filter(({ project }) => !gone.has(project))
  return open.some(
    ({ project, people }) =>
      !answer.teams.some((team) => team.project === project) || people.some((id) => !gone.has(id) && !placed.has(id)),
  )
}

/** Teams may be as small as the smallest that is left: a vacancy alone closes none. Nor does it open a team where there was none. */
export function withSmallerTeams({ problem, published, changes }: RepairTask): Problem {
  const left = new Set(changes.left)
  const shut = new Set(changes.closed)
  const open = published.filter(({ project }) => !shut.has(project))
  const sizes = open.map(({ people }) => people.filter((id) => !left.has(id)).length)
  const isOpen = new Set(open.map(({ project }) => project))
  const smallest = Math.max(1, Math.min(...sizes, Number.MAX_SAFE_INTEGER))
  return {
    ...problem,
    projects: problem.projects.map((project) => ({
      ...project,
      size: isOpen.has(project.id) ? { ...project.size, min: Math.min(project.size.min, smallest) } : project.size,
    })),
  }
}

export const movesOf = ({ moved }: Repair): StoredMove[] =>
  moved.map(({ person, from, to, why, back }) => ({
    personId: person,
    from,
    to,
    why: from === null ? 'placed' : why === 'closed' ? 'closed' : 'repair',
    loss: from !== null && back ? -back.delta : null,
    breaks: from !== null && back ? [...new Set(back.broken.map(({ rule }) => rule))] : [],
  }))

/** Two ways that come to the same are one, with both names. */
export function merged(options: StoredOption[]): StoredOption[] {
  const found: StoredOption[] = []
  for (const option of options) {
    const same = found.find((other) => placesOf(other) === placesOf(option))
    if (same) same.kinds.push(...option.kinds)
    else found.push(option)
  }
  return found
}

const placesOf = ({ members }: StoredOption): string =>
  members
    .map(({ personId, projectId }) => `${personId} ${projectId}`)
    .toSorted()
    .join()
