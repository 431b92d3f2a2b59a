import { MatchingPolicy } from '@essor/contracts'
import type { MatchingPool } from '../matching.queries.ts'
import { usualSizes } from '../sizes.ts'

/** What a form begins with: nothing asked but sizes that fit. */
export const usualPolicy = (pool: MatchingPool): MatchingPolicy =>
  MatchingPolicy.parse({ teamSize: usualSizes(pool.people.length, pool.projects.length) })

/**
 * A policy of some time ago, without people who no longer come and projects that are gone. Places kept on the board were
 * added to it when its search began; they are listed beside it, and the next search adds them again.
 */
export function policyFor(pool: MatchingPool, policy: unknown): MatchingPolicy {
  const whole = MatchingPolicy.parse(policy)
  const people = new Set(pool.people.map(({ id }) => id))
  const projects = new Set(pool.projects.map(({ id }) => id))
  const bothCome = (pair: string[]) => pair.every((id) => people.has(id))
  const kept = new Set(pool.kept.map(({ personId, projectId }) => `${personId} ${projectId}`))
  const possible = ({ personId, projectId }: { personId: string; projectId: string }) =>
    people.has(personId) && projects.has(projectId)
  return {
    ...whole,
    together: whole.together.filter(bothCome),
    apart: whole.apart.filter(bothCome),
    locked: whole.locked.filter((place) => possible(place) && !kept.has(`${place.personId} ${place.projectId}`)),
    forbidden: whole.forbidden.filter(possible),
    projectSizes: whole.projectSizes.filter(({ projectId }) => projects.has(projectId)),
  }
}
