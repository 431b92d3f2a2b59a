import type { DecisionOutcome } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason, type Season } from '../../seasons/index.ts'
import { hold } from '../committee/assignments.service.ts'
import { assertNoTie, tiesOf } from '../committee/known-ties.repository.ts'
import { endCorrections } from '../corrections/corrections.service.ts'
import { assertClosed } from '../calls/call.rules.ts'
import { findCall, lockCall, updateCall, type Call } from '../calls/calls.repository.ts'
import { bySubmission, listHolders } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { decisionMail } from './decision.mail.ts'
import { assertSeasonGoesOn, confirmationLimit, noWords } from './decision.rules.ts'
import { decideAll, findAnswerWords, publishOutcomes } from './decisions.repository.ts'
import { assertMove, assertUnderReview } from '../submissions/submission.rules.ts'
import { listUndecided, pageOfUndecided, type Submission } from '../submissions/submissions.repository.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

const noCall = () => new AppError('not_found', 'There is no such call.')

const idsOf = (items: { submission: Submission }[]) => items.map(({ submission }) => submission.id)

export async function decideSubmission(
  { db, actor, now }: Writing,
  submissionId: string,
  version: number,
  { outcome, reason }: { outcome: DecisionOutcome | null; reason: string },
) {
  return db.transaction(async (tx) => {
    const { call, submission, season } = await hold(tx, submissionId)
    assertClosed(call, now())
    assertUnderReview(submission.status)
    await assertNoTie(tx, submission, actor.personId)
    if (version !== submission.version)
      throw new AppError('version_conflict', 'Somebody decided on this submission in the meantime. Read it again.')
    const versions = await decideAll(tx, call.id, [submissionId], { outcome, reason })
    await audit(
      { db: tx, actor },
      {
        action: 'decision.prepared',
        subject: ['submission', submissionId],
        delegationId: season.delegationId,
        // What is answered to a restricted file concerns nobody but those named for it.
        details: submission.confidentiality === 'restricted' ? {} : { outcome },
      },
    )
    await tell(tx, `season:${season.id}`, 'call.changed', call.id)
    return { submissionId, outcome, reason, version: versions.get(submissionId)! }
  })
}

/** How the mails of a call are written, whether they are looked at or sent. */
async function mailsOf({ db, now, publicUrl }: Pick<Deps, 'db' | 'now' | 'publicUrl'>, call: Call, season: Season) {
  const words = (await findAnswerWords(db, call.id))?.words ?? noWords
  const limit = confirmationLimit(now(), call.confirmDays, call.timeZone)
  const mailTo = (holder: { email: string }, submission: Submission, outcome: DecisionOutcome) =>
    decisionMail(
      holder.email,
      season,
      submission,
      { outcome, reason: submission.pendingReason, words, confirmBy: limit.confirmBy, timeZone: call.timeZone },
      publicUrl,
    )
  return { limit, mailTo }
}

/** Each answer as it would be sent now. */
export async function readDecisions(
  { db, actor, now, publicUrl }: Pick<Deps, 'db' | 'actor' | 'now' | 'publicUrl'>,
  callId: string,
  page: PageOf,
) {
  const call = await findCall(db, callId)
  const season = call && (await findSeason(db, call.seasonId))
  if (!season) throw noCall()
  const { items, nextCursor } = await pageOfUndecided(db, callId, actor.personId, page)
  const ties = await tiesOf(db, idsOf(items), actor.personId)
  const holdersOf = bySubmission(await listHolders(db, idsOf(items)))
  const { mailTo } = await mailsOf({ db, now, publicUrl }, call, season)
  return {
    items: items.map(({ submission, holderName }) => {
      const sealed = ties.sealed.has(submission.id)
      const outcome = sealed ? null : submission.pendingOutcome
      const to = holdersOf(submission.id)
      return {
        ...submission,
        submissionId: submission.id,
        holderName,
        sealed,
        outcome,
        reason: outcome ? submission.pendingReason : '',
        waitingRank: outcome ? submission.waitingRank : null,
        recipients: to.map(({ name }) => name),
        mail: outcome && mailTo(to[0]!, submission, outcome),
      }
    }),
    nextCursor,
  }
}

/** One act: every answer, every mail and the state of the call change together, or nothing does. */
export async function publishDecisions({ db, jobs, actor, now, publicUrl }: Writing, callId: string) {
  return db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw noCall()
    assertClosed(call, now())
    const rows = await listUndecided(tx, callId)
    const missing = rows.filter(({ submission }) => !submission.pendingOutcome).length
    if (rows.length === 0) throw new AppError('decisions_incomplete', 'There is no submission to answer.')
    if (missing > 0) throw new AppError('decisions_incomplete', `Decide first on the ${missing} that are left.`)
    const counts = { accepted: 0, waitlisted: 0, declined: 0 }
    const holdersOf = bySubmission(await listHolders(tx, idsOf(rows)))
    const { limit, mailTo } = await mailsOf({ db: tx, now, publicUrl }, call, season)
    const mails = rows.flatMap(({ submission }) => {
      const outcome = submission.pendingOutcome!
      assertMove(submission.status, outcome, 'publication')
      counts[outcome] += 1
      return holdersOf(submission.id).map((holder) => mailTo(holder, submission, outcome))
    })
    if (counts.accepted + counts.waitlisted > 0) assertSeasonGoesOn(season)
    await sendMails({ db: tx, jobs }, mails)
    await tellHolders(tx, idsOf(rows))
    await publishOutcomes(tx, callId, limit)
    await endCorrections(tx, idsOf(rows))
    await updateCall(tx, callId, { status: 'decided' })
    await audit(
      { db: tx, actor },
      {
        action: 'decisions.published',
        subject: ['call', callId],
        delegationId: season.delegationId,
        details: counts,
      },
    )
    await tell(tx, `season:${season.id}`, 'decisions.published', callId)
    return counts
  })
}
