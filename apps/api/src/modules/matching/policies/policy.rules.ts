import { MatchingPolicy, mostPlaces, strengthKeys, usualCosts, type PolicyRule } from '@essor/contracts'
import type { z } from 'zod'
import { AppError } from '../../../platform/errors.ts'
import { movedByHand, type StoredMove } from '../board/history.rules.ts'

/** Kept as it was asked: what later versions can say besides is missing in older ones. */
export type StoredPolicy = z.input<typeof MatchingPolicy>

/** A stored policy with all that can be said; what could not be said then is as it was then. */
export const policyOf = (stored: StoredPolicy): MatchingPolicy => MatchingPolicy.parse(stored)

/** The rule as strict as the policy says, in the words of the engine. */
export function ruleOf(policy: MatchingPolicy, rule: PolicyRule) {
  const strength = policy[strengthKeys[rule]]
  return strength === 'soft' ? { strength, cost: costOf(policy, rule) } : { strength }
}

export const costOf = (policy: MatchingPolicy, rule: PolicyRule): number =>
  policy.costs[rule] ?? usualCosts(policy.weights)[rule]

/** What a policy says of people who no longer come, and of projects that are gone, is left out of it. */
export function policyWithout(
  policy: MatchingPolicy,
  coming: ReadonlySet<string>,
  there: ReadonlySet<string>,
): MatchingPolicy {
  const bothCome = (pair: string[]) => pair.every((id) => coming.has(id))
  const possible = ({ personId, projectId }: Place) => coming.has(personId) && there.has(projectId)
  return {
    ...policy,
    together: policy.together.filter(bothCome),
    apart: policy.apart.filter(bothCome),
    locked: policy.locked.filter(possible),
    forbidden: policy.forbidden.filter(possible),
    projectSizes: policy.projectSizes.filter(({ projectId }) => there.has(projectId)),
  }
}

interface Place {
  personId: string
  projectId: string
}

/** Where each person moved by hand was put; null: out of the teams. */
export interface Hand {
  personId: string
  projectId: string | null
}

/** Who was moved by hand stays where they were put, whatever the policy says of their place; who was taken out stays out. */
export function keeping(policy: MatchingPolicy, hands: readonly Hand[], projectIds: readonly string[]): MatchingPolicy {
  const moved = new Set(hands.map(({ personId }) => personId))
  const others = (place: Place) => !moved.has(place.personId)
  return {
    ...policy,
    locked: [
      ...policy.locked.filter(others),
      ...hands.flatMap(({ personId, projectId }) => (projectId === null ? [] : [{ personId, projectId }])),
    ],
    forbidden: [
      ...policy.forbidden.filter(others),
      ...hands
        .filter(({ projectId }) => projectId === null)
        .flatMap(({ personId }) => projectIds.map((projectId) => ({ personId, projectId }))),
    ],
  }
}

/** What is kept adds to what was asked: a policy that says more than one can say could not be read again. */
export function assertSayable(policy: MatchingPolicy): void {
  const places = Math.max(policy.locked.length, policy.forbidden.length)
  if (places <= mostPlaces) return
  const message = `What is kept comes to ${places} places held or forbidden: a policy may have ${mostPlaces}.`
  throw new AppError('search_too_large', message, [{ path: 'keepFrom', code: 'too_large', message }])
}

/** What was done by hand in a run and not taken back, as it stands now. */
export function handsOf({ moves, draft }: HandMade): Hand[] {
  const places = new Map(
    draft?.teams.flatMap(({ projectId, members }) => members.map(({ personId }) => [personId, projectId] as const)),
  )
  return [...movedByHand(moves)].map((personId) => ({
    personId,
    projectId: places.get(personId) ?? null,
  }))
}

interface HandMade {
  moves: readonly StoredMove[]
  draft: { teams: { projectId: string; members: { personId: string }[] }[] } | null
}
