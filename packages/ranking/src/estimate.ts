/** What a method makes of a tally; arrays follow the positions of its projects and of its jurors. */
export type Estimate = {
  projects: { score: number; sd: number | null }[]
  jurors: { severity: number | null; sd: number | null }[]
  /** Only a method with a model of chance can say how likely its order is. */
  chances: Chances | null
}

type Chances = {
  above: (project: number, other: number) => number
  inTop: (places: number) => number[]
}
