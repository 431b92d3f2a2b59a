import { createHash } from 'node:crypto'
import type { AssignmentPlan, PlanToApply } from '@essor/contracts'
import type { SharingInput } from '@essor/team-formation'
import { auditAll } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell, tellAll } from '../../../platform/realtime/live.ts'
import { findSeason } from '../../seasons/index.ts'
import { findCall, lockCall, type Call } from '../calls/calls.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { nameReaders } from '../people/readers.repository.ts'
import { pileMail } from './committee.mail.ts'
import { findSettings, type SettingsRow } from './committee.repository.ts'
import { assertMayAssign } from './committee.rules.ts'
import { isInHandsOf, readAtWork, type CommitteeAtWork, type Knowing } from './conflicts.service.ts'
import { insertReviews, putUnderReview } from './plan.repository.ts'
import { planOf, sharingOf, standingOf } from './plan.rules.ts'
import { shareInThread } from './share-in-thread.ts'

type Planning = Pick<Deps, 'db' | 'actor' | 'now'> & Knowing

const notFound = () => new AppError('not_found', 'There is no such call.')

/** What would be given to whom; nothing is written. */
export async function readPlan(deps: Planning, callId: string): Promise<AssignmentPlan> {
  const call = await findCall(deps.db, callId)
  if (!call) throw notFound()
  const settings = await findSettings(deps.db, callId)
  assertMayAssign(call, settings, deps.now())
  const { work, problem, fingerprint, leftOut } = await ask(deps, call, settings)
  const answer = await shareInThread(problem)
  const { reviewsPerFile } = settings
  return {
    fingerprint,
    reviewsPerFile,
    leftOut,
    ...planOf(work, answer),
  }
}

interface Question {
  work: CommitteeAtWork
  problem: SharingInput
  fingerprint: string
  leftOut: number
}

/** Nobody has a hand in the review of their own file, or of one that they may not read: those are left out. */
async function ask(deps: Pick<Deps, 'db' | 'actor'> & Knowing, call: Call, settings: SettingsRow): Promise<Question> {
  const all = await readAtWork(deps, call)
  const files = all.files.filter((file) => isInHandsOf(file, deps.actor.personId))
  const work = { ...all, files }
  const problem = sharingOf(work, settings.reviewsPerFile)
  const fingerprint = createHash('sha256').update(JSON.stringify(problem)).digest('base64url')
  return { work, problem, fingerprint, leftOut: all.files.length - files.length }
}

type Applying = Planning & Pick<Deps, 'jobs' | 'publicUrl'>

/** In one act, if nothing that the plan was made from has changed: of two at once, the second has to look again. */
export async function applyPlan({ jobs, publicUrl, ...deps }: Applying, callId: string, plan: PlanToApply) {
  const { actor, now } = deps
  return deps.db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw notFound()
    const settings = await findSettings(tx, callId)
    assertMayAssign(call, settings, now())
    const { work, fingerprint } = await ask({ ...deps, db: tx }, call, settings)
    if (fingerprint !== plan.fingerprint)
      throw new AppError('assignment_changed', 'Something changed since this preview. Look at a new one.')
    const pairs = pairsOf(work, plan)
    const given = await insertReviews(tx, pairs)
    // Given to read by somebody named, and so named themselves: they keep it if the call names others one day.
    const restricted = new Set(work.files.flatMap((file) => (file.restricted ? file.id : [])))
    await nameReaders(
      tx,
      pairs.flatMap(({ submissionId, reviewerId }) =>
        restricted.has(submissionId) ? { submissionId, personId: reviewerId } : [],
      ),
    )
    const moved = await putUnderReview(tx, [...new Set(pairs.map(({ submissionId }) => submissionId))])
    const piles = Map.groupBy(given, ({ reviewerId }) => reviewerId)
    const due = { reviewsDueAt: settings.reviewsDueAt, timeZone: call.timeZone, now: now() }
    await sendMails(
      { db: tx, jobs },
      work.members.flatMap(({ personId, email }) => {
        const pile = piles.get(personId)
        return pile ? [pileMail(email, season, pile.length, due, publicUrl)] : []
      }),
    )
    await auditAll(
      { db: tx, actor },
      given.map(({ id }) => ({
        action: 'review.assigned',
        subject: ['review', id],
        delegationId: season.delegationId,
      })),
    )
    await tellAll(
      tx,
      [...piles.keys()].map((id) => `person:${id}` as const),
      'review.changed',
      callId,
    )
    await tellHolders(tx, moved)
    await tell(tx, `season:${season.id}`, 'call.changed', callId)
    return { reviews: given.length, reviewers: piles.size }
  })
}

/** Each line of the plan, if it could stand in one: a known file, a member who is free to review it. */
function pairsOf(work: CommitteeAtWork, { files }: PlanToApply) {
  const { inForce, kept, notNamed } = standingOf(work)
  const closed = new Set([...inForce, ...notNamed, ...kept].map((pair) => pair.join(' ')))
  const known = {
    files: new Set(work.files.map(({ id }) => id)),
    members: new Set(work.members.map(({ personId }) => personId)),
  }
  const pairs = files.flatMap(({ submissionId, reviewerIds }) =>
    [...new Set(reviewerIds)].map((reviewerId) => ({ submissionId, reviewerId })),
  )
  for (const { submissionId, reviewerId } of pairs) {
    if (!known.files.has(submissionId) || !known.members.has(reviewerId))
      throw new AppError('not_found', 'A file or a reviewer of this plan is not one of this call.')
    if (closed.has(`${reviewerId} ${submissionId}`))
      throw new AppError(
        'review_conflict_of_interest',
        'A line of this plan gives a file to someone who cannot have it.',
      )
  }
  return pairs
}
