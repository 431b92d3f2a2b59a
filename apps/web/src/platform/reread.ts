import { useQueryCache, type EntryKey } from '@pinia/colada'

/** Asks again what hangs below this key. Being overtaken by a newer question, as a live event asks one, is no failure. */
export function useReread() {
  const queries = useQueryCache()
  return async (key: EntryKey): Promise<void> => {
    await queries.invalidateQueries({ key }).catch(() => undefined)
  }
}
