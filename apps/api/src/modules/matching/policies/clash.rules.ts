import type { MatchingRunDetails, PersonCategory } from '@essor/contracts'
import type { Clash, ClashMember, Problem } from '@essor/team-formation'

type SaidClash = NonNullable<MatchingRunDetails['clash']>
type Groups = SaidClash['members'][number]['groups']
type Named = { id: string; origin: string | null; category: PersonCategory | null }

/** What clashes, in ids that the rest of the run names; rules that mix say how many people there are of each kind. */
export const clashOf = ({ minimal, members }: Clash, problem: Problem, people: readonly Named[]): SaidClash => ({
  minimal,
  members: members.map((member) => ({
    rule: member.rule,
    needs: member.needs,
    has: member.has,
    projectIds: member.projects,
    personIds: member.people,
    groups: groupsOf(member, problem, people),
  })),
})

function groupsOf({ rule }: ClashMember, problem: Problem, people: readonly Named[]): Groups {
  if (rule !== 'mixedOrigins' && rule !== 'originLimit' && rule !== 'mixedCategories') return []
  const known = new Map(people.map((person) => [person.id, person]))
  const kinds = Map.groupBy(problem.people, ({ origin, category }) => (rule === 'mixedCategories' ? category : origin))
  return [...kinds.values()]
    .map((members) => {
      const first = members.map(({ id }) => known.get(id)).find((person) => person !== undefined)
      const name = rule === 'mixedCategories' ? '' : (first?.origin?.trim() ?? '')
      return { name, category: name === '' ? (first?.category ?? null) : null, count: members.length }
    })
    .toSorted((a, b) => b.count - a.count)
    .slice(0, mostGroups)
}

/** Beyond some, a sentence says no more. */
const mostGroups = 6
