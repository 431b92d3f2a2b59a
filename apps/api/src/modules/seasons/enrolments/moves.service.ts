import type { EnrolmentStatus } from '@essor/contracts'
import { auditAll } from '../../../platform/audit/audit.repository.ts'
import type { Actor, Deps } from '../../../platform/deps.ts'
import { sendMails, type OutgoingMail } from '../../../platform/mail/mail.ts'
import { tellAll } from '../../../platform/realtime/live.ts'
import { findPeople } from '../../identity/index.ts'
import type { Season } from '../seasons.repository.ts'

export interface Moved {
  id: string
  personId: string
  from: EnrolmentStatus | null
  to: EnrolmentStatus
  by?: Actor
}

/** Who moved whom is written down, and those concerned hear of it, in a few statements however many they are. */
export async function tellMoves(
  { db: tx, jobs, actor }: Pick<Deps, 'db' | 'jobs' | 'actor'>,
  season: Season,
  moved: readonly Moved[],
  mailTo?: (address: string, of: Moved) => OutgoingMail | undefined,
): Promise<void> {
  if (moved.length === 0) return
  await auditAll(
    { db: tx, actor },
    moved.map(({ id, from, to, by }) => ({
      action: `enrolment.${to}`,
      subject: ['enrolment', id],
      delegationId: season.delegationId,
      ...(from && { details: { from } }),
      ...(by && { by }),
    })),
  )
  if (mailTo) {
    const people = await findPeople(
      tx,
      moved.map(({ personId }) => personId),
    )
    const addresses = new Map(people.map(({ id, email }) => [id, email]))
    const mails = moved.flatMap((one) => mailTo(addresses.get(one.personId)!, one) ?? [])
    await sendMails({ db: tx, jobs }, mails)
  }
  const topics = [...new Set(moved.map(({ personId }) => `person:${personId}` as const))]
  await tellAll(
    tx,
    [`season:${season.id}`, ...topics],
    'enrolment.changed',
    topics.length === 1 ? moved[0]!.id : season.id,
  )
}
