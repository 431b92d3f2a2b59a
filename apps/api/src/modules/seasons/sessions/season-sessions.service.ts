import type { SessionDetails } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Season } from '../seasons.repository.ts'
import { findSeasonSites } from '../sites/season-sites.repository.ts'
import { assertSpan } from '../timeline/timeline.rules.ts'
import { changeTimeline } from '../timeline/timeline.service.ts'
import { sessionCancelledMail } from './season-session.mail.ts'
import { assertPlaces, assertPlacesFor, isElsewhere, shownTo } from './season-session.rules.ts'
import {
  insertSessions,
  lockSession,
  replaceSessionSites,
  updateSession,
  type SeasonSession,
} from './season-sessions.repository.ts'
import { fillPlaces, tellMoved, write } from './session-news.service.ts'
import { listInLine, promoteWaiting } from './session-registrations.repository.ts'
import { viewSession, type SessionView } from './session-views.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor' | 'now' | 'jobs' | 'publicUrl'>

export interface SessionFields extends Pick<
  SeasonSession,
  'kind' | 'title' | 'place' | 'startsAt' | 'endsAt' | 'onlineUrl' | 'needsRegistration' | 'places' | 'remindHours'
> {
  siteIds: string[]
}

type Arrangement = 'siteIds' | 'onlineUrl' | 'needsRegistration' | 'places' | 'remindHours'
type SessionChange = Omit<SessionFields, Arrangement> & { [Field in Arrangement]?: SessionFields[Field] | undefined }

/** What is left out stays as it was. */
const changed = (before: SessionView, change: SessionChange): SessionFields => ({
  ...change,
  siteIds: change.siteIds ?? before.siteIds,
  onlineUrl: change.onlineUrl === undefined ? before.onlineUrl : change.onlineUrl,
  needsRegistration: change.needsRegistration ?? before.needsRegistration,
  places: change.places === undefined ? before.places : change.places,
  remindHours: change.remindHours === undefined ? before.remindHours : change.remindHours,
})

export async function addSession(deps: Writing, seasonId: string, draft: SessionFields): Promise<SessionDetails> {
  const { siteIds, ...fields } = draft
  const { id } = await changeTimeline(deps, seasonId, 'session.added', async (tx, season) => {
    await assertFits(tx, season, draft)
    const [session] = await insertSessions(tx, [{ ...fields, seasonId, changedAt: deps.now() }])
    await replaceSessionSites(tx, session!.id, [...new Set(siteIds)])
    return session
  })
  return organisersView(deps, id)
}

export async function changeSession(
  deps: Writing,
  seasonId: string,
  sessionId: string,
  version: number,
  change: SessionChange,
): Promise<SessionDetails> {
  await changeTimeline(deps, seasonId, 'session.changed', async (tx, season) => {
    const before = await held(tx, seasonId, sessionId, version)
    const draft = changed(before, change)
    const { siteIds, ...fields } = draft
    await assertFits(tx, season, draft)
    assertPlacesFor(before.registered, draft)
    await updateSession(tx, sessionId, { ...fields, changedAt: deps.now() })
    await replaceSessionSites(tx, sessionId, [...new Set(siteIds)])
    const after = (await viewSession(tx, sessionId, null))!
    const telling = { ...deps, db: tx }
    if (season.status === 'published') {
      if (isElsewhere(before, after)) await tellMoved(telling, season, after)
      await fillPlaces(telling, season, sessionId)
    } else if (!after.needsRegistration) await promoteWaiting(tx, sessionId, null, deps.now())
    return after
  })
  return organisersView(deps, sessionId)
}

/** The session stays as cancelled, so that calendar programs remove it; those who registered are told. */
export async function cancelSession(
  deps: Writing,
  seasonId: string,
  sessionId: string,
  version: number,
): Promise<void> {
  await changeTimeline(deps, seasonId, 'session.cancelled', async (tx, season) => {
    const session = await held(tx, seasonId, sessionId, version)
    await updateSession(tx, sessionId, { cancelledAt: deps.now(), changedAt: deps.now() })
    if (season.status === 'published' && session.endsAt > deps.now()) {
      const addressees = await listInLine(tx, sessionId, ['registered', 'waiting'])
      await write({ ...deps, db: tx }, season, session, addressees, sessionCancelledMail)
    }
    return session
  })
}

/** The session as it was read by whoever changes it, held until the change is done. */
async function held(tx: Db, seasonId: string, sessionId: string, version: number): Promise<SessionView> {
  const session = await lockSession(tx, sessionId)
  if (session?.seasonId !== seasonId || session.cancelledAt)
    throw new AppError('not_found', 'There is no such session in this season.')
  if (session.version !== version)
    throw new AppError('version_conflict', 'Somebody changed this session in the meantime. Read it again.')
  return (await viewSession(tx, sessionId, null))!
}

async function assertFits(tx: Db, season: Season, draft: SessionFields): Promise<void> {
  assertSpan(draft, season.startsOn)
  assertPlaces(draft)
  const known = new Set((await findSeasonSites(tx, season.id)).map(({ id }) => id))
  if (draft.siteIds.every((id) => known.has(id))) return
  throw new AppError('invalid_input', 'A site is not one of this season.', [
    { path: 'siteIds', message: 'Choose among the sites of this season.', code: 'unknown' },
  ])
}

async function organisersView({ db, actor }: Pick<Deps, 'db' | 'actor'>, id: string): Promise<SessionDetails> {
  return shownTo({ seesLink: true }, (await viewSession(db, id, actor.personId))!)
}
