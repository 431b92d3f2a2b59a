import { Temporal } from 'temporal-polyfill'
import type { Grant } from '../../../platform/session.ts'
import { slugOf } from '../season-forms.ts'

type Season = { name: string; startsOn: string }

/** The same day of the week a year later, and the name with its year, or with the new one where it had none. */
export function nextEdition({ name, startsOn }: Season) {
  const first = Temporal.PlainDate.from(startsOn)
  const next = first.add({ days: 364 })
  const year = /\b20\d\d\b/g
  const named = year.test(name) ? name.replace(year, (found) => `${Number(found) + 1}`) : `${name} ${next.year}`
  return { name: named.slice(0, 120), slug: slugOf(named), startsOn: next.toString() }
}

const making: readonly Grant['role'][] = ['network_admin', 'delegation_admin', 'organiser']

/** A role in one season alone does not reach the next: making one is a matter of the delegation. */
export const mayMakeSeasons = (grants: readonly Grant[], delegationId: string): boolean =>
  grants.some(
    ({ role, scopeKind, scopeId }) =>
      making.includes(role) && (scopeKind === 'network' || (scopeKind === 'delegation' && scopeId === delegationId)),
  )
