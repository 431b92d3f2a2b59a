import { ticketCode } from '@essor/contracts'
import { useQuery, useQueryCache } from '@pinia/colada'
import { useOnline } from '@vueuse/core'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { api } from '../../../platform/api.ts'
import { useLive } from '../../../platform/live.ts'
import { doorPeopleQuery, doorQuery, type DoorListPerson } from './check-in.queries.ts'
import { isAnswer, useDoorQueue, type Waiting } from './door-queue.ts'
import { isExpected, verdictOf, verdictOfRefusal, type Seen, type Verdict } from './verdicts.ts'

export type DoorPerson = DoorListPerson & { pending?: Waiting }

const PATIENCE = 6_000
const LISTEN_PAUSE = 3_000

/** The door of one season: its people in memory, what waits to be sent, and what to say of each ticket. */
export function useDoor(seasonId: string) {
  const queue = useDoorQueue()
  const cache = useQueryCache()
  const door = useQuery(doorQuery(seasonId))
  const list = useQuery(doorPeopleQuery(seasonId))
  const online = useOnline()
  const verdict = ref<Verdict>()
  const waiting = queue.open(seasonId, () => void list.refetch())
  const offline = computed(() => !online.value)

  let soon: ReturnType<typeof setTimeout> | undefined
  const rereadSoon = () => {
    clearTimeout(soon)
    soon = setTimeout(() => void list.refetch(), LISTEN_PAUSE)
  }
  const { connected } = useLive([`season:${seasonId}`], { onEvent: rereadSoon })
  watch([online, connected], ([back, heard]) => {
    if (back && heard) rereadSoon()
  })
  onScopeDispose(() => clearTimeout(soon))

  const people = computed(() => (list.data.value ?? []).map(withPending))
  const pending = computed(() => waiting.filter(({ refused }) => refused === undefined))
  const conflicts = computed(() => waiting.filter(({ refused }) => refused !== undefined))

  function withPending(person: DoorListPerson): DoorPerson {
    const mine = pending.value.find((one) => one.enrolmentId === person.enrolmentId || one.code === person.code)
    if (!mine || person.status === 'checked_in') return person
    return { ...person, status: 'checked_in', checkedInAt: mine.at, pending: mine }
  }

  const byCode = (code: string) => people.value.find((person) => person.code === ticketCode(code))
  const byId = (id: string) => people.value.find((person) => person.enrolmentId === id)
  const whoseIs = ({ enrolmentId, code }: Pick<Waiting, 'enrolmentId' | 'code'>) =>
    enrolmentId ? byId(enrolmentId) : byCode(code ?? '')

  /** What was scanned, or tapped in the list. */
  async function checkIn(ticket: { enrolmentId: string } | { code: string }): Promise<void> {
    const person = 'code' in ticket ? byCode(ticket.code) : byId(ticket.enrolmentId)
    if ('code' in ticket && !person && ticketCode(ticket.code).length !== 16) {
      verdict.value = { kind: 'no_ticket' }
      return
    }
    try {
      if (!online.value) throw new TypeError('No network.')
      const signal = AbortSignal.timeout(PATIENCE)
      const arrival = await api.post('/api/v1/seasons/{seasonId}/check-ins', ticket, { path: { seasonId }, signal })
      verdict.value = verdictOf(arrival)
      rereadSoon()
      note(arrival)
    } catch (error) {
      verdict.value = isAnswer(error) ? verdictOfRefusal(error, person) : keepForLater(ticket, person)
    }
  }

  function keepForLater(ticket: { enrolmentId: string } | { code: string }, person: DoorPerson | undefined): Verdict {
    if (person && !isExpected(person)) return verdictOf(person)
    const at = new Date(Date.now() - (door.data.value?.clockAhead ?? 0)).toISOString()
    const keptHere = queue.add(seasonId, person ? { enrolmentId: person.enrolmentId, at } : { ...ticket, at })
    return person ? { kind: 'kept', person, keptHere } : { kind: 'kept_unknown', keptHere }
  }

  /** The list says so at once; the server's own list follows. */
  function note({ enrolmentId, status, checkedInAt }: Seen): void {
    cache.setQueryData(doorPeopleQuery(seasonId).key, (known: DoorListPerson[] = []) =>
      known.map((person) => (person.enrolmentId === enrolmentId ? { ...person, status, checkedInAt } : person)),
    )
  }

  async function undo(enrolmentId: string): Promise<void> {
    const person = byId(enrolmentId)
    if (person?.pending) queue.remove(seasonId, person.pending)
    else {
      const after = await api.delete('/api/v1/seasons/{seasonId}/check-ins/{enrolmentId}', {
        path: { seasonId, enrolmentId },
      })
      note(after)
      rereadSoon()
    }
    verdict.value = undefined
  }

  return { door, list, people, pending, conflicts, offline, verdict, checkIn, undo, whoseIs, queue, rereadSoon }
}
