import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { queueSearch } from '../searches/search.queue.ts'
import { moveSearch } from '../searches/searches.repository.ts'
import type { ReadProblem } from './read-problem.worker.ts'
import { keptDays, keptUntil, mostKept, mostUnderWay } from './team-problem.rules.ts'
import { postedProblems } from './team-problem.queue.ts'
import {
  countTeamProblems,
  deleteTeamProblem,
  deleteTeamProblemsBefore,
  findPackedAnswer,
  findTeamProblem,
  insertTeamProblem,
  listTeamProblems,
  lockAsker,
} from './team-problems.repository.ts'

type Asking = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now'>

/** Keeps the problem and queues the search for its teams, in one transaction. */
export async function postTeamProblem(
  { db, jobs, actor, now }: Asking,
  { packed, people, projects }: Omit<ReadProblem, 'sha256'>,
) {
  const askedBy = personOf({ actor })
  const made = await db.transaction(async (tx) => {
    await lockAsker(tx, askedBy)
    const { kept, underWay } = await countTeamProblems(tx, askedBy)
    if (underWay >= mostUnderWay)
      throw new AppError('team_problems_under_way', `At most ${mostUnderWay} of yours may wait or be under way.`)
    if (kept >= mostKept)
      throw new AppError('too_many_of_these', `At most ${mostKept} of yours are kept: remove one that is done.`)
    const counts = { peopleCount: people, projectCount: projects }
    const problem = await insertTeamProblem(tx, { askedBy, problem: packed, ...counts, createdAt: now() })
    await queueSearch(tx, { jobs }, postedProblems, problem.id)
    const subject = ['team_problem', problem.id] as [string, string]
    await audit({ db: tx, actor }, { action: 'team_problem.posted', subject, details: counts })
    await tell(tx, `person:${askedBy}`, postedProblems.event, problem.id)
    return problem
  })
  return withEnd(made)
}

export async function listOwnTeamProblems({ db, actor }: Pick<Deps, 'db' | 'actor'>, page: PageOf) {
  const { items, nextCursor } = await listTeamProblems(db, personOf({ actor }), page)
  return { items: items.map(withEnd), nextCursor }
}

export async function readTeamProblem({ db, actor }: Pick<Deps, 'db' | 'actor'>, id: string) {
  const found = await findTeamProblem(db, id, personOf({ actor }))
  if (!found) throw noProblem()
  return withEnd(found)
}

const unpack = promisify(gunzip)

/** As it goes over the wire: an answer for thousands of people is not read here again only to be written again. */
export async function readTeamProblemAnswer({ db, actor }: Pick<Deps, 'db' | 'actor'>, id: string): Promise<Buffer> {
  const found = await findPackedAnswer(db, id, personOf({ actor }))
  if (!found) throw noProblem()
  if (!found.packedAnswer) throw new AppError('run_transition', `This problem is ${found.status}: it has no answer.`)
  return unpack(found.packedAnswer)
}

export async function cancelTeamProblem({ db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>, id: string) {
  const askedBy = personOf({ actor })
  await db.transaction(async (tx) => {
    if (!(await findTeamProblem(tx, id, askedBy))) throw noProblem()
    if (!(await moveSearch(tx, postedProblems.store, id, 'cancelled', { endedAt: now() })))
      throw new AppError('run_transition', 'This search has ended already.')
    await audit({ db: tx, actor }, { action: 'team_problem.cancelled', subject: ['team_problem', id] })
    await tell(tx, `person:${askedBy}`, postedProblems.event, id)
  })
  return readTeamProblem({ db, actor }, id)
}

/** All of it goes, whatever its state; a search that is under way ends at its next beat. */
export async function removeTeamProblem({ db, actor }: Pick<Deps, 'db' | 'actor'>, id: string): Promise<void> {
  const askedBy = personOf({ actor })
  await db.transaction(async (tx) => {
    if (!(await deleteTeamProblem(tx, id, askedBy))) throw noProblem()
    await audit({ db: tx, actor }, { action: 'team_problem.removed', subject: ['team_problem', id] })
    await tell(tx, `person:${askedBy}`, postedProblems.event, id)
  })
}

/** They hold what someone said of people whom Essor does not know. */
export const eraseTeamProblems = ({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> =>
  deleteTeamProblemsBefore(db, new Date(now().getTime() - keptDays * 24 * 60 * 60 * 1000))

const withEnd = <Row extends { createdAt: Date }>(row: Row) => ({ ...row, keptUntil: keptUntil(row.createdAt) })

const noProblem = () => new AppError('not_found', 'There is no such problem of yours.')
