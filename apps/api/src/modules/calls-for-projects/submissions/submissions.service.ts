import type { SubmissionFile } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMail } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findPerson } from '../../identity/index.ts'
import { findSeason, type Season } from '../../seasons/index.ts'
import { assertOpen, callStatus } from '../calls/call.rules.ts'
import { shareCall, type Call } from '../calls/calls.repository.ts'
import { receiptMail } from './submission.mail.ts'
import { assertComplete, assertEditable, assertMove } from './submission.rules.ts'
import {
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

const nothingWritten = { problem: '', beneficiaries: '', users: '', payers: '', benefit: '', deliverable: '' }

export async function startSubmission(
  { db, actor, now }: Writing,
  callId: string,
  start: { title: string; structure: string },
): Promise<Submission> {
  const holderId = personOf({ actor })
  return db.transaction(async (tx) => {
    const call = await shareCall(tx, callId)
    if (!call || call.status === 'draft') throw new AppError('not_found', 'There is no such call.')
    assertOpen(call, now())
    const submission = await insertSubmission(tx, {
      ...start,
      callId,
      holderId,
      summary: '',
      framing: nothingWritten,
      wantedSkills: [],
    })
    await record({ db: tx, actor }, call, submission, 'submission.started')
    return submission
  })
}

export async function saveSubmission(
  deps: Writing,
  submissionId: string,
  version: number,
  file: SubmissionFile,
): Promise<Submission> {
  return change(deps, submissionId, version, ({ call, submission, now }) => {
    assertEditable(submission.status)
    assertOpen(call, now)
    // What was submitted stays fit to be read by the committee.
    if (submission.status === 'submitted') assertComplete(file)
    return { action: 'submission.saved', to: file }
  })
}

export async function submit(deps: Writing, submissionId: string, version: number): Promise<Submission> {
  return change(deps, submissionId, version, async ({ db, call, submission, season, now }) => {
    assertMove(submission.status, 'submitted', 'holder')
    assertOpen(call, now)
    assertComplete(submission)
    const holder = await findPerson(db, submission.holderId)
    await sendMail({ db, jobs: deps.jobs }, receiptMail(holder!.email, season, submission, deps.publicUrl))
    return { action: 'submission.submitted', to: { status: 'submitted', submittedAt: now } }
  })
}

interface Found {
  db: Deps['db']
  call: Call
  submission: Submission
  season: Season
  /** Read once the rows are held, so that whoever waited past the deadline is late. */
  now: Date
}

interface Change {
  action: string
  to: Partial<Submission>
}

async function change(
  { db, actor, now }: Writing,
  submissionId: string,
  version: number | undefined,
  decide: (found: Found) => Change | Promise<Change>,
): Promise<Submission> {
  return db.transaction(async (tx) => {
    const callId = (await findSubmission(tx, submissionId))?.callId
    const call = callId && (await shareCall(tx, callId))
    const submission = call && (await lockSubmission(tx, submissionId))
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !submission || !season) throw notFound()
    if (version !== undefined && version !== submission.version)
      throw new AppError('version_conflict', 'This file was changed elsewhere in the meantime. Read it again.')
    const { action, to } = await decide({ db: tx, call, submission, season, now: now() })
    const changed = await updateSubmission(tx, submissionId, to)
    await record({ db: tx, actor }, call, changed, action)
    return changed
  })
}

/** Drafts are their holder's own: the season hears of a submission from the moment it is in. */
async function record(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  call: Call,
  submission: Submission,
  action: string,
): Promise<void> {
  const season = await findSeason(db, call.seasonId)
  await audit(
    { db, actor },
    { action, subject: ['submission', submission.id], delegationId: season?.delegationId ?? null },
  )
  await tell(db, `person:${submission.holderId}`, 'submission.changed', submission.id)
  if (submission.submittedAt) await tell(db, `season:${call.seasonId}`, 'call.changed', call.id)
}

type WithCall = NonNullable<Awaited<ReturnType<typeof findSubmissionWithCall>>>

const withCallAsSeen = ({ submission, call, ...season }: WithCall, now: Date) => ({
  ...submission,
  call: { ...call, ...season, status: callStatus(call, now) },
})

export async function readSubmission({ db, now }: Pick<Deps, 'db' | 'now'>, submissionId: string) {
  const found = await findSubmissionWithCall(db, submissionId)
  if (!found) throw notFound()
  return withCallAsSeen(found, now())
}

export async function readOwnSubmissions({ db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>, page: PageOf) {
  const { items, nextCursor } = await listOwnSubmissions(db, personOf({ actor }), page)
  return { items: items.map((row) => withCallAsSeen(row, now())), nextCursor }
}
