import { useQueryCache, type EntryKey } from '@pinia/colada'

/**
 * After a change, asks again what hangs below this key. A reading that fails, or that a live event overtakes, undoes
 * nothing: it shows in its own place.
 */
export function useReread() {
  const queries = useQueryCache()
  return async (key: EntryKey): Promise<void> => {
    await queries.invalidateQueries({ key }).catch(() => undefined)
  }
}
