import type { Criterion, ReviewContent, ReviewStatus } from '@essor/contracts'
import { AppError, type FieldError } from '../../../platform/errors.ts'

interface Marked {
  status: ReviewStatus
  marks: Record<string, number>
  feasible: boolean | null
}

/** From 0 to 100: each mark as a share of its maximum, weighted. Null where a mark is missing. */
export function weightedScore(criteria: readonly Criterion[], marks: Record<string, number>): number | null {
  let sum = 0
  let weights = 0
  for (const { id, weight, max } of criteria) {
    const mark = marks[id]
    if (mark === undefined) return null
    sum += (weight * mark) / max
    weights += weight
  }
  return weights === 0 ? null : rounded((100 * sum) / weights)
}

/** Reviewers this far apart, or of different opinions on feasibility, should talk. */
export const wideSpread = 30

export interface Standing {
  score: number | null
  spread: number | null
  feasible: { yes: number; no: number }
  disagreement: boolean
}

/** What the reviews that are done say together. */
export function standing(criteria: readonly Criterion[], reviews: readonly Marked[]): Standing {
  const done = reviews.filter(({ status }) => status === 'done')
  const scores = done.map(({ marks }) => weightedScore(criteria, marks)).filter((score) => score !== null)
  const yes = done.filter(({ feasible }) => feasible === true).length
  const no = done.filter(({ feasible }) => feasible === false).length
  const spread = scores.length > 1 ? rounded(Math.max(...scores) - Math.min(...scores)) : null
  return {
    score: scores.length > 0 ? rounded(scores.reduce((sum, score) => sum + score, 0) / scores.length) : null,
    spread,
    feasible: { yes, no },
    disagreement: (spread ?? 0) >= wideSpread || (yes > 0 && no > 0),
  }
}

const rounded = (score: number): number => Math.round(score * 10) / 10

export function assertMarksFit(
  criteria: readonly Criterion[],
  { marks, criterionComments }: Pick<ReviewContent, 'marks' | 'criterionComments'>,
): void {
  const unknown = (path: string): FieldError => ({ path, message: 'There is no such criterion.', code: 'unknown' })
  const find = (id: string) => criteria.find((one) => one.id === id)
  const errors = Object.entries(marks).flatMap(([id, mark]): FieldError[] => {
    const criterion = find(id)
    if (!criterion) return [unknown(`marks.${id}`)]
    if (mark <= criterion.max) return []
    return [{ path: `marks.${id}`, message: `At most ${criterion.max}.`, code: 'too_big' }]
  })
  for (const id of Object.keys(criterionComments)) if (!find(id)) errors.push(unknown(`criterionComments.${id}`))
  if (errors.length > 0) throw new AppError('invalid_input', 'Some marks are not right.', errors)
}

export function assertWritable(status: ReviewStatus): void {
  if (status === 'done') throw new AppError('review_transition', 'This review is done: it can no longer change.')
  if (status === 'recused') throw new AppError('review_transition', 'This review was recused.')
}

/** `commentMinLength` is that of the opinion on the whole; each criterion may ask for words of its own. */
export function assertReviewComplete(
  criteria: readonly Criterion[],
  review: ReviewContent,
  commentMinLength: number,
): void {
  const needed = (path: string): FieldError => ({ path, message: 'This is needed.', code: 'required' })
  const words = (path: string, written: string, min: number): FieldError[] => {
    if (written.length >= min) return []
    return written === '' ? [needed(path)] : [{ path, message: `At least ${min} characters.`, code: 'too_small' }]
  }
  const errors = criteria.flatMap(({ id, commentMinLength: min = 0 }) => [
    ...(review.marks[id] === undefined ? [needed(`marks.${id}`)] : []),
    ...words(`criterionComments.${id}`, review.criterionComments[id] ?? '', min),
  ])
  errors.push(...words('comment', review.comment, commentMinLength))
  if (review.feasible === null) errors.push(needed('feasible'))
  if (review.feasible === false && review.feasibleReason === '') errors.push(needed('feasibleReason'))
  if (errors.length > 0) throw new AppError('review_incomplete', 'Something is missing before it is done.', errors)
}

/** Own review before others': someone who has not finished theirs sees theirs only, and where `ownOnly` not after it either. */
export function visibleReviews<Row extends { reviewerId: string; status: ReviewStatus }>(
  rows: readonly Row[],
  personId: string,
  ownOnly = false,
): Row[] {
  const own = rows.find(({ reviewerId }) => reviewerId === personId)
  if (!own || (own.status === 'done' && !ownOnly)) return [...rows]
  return [own]
}
