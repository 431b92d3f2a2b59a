import type { MatchingPolicy } from '@essor/contracts'
import type { Lock } from './locks.repository.ts'

/**
 * The policy with the places kept on the board. What the policy itself says of someone comes first; a place kept for
 * someone who no longer comes, or in a project that is gone, waits without a word.
 */
export function withKeptPlaces(
  policy: MatchingPolicy,
  kept: readonly Lock[],
  coming: ReadonlySet<string>,
  there: ReadonlySet<string>,
): MatchingPolicy {
  const said = new Set(policy.locked.map(({ personId }) => personId))
  const added = kept.filter(
    ({ personId, projectId }) => !said.has(personId) && coming.has(personId) && there.has(projectId),
  )
  return { ...policy, locked: [...policy.locked, ...added] }
}
