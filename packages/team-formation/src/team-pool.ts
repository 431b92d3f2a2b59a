import type { PriceModel } from './prices.ts'

/** A team by kind, and what it is worth to the whole beside its members' being left out. */
export type PooledTeam = { project: number; kinds: number[]; worth: number }

export type TeamPool = ReturnType<typeof teamPool>

/** Teams that keep every hard rule, each once. */
export function teamPool(pricing: PriceModel) {
  const teams: PooledTeam[] = []
  const known = new Set<string>()
  return {
    teams,
    /** false: known already, or no team. */
    add: (project: number, team: readonly number[]): boolean => {
      const kinds = team.toSorted((a, b) => a - b)
      const key = `${project} ${kinds.join(' ')}`
      if (kinds.length === 0 || known.has(key)) return false
      const worth = pricing.worthOf(project, kinds)
      if (worth === -Infinity) return false
      known.add(key)
      teams.push({ project, kinds, worth })
      return true
    },
  }
}

/** The columns of teams in a programme with a row per kind, then one per project. */
export function teamColumns(teams: PooledTeam[], kindCount: number) {
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const { project, kinds } of teams) {
    kinds.forEach((k, at) => {
      if (at > 0 && k === kinds[at - 1]) values[values.length - 1]! += 1
      else {
        indices.push(k)
        values.push(1)
      }
    })
    indices.push(kindCount + project)
    values.push(1)
    starts.push(indices.length)
  }
  return { starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) }
}
