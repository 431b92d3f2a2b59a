export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Sample standard deviation (n − 1); null under two values, which say nothing of it. */
export function sampleSd(values: number[]): number | null {
  if (values.length < 2) return null
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1))
}

export function standardError(values: number[]): number | null {
  const sd = sampleSd(values)
  return sd === null ? null : sd / Math.sqrt(values.length)
}
