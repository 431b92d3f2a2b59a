import type { PersonCategory } from '@essor/contracts'
import { essor, type Deps } from '../../../platform/deps.ts'
import type { Season } from '../seasons.repository.ts'
import { findSeasonSites } from '../sites/season-sites.repository.ts'
import { enrolmentConfirmedMail } from './enrolment.mail.ts'
import { assertSeasonOpen, comes } from './enrolment.rules.ts'
import { findEnrolment, insertEnrolment, nextArrival, updateEnrolment } from './enrolments.repository.ts'
import { tellMoves } from './moves.service.ts'
import { readRoom } from './places.repository.ts'
import { assertRoom, holdingPlace } from './places.rules.ts'

/** Someone whom organisers asked for comes without a queue, from afar where the season has a site for that. Called with the season locked. */
export async function enrolInvited(
  deps: Pick<Deps, 'db' | 'jobs' | 'now' | 'publicUrl'>,
  season: Season,
  personId: string,
  who: { category: PersonCategory; origin: string },
): Promise<void> {
  const { db, now } = deps
  assertSeasonOpen(season)
  const before = await findEnrolment(db, season.id, personId)
  if (before && comes(before)) return
  const sites = await findSeasonSites(db, season.id)
  const siteId = before?.siteId ?? sites.find(({ kind }) => kind === 'remote')?.id ?? null
  assertRoom(await readRoom(db, season, holdingPlace), { siteId, category: who.category })
  const confirmed = { ...who, siteId, status: 'confirmed', statusAt: now(), statusBy: null } as const
  const after = before
    ? await updateEnrolment(db, before.id, { ...confirmed, offerEndsAt: null, offerRemindAt: null })
    : await insertEnrolment(db, {
        ...confirmed,
        motivation: '',
        seasonId: season.id,
        personId,
        arrival: nextArrival(season.id),
        createdAt: now(),
      })
  if (!after) return
  await tellMoves(
    { ...deps, actor: essor },
    season,
    [{ id: after.id, personId, from: before?.status ?? null, to: 'confirmed' }],
    (address) => enrolmentConfirmedMail(address, season, deps.publicUrl),
  )
}
