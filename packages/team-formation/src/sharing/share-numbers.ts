/** The problem as numbers. Pairs are numbered person × items + item. */
export type ShareNumbers = {
  people: number
  items: number
  /** 1 where the person may be given the item: no conflict, not theirs already. */
  open: Uint8Array
  /** In whole thousandths, so that sums are exact. */
  affinity: Float64Array
  /** Places still to be filled, per item. */
  demand: Int32Array
  /** Carried before anything is given, per person. */
  carried: Float64Array
  /** How much more each person may take. */
  room: Float64Array
  balanceFirst: boolean
  /** The order in which items are served, where it does not matter. */
  order: number[]
}
