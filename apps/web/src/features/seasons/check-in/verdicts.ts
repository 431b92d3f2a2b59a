import type { ProblemError } from '../../../platform/problem.ts'
import type { CheckIn, DoorListPerson } from './check-in.queries.ts'

/** Someone as the door shows them. */
export type Seen = Pick<
  DoorListPerson,
  'enrolmentId' | 'personName' | 'category' | 'siteName' | 'status' | 'checkedInAt'
>

/** What the door says to a ticket. */
export type Verdict =
  | { kind: 'welcome' | 'already' | 'waits' | 'withdrawn'; person: Seen }
  /** No network: noted here, sent later. `keptHere` is false where a reload would lose it. */
  | { kind: 'kept'; person: Seen; keptHere: boolean }
  | { kind: 'kept_unknown'; keptHere: boolean }
  | { kind: 'no_ticket' | 'unknown' }
  | { kind: 'failed'; error: unknown }

export function verdictOf(person: Seen | CheckIn): Verdict {
  if ('again' in person) return { kind: person.again ? 'already' : 'welcome', person }
  if (person.status === 'checked_in') return { kind: 'already', person }
  return { kind: person.status === 'withdrawn' ? 'withdrawn' : 'waits', person }
}

export function verdictOfRefusal(error: ProblemError, person: Seen | undefined): Verdict {
  const { code } = error.problem
  if (code === 'ticket_unknown') return { kind: 'unknown' }
  if (code === 'ticket_withdrawn' && person) return { kind: 'withdrawn', person: { ...person, status: 'withdrawn' } }
  if (code === 'ticket_not_confirmed' && person) return { kind: 'waits', person }
  return { kind: 'failed', error }
}

/** Has a place, be it only offered, and has not come yet. */
export const isExpected = ({ status }: Pick<Seen, 'status'>): boolean =>
  ['offered', 'confirmed', 'no_show'].includes(status)

/** Green, orange, red: never by colour alone. */
export const verdictLooks = {
  welcome: { tone: 'success', icon: 'i-lucide-circle-check-big', shakes: [80] },
  kept: { tone: 'success', icon: 'i-lucide-circle-check', shakes: [80] },
  already: { tone: 'warning', icon: 'i-lucide-history', shakes: [60, 60, 60] },
  waits: { tone: 'warning', icon: 'i-lucide-hourglass', shakes: [60, 60, 60] },
  kept_unknown: { tone: 'warning', icon: 'i-lucide-cloud-off', shakes: [60, 60, 60] },
  withdrawn: { tone: 'error', icon: 'i-lucide-user-x', shakes: [250] },
  unknown: { tone: 'error', icon: 'i-lucide-circle-x', shakes: [250] },
  no_ticket: { tone: 'error', icon: 'i-lucide-circle-x', shakes: [250] },
  failed: { tone: 'error', icon: 'i-lucide-circle-alert', shakes: [250] },
} as const satisfies Record<
  Verdict['kind'],
  { tone: 'success' | 'warning' | 'error'; icon: string; shakes: readonly number[] }
>
