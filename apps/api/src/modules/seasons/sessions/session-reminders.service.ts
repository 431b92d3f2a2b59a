import { workEach } from '../../../platform/jobs/each.ts'
import type { Season } from '../seasons.repository.ts'
import { findSeason } from '../seasons.repository.ts'
import { reminderMail } from './season-session.mail.ts'
import { write, type Telling } from './session-news.service.ts'
import { claimReminder, findDueReminders, listExpected } from './session-registrations.repository.ts'
import { viewSession } from './session-views.repository.ts'

/** Each session in a transaction of its own: where one fails, the others are still reminded of, and that one is tried again. */
export async function remindOfSessions(deps: Telling): Promise<void> {
  await workEach(await findDueReminders(deps.db, deps.now()), (sessionId) => remindOf(deps, sessionId))
}

async function remindOf(deps: Telling, sessionId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const session = await claimReminder(tx, sessionId, deps.now())
    if (!session) return
    const season: Season = (await findSeason(tx, session.seasonId))!
    const view = (await viewSession(tx, session.id, null))!
    await write({ ...deps, db: tx }, season, view, await listExpected(tx, session), reminderMail)
  })
}
