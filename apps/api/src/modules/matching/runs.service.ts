import type { MatchingPolicy } from '@essor/contracts'
import { audit } from '../../platform/audit/audit.repository.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { findSeason, listComing, lockSeason } from '../seasons/index.ts'
import { pastOf } from './board/history.rules.ts'
import { listLocks } from './board/locks.repository.ts'
import { withKeptPlaces } from './board/locks.rules.ts'
import { writeProblem } from './drafting.ts'
import { clashOf } from './policies/clash.rules.ts'
import { assertSayable, handsOf, keeping, policyOf, policyWithout, type Hand } from './policies/policy.rules.ts'
import { readPoolFacts } from './policies/pool.service.ts'
import { relaxationsOf } from './policies/relaxation.rules.ts'
import { existingPolicy } from './policies/saved-policies.service.ts'
import { countPool, listAllProjects, listRunPeople } from './pool.repository.ts'
import { rankingsOf } from './preferences.repository.ts'
import { seasonRuns } from './run.queue.ts'
import { assertFits, assertHasTeams } from './run.rules.ts'
import { queueSearch } from './searches/search.queue.ts'
import { moveSearch } from './searches/searches.repository.ts'
import { findPublishedRun, findRun, findRunSeason, findRunWithStarter, insertRun } from './runs.repository.ts'
import { allTerms } from './terms/terms.repository.ts'

export async function readPool({ db }: Pick<Deps, 'db'>, seasonId: string) {
  const rankings = await rankingsOf(db, seasonId)
  const coming = await listComing(db, seasonId)
  const comes = new Set(coming.map(({ personId }) => personId))
  const terms = await allTerms(db, seasonId)
  return {
    people: coming.map(({ personId, name }) => ({ id: personId, name, ranked: rankings.has(personId) })),
    projects: await listAllProjects(db, seasonId),
    // Who no longer comes keeps their place, without a word.
    kept: (await listLocks(db, seasonId)).filter(({ personId }) => comes.has(personId)),
    ownSizes: terms
      .filter(({ sizeMin, sizeMax }) => sizeMin !== null || sizeMax !== null)
      .map(({ projectId, sizeMin, sizeMax }) => ({ projectId, min: sizeMin, max: sizeMax })),
    publishedRunId: (await findPublishedRun(db, seasonId))?.id ?? null,
  }
}

type Starting = Pick<Deps, 'db' | 'jobs' | 'actor'>

/** By a policy for this run alone: what it says must be about people and projects of now. */
export async function startRun(
  deps: Starting,
  seasonId: string,
  { keepFrom, addKeptPlaces, ...policy }: MatchingPolicy & { keepFrom: string | null; addKeptPlaces: boolean },
) {
  return queueRun(deps, seasonId, { keepFrom, addKeptPlaces }, null, () => policy)
}

/** By a saved policy: people and projects change while it lies there, so what is gone is left out of it. */
export async function startSavedRun(deps: Starting, policyId: string, keepFrom: string | null) {
  const { seasonId, name, policy } = await existingPolicy(deps.db, policyId)
  const keep = { keepFrom, addKeptPlaces: true }
  return queueRun(deps, seasonId, keep, name, (coming, there) => policyWithout(policy, coming, there))
}

type PolicyAsked = (coming: ReadonlySet<string>, there: ReadonlySet<string>) => MatchingPolicy

/** Keeps the problem as it is now, and queues the search for its teams in the same transaction. */
async function queueRun(
  { db, jobs, actor }: Starting,
  seasonId: string,
  { keepFrom, addKeptPlaces }: { keepFrom: string | null; addKeptPlaces: boolean },
  policyName: string | null,
  asked: PolicyAsked,
) {
  const runId = await db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (!season) throw new AppError('not_found', 'There is no such season.')
    if (await findPublishedRun(tx, seasonId))
      throw new AppError('teams_published', 'The teams of this season are published already.')
    const size = await countPool(tx, seasonId)
    assertFits(size.people, size.projects)
    const { people, projects } = await readPoolFacts(tx, season)
    const coming = new Set(people.map(({ id }) => id))
    const there = new Set(projects.map(({ id }) => id))
    const hands = keepFrom === null ? [] : await handsKept(tx, seasonId, keepFrom)
    const possible = hands.filter(
      ({ personId, projectId }) => coming.has(personId) && (projectId === null || there.has(projectId)),
    )
    const places = addKeptPlaces ? await listLocks(tx, seasonId) : []
    const policy = keeping(withKeptPlaces(asked(coming, there), places, coming, there), possible, [...there])
    assertSayable(policy)
    const written = await writeProblem(policy, people, projects)
    const startedBy = actor.personId
    const draft = { seasonId, policy, policyName, keptFromId: keepFrom, startedBy }
    const run = await insertRun(tx, draft, written.problem)
    await queueSearch(tx, { jobs }, seasonRuns, run.id)
    await audit(
      { db: tx, actor },
      {
        action: 'matching.started',
        subject: ['matching_run', run.id],
        delegationId: season.delegationId,
        details: { people: written.people, projects: written.projects },
      },
    )
    await tell(tx, `season:${seasonId}`, 'matching.changed', run.id)
    return run.id
  })
  return readRun({ db }, runId)
}

async function handsKept(db: Deps['db'], seasonId: string, runId: string): Promise<Hand[]> {
  const run = await findRun(db, runId)
  if (run?.seasonId !== seasonId) {
    const message = 'Not a search of this season.'
    throw new AppError('invalid_input', message, [{ path: 'keepFrom', message, code: 'unknown' }])
  }
  assertHasTeams(run)
  return handsOf(run)
}

export async function cancelRun({ db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>, runId: string) {
  await db.transaction(async (tx) => {
    const run = await findRunSeason(tx, runId)
    const season = run && (await findSeason(tx, run.seasonId))
    if (!season) throw new AppError('not_found', 'There is no such run.')
    if (!(await moveSearch(tx, seasonRuns.store, runId, 'cancelled', { endedAt: now() })))
      throw new AppError('run_transition', 'This run has ended already.')
    await audit(
      { db: tx, actor },
      { action: 'matching.cancelled', subject: ['matching_run', runId], delegationId: season.delegationId },
    )
    await tell(tx, `season:${season.id}`, 'matching.changed', runId)
  })
  return readRun({ db }, runId)
}

/** The run with the names and titles that its ids stand for, and who of its people still comes. */
export async function readRun({ db }: Pick<Deps, 'db'>, runId: string) {
  const run = await findRunWithStarter(db, runId)
  if (!run) throw new AppError('not_found', 'There is no such run.')
  const skills = new Map(run.problem.people.map((person) => [person.id, person.skills]))
  const people = await listRunPeople(db, run.seasonId, [...skills.keys()])
  const projects = await listAllProjects(db, run.seasonId)
  const policy = policyOf(run.policy)
  const coming = new Set(people.filter(comes).map(({ id }) => id))
  const there = new Set(projects.map(({ id }) => id))
  return {
    ...run,
    policy,
    peopleCount: run.problem.people.length,
    projectCount: run.problem.projects.length,
    people: people.map((person) => ({
      id: person.id,
      name: person.name,
      origin: person.origin ?? '',
      category: person.category,
      coming: comes(person),
      skills: skills.get(person.id) ?? [],
    })),
    projects,
    clash: run.answer?.clash ? clashOf(run.answer.clash, run.problem, people) : null,
    relaxations: relaxationsOf(policy, run.problem, run.answer).map((way) => ({
      ...way,
      policy: policyWithout(way.policy, coming, there),
    })),
    moves: pastOf(run.moves).done.map((move) => ({ ...move, at: new Date(move.at) })),
  }
}

const comes = ({ status }: { status: string | null }): boolean => status === 'confirmed' || status === 'checked_in'
