import { ticketCode, type CheckInDraft } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { assertEnrolmentMove } from '../enrolments/enrolment.rules.ts'
import { updateEnrolment, type Enrolment } from '../enrolments/enrolments.repository.ts'
import { findSeason, type Season } from '../seasons.repository.ts'
import { findSeasonSites } from '../sites/season-sites.repository.ts'
import { arrivedAt, assertExpected, hasTicket } from './check-in.rules.ts'
import { findDoorPerson, findTicket, lockByCode, lockInSeason } from './door.repository.ts'

type AtTheDoor = Pick<Deps, 'db' | 'actor' | 'now'>

export async function readDoor({ db, now }: Pick<Deps, 'db' | 'now'>, seasonId: string) {
  const season = await findSeason(db, seasonId)
  if (!season) throw new AppError('not_found', 'There is no such season.')
  const { name, timeZone, terminology, status } = season
  const sites = await findSeasonSites(db, seasonId)
  return { seasonId, seasonName: name, timeZone, terminology, open: status === 'published', now: now(), sites }
}

export async function readTicket({ db }: Pick<Deps, 'db'>, enrolmentId: string) {
  const ticket = await findTicket(db, enrolmentId)
  if (!ticket) throw new AppError('not_found', 'There is no such enrolment.')
  return { ...ticket, code: hasTicket(ticket.status) ? ticket.code : null }
}

/** Checking someone in twice is checking them in once: the second answer tells the first time. */
export async function checkIn({ db, actor, now }: AtTheDoor, seasonId: string, draft: CheckInDraft) {
  const at = arrivedAt(draft.at, now())
  return db.transaction(async (tx) => {
    const season = await findSeason(tx, seasonId)
    const before =
      'code' in draft
        ? await lockByCode(tx, seasonId, ticketCode(draft.code))
        : await lockInSeason(tx, seasonId, draft.enrolmentId)
    if (!season || !before) throw new AppError('ticket_unknown', 'No ticket of this season has this code.')
    if (before.status === 'checked_in') return arrival(tx, before.id, true)
    assertExpected(before.status)
    assertEnrolmentMove(before.status, 'checked_in', 'organiser')
    await updateEnrolment(tx, before.id, { status: 'checked_in', statusAt: at, statusBy: personOf({ actor }) })
    await noteMove({ db: tx, actor }, season, before, 'checked_in')
    return arrival(tx, before.id, false)
  })
}

/** Takes back a wrong tap. */
export async function undoCheckIn({ db, actor, now }: AtTheDoor, seasonId: string, enrolmentId: string) {
  return db.transaction(async (tx) => {
    const season = await findSeason(tx, seasonId)
    const before = await lockInSeason(tx, seasonId, enrolmentId)
    if (!season || !before) throw new AppError('not_found', 'Nobody is enrolled under this id.')
    if (before.status !== 'confirmed') {
      assertEnrolmentMove(before.status, 'confirmed', 'organiser')
      if (before.status !== 'checked_in')
        throw new AppError('enrolment_transition', 'This person is not checked in: there is nothing to take back.')
      await updateEnrolment(tx, enrolmentId, { status: 'confirmed', statusAt: now(), statusBy: personOf({ actor }) })
      await noteMove({ db: tx, actor }, season, before, 'confirmed')
    }
    return (await findDoorPerson(tx, enrolmentId))!
  })
}

export async function arrival(db: Db, enrolmentId: string, again: boolean) {
  const person = (await findDoorPerson(db, enrolmentId))!
  return { ...person, checkedInAt: person.checkedInAt!, again }
}

/** Written down, and told to every screen that shows it. */
export async function noteMove(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  season: Pick<Season, 'id' | 'delegationId'>,
  { id, personId, status }: Pick<Enrolment, 'id' | 'personId'> & { status: Enrolment['status'] | null },
  to: Enrolment['status'],
): Promise<void> {
  await audit(
    { db, actor },
    {
      action: `enrolment.${to}`,
      subject: ['enrolment', id],
      delegationId: season.delegationId,
      details: { from: status },
    },
  )
  await tell(db, `season:${season.id}`, 'enrolment.changed', id)
  await tell(db, `person:${personId}`, 'enrolment.changed', id)
}
