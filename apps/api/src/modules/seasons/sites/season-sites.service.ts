import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { isUniqueViolation } from '../../../platform/db/failures.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { countHeld } from '../enrolments/places.repository.ts'
import { assertCapacityHolds, heldIn, holdingPlace } from '../enrolments/places.rules.ts'
import { promoteWaiting } from '../enrolments/waiting-list.service.ts'
import { lockSeason, type Season } from '../seasons.repository.ts'
import { renewSessionsOn } from '../sessions/season-sessions.repository.ts'
import {
  countOnSite,
  deleteSeasonSite,
  findSeasonSite,
  insertSeasonSite,
  updateSeasonSite,
  type SeasonSite,
} from './season-sites.repository.ts'
import { assertNothingOn, isElsewhere } from './season-sites.rules.ts'

type Writing = Pick<Deps, 'db' | 'actor'>

export type SiteFields = Pick<SeasonSite, 'kind' | 'name' | 'address' | 'timeZone' | 'capacity' | 'accessNotes'>

export async function addSeasonSite(deps: Writing, seasonId: string, draft: SiteFields): Promise<SeasonSite> {
  return changeSites(deps, seasonId, 'site.added', (tx) => insertSeasonSite(tx, { ...draft, seasonId }))
}

/** A site with more places calls the next of the waiting list. */
export async function changeSeasonSite(
  deps: Writing & Pick<Deps, 'jobs' | 'now' | 'publicUrl'>,
  seasonId: string,
  siteId: string,
  version: number,
  change: SiteFields,
): Promise<SeasonSite> {
  return changeSites(deps, seasonId, 'site.changed', async (tx, season) => {
    const before = await existing(tx, seasonId, siteId)
    if (before.version !== version)
      throw new AppError('version_conflict', 'Somebody changed this site in the meantime. Read it again.')
    const held = await countHeld(tx, seasonId, holdingPlace)
    assertCapacityHolds(
      change.capacity,
      heldIn(held, (one) => one.siteId === siteId),
    )
    const site = await updateSeasonSite(tx, siteId, change)
    if (isElsewhere(before, site)) await renewSessionsOn(tx, siteId, deps.now())
    await promoteWaiting({ ...deps, db: tx }, season)
    return site
  })
}

export async function removeSeasonSite(deps: Writing, seasonId: string, siteId: string): Promise<void> {
  await changeSites(deps, seasonId, 'site.removed', async (tx) => {
    const site = await existing(tx, seasonId, siteId)
    assertNothingOn(await countOnSite(tx, siteId))
    await deleteSeasonSite(tx, siteId)
    return site
  })
}

async function existing(tx: Db, seasonId: string, siteId: string): Promise<SeasonSite> {
  const site = await findSeasonSite(tx, seasonId, siteId)
  if (!site) throw new AppError('not_found', 'There is no such site in this season.')
  return site
}

/** The season's row is held meanwhile: nobody takes a place on a site, or puts a session there, while it changes. */
async function changeSites(
  { db, actor }: Writing,
  seasonId: string,
  action: string,
  change: (tx: Db, season: Season) => Promise<SeasonSite>,
): Promise<SeasonSite> {
  try {
    return await db.transaction(async (tx) => {
      const season = await lockSeason(tx, seasonId)
      if (!season) throw new AppError('not_found', 'There is no such season.')
      const site = await change(tx, season)
      await audit({ db: tx, actor }, { action, subject: ['site', site.id], delegationId: season.delegationId })
      await tell(tx, `season:${seasonId}`, 'sites.changed', site.id)
      return site
    })
  } catch (error) {
    if (!isUniqueViolation(error, 'season_sites_name')) throw error
    throw new AppError('already_exists', 'Another site of this season has this name.', [
      { path: 'name', message: 'This name is taken. Choose another.', code: 'taken' },
    ])
  }
}
