import type { EnrolmentStatus, PersonCategory } from '@essor/contracts'
import { AppError } from '../../../platform/errors.ts'

/** A place is held by those who were told that there is one for them. */
export const holdingPlace = ['offered', 'confirmed', 'checked_in'] as const satisfies EnrolmentStatus[]

/** The place of someone who did not come is given by hand, on the day: the waiting list leaves it alone. */
export const keptFromQueue = [...holdingPlace, 'no_show'] as const satisfies EnrolmentStatus[]

const holds: ReadonlySet<EnrolmentStatus> = new Set(holdingPlace)
export const takesPlace = (status: EnrolmentStatus): boolean => holds.has(status)

/** What an enrolment needs room in, besides the season. */
export interface Wanted {
  siteId: string | null
  category: PersonCategory
}

export interface Limits {
  capacity: number | null
  categoryPlaces: Partial<Record<PersonCategory, number>>
  sites: readonly { id: string; name: string; capacity: number | null }[]
}

export type Held = Wanted & { total: number }

/** How many more each limit lets in; where there is no limit, any number. Below zero where more were let in once. */
export interface Room {
  season: number
  sites: Map<string, number>
  categories: Map<PersonCategory, number>
}

const left = (limit: number | null, taken: number): number =>
  limit === null ? Number.POSITIVE_INFINITY : limit - taken

export const heldIn = (held: readonly Held[], of: (one: Held) => boolean = () => true): number =>
  held.reduce((total, one) => (of(one) ? total + one.total : total), 0)

export function roomOf({ capacity, categoryPlaces, sites }: Limits, held: readonly Held[]): Room {
  const categories = Object.entries(categoryPlaces) as [PersonCategory, number][]
  return {
    season: left(capacity, heldIn(held)),
    sites: new Map(
      sites.map(({ id, capacity: places }) => [
        id,
        left(
          places,
          heldIn(held, ({ siteId }) => siteId === id),
        ),
      ]),
    ),
    categories: new Map(
      categories.map(([category, places]) => [
        category,
        left(
          places,
          heldIn(held, (one) => one.category === category),
        ),
      ]),
    ),
  }
}

export type Limit = 'season' | 'site' | 'category'

/** The first limit without room for this person, if any. */
export function limitReached(room: Room, { siteId, category }: Wanted): Limit | undefined {
  if (room.season <= 0) return 'season'
  if (siteId && (room.sites.get(siteId) ?? Number.POSITIVE_INFINITY) <= 0) return 'site'
  if ((room.categories.get(category) ?? Number.POSITIVE_INFINITY) <= 0) return 'category'
  return undefined
}

/** One more place is held. */
export function take(room: Room, { siteId, category }: Wanted): void {
  room.season -= 1
  const site = siteId ? room.sites.get(siteId) : undefined
  if (siteId && site !== undefined) room.sites.set(siteId, site - 1)
  const kind = room.categories.get(category)
  if (kind !== undefined) room.categories.set(category, kind - 1)
}

/** Those of this queue, in its order, for whom there is room; someone who waits for a full site blocks nobody else. */
export function takeTurns<Waiting extends Wanted>(room: Room, queue: readonly Waiting[]): Waiting[] {
  return queue.filter((wanted) => {
    if (limitReached(room, wanted)) return false
    take(room, wanted)
    return true
  })
}

export function fullParts({ sites, categories }: Room): { siteIds: string[]; categories: PersonCategory[] } {
  const full = <Key>(parts: Map<Key, number>) => [...parts].filter(([, room]) => room <= 0).map(([key]) => key)
  return { siteIds: full(sites), categories: full(categories) }
}

const fullTexts: Record<Limit, string> = {
  season: 'All places of the season are taken. Raise its capacity, or free a place first.',
  site: 'All places of this site are taken. Choose another site, raise its capacity, or free a place first.',
  category: 'All places of this category are taken. Raise its limit, or free a place first.',
}

export function assertRoom(room: Room, wanted: Wanted): void {
  const limit = limitReached(room, wanted)
  if (limit)
    throw new AppError('season_full', fullTexts[limit], [{ path: limit, message: fullTexts[limit], code: 'full' }])
}

/** Those who were told that they come keep their place. `path` is the field of the limit. */
export function assertCapacityHolds(capacity: number | null, held: number, path = 'capacity'): void {
  if (capacity === null || held <= capacity) return
  throw new AppError('capacity_below_confirmed', `${held} people have a place: choose at least ${held}.`, [
    { path, message: `At least ${held}: so many people have a place.`, code: 'below_confirmed' },
  ])
}

/** Where the season has one site, it is meant; where it has several, the person chooses. */
export function siteOf(sites: readonly { id: string }[], chosen: string | null): string | null {
  if (chosen === null && sites.length < 2) return sites[0]?.id ?? null
  if (sites.some(({ id }) => id === chosen)) return chosen
  throw chosen === null
    ? new AppError('invalid_input', 'This season has several sites: choose one.', [
        { path: 'siteId', message: 'Choose a site.', code: 'required' },
      ])
    : new AppError('invalid_input', 'This is no site of this season.', [
        { path: 'siteId', message: 'Choose a site of this season.', code: 'unknown' },
      ])
}
