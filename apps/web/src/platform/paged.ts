import { useInfiniteQuery } from '@pinia/colada'
import { toValue, type MaybeRefOrGetter } from 'vue'

type Page<Item> = { items: Item[]; nextCursor: string | null }
type Ask = { cursor: string | undefined; signal: AbortSignal }

/** A list that is read page after page, as far as the person asks. */
export function usePaged<Item>(key: MaybeRefOrGetter<string[]>, read: (ask: Ask) => Promise<Page<Item>>) {
  return useInfiniteQuery<Page<Item>, Error, string | undefined>({
    key: () => toValue(key),
    initialPageParam: undefined,
    query: ({ pageParam, signal }) => read({ cursor: pageParam, signal }),
    getNextPageParam: (last: Page<Item>) => last.nextCursor,
  })
}

export const itemsOf = <Item>({ pages }: { pages: Page<Item>[] }): Item[] => pages.flatMap(({ items }) => items)
