import { checkProblem, type Problem } from '@essor/team-formation'

/** A problem that an earlier version kept knows nothing of the rules that came since: they get their defaults. */
export function storedProblem(stored: Problem): Problem {
  const read = checkProblem(stored)
  if (!read.ok) throw new Error(`A kept problem can no longer be read: ${JSON.stringify(read.errors.slice(0, 3))}`)
  return read.problem
}
