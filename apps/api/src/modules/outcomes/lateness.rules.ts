import type { Attention, PhaseKind } from '@essor/contracts'

/**
 * By when what waits should be done: before the end of this phase, or of the season. `at_once` is what only waits where it
 * is late already. What is not here is a decision that no date asks for.
 */
const dueBefore: Record<string, PhaseKind | 'season' | 'at_once'> = {
  'seasons.to_publish': 'recruitment',
  'seasons.enrolments_to_confirm': 'recruitment',
  'seasons.waiting_without_place': 'recruitment',
  'seasons.presence_to_note': 'kick_off',
  'seasons.to_close': 'follow_up',
  'seasons.promises_to_end': 'season',
  'seasons.time_unconfirmed': 'season',
  'calls.drafts_to_publish': 'call',
  'calls.submissions_unassigned': 'review',
  'calls.reviews_missing': 'review',
  'calls.corrections_proposed': 'review',
  'calls.corrections_overdue': 'at_once',
  'calls.submissions_to_decide': 'review',
  'calls.decisions_to_publish': 'review',
  'matching.teams_not_published': 'at_once',
  'matching.projects_without_team': 'matching',
  'matching.people_not_placed': 'matching',
  'matching.vacancies': 'at_once',
  'matching.answers_late': 'at_once',
  'mentoring.teams_without_coach': 'kick_off',
  'mentoring.questions_unanswered': 'at_once',
  'judging.no_rubric': 'restitution',
  'judging.no_jury': 'restitution',
  'judging.teams_without_pitch': 'restitution',
  'judging.jurors_late': 'at_once',
  'judging.results_to_publish': 'restitution',
}

interface Plan {
  endsOn: string
  timeZone: string
  phases: readonly { kind: PhaseKind; endsAt: Date }[]
}

/** What is late comes first; otherwise the order stays. */
export function tellLateness(found: readonly { code: string; count: number }[], plan: Plan, now: Date): Attention[] {
  return found
    .map(({ code, count }) => ({ code, count, ...latenessOf(code, plan, now) }))
    .toSorted((a, b) => Number(b.late) - Number(a.late))
}

function latenessOf(code: string, plan: Plan, now: Date): Pick<Attention, 'late' | 'lateSince'> {
  const due = dueBefore[code]
  if (due === 'at_once') return { late: true, lateSince: null }
  if (due === 'season') return { late: dayIn(plan.timeZone, now) > plan.endsOn, lateSince: null }
  const end = plan.phases.find(({ kind }) => kind === due)?.endsAt
  return end && end <= now ? { late: true, lateSince: end } : { late: false, lateSince: null }
}

const dayIn = (timeZone: string, at: Date): string => at.toLocaleDateString('en-CA', { timeZone })
