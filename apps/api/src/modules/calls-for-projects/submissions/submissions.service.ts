import { emptyFraming, type SubmissionFile } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { holdSeason, type Season } from '../../seasons/index.ts'
import { callStatus } from '../calls/call.rules.ts'
import { shareCall, type Call } from '../calls/calls.repository.ts'
import { findFileRights, findRights, listFileRights } from '../calls/late-rights.repository.ts'
import {
  assertMayBegin,
  assertMaySave,
  assertMaySubmit,
  assertSeasonOpen,
  mayWrite,
  noRights,
  ownWriting,
  type PersonRights,
  type Writable,
} from '../calls/writing.rules.ts'
import { listHolders } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { assertCorrectable } from '../corrections/corrections.service.ts'
import { asReviewersRead, readsAsReviewer } from '../reviews/blind.service.ts'
import { completeAnswers, currentFormVersion, draftAnswers, sectionsOf } from '../forms/answers.service.ts'
import { receiptMail } from './submission.mail.ts'
import { assertComplete, assertDraft, assertEditable, assertRoomForDraft } from './submission.rules.ts'
import {
  countDrafts,
  findSubmission,
  findSubmissionWithCall,
  insertSubmission,
  listOwnSubmissions,
  lockSubmission,
  updateSubmission,
  type Submission,
} from './submissions.repository.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

const notFound = () => new AppError('not_found', 'There is no such submission.')

export async function startSubmission(
  { db, actor, now }: Writing,
  callId: string,
  start: { title: string; structure: string },
): Promise<Submission> {
  const holderId = personOf({ actor })
  return db.transaction(async (tx) => {
    const call = await shareCall(tx, callId)
    if (!call || call.status === 'draft') throw new AppError('not_found', 'There is no such call.')
    const season = await holdSeason(tx, call.seasonId)
    assertSeasonOpen(season)
    const rights = await findRights(tx, callId, holderId)
    assertMayBegin(mayWrite(call, undefined, rights, now()))
    assertRoomForDraft(await countDrafts(tx, callId, holderId))
    const submission = await insertSubmission(tx, {
      ...start,
      callId,
      holderId,
      summary: '',
      framing: emptyFraming,
      wantedSkills: [],
      formVersion: await currentFormVersion(tx, callId),
      createdAt: now(),
    })
    await record({ db: tx, actor }, season, submission, 'submission.started')
    return submission
  })
}

export async function saveSubmission(
  deps: Writing,
  submissionId: string,
  version: number,
  file: SubmissionFile,
): Promise<Submission> {
  return change(deps, submissionId, version, async ({ db, submission, season, writing, now }) => {
    assertEditable(submission.status)
    assertSeasonOpen(season)
    if (submission.status === 'correction_asked') await assertCorrectable(db, submissionId, now)
    assertMaySave(writing, submission, file)
    const late = submission.submittedAt ? (writing.late ?? submission.late) : null
    if (submission.status === 'draft') {
      const answers = await draftAnswers(db, submission, file.answers)
      return { action: 'submission.saved', to: { ...file, answers, late } }
    }
    // What was submitted stays fit to be read by the committee.
    const { answers, errors } = await completeAnswers({ db, jobs: deps.jobs }, submission, file.answers)
    assertComplete(file, errors)
    return { action: 'submission.saved', to: { ...file, answers, late } }
  })
}

export async function submit(deps: Writing, submissionId: string, version: number): Promise<Submission> {
  return change(deps, submissionId, version, async ({ db, call, submission, season, writing, now }) => {
    assertDraft(submission.status)
    assertSeasonOpen(season)
    assertMaySubmit(writing)
    const { answers, errors } = await completeAnswers({ db, jobs: deps.jobs }, submission, submission.answers)
    assertComplete(submission, errors)
    const holders = await listHolders(db, [submissionId])
    const by = holders.find(({ personId }) => personId === deps.actor.personId)
    const sections = await sectionsOf(db, submission)
    const receipt = { ...submission, answers, submittedAt: now, by: by?.name }
    const mails = holders.map(({ email }) => receiptMail(email, season, call, receipt, sections, deps.publicUrl))
    await sendMails({ db, jobs: deps.jobs }, mails)
    return {
      action: 'submission.submitted',
      to: { status: 'submitted', submittedAt: now, submittedBy: personOf(deps), answers, late: writing.late },
    }
  })
}

interface Found {
  db: Deps['db']
  call: Call
  submission: Submission
  season: Season
  /** What its holders may write, by the clock. */
  writing: Writable
  /** Read once the rows are held, so that whoever waited past the deadline is late. */
  now: Date
}

interface Change {
  action: string
  to: Partial<Submission>
}

export async function change(
  { db, actor, now }: Writing,
  submissionId: string,
  version: number | undefined,
  decide: (found: Found) => Change | Promise<Change>,
): Promise<Submission> {
  return db.transaction(async (tx) => {
    const callId = (await findSubmission(tx, submissionId))?.callId
    const call = callId && (await shareCall(tx, callId))
    const submission = call && (await lockSubmission(tx, submissionId))
    const season = call && (await holdSeason(tx, call.seasonId))
    if (!call || !submission || !season) throw notFound()
    const rights = await findFileRights(tx, submissionId)
    if (version !== undefined && version !== submission.version)
      throw new AppError('version_conflict', 'This file was changed elsewhere in the meantime. Read it again.')
    const at = now()
    const writing = mayWrite(call, submission, rights, at)
    const { action, to } = await decide({ db: tx, call, submission, season, writing, now: at })
    const changed = await updateSubmission(tx, submissionId, to)
    await record({ db: tx, actor }, season, changed, action)
    return changed
  })
}

/** Drafts are their holders' own: the season hears of a submission from the moment it is in. */
async function record(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  season: Season | undefined,
  submission: Submission,
  action: string,
): Promise<void> {
  await audit(
    { db, actor },
    { action, subject: ['submission', submission.id], delegationId: season?.delegationId ?? null },
  )
  await tellHolders(db, [submission.id])
  if (season && submission.submittedAt) await tell(db, `season:${season.id}`, 'call.changed', submission.callId)
}

type WithCall = NonNullable<Awaited<ReturnType<typeof findSubmissionWithCall>>>

const withCallAsSeen = ({ submission, call, seasonStatus, ...season }: WithCall, rights: PersonRights, now: Date) => ({
  ...submission,
  call: { ...call, ...season, status: callStatus(call, now) },
  writing: ownWriting(call, submission, { status: seasonStatus }, rights, now),
})

export async function readSubmission({ db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>, submissionId: string) {
  const found = await findSubmissionWithCall(db, submissionId)
  if (!found) throw notFound()
  const rights = await findFileRights(db, submissionId)
  const holders = await listHolders(db, [submissionId])
  const submittedByName = holders.some(({ personId }) => personId === actor.personId)
    ? (holders.find(({ personId }) => personId === found.submission.submittedBy)?.name ?? null)
    : null
  const asReviewer = await readsAsReviewer({ db, actor }, found.submission)
  const seen = asReviewer ? await asReviewersRead({ db }, found.submission) : {}
  return { ...withCallAsSeen({ ...found, ...seen }, rights, now()), submittedByName }
}

export async function readOwnSubmissions({ db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>, page: PageOf) {
  const personId = personOf({ actor })
  const { items, nextCursor } = await listOwnSubmissions(db, personId, page)
  const ids = items.map(({ submission }) => submission.id)
  const rights = await listFileRights(db, ids)
  return {
    items: items.map((row) => withCallAsSeen(row, rights.get(row.submission.id) ?? noRights, now())),
    nextCursor,
  }
}
