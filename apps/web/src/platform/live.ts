import { useQueryCache, type EntryKey } from '@pinia/colada'
import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'

/** What the server says when something changed: which topic, what happened, and ids only. */
export type LiveEvent = { topic: string; type: string; [id: string]: unknown }
type LiveOptions = { invalidates?: readonly EntryKey[]; onEvent?: (event: LiveEvent) => void }

const SHORTEST_WAIT = 1_000
const LONGEST_WAIT = 30_000

/**
 * Follows `topics` while the component lives. After a cut the queries are asked again, as what was said meanwhile
 * was missed.
 */
export function useLive(topics: MaybeRefOrGetter<readonly string[]>, { invalidates = [], onEvent }: LiveOptions) {
  const queries = useQueryCache()
  const connected = ref(false)
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let wait = SHORTEST_WAIT
  let missed = false

  const refresh = () => {
    for (const key of invalidates) void queries.invalidateQueries({ key })
  }

  function open(list: readonly string[]): void {
    source = new EventSource(`/api/v1/live?topics=${list.map(encodeURIComponent).join(',')}`)
    source.onopen = () => {
      connected.value = true
      wait = SHORTEST_WAIT
      if (missed) refresh()
      missed = false
    }
    source.onmessage = (message: MessageEvent<string>) => {
      refresh()
      onEvent?.(JSON.parse(message.data) as LiveEvent)
    }
    source.onerror = () => {
      connected.value = false
      missed = true
      // The browser retries a cut by itself, but gives up for good when the server answered with an error.
      if (source?.readyState !== EventSource.CLOSED) return
      retry = setTimeout(() => open(list), wait)
      wait = Math.min(wait * 2, LONGEST_WAIT)
    }
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
  onScopeDispose(close)

  return { connected }
}
