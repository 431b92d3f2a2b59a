export type InputProblem = {
  code:
    | 'unknown-method'
    | 'invalid-top'
    | 'no-criteria'
    | 'duplicate-criterion'
    | 'weight-not-positive'
    | 'invalid-bounds'
    | 'duplicate-project'
    | 'unknown-tie-break'
    | 'tie-break-unknown-criterion'
    | 'unknown-project'
    | 'duplicate-scorecard'
    | 'unknown-criterion'
    | 'missing-score'
    | 'score-out-of-range'
  /** Where it is, as a JSON Pointer into the input (RFC 6901). */
  pointer: string
  message: string
}

/** Thrown with every problem found in the input, never only the first. */
export class RankingInputError extends Error {
  readonly problems: InputProblem[]

  constructor(problems: InputProblem[]) {
    super(problems.map((problem) => problem.message).join(' '))
    this.name = 'RankingInputError'
    this.problems = problems
  }
}

export function pointerTo(...path: (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
