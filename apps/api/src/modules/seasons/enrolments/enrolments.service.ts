import type { EnrolmentStatus, PersonCategory } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMail } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findPerson } from '../../identity/index.ts'
import { enrolmentReceivedMail, mailOfMove } from './enrolment.mail.ts'
import { assertEnrolmentMove, assertEnrolmentOpen, assertPlaceLeft, comes, takesPlace } from './enrolment.rules.ts'
import {
  countByStatus,
  findEnrolmentById,
  insertEnrolment,
  lockEnrolment,
  updateEnrolment,
  type Enrolment,
} from './enrolments.repository.ts'
import { clearWayOut } from './leaving.service.ts'
import { holdSeason, lockSeason } from '../seasons.repository.ts'
import { leaveSessions } from '../sessions/session-registrations.service.ts'
import { findPhase } from '../timeline/timeline.repository.ts'

type Enrolling = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

export interface EnrolmentFields {
  category: PersonCategory
  origin: string
  motivation: string
}

export async function enrol(
  { db, jobs, actor, now, publicUrl }: Enrolling,
  seasonId: string,
  draft: EnrolmentFields,
): Promise<Enrolment> {
  const personId = personOf({ actor })
  return db.transaction(async (tx) => {
    const season = await holdSeason(tx, seasonId)
    if (!season) throw new AppError('not_found', 'There is no such season.')
    assertEnrolmentOpen({ status: season.status, recruitment: await findPhase(tx, seasonId, 'recruitment') }, now())
    const enrolment = await insertEnrolment(tx, { ...draft, seasonId, personId })
    if (!enrolment) throw new AppError('already_exists', 'You are enrolled in this season already.')
    await audit(
      { db: tx, actor },
      { action: 'enrolment.applied', subject: ['enrolment', enrolment.id], delegationId: season.delegationId },
    )
    const person = await findPerson(tx, personId)
    await sendMail({ db: tx, jobs }, enrolmentReceivedMail(person!.email, season, publicUrl))
    await tell(tx, `season:${seasonId}`, 'enrolment.changed', enrolment.id)
    return enrolment
  })
}

/** Taking back a tap at the door is no news to anybody. */
const seenOnTheDay: ReadonlySet<EnrolmentStatus> = new Set(['checked_in', 'no_show'])

/** The season's row is held while places are counted, so that the last place is given once. */
export async function moveEnrolment(
  { db, jobs, actor, now, publicUrl }: Enrolling,
  enrolmentId: string,
  to: EnrolmentStatus,
  by: 'organiser' | 'self',
): Promise<Enrolment> {
  return db.transaction(async (tx) => {
    const seasonId = (await findEnrolmentById(tx, enrolmentId))?.seasonId
    const season = seasonId && (await lockSeason(tx, seasonId))
    const before = season && (await lockEnrolment(tx, enrolmentId))
    if (!season || !before) throw new AppError('not_found', 'There is no such enrolment.')
    assertEnrolmentMove(before.status, to, by)
    if (by === 'self' && to === 'applied') {
      assertEnrolmentOpen({ status: season.status, recruitment: await findPhase(tx, season.id, 'recruitment') }, now())
    }
    if (takesPlace(to) && !takesPlace(before.status)) {
      assertPlaceLeft(season.capacity, await countByStatus(tx, season.id, ['confirmed', 'checked_in']))
    }
    const after = await updateEnrolment(tx, enrolmentId, { status: to, statusAt: now() })
    if (comes(before) && !comes(after))
      await leaveSessions({ db: tx, jobs, actor, now, publicUrl }, season, before.personId)
    if (to === 'withdrawn') await clearWayOut(tx, season.id, before.personId, now())
    await audit(
      { db: tx, actor },
      {
        action: `enrolment.${to}`,
        subject: ['enrolment', enrolmentId],
        delegationId: season.delegationId,
        details: { from: before.status },
      },
    )
    const tellsBy = by === 'organiser' && !seenOnTheDay.has(before.status)
    const person = tellsBy ? await findPerson(tx, before.personId) : undefined
    const mail = person && mailOfMove(to, person.email, season, publicUrl)
    if (mail) await sendMail({ db: tx, jobs }, mail)
    await tell(tx, `season:${season.id}`, 'enrolment.changed', enrolmentId)
    await tell(tx, `person:${before.personId}`, 'enrolment.changed', enrolmentId)
    return after
  })
}
