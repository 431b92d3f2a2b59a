import { audit } from '../../platform/audit/audit.repository.ts'
import type { Db } from '../../platform/db/connection.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { lockSeason } from '../seasons/index.ts'
import { assertScoringMove, onStage } from './pitch.rules.ts'
import { noSession, withPitches, type SessionFields, type Writing } from './pitches.service.ts'
import {
  deletePitchesExcept,
  deletePitchSession,
  findPitchSession,
  listPitches,
  listTeamIds,
  listTeamsWithoutPitch,
  lockPitchSession,
  putInOrder,
  setSessionStatus,
  updatePitchSession,
  type PitchSession,
} from './pitches.repository.ts'
import { findPublished } from './results.repository.ts'
import { pitchesWithScorecards } from './scorecards.repository.ts'

const changedMeanwhile = () =>
  new AppError('version_conflict', 'Somebody changed this session in the meantime. Read it again.')

/** The length of a pitch does not change under someone's feet. */
export async function changePitchSession(
  { db, actor, now }: Writing,
  id: string,
  version: number,
  change: SessionFields,
): Promise<PitchSession> {
  return changeSession({ db, actor, now }, id, 'pitch_session.changed', async (tx) => {
    const pitches = await listPitches(tx, id)
    if (pitches.some(({ status }) => onStage(status)))
      throw new AppError('pitch_transition', 'A pitch is on stage. Change the session when it has ended.')
    const changed = await updatePitchSession(tx, id, version, change)
    if (!changed) throw changedMeanwhile()
    return changed
  })
}

export async function removePitchSession(deps: Writing, id: string): Promise<void> {
  await changeSession(deps, id, 'pitch_session.removed', async (tx, session) => {
    await assertRemovable(tx, await listPitches(tx, id))
    await deletePitchSession(tx, id)
    return session
  })
}

/** Every team of the season that pitches nowhere yet joins the end of the running order. */
export async function addAllTeams(deps: Writing, id: string) {
  return changeSession(deps, id, 'pitch_session.teams_added', async (tx, session) => {
    const present = (await listPitches(tx, id)).map(({ teamId }) => teamId)
    const joining = await listTeamsWithoutPitch(tx, session.seasonId)
    return order(deps, tx, session, session.version, [...present, ...joining])
  })
}

export async function setRunningOrder(deps: Writing, id: string, version: number, teamIds: string[]) {
  return changeSession(deps, id, 'pitch_session.ordered', async (tx, session) => {
    if ((await listTeamIds(tx, session.seasonId, teamIds)).length < teamIds.length) {
      throw new AppError('invalid_input', 'A team of this order is not of this season.', [
        { path: 'teamIds', message: 'Choose teams of this season.', code: 'unknown' },
      ])
    }
    const leaving = (await listPitches(tx, id)).filter(({ teamId }) => !teamIds.includes(teamId))
    await assertRemovable(tx, leaving)
    await deletePitchesExcept(tx, id, teamIds)
    return order(deps, tx, session, version, teamIds)
  })
}

/** Closes scoring of the session, or opens it again as long as no results are published. */
export async function moveScoring(deps: Writing, id: string, to: 'live' | 'closed') {
  return changeSession(deps, id, `pitch_session.scoring_${to}`, async (tx, session) => {
    const pitches = await listPitches(tx, id)
    assertScoringMove(
      session.status,
      to,
      pitches.map(({ status }) => status),
    )
    if (await findPublished(tx, session.seasonId))
      throw new AppError('results_published', 'The results are published: scores no longer change.')
    return withPitches({ db: tx, now: deps.now }, await setSessionStatus(tx, id, to))
  })
}

async function order({ now }: Writing, tx: Db, { id }: PitchSession, version: number, teamIds: string[]) {
  const session = await updatePitchSession(tx, id, version, {})
  if (!session) throw changedMeanwhile()
  if ((await putInOrder(tx, id, teamIds)) < teamIds.length)
    throw new AppError('pitch_transition', 'A team of this order pitches in another session. Take it out there first.')
  return withPitches({ db: tx, now }, session)
}

async function assertRemovable(
  tx: Db,
  leaving: { id: string; status: string; startedAt: Date | null }[],
): Promise<void> {
  const scored = await pitchesWithScorecards(
    tx,
    leaving.map(({ id }) => id),
  )
  if (scored.length > 0 || leaving.some(({ startedAt }) => startedAt !== null))
    throw new AppError('pitch_transition', 'A pitch that has begun or was scored stays in the running order.')
}

/** The season's row comes first, as in every act that results depend on. */
async function changeSession<Answer>(
  { db, actor }: Writing,
  id: string,
  action: string,
  change: (tx: Db, session: PitchSession) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction(async (tx) => {
    const seasonId = (await findPitchSession(tx, id))?.seasonId
    const season = seasonId && (await lockSeason(tx, seasonId))
    const session = season && (await lockPitchSession(tx, id, 'update'))
    if (!season || !session) throw noSession()
    const answer = await change(tx, session)
    await audit({ db: tx, actor }, { action, subject: ['pitch_session', id], delegationId: season.delegationId })
    await tell(tx, `season:${season.id}`, 'pitch_session.changed', id)
    return answer
  })
}
