/** Moves one item of a list to another place; a place outside of the list is its end. */
export function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const place = Math.max(0, Math.min(list.length - 1, to))
  const item = list[from]
  if (item === undefined || place === from) return [...list]
  return list.toSpliced(from, 1).toSpliced(place, 0, item)
}

/** Where a dragged item stands, from the middles of the items' heights as they were when the drag began. */
export function placeAt(middles: readonly number[], y: number): number {
  const below = middles.findIndex((middle) => y < middle)
  return below === -1 ? Math.max(0, middles.length - 1) : below
}
