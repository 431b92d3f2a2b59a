import { createHash } from 'node:crypto'
import { checkProblem, evaluate, type Problem, type ProblemError, type Team } from '@essor/team-formation'
import { z } from 'zod'
import { pack } from './packing.ts'

export interface Refused {
  code: 'invalid_input' | 'search_too_large'
  detail: string
  errors: ProblemError[]
}

export interface ReadProblem {
  packed: Uint8Array
  people: number
  projects: number
  /** What an Idempotency-Key is compared with. */
  sha256: string
}

type Outcome<Value> = { value: Value } | { refused: Refused }

/** A body that was posted, read, checked, and made small. */
export function readProblem(bytes: Uint8Array): Outcome<ReadProblem> {
  const json = parsed(bytes)
  if ('refused' in json) return json
  const read = checked(json.value)
  if ('refused' in read) return read
  const { value: problem } = read
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const [people, projects] = [problem.people.length, problem.projects.length]
  return { value: { packed: pack(problem), people, projects, sha256 } }
}

const Teams = z
  .array(z.strictObject({ project: z.string().max(200), people: z.array(z.string().max(200)) }))
  .max(20_000)

/** What teams are worth that somebody else found, as JSON. */
export function evaluateTeams(bytes: Uint8Array): Outcome<string> {
  const json = parsed(bytes)
  if ('refused' in json) return json
  const body = z.strictObject({ problem: z.unknown(), teams: Teams }).safeParse(json.value)
  if (!body.success)
    return invalid(
      body.error.issues
        .slice(0, 100)
        .map(({ path, code, message }) => ({ path: path.join('.') || 'body', code, message })),
    )
  const read = checked(body.data.problem, 'problem')
  if ('refused' in read) return read
  const { broken, ...said } = evaluate(read.value, body.data.teams as Team[])
  return { value: JSON.stringify({ valid: broken.length === 0, ...said, broken }) }
}

function parsed(bytes: Uint8Array): Outcome<unknown> {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    return invalid([{ path: 'body', code: 'json', message: 'This is no JSON in UTF-8.' }])
  }
}

function checked(json: unknown, under?: string): Outcome<Problem> {
  const read = checkProblem(json)
  if (read.ok) return { value: read.problem }
  const errors = read.errors.map((error) => ({ ...error, path: dotted(error.path, under) }))
  const [first] = errors
  return first?.code === 'too_large'
    ? { refused: { code: 'search_too_large', detail: first.message, errors } }
    : invalid(errors)
}

const invalid = (errors: ProblemError[]): { refused: Refused } => ({
  refused: { code: 'invalid_input', detail: 'This problem cannot be read as one.', errors },
})

/** As the rest of the API writes them: `people.3.preferences.1`. */
const dotted = (path: string, under?: string): string =>
  [under, path.replace(/\[(\d+)\]/g, '.$1')].filter(Boolean).join('.') || 'body'
