import type { SubmissionRow } from '../calls.queries.ts'

export const shows = ['all', 'missing', 'disagreement', 'undecided', 'withdrawn'] as const
export type BoardFilter = (typeof shows)[number]
export const orders = ['arrival', 'score', 'title'] as const
export type BoardOrder = (typeof orders)[number]

const waits = ({ status }: SubmissionRow) => status === 'submitted' || status === 'under_review'
export const lacksReviews = (row: SubmissionRow) =>
  waits(row) && (row.reviews.assigned === 0 || row.reviews.done < row.reviews.assigned)

const keeps: Record<BoardFilter, (row: SubmissionRow) => boolean> = {
  all: ({ status }) => status !== 'withdrawn',
  missing: lacksReviews,
  disagreement: ({ disagreement }) => disagreement,
  undecided: (row) => waits(row) && !row.sealed && row.pendingOutcome === null,
  withdrawn: ({ status }) => status === 'withdrawn',
}

/** As an organiser asked to see them; the server gives them in order of arrival. */
export function arranged(rows: readonly SubmissionRow[], filter: BoardFilter, order: BoardOrder): SubmissionRow[] {
  const kept = rows.filter(keeps[filter])
  if (order === 'score') return kept.toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1))
  if (order === 'title') return kept.toSorted((a, b) => a.title.localeCompare(b.title))
  return kept
}
