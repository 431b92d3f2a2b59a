import type { Season } from '../seasons.repository.ts'
import { findSeason } from '../seasons.repository.ts'
import { reminderMail } from './season-session.mail.ts'
import { write, type Telling } from './session-news.service.ts'
import { claimReminder, listExpected } from './session-registrations.repository.ts'
import { viewSession } from './session-views.repository.ts'

/** Each session in a transaction of its own: where one fails, the others are still reminded of, and that one is tried again. */
export async function remindOfSessions(deps: Telling): Promise<void> {
  while (await remindOfNext(deps)) continue
}

async function remindOfNext(deps: Telling): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    const session = await claimReminder(tx, deps.now())
    if (!session) return false
    const season: Season = (await findSeason(tx, session.seasonId))!
    const view = (await viewSession(tx, session.id, null))!
    await write({ ...deps, db: tx }, season, view, await listExpected(tx, session), reminderMail)
    return true
  })
}
