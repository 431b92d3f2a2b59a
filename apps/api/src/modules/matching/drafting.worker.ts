import type { MatchingPolicy } from '@essor/contracts'
import { whatIf, type Move, type MoveCost, type Problem, type Team } from '@essor/team-formation'
import { AppError } from '../../platform/errors.ts'
import { draftOf, type Draft } from './draft.rules.ts'
import { problemOf, type PoolPerson, type PoolProject } from './problem.rules.ts'
import { storedProblem } from './stored-problem.rules.ts'

interface Drafted {
  problem: Problem
  teams: Team[]
}

export interface Moved {
  delta: number
  draft: Draft
}

/** What one move costs, and all that there is to say of the teams after it. */
export function move({ problem: stored, teams, move: one, byHand }: Drafted & { move: Move; byHand: string[] }): Moved {
  const problem = storedProblem(stored)
  const moved = whatIf(problem, teams, one)
  return { delta: moved.delta, draft: draftOf(problem, moved.teams, new Set(byHand)) }
}

/** What it would cost to put this person in each of these teams. */
export function costs({ problem: stored, teams, person, places }: Drafted & { person: string; places: Move['to'][] }) {
  const problem = storedProblem(stored)
  return places.map((to): MoveCost => ({ ...whatIf(problem, teams, { person, to }), teams: [] }))
}

export interface Written {
  /** As text: it goes into the database as it is. */
  problem: string
  people: number
  projects: number
}

interface Pool {
  policy: MatchingPolicy
  people: PoolPerson[]
  projects: PoolProject[]
}

export type Refused = Pick<AppError, 'code' | 'message' | 'errors'>

export function write({ policy, people, projects }: Pool): Written | { refused: Refused } {
  try {
    const problem = problemOf(policy, people, projects)
    return { problem: JSON.stringify(problem), people: problem.people.length, projects: problem.projects.length }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, message, errors } = error
    return { refused: { code, message, errors } }
  }
}
