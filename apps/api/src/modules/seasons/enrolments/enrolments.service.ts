import type { EnrolmentStatus, PersonCategory } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { essor, personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tellAll } from '../../../platform/realtime/live.ts'
import { lockSeason, type Season } from '../seasons.repository.ts'
import { leaveSessions } from '../sessions/session-registrations.service.ts'
import { findSeasonSites, type SeasonSite } from '../sites/season-sites.repository.ts'
import { findPhase } from '../timeline/timeline.repository.ts'
import { enrolmentConfirmedMail, enrolmentQueuedMail, enrolmentReceivedMail, mailOfMove } from './enrolment.mail.ts'
import {
  assertEnrolmentMove,
  assertEnrolmentOpen,
  assertOfferHolds,
  assertSeasonOpen,
  comes,
  type Mover,
} from './enrolment.rules.ts'
import {
  findEnrolmentById,
  insertEnrolment,
  lockEnrolment,
  nextArrival,
  rankOf,
  updateEnrolment,
  type Enrolment,
} from './enrolments.repository.ts'
import { clearWayOut } from './leaving.service.ts'
import { tellMoves, type Moved } from './moves.service.ts'
import { countHeld, readRoom } from './places.repository.ts'
import {
  assertRoom,
  holdingPlace,
  keptFromQueue,
  limitReached,
  roomOf,
  siteOf,
  takesPlace,
  type Wanted,
} from './places.rules.ts'
import { promoteWaiting } from './waiting-list.service.ts'

type Enrolling = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>
type Ranked = Enrolment & { waitingRank: number | null }

export interface EnrolmentFields {
  category: PersonCategory
  origin: string
  motivation: string
  siteId: string | null
}

/** The season's row is held while places are counted: the last place is given once, and arrivals have one order. */
export async function enrol(deps: Enrolling, seasonId: string, draft: EnrolmentFields): Promise<Ranked> {
  const personId = personOf(deps)
  return deps.db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (!season) throw new AppError('not_found', 'There is no such season.')
    assertEnrolmentOpen(
      { status: season.status, recruitment: await findPhase(tx, seasonId, 'recruitment') },
      deps.now(),
    )
    const sites = await findSeasonSites(tx, seasonId)
    const siteId = siteOf(sites, draft.siteId)
    const status = await entryStatus(tx, season, { siteId, category: draft.category }, sites)
    const enrolment = await insertEnrolment(tx, {
      ...draft,
      siteId,
      seasonId,
      personId,
      status,
      statusAt: deps.now(),
      statusBy: status === 'applied' ? personId : null,
      arrival: nextArrival(seasonId),
      createdAt: deps.now(),
    })
    if (!enrolment) throw new AppError('already_exists', 'You are enrolled in this season already.')
    return tellEntry({ ...deps, db: tx }, season, enrolment, null)
  })
}

/** Where nobody decides by hand, an application is in while every limit that concerns it has room. */
async function entryStatus(
  tx: Db,
  season: Season,
  wanted: Wanted,
  sites: readonly SeasonSite[],
): Promise<EnrolmentStatus> {
  if (season.enrolmentMode === 'by_hand') return 'applied'
  const room = roomOf({ ...season, sites }, await countHeld(tx, season.id, keptFromQueue))
  return limitReached(room, wanted) ? 'waiting' : 'confirmed'
}

/** The application is the person's own act; that it was let in at once, or put on the waiting list, is Essor's. */
async function tellEntry(deps: Enrolling, season: Season, enrolment: Enrolment, from: EnrolmentStatus | null) {
  const { id, personId, status } = enrolment
  const waitingRank = await rankOf(deps.db, enrolment)
  const mailTo = (address: string) => {
    if (status === 'confirmed') return enrolmentConfirmedMail(address, season, deps.publicUrl)
    if (waitingRank) return enrolmentQueuedMail(address, season, waitingRank, deps.publicUrl)
    return from ? undefined : enrolmentReceivedMail(address, season, deps.publicUrl)
  }
  const applied: Moved = { id, personId, from, to: 'applied' }
  const decided: Moved = { id, personId, from: 'applied', to: status, by: essor }
  await tellMoves(deps, season, status === 'applied' ? [applied] : [applied, decided], (address, { to }) =>
    to === status ? mailTo(address) : undefined,
  )
  return { ...enrolment, waitingRank }
}

/** Taking back a tap at the door is no news to anybody. */
const seenOnTheDay: ReadonlySet<EnrolmentStatus> = new Set(['checked_in', 'no_show'])

export async function moveEnrolment(
  deps: Enrolling,
  enrolmentId: string,
  to: EnrolmentStatus,
  by: Exclude<Mover, 'system'>,
): Promise<Ranked> {
  return deps.db.transaction(async (tx) => {
    const inside = { ...deps, db: tx }
    const { season, before } = await lockBoth(tx, enrolmentId)
    assertEnrolmentMove(before.status, to, by)
    if (by === 'self') assertSeasonOpen(season)
    if (by === 'self' && to === 'applied') return applyAgain(inside, season, before)
    if (by === 'self' && to === 'confirmed') assertOfferHolds(before.offerEndsAt, deps.now())
    if (takesPlace(to) && !takesPlace(before.status)) assertRoom(await readRoom(tx, season, holdingPlace), before)
    const moved = await updateEnrolment(tx, enrolmentId, statusOf(to, deps))
    if (comes(before) && !comes(moved)) await leaveSessions(inside, season, before.personId)
    if (to === 'withdrawn') await clearWayOut(tx, season.id, [before.personId], deps.now())
    const rank = await rankOf(tx, moved)
    const tells = by === 'organiser' ? !seenOnTheDay.has(before.status) : to === 'confirmed'
    const promoted = callsNext(before.status, to) ? await promoteWaiting(inside, season) : undefined
    // Whoever was put on the waiting list while places are free hears of the offer alone.
    const mailTo = (address: string) => mailOfMove({ to, rank }, address, season, deps.publicUrl)
    await tellMoves(
      inside,
      season,
      [{ id: enrolmentId, personId: before.personId, from: before.status, to }],
      tells && !promoted?.has(enrolmentId) ? mailTo : undefined,
    )
    return promoted?.has(enrolmentId) ? readAgain(tx, enrolmentId) : { ...moved, waitingRank: rank }
  })
}

/** At the end of the queue: others came meanwhile. */
async function applyAgain(deps: Enrolling, season: Season, before: Enrolment): Promise<Ranked> {
  const recruitment = await findPhase(deps.db, season.id, 'recruitment')
  assertEnrolmentOpen({ status: season.status, recruitment }, deps.now())
  const status = await entryStatus(deps.db, season, before, await findSeasonSites(deps.db, season.id))
  const after = await updateEnrolment(deps.db, before.id, {
    ...statusOf(status, status === 'applied' ? deps : { ...deps, actor: essor }),
    arrival: nextArrival(season.id),
  })
  return tellEntry(deps, season, after, before.status)
}

/** Keeps the place in the queue; a place that is held already moves along only if the new site has room. */
export async function changeEnrolmentSite(
  deps: Enrolling,
  enrolmentId: string,
  siteId: string,
  by: Exclude<Mover, 'system'>,
): Promise<Ranked> {
  return deps.db.transaction(async (tx) => {
    const { season, before } = await lockBoth(tx, enrolmentId)
    if (by === 'self') assertSeasonOpen(season)
    const site = siteOf(await findSeasonSites(tx, season.id), siteId)
    if (site === before.siteId) return readAgain(tx, enrolmentId)
    if (takesPlace(before.status)) {
      const room = await readRoom(tx, season, holdingPlace)
      // The person has a place in the season and the category already: the site alone must have room.
      assertRoom({ ...room, season: Number.POSITIVE_INFINITY, categories: new Map() }, { ...before, siteId: site })
    }
    await updateEnrolment(tx, enrolmentId, { siteId: site })
    await audit(
      { db: tx, actor: deps.actor },
      { action: 'enrolment.site_changed', subject: ['enrolment', enrolmentId], delegationId: season.delegationId },
    )
    await tellAll(tx, [`season:${season.id}`, `person:${before.personId}`], 'enrolment.changed', enrolmentId)
    await promoteWaiting({ ...deps, db: tx }, season)
    return readAgain(tx, enrolmentId)
  })
}

async function lockBoth(tx: Db, enrolmentId: string): Promise<{ season: Season; before: Enrolment }> {
  const seasonId = (await findEnrolmentById(tx, enrolmentId))?.seasonId
  const season = seasonId && (await lockSeason(tx, seasonId))
  const before = season && (await lockEnrolment(tx, enrolmentId))
  if (!season || !before) throw new AppError('not_found', 'There is no such enrolment.')
  return { season, before }
}

async function readAgain(tx: Db, enrolmentId: string): Promise<Ranked> {
  const enrolment = (await findEnrolmentById(tx, enrolmentId))!
  return { ...enrolment, waitingRank: await rankOf(tx, enrolment) }
}

const statusOf = (status: EnrolmentStatus, { now, actor }: Pick<Deps, 'now' | 'actor'>) => ({
  status,
  statusAt: now(),
  statusBy: actor.personId,
  offerEndsAt: null,
  offerRemindAt: null,
})

/** Someone who did not come frees nothing for the waiting list: that place is given by hand, on the day. */
const callsNext = (from: EnrolmentStatus, to: EnrolmentStatus): boolean =>
  to === 'waiting' || (takesPlace(from) && !takesPlace(to) && to !== 'no_show')
