import type { Team } from '@essor/team-formation/evaluate'
import type { Problem } from '@essor/team-formation/problem'
import { whatIf, type MoveCost } from '@essor/team-formation/what-if'
import { onScopeDispose, shallowReactive, watch, type Ref } from 'vue'
import { NOWHERE, placeOf, projectOf, type Place } from './places.ts'

/** Milliseconds of work before the browser gets its turn. */
const SLICE = 8

/**
 * What it costs to put `person` in each place. What is asked for is there at once; the rest follows in short slices, so that
 * the hand that drags never waits.
 */
export function useMoveCosts(
  problem: Problem,
  places: readonly Place[],
  teams: Ref<Team[]>,
  person: Ref<string | null>,
) {
  const costs = shallowReactive(new Map<Place, MoveCost>())
  let round = 0

  watch(
    [person, teams],
    () => {
      round += 1
      costs.clear()
      if (person.value) void fill(round, person.value)
    },
    { flush: 'sync' },
  )
  onScopeDispose(() => (round += 1))

  async function fill(mine: number, who: string): Promise<void> {
    const here = placeOf(teams.value, who)
    await turn()
    let until = performance.now() + SLICE
    for (const place of [...places, NOWHERE]) {
      if (round !== mine) return
      if (place !== here && !costs.has(place)) costs.set(place, priceOf(who, place))
      if (performance.now() < until) continue
      await turn()
      until = performance.now() + SLICE
    }
  }

  const turn = () => new Promise((resolve) => setTimeout(resolve))
  const priceOf = (who: string, place: Place) => whatIf(problem, teams.value, { person: who, to: projectOf(place) })

  /** Null where the person is already. */
  function costOf(place: Place): MoveCost | null {
    const who = person.value
    if (!who || placeOf(teams.value, who) === place) return null
    const cost = costs.get(place) ?? priceOf(who, place)
    if (!costs.has(place)) costs.set(place, cost)
    return cost
  }

  return { costs, costOf }
}
