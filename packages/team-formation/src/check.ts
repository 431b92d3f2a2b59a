import type { z } from 'zod'

export type ProblemError = {
  /** Where, as one would write it: `people[3].preferences[1]`. */
  path: string
  code: string
  /** Plain English, for whoever sent the problem. */
  message: string
}

export type Checked<Value> = { ok: true; problem: Value } | { ok: false; errors: ProblemError[] }

export const MOST_ERRORS = 100

export function check<Schema extends z.ZodType>(schema: Schema, input: unknown): Checked<z.output<Schema>> {
  const result = parsed(schema, input)
  if (!result)
    return { ok: false, errors: [{ path: '', code: 'too_many_mistakes', message: 'Too much is wrong to list.' }] }
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

/** Null where there are more mistakes than fit on the stack. */
function parsed<Schema extends z.ZodType>(schema: Schema, input: unknown) {
  try {
    return schema.safeParse(input)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return text === '' ? String(step) : `${text}.${String(step)}`
  }, '')
}
