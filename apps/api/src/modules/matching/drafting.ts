import type { MatchingPolicy } from '@essor/contracts'
import type { Move, MoveCost, Problem, Team } from '@essor/team-formation'
import { AppError } from '../../platform/errors.ts'
import type { Moved, Refused, Written } from './drafting.worker.ts'
import type { PoolPerson, PoolProject } from './problem.rules.ts'
import { warmThreads } from './searches/warm-threads.ts'

/** Explaining the teams of three hundred people, or writing the problem of five thousand, would hold up everybody else. */
const inThread = warmThreads(new URL('./drafting.worker.ts', import.meta.url))

export const moveInThread = (task: { problem: Problem; teams: Team[]; move: Move; byHand: string[] }) =>
  inThread<Moved>('move', task)

export const costsInThread = (task: { problem: Problem; teams: Team[]; person: string; places: Move['to'][] }) =>
  inThread<MoveCost[]>('costs', task)

/** The problem that a policy makes of the people and projects of now, as text; refuses what cannot be meant. */
export async function writeProblem(
  policy: MatchingPolicy,
  people: PoolPerson[],
  projects: PoolProject[],
): Promise<Written> {
  const written = await inThread<Written | { refused: Refused }>('write', { policy, people, projects })
  if (!('refused' in written)) return written
  const { code, message, errors } = written.refused
  throw new AppError(code, message, errors)
}
