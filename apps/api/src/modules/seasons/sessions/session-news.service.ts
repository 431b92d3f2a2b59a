import type { Deps } from '../../../platform/deps.ts'
import { sendMails, type OutgoingMail } from '../../../platform/mail/mail.ts'
import { tellAll } from '../../../platform/realtime/live.ts'
import type { Season } from '../seasons.repository.ts'
import { findSeasonSites } from '../sites/season-sites.repository.ts'
import { placeFoundMail, sessionMovedMail, type Meeting } from './season-session.mail.ts'
import { freePlaces } from './season-session.rules.ts'
import { countRegistered, listInLine, promoteWaiting, type Addressee } from './session-registrations.repository.ts'
import { viewSession, viewSessions, type SessionView } from './session-views.repository.ts'

export type Telling = Pick<Deps, 'db' | 'jobs' | 'now' | 'publicUrl'>

/** Writes to these people about one session, and lets their screens know. */
export async function write(
  { db, jobs, publicUrl }: Telling,
  season: Season,
  session: SessionView,
  addressees: readonly Addressee[],
  letterOf: (meeting: Meeting) => (to: string) => OutgoingMail,
): Promise<void> {
  if (addressees.length === 0) return
  const sites = await findSeasonSites(db, season.id)
  const letter = letterOf({ season, session, sites, url: publicUrl })
  await sendMails(
    { db, jobs },
    addressees.map(({ email }) => letter(email)),
  )
  await tellAll(
    db,
    addressees.map(({ personId }) => `person:${personId}` as const),
    'session.changed',
    session.id,
  )
}

/**
 * Free places go to those who wait, in the order in which they came, and they are told. Where nobody registers any more,
 * they all have one. The session's row is held.
 */
export async function fillPlaces(deps: Telling, season: Season, sessionId: string): Promise<void> {
  const session = (await viewSession(deps.db, sessionId, null))!
  if (session.waiting === 0) return
  const free = freePlaces(session, await countRegistered(deps.db, sessionId))
  const promoted = await promoteWaiting(deps.db, sessionId, free, deps.now())
  await write(deps, season, session, promoted, placeFoundMail)
}

/** A season that moved to another day took its sessions along: those who registered for one are told. */
export async function tellOfShift(deps: Telling, season: Season): Promise<void> {
  const sessions = await viewSessions(deps.db, season.id, { personId: null, withCancelled: false })
  for (const session of sessions) await tellMoved(deps, season, session)
}

export async function tellMoved(deps: Telling, season: Season, session: SessionView): Promise<void> {
  if (session.endsAt <= deps.now() || session.registered + session.waiting === 0) return
  await write(deps, season, session, await listInLine(deps.db, session.id, ['registered', 'waiting']), sessionMovedMail)
}
