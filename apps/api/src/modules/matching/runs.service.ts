import type { MatchingPolicy } from '@essor/contracts'
import { audit } from '../../platform/audit/audit.repository.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { findSeason, listComing, lockSeason } from '../seasons/index.ts'
import { listLocks } from './board/locks.repository.ts'
import { withKeptPlaces } from './board/locks.rules.ts'
import { clashOf } from './draft.rules.ts'
import { listAllProjects, listRunPeople, skillsOf } from './pool.repository.ts'
import { rankingsOf } from './preferences.repository.ts'
import { problemOf } from './problem.rules.ts'
import { matchingQueue } from './run.queue.ts'
import { findPublishedRun, findRunWithStarter, insertRun, moveRun } from './runs.repository.ts'

export async function readPool({ db }: Pick<Deps, 'db'>, seasonId: string) {
  const rankings = await rankingsOf(db, seasonId)
  const coming = await listComing(db, seasonId)
  return {
    people: coming.map(({ personId, name }) => ({ id: personId, name, ranked: rankings.has(personId) })),
    projects: await listAllProjects(db, seasonId),
    publishedRunId: (await findPublishedRun(db, seasonId))?.id ?? null,
  }
}

/** Keeps the problem as it is now, and queues the search for its teams in the same transaction. */
export async function startRun(
  { db, jobs, actor }: Pick<Deps, 'db' | 'jobs' | 'actor'>,
  seasonId: string,
  asked: MatchingPolicy,
) {
  const runId = await db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (await findPublishedRun(tx, seasonId))
      throw new AppError('teams_published', 'The teams of this season are published already.')
    const coming = await listComing(tx, seasonId)
    const skills = await skillsOf(
      tx,
      coming.map(({ personId }) => personId),
    )
    const rankings = await rankingsOf(tx, seasonId)
    const projects = await listAllProjects(tx, seasonId)
    const policy = withKeptPlaces(
      asked,
      await listLocks(tx, seasonId),
      new Set(coming.map(({ personId }) => personId)),
      new Set(projects.map(({ id }) => id)),
    )
    const problem = problemOf(
      policy,
      coming.map(({ personId, origin, category }) => ({
        id: personId,
        origin,
        category,
        skills: skills.get(personId) ?? [],
        wishes: rankings.get(personId) ?? [],
      })),
      projects,
    )
    const run = await insertRun(tx, { seasonId, policy, problem, startedBy: actor.personId })
    await jobs.send(tx, matchingQueue, { runId: run.id }, { heartbeatSeconds: 30 })
    await audit(
      { db: tx, actor },
      {
        action: 'matching.started',
        subject: ['matching_run', run.id],
        delegationId: season!.delegationId,
        details: { people: problem.people.length, projects: problem.projects.length },
      },
    )
    await tell(tx, `season:${seasonId}`, 'matching.changed', run.id)
    return run.id
  })
  return readRun({ db }, runId)
}

export async function cancelRun({ db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>, runId: string) {
  await db.transaction(async (tx) => {
    const run = await moveRun(tx, runId, 'cancelled', { endedAt: now() })
    if (!run) throw new AppError('run_transition', 'This run has ended already.')
    const season = await findSeason(tx, run.seasonId)
    await audit(
      { db: tx, actor },
      { action: 'matching.cancelled', subject: ['matching_run', runId], delegationId: season!.delegationId },
    )
    await tell(tx, `season:${run.seasonId}`, 'matching.changed', runId)
  })
  return readRun({ db }, runId)
}

/** The run with the names and titles that its ids stand for, and who of its people still comes. */
export async function readRun({ db }: Pick<Deps, 'db'>, runId: string) {
  const run = await findRunWithStarter(db, runId)
  if (!run) throw new AppError('not_found', 'There is no such run.')
  const skills = new Map(run.problem.people.map((person) => [person.id, person.skills]))
  const people = await listRunPeople(db, run.seasonId, [...skills.keys()])
  return {
    ...run,
    peopleCount: run.problem.people.length,
    projectCount: run.problem.projects.length,
    people: people.map(({ id, name, origin, category, status }) => ({
      id,
      name,
      origin: origin ?? '',
      category,
      coming: status === 'confirmed' || status === 'checked_in',
      skills: skills.get(id) ?? [],
    })),
    projects: await listAllProjects(db, run.seasonId),
    clash: run.answer?.clash ? clashOf(run.answer.clash) : null,
    moves: run.moves.map((move) => ({ ...move, at: new Date(move.at) })),
  }
}
