import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api, newIdempotencyKey } from '../../../platform/api.ts'
import { ProblemError } from '../../../platform/problem.ts'
import { useReread } from '../../../platform/reread.ts'
import { useSession } from '../../../platform/session.ts'
import { tallyKey, type TallyCounter, type TallyField } from './tally.queries.ts'

interface Entry {
  seasonId: string
  counterId: string
  of: TallyField
  by: number
  /** The server counts it once, however often it is sent. */
  key: string
  /** What was sent once may have been counted: it must stay as it is. */
  tried: boolean
}

const SHORTEST_PAUSE = 2_000
const LONGEST_PAUSE = 30_000

/** Taps that the server has not counted yet. They outlive the page and the tab: each leaves once, when the network is back. */
export const useCountQueue = defineStore('tally-queue', () => {
  const session = useSession()
  const queries = useQueryCache()
  const reread = useReread()
  const entries = ref<Entry[]>([])
  /** The network is away, and the next try is on its way. */
  const waiting = ref(false)
  const failure = ref<unknown>()
  const length = computed(() => entries.value.length)
  let sending = false
  let pause = SHORTEST_PAUSE
  let timer: ReturnType<typeof setTimeout> | undefined
  let opened: string | undefined
  const keptAs = () => `essor.tally.${session.me?.id ?? ''}`

  /** Takes up what this device still holds for the person signed in. */
  function open(): void {
    if (opened === keptAs()) return
    opened = keptAs()
    entries.value = kept(opened)
    window.addEventListener('online', () => void flush())
    void flush()
  }

  const pendingOf = (counterId: string, of: TallyField): number =>
    inTenths(entries.value.filter((entry) => entry.counterId === counterId && entry.of === of).map((entry) => entry.by))

  function count(seasonId: string, counterId: string, of: TallyField, by: number): void {
    failure.value = undefined
    const last = entries.value.at(-1)
    // Quick taps on one button leave together.
    if (last && !last.tried && last.counterId === counterId && last.of === of) last.by = inTenths([last.by, by])
    else entries.value.push({ seasonId, counterId, of, by, key: newIdempotencyKey(), tried: false })
    entries.value = entries.value.filter((entry) => entry.tried || entry.by !== 0)
    hold()
    void flush()
  }

  async function flush(): Promise<void> {
    if (sending) return
    sending = true
    clearTimeout(timer)
    try {
      for (let entry = entries.value[0]; entry; entry = entries.value[0]) {
        if (!(await send(entry))) return
        await Promise.resolve()
      }
      waiting.value = false
      pause = SHORTEST_PAUSE
    } finally {
      sending = false
    }
  }

  /** False where it must be tried again later. */
  async function send(entry: Entry): Promise<boolean> {
    const { seasonId, counterId, of, by, key } = entry
    entry.tried = true
    hold()
    try {
      show(
        await api.post('/api/v1/tally/{counterId}/entries', { of, by }, { path: { counterId }, idempotencyKey: key }),
      )
    } catch (error) {
      if (passes(error)) {
        waiting.value = true
        timer = setTimeout(() => void flush(), pause)
        pause = Math.min(pause * 2, LONGEST_PAUSE)
        return false
      }
      failure.value = error
      void reread(tallyKey(seasonId))
    }
    entries.value = entries.value.filter((one) => one.key !== key)
    hold()
    return true
  }

  /** The answer to something sent again is an old one: what is newer stays. */
  function show(counter: TallyCounter): void {
    const key = tallyKey(counter.seasonId)
    const counters = queries.getQueryData<TallyCounter[]>(key)
    if (!counters) return
    queries.setQueryData(
      key,
      counters.map((one) => (one.id === counter.id && one.version < counter.version ? counter : one)),
    )
  }

  function hold(): void {
    try {
      localStorage.setItem(keptAs(), JSON.stringify(entries.value))
    } catch {
      // A device that keeps nothing still sends what is on the page.
    }
  }

  return { length, waiting, failure, open, count, pendingOf }
})

/** 0.1 and 0.2 are 0.3 here. */
const inTenths = (amounts: number[]): number => amounts.reduce((sum, by) => sum + Math.round(by * 10), 0) / 10

/** The network, the server or the session is away: none of it says that the count was wrong. */
function passes(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return true
  const { status, code } = error.problem
  return status >= 500 || [401, 408, 429].includes(status) || ['busy', 'idempotency_in_progress'].includes(code)
}

function kept(key: string): Entry[] {
  try {
    const entries: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(entries) ? (entries as Entry[]) : []
  } catch {
    return []
  }
}
