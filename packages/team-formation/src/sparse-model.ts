import type { ModelData, VariableType } from 'highs'

export type Entry = [column: number, coefficient: number]

export const CONTINUOUS = 0
export const INTEGER = 1

/** Collects columns and rows in the arrays that HiGHS reads. */
export function sparseModel() {
  const cost: number[] = []
  const colLower: number[] = []
  const colUpper: number[] = []
  const integrality: VariableType[] = []
  const rowLower: number[] = []
  const rowUpper: number[] = []
  const starts: number[] = [0]
  const indices: number[] = []
  const values: number[] = []
  return {
    column: (points: number, lower: number, upper: number, type: VariableType): number => {
      colLower.push(lower)
      colUpper.push(upper)
      integrality.push(type)
      return cost.push(points) - 1
    },
    row: (lower: number, upper: number, entries: Entry[]): number => {
      rowLower.push(lower)
      rowUpper.push(upper)
      for (const [column, coefficient] of entries) {
        indices.push(column)
        values.push(coefficient)
      }
      starts.push(indices.length)
      return rowLower.length - 1
    },
    data: (offset: number): Omit<ModelData, 'sense'> => ({
      numCols: cost.length,
      numRows: rowLower.length,
      offset,
      colCost: cost,
      colLower,
      colUpper,
      rowLower,
      rowUpper,
      integrality,
      matrix: { format: 'csr', numRows: rowLower.length, numCols: cost.length, starts, indices, values },
    }),
  }
}
