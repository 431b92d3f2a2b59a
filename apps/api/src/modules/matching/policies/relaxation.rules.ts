import { strengthKeys, type MatchingPolicy, type MatchingRunDetails, type PolicyRule } from '@essor/contracts'
import type { Answer, Broken, ClashMember, Problem, Way } from '@essor/team-formation'
import { brokenRule } from '../draft.rules.ts'
import { costOf } from './policy.rules.ts'

export type Relaxation = MatchingRunDetails['relaxations'][number]
type Given = Relaxation['rules'][number]

/** A rule that gives is still worth more than any wish, so that it gives only where it must. */
const costOfGiving = 100

/** The ways out of a clash as policies that a run can start from: those that the engine tried, or single guesses where it had no time. */
export function relaxationsOf(policy: MatchingPolicy, problem: Problem, answer: Answer | null): Relaxation[] {
  if (!answer?.clash) return []
  // Answers of the first version have no ways out.
  const ways: readonly Way[] = answer.waysOut ?? []
  if (ways.length > 0) return ways.map((way) => tried(policy, way))
  return answer.clash.members.map((member) => guessed(policy, problem, member))
}

function tried(policy: MatchingPolicy, way: Way): Relaxation {
  const rules = way.rules.map(givenRule).filter((rule) => rule !== null)
  const relaxed = rules.reduce((so, rule) => (isSize(rule) ? so : letGo(so, rule, namedIn(way.broken, rule))), policy)
  const sizes = way.sizes.map(({ project, size, was }) => ({
    projectId: project,
    ...size,
    wasMin: was.min,
    wasMax: was.max,
  }))
  return {
    rules,
    tried: true,
    count: way.count,
    broken: way.broken.map(brokenRule),
    sizes,
    policy: resized(relaxed, sizes),
  }
}

function guessed(policy: MatchingPolicy, problem: Problem, member: ClashMember): Relaxation {
  const rule = givenRule(member.rule)
  const base = { rules: rule ? [rule] : [], tried: false, count: null, broken: [], sizes: [] }
  if (!rule) return { ...base, policy }
  if (!isSize(rule)) return { ...base, policy: letGo(policy, rule, () => true) }
  const most = Math.min(50, problem.people.length)
  const sizes = problem.projects
    .filter(({ id }) => member.projects.length === 0 || member.projects.includes(id))
    .map(({ id, size }) => ({
      projectId: id,
      min: rule === 'minSize' ? 1 : size.min,
      max: rule === 'maxSize' ? Math.max(size.max, most) : size.max,
      wasMin: size.min,
      wasMax: size.max,
    }))
  return { ...base, sizes, policy: resized(policy, sizes) }
}

/** In the words of a policy; null for what no policy asks. */
function givenRule(rule: ClashMember['rule']): Given | null {
  if (rule === 'roles') return 'facilitators'
  return rule === 'stay' ? null : rule
}

const isSize = (rule: Given): rule is 'minSize' | 'maxSize' => rule === 'minSize' || rule === 'maxSize'

/** Of a list, what `gives` says goes; any other rule costs from now on, instead of forbidding. */
function letGo(policy: MatchingPolicy, rule: PolicyRule, gives: (ids: string[]) => boolean): MatchingPolicy {
  if (rule === 'together' || rule === 'apart') return { ...policy, [rule]: policy[rule].filter((pair) => !gives(pair)) }
  if (rule === 'locked' || rule === 'forbidden')
    return { ...policy, [rule]: policy[rule].filter(({ personId, projectId }) => !gives([personId, projectId])) }
  return {
    ...policy,
    [strengthKeys[rule]]: 'soft',
    costs: { ...policy.costs, [rule]: Math.max(costOf(policy, rule), costOfGiving) },
  }
}

/** Whether a pair or a place is among those that break this rule. */
function namedIn(broken: readonly Broken[], rule: PolicyRule): (ids: string[]) => boolean {
  const named = new Set(
    broken.flatMap((one) => {
      if (one.rule !== rule) return []
      if (one.rule === 'together' || one.rule === 'apart') return [one.people.join(' ')]
      return one.rule === 'locked' || one.rule === 'forbidden' ? [`${one.person} ${one.project}`] : []
    }),
  )
  return (ids) => named.has(ids.join(' '))
}

function resized(policy: MatchingPolicy, sizes: Relaxation['sizes']): MatchingPolicy {
  const changed = new Set(sizes.map(({ projectId }) => projectId))
  return {
    ...policy,
    projectSizes: [
      ...policy.projectSizes.filter(({ projectId }) => !changed.has(projectId)),
      ...sizes.map(({ projectId, min, max }) => ({ projectId, min, max })),
    ],
  }
}
