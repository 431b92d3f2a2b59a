import type { Deps } from '../../../platform/deps.ts'
import { workEach } from '../../../platform/jobs/each.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { findSeason } from '../../seasons/index.ts'
import { shareCall } from './calls.repository.ts'
import { draftReminderMail } from './opening.mail.ts'
import { claimReminders, listCallsToRemind } from './reminders.repository.ts'

type Telling = Pick<Deps, 'db' | 'jobs' | 'now' | 'publicUrl'>

/** Tells everyone who holds a draft, 7 days, 2 days and 3 hours before their last moment. Safe to run at any time. */
export async function remindOfDrafts(deps: Telling): Promise<void> {
  await workEach(await listCallsToRemind(deps.db, deps.now()), (callId) => remindOf(deps, callId))
}

async function remindOf({ db, jobs, now, publicUrl }: Telling, callId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const call = await shareCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (call?.status !== 'published' || season?.status !== 'published') return
    const due = await claimReminders(tx, callId, now())
    await sendMails(
      { db: tx, jobs },
      due.map((reminder) => draftReminderMail(reminder, season, call, publicUrl)),
    )
  })
}
