/** One field that was refused; `path` is dotted, e.g. `wantedSkills.0.level`. */
export type FieldProblem = { path: string; message: string; code?: string }

/** A problem document (RFC 9457) as the server writes it. */
export type Problem = {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  instance?: string
  errors?: FieldProblem[]
}

/** The server answered, and refused. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** The server could not be reached at all. */
export class NetworkError extends Error {
  constructor(cause: unknown) {
    super('The server could not be reached.', { cause })
    this.name = 'NetworkError'
  }
}
