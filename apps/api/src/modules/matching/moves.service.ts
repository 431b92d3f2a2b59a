import { whatIf, type Move, type MoveCost, type Problem } from '@essor/team-formation'
import { audit } from '../../platform/audit/audit.repository.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { lockSeason } from '../seasons/index.ts'
import { brokenRule, draftOf, teamsOf, type Draft } from './draft.rules.ts'
import { assertHasTeams } from './run.rules.ts'
import { findPublishedRun, findRun, lockRun, updateRun } from './runs.repository.ts'
import { readRun } from './runs.service.ts'
import { storedProblem } from './stored-problem.rules.ts'

/** What it would cost to put this person in each other team, or in none. */
export async function listMoveCosts({ db }: Pick<Deps, 'db'>, runId: string, personId: string) {
  const run = await findRun(db, runId)
  if (!run) throw noRun()
  assertHasTeams(run)
  const problem = storedProblem(run.problem)
  assertInProblem(problem, { person: personId, to: null })
  const here = placeOf(run.draft, personId)
  return [...problem.projects.map(({ id }) => id), null]
    .filter((to) => to !== here)
    .map((to) => ({ projectId: to, ...priced(whatIf(problem, teamsOf(run.draft), { person: personId, to })) }))
}

/** Changes the draft, not the answer: a move may break a rule for the time of a swap; publishing looks again. */
export async function moveByHand(
  { db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>,
  runId: string,
  { personId, projectId }: { personId: string; projectId: string | null },
) {
  const move = { person: personId, to: projectId }
  await db.transaction(async (tx) => {
    const seasonId = (await findRun(tx, runId))?.seasonId
    const season = seasonId && (await lockSeason(tx, seasonId))
    const run = season && (await lockRun(tx, runId))
    if (!season || !run) throw noRun()
    if (await findPublishedRun(tx, season.id))
      throw new AppError('teams_published', 'The teams of this season are published already.')
    assertHasTeams(run)
    const problem = storedProblem(run.problem)
    assertInProblem(problem, move)
    const from = placeOf(run.draft, personId)
    if (from === projectId) return
    const { teams, delta } = whatIf(problem, teamsOf(run.draft), move)
    const moves = [...run.moves, { personId, from, to: projectId, delta, at: now().toISOString() }]
    await updateRun(tx, runId, {
      moves,
      draft: draftOf(problem, teams, new Set(moves.map((made) => made.personId))),
    })
    await audit(
      { db: tx, actor },
      {
        action: 'matching.moved',
        subject: ['matching_run', runId],
        delegationId: season.delegationId,
        details: { delta },
      },
    )
    await tell(tx, `season:${season.id}`, 'matching.changed', runId)
  })
  return readRun({ db }, runId)
}

const noRun = () => new AppError('not_found', 'There is no such run.')

const placeOf = (draft: Draft, personId: string): string | null =>
  draft.teams.find(({ members }) => members.some((member) => member.personId === personId))?.projectId ?? null

const priced = ({ delta, parts, broken }: MoveCost) => ({ delta, parts, broken: broken.map(brokenRule) })

function assertInProblem(problem: Problem, { person, to }: Move): void {
  const unknown = [
    ...(problem.people.some(({ id }) => id === person) ? [] : ['personId']),
    ...(to === null || problem.projects.some(({ id }) => id === to) ? [] : ['projectId']),
  ]
  if (unknown.length === 0) return
  throw new AppError(
    'invalid_input',
    'This run knows no such person or project.',
    unknown.map((path) => ({ path, message: 'Not one of this run.', code: 'unknown' })),
  )
}
