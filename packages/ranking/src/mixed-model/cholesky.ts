/** Lower triangular L with L·Lᵗ = `matrix` (square, row-major, positive definite). */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column]!
      for (let k = 0; k < column; k++) rest -= lower[row * size + k]! * lower[column * size + k]!
      lower[row * size + column] = row === column ? Math.sqrt(rest) : rest / lower[column * size + column]!
    }
  }
  return lower
}

/** x with L·x = `right`. Its squared norm is rightᵗ·(L·Lᵗ)⁻¹·right. */
export function solveLower(lower: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const solution = new Float64Array(size)
  for (let row = 0; row < size; row++) {
    let rest = right[row]!
    for (let k = 0; k < row; k++) rest -= lower[row * size + k]! * solution[k]!
    solution[row] = rest / lower[row * size + row]!
  }
  return solution
}

/** x with Lᵗ·x = `right`. With `right` standard normal, x has covariance (L·Lᵗ)⁻¹. */
export function solveUpper(lower: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const solution = new Float64Array(size)
  for (let row = size - 1; row >= 0; row--) {
    let rest = right[row]!
    for (let k = row + 1; k < size; k++) rest -= lower[k * size + row]! * solution[k]!
    solution[row] = rest / lower[row * size + row]!
  }
  return solution
}

export function squaredNorm(vector: Float64Array): number {
  return vector.reduce((sum, value) => sum + value * value, 0)
}
