import type { PitchStatus } from '@essor/contracts'
import { audit } from '../../platform/audit/audit.repository.ts'
import { isUniqueViolation } from '../../platform/db/failures.ts'
import type { Db } from '../../platform/db/connection.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { findPublicSeason, findSeason } from '../seasons/index.ts'
import { assertPitchMove, movedClock, onStage, readClock } from './pitch.rules.ts'
import {
  findPitch,
  findPitchSession,
  insertPitchSession,
  listPitches,
  lockPitch,
  lockPitchSession,
  sessionsOfSeason,
  setSessionStatus,
  updatePitch,
  type PitchSession,
} from './pitches.repository.ts'
import { hasSentScorecards } from './scorecards.repository.ts'

type Reading = Pick<Deps, 'db' | 'now'>
export type Writing = Pick<Deps, 'db' | 'actor' | 'now'>

export interface SessionFields {
  title: string
  place: string
  durationSeconds: number
  warningSeconds: number
  dangerSeconds: number
}

export const noSession = () => new AppError('not_found', 'There is no such pitch session.')
const noPitch = () => new AppError('not_found', 'There is no such pitch.')

export async function readPitchSession({ db, now }: Reading, id: string) {
  const session = await findPitchSession(db, id)
  if (!session) throw noSession()
  return withPitches({ db, now }, session)
}

export async function withPitches({ db, now }: Reading, session: PitchSession) {
  const at = now()
  const pitches = await listPitches(db, session.id)
  return { ...session, pitches: pitches.map((pitch) => ({ ...pitch, clock: readClock(session, pitch, at) })) }
}

export async function createPitchSession(
  { db, actor }: Writing,
  seasonId: string,
  draft: SessionFields,
): Promise<PitchSession> {
  return db.transaction(async (tx) => {
    const season = await findSeason(tx, seasonId)
    if (!season) throw new AppError('not_found', 'There is no such season.')
    const session = await insertPitchSession(tx, { ...draft, seasonId })
    await audit(
      { db: tx, actor },
      { action: 'pitch_session.created', subject: ['pitch_session', session.id], delegationId: season.delegationId },
    )
    await tell(tx, `season:${seasonId}`, 'pitch_session.changed', session.id)
    return session
  })
}

/**
 * Starts, pauses, resumes, ends, skips or takes back a pitch. The session's row is held, so that scoring cannot be closed
 * meanwhile; that one pitch is on stage at a time is the database's own rule.
 */
export async function movePitch({ db, actor, now }: Writing, pitchId: string, to: PitchStatus) {
  try {
    return await db.transaction(async (tx) => {
      const known = await findPitch(tx, pitchId)
      const session = known && (await lockPitchSession(tx, known.sessionId, 'update'))
      const before = session && (await lockPitch(tx, pitchId))
      if (!known || !session || !before) throw noPitch()
      assertPitchMove(session.status, before.status, to)
      if (to === 'waiting' && (await hasSentScorecards(tx, pitchId)))
        throw new AppError('pitch_transition', 'A juror has sent marks for this pitch: it stays begun.')
      const at = now()
      const after = await updatePitch(tx, pitchId, movedClock(before, to, at))
      if (session.status === 'planned' && onStage(to)) await setSessionStatus(tx, session.id, 'live')
      const season = await findSeason(tx, session.seasonId)
      await audit(
        { db: tx, actor },
        {
          action: `pitch.${to}`,
          subject: ['pitch', pitchId],
          delegationId: season?.delegationId ?? null,
          details: { from: before.status },
        },
      )
      await tell(tx, `season:${session.seasonId}`, 'pitch.moved', pitchId)
      return { ...known, ...after, clock: readClock(session, after, at) }
    })
  } catch (error) {
    if (!isUniqueViolation(error, 'pitches_one_on_stage')) throw error
    throw new AppError('pitch_transition', 'Another pitch is on stage. End it first.')
  }
}

/** Shown to anyone once the season is published: names of teams and projects, and the clock. */
export async function listPublicSessions(db: Db, slug: string) {
  const found = await findPublicSeason(db, slug)
  if (!found) throw new AppError('not_found', 'There is no published season at this address.')
  return sessionsOfSeason(db, found.season.id)
}

export async function readScreen({ db, now }: Reading, sessionId: string) {
  const session = await findPitchSession(db, sessionId)
  const season = session && (await findSeason(db, session.seasonId))
  if (!session || !season || season.status === 'draft') throw noSession()
  const { pitches } = await withPitches({ db, now }, session)
  const running = pitches.filter(({ status }) => status !== 'skipped')
  return {
    ...session,
    sessionId,
    seasonName: season.name,
    total: running.length,
    over: running.filter(({ status }) => status === 'done').length,
    current: running.find(({ status }) => onStage(status)) ?? null,
    next: running.find(({ status }) => status === 'waiting') ?? null,
    serverNow: now(),
  }
}
