import type { RubricCriterion } from '@essor/contracts'
import { AppError, type FieldError } from '../../platform/errors.ts'

/** A draft may miss marks; what is sent has one for every criterion of the rubric. */
export function assertMarks(
  criteria: readonly RubricCriterion[],
  marks: Record<string, number>,
  { complete }: { complete: boolean },
): void {
  const known = new Map(criteria.map((criterion) => [criterion.id, criterion]))
  const wrong = Object.entries(marks).flatMap(([id, mark]): FieldError[] => {
    const max = known.get(id)?.max
    if (max === undefined)
      return [{ path: `marks.${id}`, message: 'The rubric has no such criterion.', code: 'unknown' }]
    if (mark <= max) return []
    return [{ path: `marks.${id}`, message: `The mark goes from 0 to ${max}.`, code: 'too_big' }]
  })
  const missing = criteria
    .filter(({ id }) => complete && !Object.hasOwn(marks, id))
    .map(({ id, label }): FieldError => ({
      path: `marks.${id}`,
      message: `Give a mark for “${label}”.`,
      code: 'required',
    }))
  const errors = [...wrong, ...missing]
  if (errors.length > 0) throw new AppError('invalid_input', 'Some marks are not right.', errors)
}
