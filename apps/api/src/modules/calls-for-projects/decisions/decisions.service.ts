import type { DecisionOutcome } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason } from '../../seasons/index.ts'
import { assertNotHolder, hold } from '../committee/assignments.service.ts'
import { assertClosed } from '../calls/call.rules.ts'
import { findCall, lockCall, updateCall } from '../calls/calls.repository.ts'
import { bySubmission, listHolders } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { decisionMail } from './decision.mail.ts'
import { isSealedFor, standing } from '../reviews/review.rules.ts'
import { findReviewOf, listReviewsOfAll } from '../reviews/reviews.repository.ts'
import { assertUnderReview } from '../submissions/submission.rules.ts'
import {
  listSubmissions,
  listUndecided,
  pageOfUndecided,
  publishOutcomes,
  updateSubmission,
  type Submission,
  type SubmissionFilter,
} from '../submissions/submissions.repository.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

const noCall = () => new AppError('not_found', 'There is no such call.')

/** The table from which organisers decide. */
export async function readSubmissions(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  callId: string,
  filter: SubmissionFilter,
) {
  const call = await findCall(db, callId)
  if (!call) throw noCall()
  const { items, nextCursor } = await listSubmissions(db, callId, actor.personId, filter)
  const reviews = await reviewsOf(db, items)
  const holdersOf = bySubmission(await listHolders(db, idsOf(items)))
  return {
    items: items.map(({ submission, holderName }) => {
      const own = reviews.filter(({ submissionId }) => submissionId === submission.id)
      const sealed = isSealedFor(actor.personId, holdersOf(submission.id), own)
      return {
        ...submission,
        ...(sealed ? { pendingOutcome: null, pendingReason: '' } : {}),
        holderName,
        sealed,
        reviews: {
          assigned: own.filter(({ status }) => status !== 'recused').length,
          done: own.filter(({ status }) => status === 'done').length,
          recused: own.filter(({ status }) => status === 'recused').length,
        },
        ...standing(call.criteria, sealed ? [] : own),
      }
    }),
    nextCursor,
  }
}

const idsOf = (items: { submission: Submission }[]) => items.map(({ submission }) => submission.id)

const reviewsOf = (db: Deps['db'], items: { submission: Submission }[]) => listReviewsOfAll(db, idsOf(items))

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
    await assertNotHolder(tx, submission, actor.personId)
    const own = actor.personId ? await findReviewOf(tx, submissionId, actor.personId) : undefined
    if (own?.status === 'recused')
      throw new AppError('review_conflict_of_interest', 'You have recused yourself from this submission.')
    if (version !== submission.version)
      throw new AppError('version_conflict', 'Somebody decided on this submission in the meantime. Read it again.')
    const decided = await updateSubmission(tx, submissionId, { pendingOutcome: outcome, pendingReason: reason })
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
    return { submissionId, outcome: decided.pendingOutcome, reason: decided.pendingReason, version: decided.version }
  })
}

/** Each answer as it will be sent. */
export async function readDecisions(
  { db, actor, publicUrl }: Pick<Deps, 'db' | 'actor' | 'publicUrl'>,
  callId: string,
  page: PageOf,
) {
  const call = await findCall(db, callId)
  const season = call && (await findSeason(db, call.seasonId))
  if (!season) throw noCall()
  const { items, nextCursor } = await pageOfUndecided(db, callId, actor.personId, page)
  const reviews = await reviewsOf(db, items)
  const holdersOf = bySubmission(await listHolders(db, idsOf(items)))
  return {
    items: items.map(({ submission, holderName, holderEmail }) => {
      const own = reviews.filter(({ submissionId }) => submissionId === submission.id)
      const sealed = isSealedFor(actor.personId, holdersOf(submission.id), own)
      const outcome = sealed ? null : submission.pendingOutcome
      const reason = outcome ? submission.pendingReason : ''
      return {
        ...submission,
        submissionId: submission.id,
        holderName,
        sealed,
        outcome,
        reason,
        mail: outcome && decisionMail(holderEmail, season, submission, { outcome, reason }, publicUrl),
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
    const mails = rows.flatMap(({ submission }) =>
      holdersOf(submission.id).map(({ email }) =>
        decisionMail(
          email,
          season,
          submission,
          { outcome: submission.pendingOutcome!, reason: submission.pendingReason },
          publicUrl,
        ),
      ),
    )
    await sendMails({ db: tx, jobs }, mails)
    for (const { submission } of rows) counts[submission.pendingOutcome!] += 1
    await tellHolders(tx, idsOf(rows))
    await publishOutcomes(tx, callId)
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
