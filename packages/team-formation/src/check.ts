import type { z } from 'zod'

export type ProblemError = {
  /** Where, as one would write it: `people[3].preferences[1]`. */
  path: string
  code: string
  /** Plain English, for whoever sent the problem. */
  message: string
}

export type Checked<Value> = { ok: true; problem: Value } | { ok: false; errors: ProblemError[] }

const MOST_ERRORS = 100

export function check<Schema extends z.ZodType>(schema: Schema, input: unknown): Checked<z.output<Schema>> {
  const result = schema.safeParse(input)
  if (result.success) return { ok: true, problem: result.data }
  return {
    ok: false,
    errors: result.error.issues.slice(0, MOST_ERRORS).map((issue) => ({
      path: writePath(issue.path),
      code: issue.code === 'custom' ? String(issue.params?.['code']) : issue.code,
      message: issue.message,
    })),
  }
}

function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? String(step) : `${text}.${String(step)}`
  }, '')
}
