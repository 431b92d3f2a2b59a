import type { Compiled } from './compile.ts'
import type { Numbers } from './model.ts'
import type { PriceModel, Prices } from './prices.ts'
import type { Assignment } from './search.ts'

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

/** The teams that gain most under the prices, one after the other, of those who are still free: where to begin a search. */
export function firstTeams(
  { units, problem }: Compiled,
  { kinds }: Numbers,
  prices: Prices,
  pool: TeamPool,
): Assignment {
  const assignment = new Int32Array(units.length).fill(-1)
  const free = kinds.map(({ units: alike }) => [...alike])
  const open = new Uint8Array(problem.projects.length).fill(1)
  const gain = ({ worth, kinds: team }: PooledTeam): number => team.reduce((sum, k) => sum - prices[k]!, worth)
  const order = pool.teams.map((team) => ({ team, gain: gain(team) })).toSorted((a, b) => b.gain - a.gain)
  for (const { team } of order) {
    if (open[team.project] === 0) continue
    const wanted = Map.groupBy(team.kinds, (k) => k)
    if ([...wanted].some(([k, { length }]) => free[k]!.length < length)) continue
    for (const k of team.kinds) assignment[free[k]!.pop()!] = team.project
    open[team.project] = 0
  }
  return assignment
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
