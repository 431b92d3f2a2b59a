import type { Person } from '@essor/team-formation/problem'
import type { MatchingBoard } from './board.queries.ts'
import { NOWHERE, type Place } from './places.ts'

export interface Filters {
  search: string
  site: string
  skill: string
  origin: string
  category: string
  withoutWish: boolean
}

export const noFilters = (): Filters => ({
  search: '',
  site: '',
  skill: '',
  origin: '',
  category: '',
  withoutWish: false,
})

export const isFiltering = (filters: Filters): boolean => Object.values(filters).some(Boolean)

type Shown = MatchingBoard['people'][number]

/** "Lea" finds Léa. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('fr').trim()

/** Whether someone standing there is among those looked for. Without a wish: they gave some, and are not in one of them. */
export function matches(filters: Filters, shown: Shown | undefined, person: Person, place: Place): boolean {
  return (
    plain(shown?.name ?? '').includes(plain(filters.search)) &&
    (!filters.site || shown?.siteId === filters.site) &&
    (!filters.skill || person.skills.some(({ skill }) => skill === filters.skill)) &&
    (!filters.origin || person.origin === filters.origin) &&
    (!filters.category || shown?.category === filters.category) &&
    (!filters.withoutWish || place === NOWHERE || !person.preferences.includes(place))
  )
}
