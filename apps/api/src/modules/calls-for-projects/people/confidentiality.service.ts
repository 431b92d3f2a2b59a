import { allows } from '../../../platform/access/policy.rules.ts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason, type Season } from '../../seasons/index.ts'
import { findCall, shareCall, type Call } from '../calls/calls.repository.ts'
import { findSubmission, lockSubmission, type Submission } from '../submissions/submissions.repository.ts'
import { projectWords, referenceOf } from './confidentiality.rules.ts'
import { isHolder, listHolders } from './holders.repository.ts'
import { tellHolders } from './holders.service.ts'
import { readersNamedMail, readersWantedMail } from './people.mail.ts'
import {
  listCallReaders,
  listCandidates,
  listNamedFor,
  listNamedReaders,
  listOrganisers,
  nameReaders,
  renameProject,
  unnameReader,
  updateConfidentiality,
} from './readers.repository.ts'

type Asking = Pick<Deps, 'db' | 'actor'>
type Writing = Asking & Pick<Deps, 'jobs' | 'publicUrl'>

interface Found {
  submission: Submission
  call: Call
  season: Season
  place: { delegationId: string; seasonId: string }
}

async function found(submission: Submission | undefined, db: Deps['db']): Promise<Found> {
  const call = submission && (await findCall(db, submission.callId))
  const season = call && (await findSeason(db, call.seasonId))
  if (!submission || !call || !season) throw new AppError('not_found', 'There is no such submission.')
  return { submission, call, season, place: { delegationId: season.delegationId, seasonId: season.id } }
}

/** The call first, as everywhere, so that two changes never wait for each other. */
async function hold(db: Deps['db'], submissionId: string): Promise<Found> {
  const callId = (await findSubmission(db, submissionId))?.callId
  const call = callId && (await shareCall(db, callId))
  return found(call ? await lockSubmission(db, submissionId) : undefined, db)
}

async function readersOf(db: Deps['db'], { submission, place }: Found) {
  const ofCall = await listCallReaders(db, submission.callId, place)
  const own = await listNamedReaders(db, submission.id)
  return [
    ...ofCall.map(({ personId, name }) => ({ personId, name, ofCall: true })),
    ...own
      .filter(({ personId }) => !ofCall.some((reader) => reader.personId === personId))
      .map((reader) => ({ ...reader, ofCall: false })),
  ]
}

/** What this person may do about who sees it: holders choose; those whom the call names may protect it and name others. */
async function mayOf({ db, actor }: Asking, { submission, place }: Found) {
  const holds = await isHolder(db, submission, actor.personId)
  const ofCall = (await listCallReaders(db, submission.callId, place)).some(
    ({ personId }) => personId === actor.personId,
  )
  return {
    mayRestrict: holds || (ofCall && allows(actor.grants, 'decision.manage', place)),
    mayOpen: holds,
    mayName: ofCall && !holds && submission.confidentiality === 'restricted',
  }
}

export async function readConfidentiality(deps: Asking, submissionId: string) {
  const file = await found(await findSubmission(deps.db, submissionId), deps.db)
  return {
    ...file.submission,
    reference: referenceOf(file.submission),
    readers: await readersOf(deps.db, file),
    ...(await mayOf(deps, file)),
  }
}

interface Level {
  confidentiality: Submission['confidentiality']
  publicTitle: string
  publicSummary: string
}

/** Protects at once, also where nobody is named yet: the organisers are then asked to. */
export async function changeConfidentiality(deps: Writing, submissionId: string, level: Level) {
  await deps.db.transaction(async (tx) => {
    const inside = { ...deps, db: tx }
    const file = await hold(tx, submissionId)
    const { submission, season, call } = file
    const may = await mayOf(inside, file)
    const allowed =
      level.confidentiality === 'open' && submission.confidentiality !== 'open' ? may.mayOpen : may.mayRestrict
    if (!allowed) throw new AppError('forbidden', 'Only a holder, or someone named to protect it, chooses who sees it.')
    await updateConfidentiality(tx, submissionId, level)
    const projectId = await renameProject(tx, submissionId, projectWords({ ...submission, ...level }))
    const changed = level.confidentiality !== submission.confidentiality
    const action = level.confidentiality === 'open' ? 'submission.opened' : 'submission.restricted'
    await audit(inside, {
      action: changed ? action : 'submission.public_words_changed',
      subject: ['submission', submissionId],
      delegationId: season.delegationId,
    })
    if (changed && level.confidentiality === 'restricted') await tellOfReaders(inside, file)
    await tellHolders(tx, [submissionId])
    if (submission.submittedAt) await tell(tx, `season:${season.id}`, 'call.changed', call.id)
    if (projectId) await tell(tx, `season:${season.id}`, 'project.changed', projectId)
  })
  return readConfidentiality(deps, submissionId)
}

/** To the holders, by name; where nobody is named who may decide, to the organisers that somebody is wanted. */
async function tellOfReaders({ db, jobs, publicUrl }: Writing, file: Found): Promise<void> {
  const { submission, season, call, place } = file
  const deciders = (await listCallReaders(db, call.id, place)).filter(({ mayDecide }) => mayDecide)
  if (deciders.length > 0) return mailHolders({ db, jobs, publicUrl }, [file])
  const page = `${publicUrl}/pilotage/saisons/${season.id}/appels/${call.id}/confidentialite`
  const to = submission.submittedAt ? await listOrganisers(db, place) : []
  await sendMails(
    { db, jobs },
    to.map(({ email }) => readersWantedMail(email, season, { callTitle: call.title, page })),
  )
}

async function mailHolders({ db, jobs, publicUrl }: Omit<Writing, 'actor'>, files: readonly Found[]): Promise<void> {
  for (const file of files) {
    const { submission, season } = file
    const readers = await readersOf(db, file)
    const page = `${publicUrl}/mon-espace/projets/${submission.id}/confidentialite`
    await sendMails(
      { db, jobs },
      (await listHolders(db, [submission.id])).map(({ email }) =>
        readersNamedMail(email, season, {
          reference: referenceOf(submission),
          names: readers.map(({ name }) => name),
          page,
        }),
      ),
    )
  }
}

/** One of those whom the call names lets somebody else see this one file, and its holders learn who. */
export async function nameForFile(deps: Writing, submissionId: string, personId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const inside = { ...deps, db: tx }
    const file = await holdToName(inside, submissionId)
    const known = (await listCandidates(tx, file.place)).some((candidate) => candidate.personId === personId)
    if (!known) throw new AppError('not_found', 'There is no such organiser or reviewer in this season.')
    if (await isHolder(tx, file.submission, personId))
      throw new AppError('review_conflict_of_interest', 'This submission is held by the same person.')
    await nameReaders(tx, [{ submissionId, personId }])
    await mailHolders(inside, [file])
    await recordNaming(inside, file, 'confidential_reader.named')
  })
}

export async function unnameForFile(deps: Writing, submissionId: string, personId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const inside = { ...deps, db: tx }
    const file = await holdToName(inside, submissionId)
    if (!(await unnameReader(tx, submissionId, personId)))
      throw new AppError('not_found', 'This person was not named for this submission.')
    await recordNaming(inside, file, 'confidential_reader.removed')
  })
}

async function holdToName(deps: Asking, submissionId: string): Promise<Found> {
  const file = await hold(deps.db, submissionId)
  if (file.submission.confidentiality === 'open')
    throw new AppError('submission_not_restricted', 'This file is open to all who organise.')
  if (!(await mayOf(deps, file)).mayName)
    throw new AppError('forbidden', 'Only those whom the call names, name others.')
  return file
}

async function recordNaming(deps: Asking, { submission, season, call }: Found, action: string): Promise<void> {
  await audit(deps, { action, subject: ['submission', submission.id], delegationId: season.delegationId })
  await tellHolders(deps.db, [submission.id])
  await tell(deps.db, `season:${season.id}`, 'call.changed', call.id)
}

export async function readNamedFor({ db, actor }: Asking, page: PageOf) {
  const { items, nextCursor } = await listNamedFor(db, personOf({ actor }), page)
  return {
    items: items.map(({ submission, ...place }) => ({
      ...submission,
      ...place,
      submittedAt: submission.submittedAt!,
      reference: referenceOf(submission),
    })),
    nextCursor,
  }
}
