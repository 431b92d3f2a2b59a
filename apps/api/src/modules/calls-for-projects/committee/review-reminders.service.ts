import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { workEach } from '../../../platform/jobs/each.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason, type Season } from '../../seasons/index.ts'
import { findCall, type Call } from '../calls/calls.repository.ts'
import { reviewReminderMail } from './committee.mail.ts'
import { claimDueCall, claimReminders, countUnfinished, findDueCalls, findSettings } from './committee.repository.ts'
import { remindBefore, remindPause } from './committee.rules.ts'

type Sending = Pick<Deps, 'db' | 'jobs' | 'now' | 'publicUrl'>

/** Reminds those who have not finished, or the ones named among them; nobody twice within a day. */
export async function remindReviewers(
  deps: Sending & Pick<Deps, 'actor'>,
  callId: string,
  personIds: readonly string[] | null,
) {
  return deps.db.transaction(async (tx) => {
    const call = await findCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw new AppError('not_found', 'There is no such call.')
    const { reviewsDueAt } = await findSettings(tx, callId)
    const since = new Date(deps.now().getTime() - remindPause)
    const reminded = await remind({ ...deps, db: tx }, { call, season, reviewsDueAt, since, personIds })
    if (reminded > 0) {
      await audit(
        { db: tx, actor: deps.actor },
        { action: 'committee.reminded', subject: ['call', callId], delegationId: season.delegationId },
      )
      await tell(tx, `season:${season.id}`, 'call.changed', callId)
    }
    return { reminded }
  })
}

/** Two days before reviews are due, whoever has not finished hears of it once. A due date that moves is told of again. */
export async function remindOfReviews(deps: Sending): Promise<void> {
  const now = deps.now()
  const until = new Date(now.getTime() + remindBefore)
  await workEach(await findDueCalls(deps.db, { now, until }), (callId) =>
    deps.db.transaction(async (tx) => {
      const settings = await claimDueCall(tx, callId, { now, until })
      const call = settings && (await findCall(tx, callId))
      const season = call && (await findSeason(tx, call.seasonId))
      if (!call || !season) return
      const { reviewsDueAt } = settings
      await remind({ ...deps, db: tx }, { call, season, reviewsDueAt, since: now, personIds: null })
      await tell(tx, `season:${season.id}`, 'call.changed', callId)
    }),
  )
}

interface Reminding {
  call: Call
  season: Season
  reviewsDueAt: Date | null
  since: Date
  personIds: readonly string[] | null
}

async function remind(
  { db, jobs, now, publicUrl }: Omit<Sending, 'db'> & { db: Db },
  { call, season, reviewsDueAt, since, personIds }: Reminding,
): Promise<number> {
  const unfinished = await countUnfinished(db, call.id)
  const asked = personIds ? unfinished.filter(({ personId }) => personIds.includes(personId)) : unfinished
  const ids = asked.map(({ personId }) => personId)
  const claimed = await claimReminders(db, call.id, ids, { now: now(), since })
  const due = { reviewsDueAt, timeZone: call.timeZone, now: now() }
  const mails = asked.filter(({ personId }) => claimed.has(personId))
  await sendMails(
    { db, jobs },
    mails.map(({ email, left }) => reviewReminderMail(email, season, left, due, publicUrl)),
  )
  return mails.length
}
