import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell, tellAll } from '../../../platform/realtime/live.ts'
import { findPerson } from '../../identity/index.ts'
import { findSeason, type Season } from '../../seasons/index.ts'
import { findCall, type Call } from '../calls/calls.repository.ts'
import { hasTie } from '../committee/known-ties.repository.ts'
import { listHolders } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { listRestrictedAmong } from '../people/visibility.repository.ts'
import { findSettings } from '../reviews/review-settings.repository.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { findSubmission, lockSubmission, type Submission } from '../submissions/submissions.repository.ts'
import { bookedMail, cancelledMail, hostBookedMail, hostFreedMail } from './interview.mail.ts'
import { assertInTime, changeUntil } from './interview.rules.ts'
import { findBooking, listFreeSlots, lockSlots, setBooking, type Slot } from './interviews.repository.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

interface Meeting {
  call: Call
  season: Season
  submission: Submission
}

/** What a holder may choose from, and what they chose. */
export async function readOwnInterview({ db, now }: Pick<Deps, 'db' | 'now'>, submissionId: string) {
  const submission = await findSubmission(db, submissionId)
  const call = submission && (await findCall(db, submission.callId))
  if (!call) throw new AppError('not_found', 'There is no such submission.')
  const { interviewChangeHours: changeHours } = await findSettings(db, call.id)
  const { timeZone } = call
  const booking = await findBooking(db, submissionId)
  const free = await listFreeSlots(db, submissionId, now())
  return {
    booked: booking
      ? {
          ...booking.slot,
          hostName: booking.hostName,
          timeZone,
          changeUntil: changeUntil(booking.slot, changeHours),
        }
      : null,
    free: free.map(({ slot, hostName }) => ({ ...slot, hostName, timeZone })),
    changeHours,
  }
}

/** One moment for each file: booking another one gives the first one back. Nobody else gets it in between. */
export async function bookInterview(deps: Writing, submissionId: string, slotId: string) {
  await deps.db.transaction(async (tx) => {
    const meeting = await lockMeeting(tx, submissionId)
    const { call, submission } = meeting
    if (!undecided.some((status) => status === submission.status)) throw notOpen()
    const held = await lockSlots(tx, slotId, submissionId)
    const before = held.find((slot) => slot.submissionId === submissionId)
    const slot = held.find(({ id }) => id === slotId)
    if (!slot || slot.callId !== call.id) throw new AppError('not_found', 'There is no such interview slot.')
    if (before?.id === slotId) return
    const { interviewChangeHours } = await findSettings(tx, call.id)
    if (slot.submissionId) throw new AppError('interview_taken', 'Somebody has booked this moment. Choose another one.')
    if (slot.openTo === 'shortlisted' && submission.status !== 'shortlisted') throw notOpen()
    await assertMayMeet(tx, slot, submission)
    assertInTime(slot, interviewChangeHours, deps.now())
    if (before) {
      assertInTime(before, interviewChangeHours, deps.now())
      await setBooking(tx, before.id, null)
    }
    await setBooking(tx, slotId, submissionId)
    const holders = await listHolders(tx, [submissionId])
    const about = { timeZone: call.timeZone, submissionId, url: deps.publicUrl }
    await sendMails({ db: tx, jobs: deps.jobs }, [
      ...holders.map(({ email }) => bookedMail(email, meeting.season, slot, about)),
      ...(await hostMails(deps, tx, meeting, slot, hostBookedMail)),
      ...(before && before.hostId !== slot.hostId ? await hostMails(deps, tx, meeting, before, hostFreedMail) : []),
    ])
    await record({ ...deps, db: tx }, meeting, 'interview.booked', [slot, before])
  })
  return readOwnInterview(deps, submissionId)
}

export async function cancelInterview(deps: Writing, submissionId: string) {
  await deps.db.transaction(async (tx) => {
    const meeting = await lockMeeting(tx, submissionId)
    const [slot] = await lockSlots(tx, undefined, submissionId)
    if (!slot) throw new AppError('not_found', 'No interview is booked for this submission.')
    const { interviewChangeHours } = await findSettings(tx, meeting.call.id)
    assertInTime(slot, interviewChangeHours, deps.now())
    const holders = await listHolders(tx, [submissionId])
    const about = { timeZone: meeting.call.timeZone, submissionId, url: deps.publicUrl, byHolder: true }
    await sendMails(
      { db: tx, jobs: deps.jobs },
      holders.map(({ email }) => cancelledMail(email, meeting.season, slot, about)),
    )
    await giveBack({ ...deps, db: tx }, meeting, slot)
  })
  return readOwnInterview(deps, submissionId)
}

/** For a file that is withdrawn: its moment is free again. What is over stays as it was. */
export async function freeInterview(deps: Writing, submission: Submission, season: Season): Promise<void> {
  const [slot] = await lockSlots(deps.db, undefined, submission.id)
  const call = slot && (await findCall(deps.db, slot.callId))
  if (slot && call && slot.startsAt > deps.now()) await giveBack(deps, { call, season, submission }, slot)
}

async function giveBack(deps: Writing, meeting: Meeting, slot: Slot): Promise<void> {
  await setBooking(deps.db, slot.id, null)
  await sendMails({ db: deps.db, jobs: deps.jobs }, await hostMails(deps, deps.db, meeting, slot, hostFreedMail))
  await record(deps, meeting, 'interview.cancelled', [slot])
}

const notOpen = () => new AppError('interview_not_open', 'This moment is not open to this submission.')

async function lockMeeting(db: Deps['db'], submissionId: string): Promise<Meeting> {
  const submission = await lockSubmission(db, submissionId)
  const call = submission && (await findCall(db, submission.callId))
  const season = call && (await findSeason(db, call.seasonId))
  if (!submission || !call || !season) throw new AppError('not_found', 'There is no such submission.')
  return { call, season, submission }
}

async function assertMayMeet(db: Deps['db'], { hostId }: Slot, { id }: Submission): Promise<void> {
  if ((await listRestrictedAmong(db, [id], hostId)).length > 0) throw notOpen()
  if (await hasTie(db, id, hostId))
    throw new AppError('review_conflict_of_interest', 'Whoever holds this interview has a tie with the submission.')
}

async function hostMails(
  { publicUrl }: Writing,
  db: Deps['db'],
  { call, season }: Meeting,
  slot: Slot,
  mail: typeof hostBookedMail,
) {
  const host = await findPerson(db, slot.hostId)
  const page = `${publicUrl}/mon-espace/entretiens/${call.id}`
  return host ? [mail(host.email, season, slot, { timeZone: call.timeZone, page })] : []
}

async function record(
  { db, actor }: Writing,
  { call, season, submission }: Meeting,
  action: string,
  slots: (Slot | undefined)[],
): Promise<void> {
  await audit({ db, actor }, { action, subject: ['submission', submission.id], delegationId: season.delegationId })
  await tellHolders(db, [submission.id])
  const hostIds = new Set(slots.flatMap((slot) => slot?.hostId ?? []))
  await tellAll(
    db,
    [...hostIds].map((hostId) => `person:${hostId}` as const),
    'interview.changed',
    call.id,
  )
  await tell(db, `season:${season.id}`, 'call.changed', call.id)
}
