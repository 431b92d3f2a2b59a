import { useQueryCache, type EntryKey } from '@pinia/colada'
import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'

/** What the server says when something changed: which topic, what happened, to which thing. */
export type LiveEvent = { topic: string; type: string; id: string }
type LiveOptions = {
  invalidates?: readonly EntryKey[]
  onEvent?: (event: LiveEvent) => void
  /** Milliseconds between two readings at least, for pages that many look at while much happens. */
  pause?: number
}

const SHORTEST_WAIT = 1_000
const LONGEST_WAIT = 30_000

/** Follows `topics` (`season:<id>`) while the component lives, and asks the named queries again at each change. */
export function useLive(
  topics: MaybeRefOrGetter<readonly string[]>,
  { invalidates = [], onEvent, pause = 0 }: LiveOptions,
) {
  const queries = useQueryCache()
  const connected = ref(false)
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let wait = SHORTEST_WAIT

  let last = Number.NEGATIVE_INFINITY
  let soon: ReturnType<typeof setTimeout> | undefined

  /** What happens during the pause is read together at its end: nothing is missed. */
  const refresh = () => {
    if (soon) return
    const rest = last + pause - performance.now()
    if (rest <= 0) return readAgain()
    soon = setTimeout(readAgain, rest)
  }

  const readAgain = () => {
    soon = undefined
    last = performance.now()
    // A query asked again while it was under way drops the first answer: that is no failure, and others show as usual.
    for (const key of invalidates) queries.invalidateQueries({ key }).catch(() => undefined)
  }

  function open(list: readonly string[]): void {
    const opened = new EventSource(`/api/v1/live?topics=${list.map(encodeURIComponent).join(',')}`)
    source = opened
    opened.addEventListener('open', () => {
      connected.value = true
      wait = SHORTEST_WAIT
    })
    // Said at the start and after a gap, when something may have changed unheard.
    opened.addEventListener('ready', refresh)
    opened.addEventListener('change', (message: MessageEvent<string>) => {
      refresh()
      onEvent?.(JSON.parse(message.data) as LiveEvent)
    })
    opened.addEventListener('error', () => {
      connected.value = false
      // The browser retries a cut by itself, but gives up for good when the server answered with an error.
      if (opened.readyState !== EventSource.CLOSED || source !== opened) return
      retry = setTimeout(() => open(list), wait)
      wait = Math.min(wait * 2, LONGEST_WAIT)
    })
  }

  function close(): void {
    clearTimeout(retry)
    source?.close()
    source = undefined
    connected.value = false
  }

  watch(
    () => toValue(topics).join(','),
    () => {
      close()
      const list = toValue(topics)
      if (list.length > 0) open(list)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(soon)
    close()
  })

  return { connected }
}
