import { shareGraph, type ShareNumbers } from './share-graph.ts'

export type ShareFlow = { holders: number[][]; missing: Int32Array }

/**
 * The best way of giving items to people, exactly: a minimum cost flow. Places are filled one at a time, the item
 * that lacks most first, each along a cheapest path (someone takes it, and may hand on another item); a flow grown that
 * way stays the cheapest for the places it fills, and an item that finds no path will never find one. Where some places
 * stay empty, items then exchange them for as long as that is worth something.
 */
export function shareFlow(numbers: ShareNumbers): ShareFlow {
  const graph = shareGraph(numbers)
  const { missing } = graph
  const most = missing.reduce((top, demand) => Math.max(top, demand), 0)
  const stuck = new Uint8Array(numbers.items)
  for (let level = most; level > 0; level--) {
    for (const item of numbers.order) {
      if (missing[item] === level && stuck[item] === 0 && !graph.fill(item)) stuck[item] = 1
    }
  }
  for (let improved = missing.some((count) => count > 0); improved;) {
    improved = false
    for (let level = 1; level <= most; level++) while (graph.exchange(level)) improved = true
  }
  return { holders: graph.holders, missing }
}
