import { createHash, randomBytes } from 'node:crypto'
import { holderLimit } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { frenchMoment } from '../../../platform/mail/french-moment.ts'
import { sendMail } from '../../../platform/mail/mail.ts'
import { tell, tellEach } from '../../../platform/realtime/live.ts'
import { findPerson, personByEmail, updatePerson } from '../../identity/index.ts'
import { findSeason, type Season } from '../../seasons/index.ts'
import { findCall } from '../calls/calls.repository.ts'
import { lockSubmission, type Submission } from '../submissions/submissions.repository.ts'
import {
  addCoHolder,
  closeInvitation,
  countInvitations,
  findInvitation,
  findInvitationByToken,
  insertInvitation,
  listOpenInvitations,
  removeCoHolder,
  setFirstHolder,
  type CoHolderInvitation,
} from './co-holders.repository.ts'
import { listHolders } from './holders.repository.ts'
import { tellHolders } from './holders.service.ts'
import { coHolderInvitationMail, handedOverMail } from './people.mail.ts'

type Reading = Pick<Deps, 'db' | 'now'>
type Writing = Pick<Deps, 'db' | 'actor' | 'now'>
type Mailing = Writing & Pick<Deps, 'jobs' | 'publicUrl'>

const invitationDays = 14
/** Enough for a life of a file; whoever sends more is not looking for co-holders. */
const invitationsEver = 40

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
const notFound = () => new AppError('not_found', 'There is no such submission.')
const notOpen = (detail: string) => new AppError('invitation_not_open', detail)

/** Who works on it, and who is invited to. */
export async function readPeople({ db, now }: Reading, submissionId: string) {
  return {
    holders: await listHolders(db, [submissionId]),
    invitations: await listOpenInvitations(db, submissionId, now()),
    limit: holderLimit,
  }
}

/** Holds the row, so that invited, joined and removed come one after the other. */
async function hold(db: Deps['db'], submissionId: string): Promise<{ submission: Submission; season: Season }> {
  const submission = await lockSubmission(db, submissionId)
  const call = submission && (await findCall(db, submission.callId))
  const season = call && (await findSeason(db, call.seasonId))
  if (!submission || !season) throw notFound()
  return { submission, season }
}

export async function inviteCoHolder(
  { db, jobs, actor, now, publicUrl }: Mailing,
  submissionId: string,
  email: string,
): Promise<CoHolderInvitation> {
  const token = randomBytes(32).toString('base64url')
  return db.transaction(async (tx) => {
    const { season } = await hold(tx, submissionId)
    const holders = await listHolders(tx, [submissionId])
    const open = await listOpenInvitations(tx, submissionId, now())
    if (holders.some((holder) => holder.email === email))
      throw new AppError('co_holder_already', 'This person holds the file already.')
    const full = holders.length + open.length >= holderLimit
    if (full || (await countInvitations(tx, submissionId)) >= invitationsEver)
      throw new AppError('too_many_of_these', `At most ${holderLimit} people hold one file.`)
    const expiresAt = new Date(now().getTime() + invitationDays * 86_400_000)
    const row = await insertInvitation(tx, {
      submissionId,
      email,
      tokenHash: hashOf(token),
      invitedBy: actor.personId,
      expiresAt,
    })
    await record({ db: tx, actor }, season, submissionId, 'co_holder.invited')
    const inviter = await findPerson(tx, personOf({ actor }))
    await sendMail(
      { db: tx, jobs },
      coHolderInvitationMail(email, season, {
        inviter: inviter?.name ?? '',
        until: frenchMoment(expiresAt, season.timeZone),
        link: `${publicUrl}/rejoindre-un-dossier#token=${token}`,
      }),
    )
    await tellHolders(tx, [submissionId])
    return row
  })
}

export async function revokeCoHolderInvitation({ db, actor, now }: Writing, invitationId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const invitation = await findInvitation(tx, invitationId)
    if (!invitation) throw new AppError('not_found', 'There is no such invitation.')
    const { season } = await hold(tx, invitation.submissionId)
    if (!(await closeInvitation(tx, invitationId, { revokedAt: now() })))
      throw notOpen('This invitation was used or taken back already.')
    await record({ db: tx, actor }, season, invitation.submissionId, 'co_holder.invitation_revoked')
    await tellHolders(tx, [invitation.submissionId])
  })
}

/** Whoever holds the token reads the mail of that address, so it also proves who they are. Answers the address to sign in. */
export async function acceptCoHolding(
  { db, actor, now }: Writing,
  token: string,
): Promise<{ email: string; submissionId: string }> {
  return db.transaction(async (tx) => {
    const invitation = await findInvitationByToken(tx, hashOf(token))
    if (!invitation) throw notOpen('This invitation is not known. Check that the link is whole.')
    const { submissionId, email } = invitation
    const { season, submission } = await hold(tx, submissionId)
    if (invitation.expiresAt <= now()) throw notOpen('This invitation has expired. Ask for a new one.')
    if (!(await closeInvitation(tx, invitation.id, { acceptedAt: now() })))
      throw notOpen('This invitation was used or taken back already.')
    const person = await personByEmail(tx, email)
    if (!person.emailVerified) await updatePerson(tx, person.id, { emailVerified: true }, now())
    if (person.id !== submission.holderId) await addCoHolder(tx, submissionId, person.id, now())
    await record({ db: tx, actor: { ...actor, personId: person.id } }, season, submissionId, 'co_holder.joined')
    await tellHolders(tx, [submissionId])
    return { email, submissionId }
  })
}

/** The first holder removes anyone but themself; the others may leave. */
export async function removeHolder({ db, actor }: Writing, submissionId: string, personId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { submission, season } = await hold(tx, submissionId)
    if (actor.personId !== submission.holderId && actor.personId !== personId)
      throw new AppError('forbidden', 'Only the first holder removes others.')
    if (personId === submission.holderId)
      throw new AppError('first_holder_stays', 'Hand the file over first; then you may leave it.')
    if (!(await removeCoHolder(tx, submissionId, personId)))
      throw new AppError('not_found', 'This person does not hold the submission.')
    await record({ db: tx, actor }, season, submissionId, 'co_holder.removed')
    await tellEach(tx, [{ topic: `person:${personId}`, type: 'submission.changed', id: submissionId }])
    await tellHolders(tx, [submissionId])
  })
}

/** The two change places: whoever hands it over still holds it with the others. */
export async function handOver(
  { db, jobs, actor, now, publicUrl }: Mailing,
  submissionId: string,
  personId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { submission, season } = await hold(tx, submissionId)
    if (actor.personId !== submission.holderId)
      throw new AppError('forbidden', 'Only the first holder hands the file over.')
    if (personId === submission.holderId) return
    if (!(await removeCoHolder(tx, submissionId, personId)))
      throw new AppError('not_found', 'This person does not hold the submission.')
    await addCoHolder(tx, submissionId, submission.holderId, now())
    await setFirstHolder(tx, submissionId, personId)
    const person = await findPerson(tx, personId)
    const page = `${publicUrl}/mon-espace/projets/${submissionId}/personnes`
    await sendMail({ db: tx, jobs }, handedOverMail(person!.email, season, page))
    await record({ db: tx, actor }, season, submissionId, 'submission.handed_over')
    await tellHolders(tx, [submissionId])
    if (submission.submittedAt) await tell(tx, `season:${season.id}`, 'call.changed', submission.callId)
  })
}

const record = ({ db, actor }: Pick<Deps, 'db' | 'actor'>, season: Season, submissionId: string, action: string) =>
  audit({ db, actor }, { action, subject: ['submission', submissionId], delegationId: season.delegationId })
