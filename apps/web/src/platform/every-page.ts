type Pages<Item> = { items: Item[]; nextCursor: string | null }

/** For lists of some hundreds of lines at most, which are sorted and compared as a whole. */
export async function everyPage<Item>(read: (page: { limit: number; cursor?: string }) => Promise<Pages<Item>>) {
  const items: Item[] = []
  let cursor: string | null | undefined
  do {
    const page: Pages<Item> = await read({ limit: 100, ...(cursor && { cursor }) })
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return items
}
