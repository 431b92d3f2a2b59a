import type { Problem } from '@essor/team-formation'
import type { BoardTeams } from '@essor/contracts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { findSeasonSites, listComing } from '../../seasons/index.ts'
import { listAllProjects } from '../pool.repository.ts'
import { assertHasTeams } from '../run.rules.ts'
import { findRun } from '../runs.repository.ts'
import { storedProblem } from '../stored-problem.rules.ts'
import { findBoardRun, listBoardPeople } from './board.repository.ts'
import { kindOf, movedByHand, pastOf, type StoredMove } from './history.rules.ts'
import { listLocks } from './locks.repository.ts'

/** What a screen needs once to work out the cost of every move by itself. */
export async function readBoard({ db }: Pick<Deps, 'db'>, runId: string) {
  const run = await findRun(db, runId)
  if (!run) throw noRun()
  assertHasTeams(run)
  const problem = storedProblem(run.problem)
  const people = await listBoardPeople(
    db,
    run.seasonId,
    problem.people.map(({ id }) => id),
  )
  return {
    runId,
    seasonId: run.seasonId,
    people: people.map((person) => ({ ...person, origin: person.origin ?? '' })),
    projects: await listAllProjects(db, run.seasonId),
    sites: await findSeasonSites(db, run.seasonId),
    problem: withWantedSkills(problem),
  }
}

/** The teams of the draft as they are now, and what can be done with them. */
export async function readBoardTeams({ db }: Pick<Deps, 'db'>, runId: string): Promise<BoardTeams> {
  const run = await findBoardRun(db, runId)
  if (!run) throw noRun()
  assertHasTeams(run)
  const { done, undone } = pastOf(run.moves)
  const coming = new Set((await listComing(db, run.seasonId)).map(({ personId }) => personId))
  const teams = run.draft.teams.map(({ projectId, members }) => ({
    projectId,
    personIds: members.map(({ personId }) => personId),
  }))
  const all = [...teams.flatMap(({ personIds }) => personIds), ...run.draft.leftOut.map(({ personId }) => personId)]
  return {
    version: run.version,
    published: run.publishedAt !== null,
    teams,
    leftOut: run.draft.leftOut,
    gone: all.filter((id) => !coming.has(id)),
    byHand: [...movedByHand(run.moves)],
    locks: await listLocks(db, run.seasonId),
    moves: run.moves.map(told),
    undo: done.length > 0 ? told(done.at(-1)!) : null,
    redo: undone.length > 0 ? told(undone.at(-1)!) : null,
  }
}

const noRun = () => new AppError('not_found', 'There is no such run.')

const told = (move: StoredMove) => ({ ...move, kind: kindOf(move), at: new Date(move.at) })

/** What else people can do is not the board's business: no cost depends on it. */
function withWantedSkills(problem: Problem): Problem {
  const wanted = new Set(problem.projects.flatMap((project) => project.wanted.map(({ skill }) => skill)))
  return {
    ...problem,
    people: problem.people.map((person) => ({
      ...person,
      skills: person.skills.filter(({ skill }) => wanted.has(skill)),
    })),
  }
}
