import { ticketCode, type CheckInDraft } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { assertEnrolmentMove } from '../enrolments/enrolment.rules.ts'
import { updateEnrolment } from '../enrolments/enrolments.repository.ts'
import { tellMoves } from '../enrolments/moves.service.ts'
import { findSeason } from '../seasons.repository.ts'
import { findSeasonSites } from '../sites/season-sites.repository.ts'
import { arrivedAt, assertExpected, hasTicket } from './check-in.rules.ts'
import { findDoorPerson, findTicket, lockByCode, lockInSeason } from './door.repository.ts'

/** Whoever was offered a place accepts it by coming. */
export const cameIn = { status: 'checked_in', offerEndsAt: null, offerRemindAt: null } as const

type AtTheDoor = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now'>

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
export async function checkIn({ db, jobs, actor, now }: AtTheDoor, seasonId: string, draft: CheckInDraft) {
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
    await updateEnrolment(tx, before.id, { ...cameIn, statusAt: at, statusBy: personOf({ actor }) })
    await tellMoves({ db: tx, jobs, actor }, season, [{ ...before, from: before.status, to: 'checked_in' }])
    return arrival(tx, before.id, false)
  })
}

/** Takes back a wrong tap. */
export async function undoCheckIn({ db, jobs, actor, now }: AtTheDoor, seasonId: string, enrolmentId: string) {
  return db.transaction(async (tx) => {
    const season = await findSeason(tx, seasonId)
    const before = await lockInSeason(tx, seasonId, enrolmentId)
    if (!season || !before) throw new AppError('not_found', 'Nobody is enrolled under this id.')
    if (before.status !== 'confirmed') {
      assertEnrolmentMove(before.status, 'confirmed', 'organiser')
      if (before.status !== 'checked_in')
        throw new AppError('enrolment_transition', 'This person is not checked in: there is nothing to take back.')
      await updateEnrolment(tx, enrolmentId, { status: 'confirmed', statusAt: now(), statusBy: personOf({ actor }) })
      await tellMoves({ db: tx, jobs, actor }, season, [{ ...before, from: before.status, to: 'confirmed' }])
    }
    return (await findDoorPerson(tx, enrolmentId))!
  })
}

export async function arrival(db: Db, enrolmentId: string, again: boolean) {
  const person = (await findDoorPerson(db, enrolmentId))!
  return { ...person, checkedInAt: person.checkedInAt!, again }
}
