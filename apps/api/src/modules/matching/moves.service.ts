import type { Move, MoveCost, Problem } from '@essor/team-formation'
import type { BoardTeams } from '@essor/contracts'
import { audit } from '../../platform/audit/audit.repository.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { lockSeason } from '../seasons/index.ts'
import { readBoardTeams } from './board/board.service.ts'
import { movedByHand, pastOf, type MoveKind, type Past } from './board/history.rules.ts'
import { brokenRule, teamsOf, type Draft } from './draft.rules.ts'
import { costsInThread, moveInThread } from './drafting.ts'
import { assertHasTeams } from './run.rules.ts'
import { findPublishedRun, findRun, lockRun, updateRun } from './runs.repository.ts'

/** What it would cost to put this person in each other team, or in none. */
export async function listMoveCosts({ db }: Pick<Deps, 'db'>, runId: string, personId: string) {
  const run = await findRun(db, runId)
  if (!run) throw noRun()
  assertHasTeams(run)
  const { problem } = run
  assertInProblem(problem, { person: personId, to: null })
  const here = placeOf(run.draft, personId)
  const places = [...problem.projects.map(({ id }) => id), null].filter((place) => place !== here)
  const costs = await costsInThread({ problem, teams: teamsOf(run.draft), person: personId, places })
  return costs.map((cost, at) => ({ projectId: places[at] ?? null, ...priced(cost) }))
}

type Changing = Pick<Deps, 'db' | 'actor' | 'now'>

/** A move may break a rule for the time of a swap; publishing looks again. */
export async function moveByHand(
  deps: Changing,
  runId: string,
  version: number,
  { personId, projectId }: { personId: string; projectId: string | null },
): Promise<BoardTeams> {
  return changeDraft(deps, runId, version, 'move', () => ({ person: personId, to: projectId }))
}

export async function undoMove(deps: Changing, runId: string, version: number): Promise<BoardTeams> {
  return changeDraft(deps, runId, version, 'undo', ({ done }) => {
    const last = done.at(-1)
    if (!last) throw new AppError('nothing_to_undo', 'No move by hand is left to take back.')
    return { person: last.personId, to: last.from }
  })
}

export async function redoMove(deps: Changing, runId: string, version: number): Promise<BoardTeams> {
  return changeDraft(deps, runId, version, 'redo', ({ undone }) => {
    const next = undone.at(-1)
    if (!next) throw new AppError('nothing_to_redo', 'No move that was taken back is left to make again.')
    return { person: next.personId, to: next.to }
  })
}

/** Changes the draft, not the answer. Two who change one version at once: one does, the other reads again. */
async function changeDraft(
  { db, actor, now }: Changing,
  runId: string,
  version: number,
  kind: MoveKind,
  moveFrom: (past: Past) => Move,
): Promise<BoardTeams> {
  await db.transaction(async (tx) => {
    const seasonId = (await findRun(tx, runId))?.seasonId
    const season = seasonId && (await lockSeason(tx, seasonId))
    const run = season && (await lockRun(tx, runId))
    if (!season || !run) throw noRun()
    if (await findPublishedRun(tx, season.id))
      throw new AppError('teams_published', 'The teams of this season are published already.')
    assertHasTeams(run)
    if (run.version !== version)
      throw new AppError('version_conflict', 'Somebody moved people in the meantime. Read the teams again.')
    const { problem } = run
    const move = moveFrom(pastOf(run.moves))
    assertInProblem(problem, move)
    const from = placeOf(run.draft, move.person)
    if (from === move.to) return
    const made = { kind, personId: move.person, from, to: move.to, at: now().toISOString() }
    const byHand = [...movedByHand([...run.moves, { ...made, delta: 0 }])]
    const { delta, draft } = await moveInThread({ problem, teams: teamsOf(run.draft), move, byHand })
    const moves = [...run.moves, { ...made, delta }]
    await updateRun(tx, runId, { moves, draft, version: version + 1 })
    await audit(
      { db: tx, actor },
      {
        action: 'matching.moved',
        subject: ['matching_run', runId],
        delegationId: season.delegationId,
        details: { kind, delta },
      },
    )
    await tell(tx, `season:${season.id}`, 'matching.changed', runId)
  })
  return readBoardTeams({ db }, runId)
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
