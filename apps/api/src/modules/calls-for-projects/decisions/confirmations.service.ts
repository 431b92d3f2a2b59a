import { auditAll } from '../../../platform/audit/audit.repository.ts'
import { essor, type Deps } from '../../../platform/deps.ts'
import { workEach } from '../../../platform/jobs/each.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason, type Season } from '../../seasons/index.ts'
import { lockCall, type Call } from '../calls/calls.repository.ts'
import { listHolders } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import type { Submission } from '../submissions/submissions.repository.ts'
import { confirmReminderMail, lapsedMail } from './decision.mail.ts'
import { lapse, listCallsWithDue, takeReminders } from './decisions.repository.ts'
import { moveUp, type TeamsPublished } from './waiting-list.service.ts'

type Tending = Pick<Deps, 'db' | 'jobs' | 'now' | 'publicUrl'>

/** What the clock does with answers: reminds of them, lets them lapse, gives their places to those who wait. */
export async function tendConfirmations(deps: Tending, teamsPublished: TeamsPublished): Promise<void> {
  const { lapsing, reminding } = await listCallsWithDue(deps.db, deps.now())
  await workEach(
    [
      ...reminding.map(
        ({ callId }) =>
          () =>
            remindOf(deps, callId, teamsPublished),
      ),
      ...lapsing.map(
        ({ callId }) =>
          () =>
            lapseOf(deps, callId, teamsPublished),
      ),
    ],
    (work) => work(),
  )
}

async function lapseOf(deps: Tending, callId: string, teamsPublished: TeamsPublished): Promise<void> {
  await inCall(deps, callId, async (tx, call, season) => {
    const lapsed = await lapse(tx, callId, deps.now())
    await write({ ...deps, db: tx }, call, season, lapsed, lapsedMail)
    await auditAll(
      { db: tx, actor: essor },
      lapsed.map(({ id }) => ({
        action: 'submission.lapsed',
        subject: ['submission', id],
        delegationId: season.delegationId,
      })),
    )
    await moveUp({ ...deps, db: tx }, { call, season }, lapsed.length, teamsPublished)
    if (lapsed.length > 0) await tell(tx, `season:${season.id}`, 'call.changed', callId)
  })
}

/** Of a yes that can no longer be given nobody is reminded. */
async function remindOf(deps: Tending, callId: string, teamsPublished: TeamsPublished): Promise<void> {
  await inCall(deps, callId, async (tx, call, season) => {
    const due = await takeReminders(tx, callId, deps.now())
    if (season.status === 'closed' || (await teamsPublished(tx, season.id))) return
    await write({ ...deps, db: tx }, call, season, due, confirmReminderMail)
  })
}

async function inCall(
  { db }: Tending,
  callId: string,
  work: (tx: Deps['db'], call: Call, season: Season) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (call && season) await work(tx, call, season)
  })
}

async function write(
  { db, jobs, publicUrl }: Tending,
  { timeZone }: Call,
  season: Season,
  submissions: Submission[],
  mail: typeof lapsedMail,
): Promise<void> {
  if (submissions.length === 0) return
  const byId = new Map(submissions.map((submission) => [submission.id, submission]))
  const holders = await listHolders(db, [...byId.keys()])
  await sendMails(
    { db, jobs },
    holders.map(({ email, submissionId }) => {
      const submission = byId.get(submissionId)!
      return mail(email, season, submission, { confirmBy: submission.confirmBy!, timeZone }, publicUrl)
    }),
  )
  await tellHolders(db, [...byId.keys()])
}
