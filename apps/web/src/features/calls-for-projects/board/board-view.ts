import type { LocationQuery } from 'vue-router'

export const sorts = ['arrival', 'title', 'score', 'spread', 'missing'] as const
export const shows = ['missing', 'disagreement', 'not_feasible', 'without_decision', 'correction'] as const
export const statuses = [
  'undecided',
  'submitted',
  'under_review',
  'shortlisted',
  'correction_asked',
  'accepted',
  'waitlisted',
  'declined',
  'confirmed',
  'withdrawn',
] as const

/** What the board is asked for. It stands in the address, so that a colleague may be sent the same view. */
export interface BoardView {
  sort: (typeof sorts)[number]
  show?: (typeof shows)[number]
  status?: (typeof statuses)[number]
  skill?: string
  search?: string
}

const one = <Value extends string>(allowed: readonly Value[], value: unknown): Value | undefined =>
  allowed.find((candidate) => candidate === value)
const words = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

export function viewOf(query: LocationQuery): BoardView {
  const show = one(shows, query['voir'])
  const status = one(statuses, query['statut'])
  const skill = words(query['competence'])
  const search = words(query['mots'])
  return {
    sort: one(sorts, query['tri']) ?? 'arrival',
    ...(show && { show }),
    ...(status && { status }),
    ...(skill && { skill }),
    ...(search && { search }),
  }
}

export const addressOf = ({ sort, show, status, skill, search }: BoardView): Record<string, string | undefined> => ({
  tri: sort === 'arrival' ? undefined : sort,
  voir: show,
  statut: status,
  competence: skill,
  mots: search,
})
