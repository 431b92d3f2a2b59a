import type { Deps } from '../../../platform/deps.ts'
import type { Season } from '../seasons.repository.ts'
import { countSessionsWaitedFor } from './session-registrations.repository.ts'
import { findNextSessions } from './session-views.repository.ts'

/** Sessions that people wait for a place in: a larger room, or a second one, may be found. */
export async function sessionAttention({ db, now }: Pick<Deps, 'db' | 'now'>, { id, status }: Season) {
  const count = status === 'published' ? await countSessionsWaitedFor(db, id, now()) : 0
  return count > 0 ? [{ code: 'seasons.sessions_waited_for', count }] : []
}

/** The next session of each season that this person comes to. */
export async function nextSessions({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  const sessions = await findNextSessions(db, personId, now())
  return sessions.map(({ id, seasonId, title, startsAt, timeZone }) => ({
    code: 'seasons.session_coming',
    seasonId,
    subjectId: id,
    title,
    dueAt: startsAt,
    timeZone,
  }))
}
