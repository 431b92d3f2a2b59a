import type { Team } from '@essor/team-formation/evaluate'

/** Where someone may be: a project, or with nobody. */
export type Place = string
export const NOWHERE: Place = 'nowhere'

export const projectOf = (place: Place): string | null => (place === NOWHERE ? null : place)
export const placeFrom = (projectId: string | null): Place => projectId ?? NOWHERE

export const placeOf = (teams: readonly Team[], person: string): Place =>
  teams.find(({ people }) => people.includes(person))?.project ?? NOWHERE

/** Teams that nothing happens to stay the same objects, so that their columns are not drawn again. */
export function moved(teams: readonly Team[], person: string, to: Place): Team[] {
  const there = placeOf(teams, person)
  if (there === to) return [...teams]
  const left = teams.map((team) =>
    team.project === there ? { project: team.project, people: team.people.filter((id) => id !== person) } : team,
  )
  if (to === NOWHERE) return left
  if (!left.some(({ project }) => project === to)) return [...left, { project: to, people: [person] }]
  return left.map((team) => (team.project === to ? { project: to, people: [...team.people, person] } : team))
}

/**
 * What arrows lead to in a grid of so many columns; null beyond its edges. The first place is a row of its own above it.
 */
export function neighbour(places: readonly Place[], from: Place, key: string, columns: number): Place | null {
  const at = places.indexOf(from)
  const targets: Record<string, number> = {
    Home: 0,
    End: places.length - 1,
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at === 0 ? -1 : Math.max(0, at - columns),
    ArrowDown: at === 0 ? 1 : at + columns,
  }
  return places[targets[key] ?? -1] ?? null
}
