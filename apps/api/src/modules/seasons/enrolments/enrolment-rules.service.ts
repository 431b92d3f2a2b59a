import type { EnrolmentStatus, PersonCategory } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findPublicSeason, findSeason, lockSeason, updateSeason, type Season } from '../seasons.repository.ts'
import { findSeasonSites } from '../sites/season-sites.repository.ts'
import { countHeld } from './places.repository.ts'
import {
  assertCapacityHolds,
  heldIn,
  holdingPlace,
  keptFromQueue,
  roomOf,
  takesPlace,
  type Held,
} from './places.rules.ts'
import { promoteWaiting } from './waiting-list.service.ts'

const notFound = () => new AppError('not_found', 'There is no such season.')

type Counted = Held & { status: EnrolmentStatus }

export async function readEnrolmentRules(db: Db, seasonId: string) {
  const season = await findSeason(db, seasonId)
  if (!season) throw notFound()
  return describeRules(db, season)
}

async function describeRules(db: Db, season: Season) {
  const sites = await findSeasonSites(db, season.id)
  const held = await countHeld(db, season.id, [...holdingPlace, 'waiting'])
  const count = (of: (one: Counted) => boolean) => ({
    taken: sumOf(held, (one) => takesPlace(one.status) && of(one)),
    waiting: sumOf(held, (one) => one.status === 'waiting' && of(one)),
  })
  return {
    seasonId: season.id,
    version: season.version,
    mode: season.enrolmentMode,
    capacity: season.capacity,
    offerHours: season.offerHours,
    categoryPlaces: season.categoryPlaces,
    season: count(() => true),
    sites: sites.map((site) => ({ ...site, ...count(({ siteId }) => siteId === site.id) })),
    categories: categoriesOf(season, held).map((category) => ({
      category,
      capacity: season.categoryPlaces[category] ?? null,
      ...count((one) => one.category === category),
    })),
  }
}

const sumOf = (held: readonly Counted[], of: (one: Counted) => boolean): number => heldIn(held.filter(of))

/** Those that have a limit, and those that somebody is of. */
function categoriesOf({ categoryPlaces }: Season, held: readonly Held[]): PersonCategory[] {
  return [...new Set([...Object.keys(categoryPlaces), ...held.map(({ category }) => category)])].toSorted((a, b) =>
    a.localeCompare(b),
  ) as PersonCategory[]
}

interface RulesChange {
  mode: Season['enrolmentMode']
  capacity: number | null
  offerHours: number
  categoryPlaces: Season['categoryPlaces']
}

export async function changeEnrolmentRules(
  { db, jobs, actor, now, publicUrl }: Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>,
  seasonId: string,
  version: number,
  { mode, ...limits }: RulesChange,
) {
  return db.transaction(async (tx) => {
    const before = await lockSeason(tx, seasonId)
    if (before?.version !== version)
      throw new AppError('version_conflict', 'Somebody changed this season in the meantime. Read it again.')
    const held = await countHeld(tx, seasonId, holdingPlace)
    assertCapacityHolds(limits.capacity, heldIn(held))
    for (const [category, places] of Object.entries(limits.categoryPlaces))
      assertCapacityHolds(
        places,
        heldIn(held, (one) => one.category === category),
        `categoryPlaces.${category}`,
      )
    const season = await updateSeason(tx, seasonId, { ...limits, enrolmentMode: mode })
    await audit(
      { db: tx, actor },
      {
        action: 'season.enrolment_rules_changed',
        subject: ['season', seasonId],
        delegationId: season.delegationId,
        details: { mode, capacity: limits.capacity },
      },
    )
    await tell(tx, `season:${seasonId}`, 'season.changed', seasonId)
    await promoteWaiting({ db: tx, jobs, now, publicUrl }, season)
    return describeRules(tx, season)
  })
}

/** For whoever thinks of enrolling: how many places are left, and never who has them. */
export async function readPlacesLeft(db: Db, slug: string) {
  const season = (await findPublicSeason(db, slug))?.season
  if (!season) throw notFound()
  const sites = await findSeasonSites(db, season.id)
  const held = await countHeld(db, season.id, [...keptFromQueue, 'waiting'])
  const room = roomOf(
    { ...season, sites },
    held.filter(({ status }) => status !== 'waiting'),
  )
  const shown = (left: number) => (Number.isFinite(left) ? Math.max(left, 0) : null)
  return {
    mode: season.enrolmentMode,
    left: shown(room.season),
    waiting: sumOf(held, ({ status }) => status === 'waiting'),
    sites: sites.map((site) => ({ ...site, left: shown(room.sites.get(site.id) ?? Number.POSITIVE_INFINITY) })),
    categories: [...room.categories].map(([category, left]) => ({ category, left: Math.max(left, 0) })),
  }
}
