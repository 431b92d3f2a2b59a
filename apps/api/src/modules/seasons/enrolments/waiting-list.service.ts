import { essor, type Deps } from '../../../platform/deps.ts'
import { workEach } from '../../../platform/jobs/each.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { isOver } from '../promises/promise.rules.ts'
import { lockSeason, type Season } from '../seasons.repository.ts'
import { offerLapsedMail, offerReminderMail, placeOfferedMail } from './enrolment.mail.ts'
import { offerTimes } from './enrolment.rules.ts'
import { clearWayOut } from './leaving.service.ts'
import { findWaiting, readRoom, type Waiting } from './places.repository.ts'
import { fullParts, keptFromQueue, takeTurns } from './places.rules.ts'
import { tellMoves } from './moves.service.ts'
import { findRestlessSeasons, lapseOffers, offerPlaces, takeReminders } from './waiting-list.repository.ts'

type Promoting = Pick<Deps, 'db' | 'jobs' | 'now' | 'publicUrl'>

/** How many of the waiting list are read at once. */
const batch = 500

/**
 * Gives each free place to the first who waits for such a place, and says until when it is held. Called, with the season
 * locked, by whatever may free a place. Answers whom a place was offered to.
 */
export async function promoteWaiting(
  { db: tx, jobs, now, publicUrl }: Promoting,
  season: Season,
): Promise<ReadonlySet<string>> {
  const promoted: Waiting[] = []
  if (season.status !== 'published' || isOver(season, now())) return new Set()
  const room = await readRoom(tx, season, keptFromQueue)
  const times = offerTimes(now(), season)
  while (room.season > 0) {
    const limit = Math.min(room.season, batch)
    const queue = await findWaiting(tx, season.id, fullParts(room), limit)
    const next = takeTurns(room, queue)
    if (next.length === 0) break
    await offerPlaces(
      tx,
      next.map(({ id }) => id),
      { ...times, statusAt: now() },
    )
    promoted.push(...next)
    if (queue.length < limit && next.length === queue.length) break
  }
  await tellMoves(
    { db: tx, jobs, actor: essor },
    season,
    promoted.map(({ id, personId }) => ({ id, personId, from: 'waiting', to: 'offered' })),
    (address) => placeOfferedMail(address, season, times.offerEndsAt, publicUrl),
  )
  return new Set(promoted.map(({ id }) => id))
}

/** Offers that nobody answered in time go to the next in the list. Safe to run twice, and in two processes at once. */
export async function tendWaitingLists(deps: Omit<Deps, 'actor'>): Promise<void> {
  const restless = await findRestlessSeasons(deps.db, deps.now())
  await workEach(
    [...restless.map((seasonId) => () => tendSeason(deps, seasonId)), () => remindOfOffers(deps)],
    (tend) => tend(),
  )
}

async function tendSeason(deps: Omit<Deps, 'actor'>, seasonId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (!season) return
    const lapsed = await lapseOffers(tx, seasonId, deps.now())
    await clearWayOut(
      tx,
      seasonId,
      lapsed.map(({ personId }) => personId),
      deps.now(),
    )
    await tellMoves(
      { db: tx, jobs: deps.jobs, actor: essor },
      season,
      lapsed.map(({ id, personId }) => ({ id, personId, from: 'offered', to: 'lapsed' })),
      (address) => (season.status === 'published' ? offerLapsedMail(address, season, deps.publicUrl) : undefined),
    )
    await promoteWaiting({ ...deps, db: tx }, season)
  })
}

/** People forget: those whose offer ends soon hear of it once more. */
async function remindOfOffers({ db, jobs, now, publicUrl }: Promoting): Promise<void> {
  await db.transaction(async (tx) => {
    const due = await takeReminders(tx, now())
    await sendMails(
      { db: tx, jobs },
      due.map(({ email, season, offerEndsAt }) => offerReminderMail(email, season, offerEndsAt, publicUrl)),
    )
  })
}
