import type { FindingCode, TimelineFinding } from '@essor/contracts'
import { computed, type ComputedRef } from 'vue'
import { useInstants } from '../../../platform/instants.ts'
import { useSeasonText } from '../../../platform/season-words.ts'
import { phaseIcons, sessionIcons } from '../season-looks.ts'
import type { Phase, SeasonDetails, SeasonSession } from '../seasons.queries.ts'
import { useSpans } from '../spans.ts'
import type { DrawnMoment, Note, Span } from './drawn-moments.ts'

export const iconOf = ({ what, kind }: Pick<DrawnMoment, 'what' | 'kind'>): string =>
  what === 'phase' ? phaseIcons[kind as Phase['kind']] : sessionIcons[kind as SeasonSession['kind']]

/** What the drawing needs of a season: its phases and sessions under the names that people know. */
export function useMoments(
  season: () => Pick<SeasonDetails, 'phases' | 'sessions' | 'timeZone'>,
): ComputedRef<DrawnMoment[]> {
  const { t } = useSeasonText()
  return computed(() => [
    ...season().phases.map((phase) => ({
      ...phase,
      what: 'phase' as const,
      name: t(`seasons.phases.${phase.kind}`),
      timeZone: season().timeZone,
    })),
    ...season().sessions.map((session) => ({ ...session, what: 'session' as const, name: session.title })),
  ])
}

/** From when to when, by the clock of its place; which clock that is, where it is not the season's. */
export function useMomentDates() {
  const { spanText } = useSpans()
  const { zoneName } = useInstants()
  return (span: Span, zone: string, seasonZone: string): string =>
    zone === seasonZone ? spanText(span, zone) : `${spanText(span, zone)} (${zoneName(span.startsAt, zone)})`
}

/** What is odd, in words, under the id of each moment that it concerns. */
export function useFindingNotes(moments: () => readonly DrawnMoment[], findings: () => readonly TimelineFinding[]) {
  const { t } = useSeasonText()

  return computed(() => {
    const names = new Map(moments().map(({ id, name }) => [id, name]))
    const notes = new Map<string, Note[]>()
    for (const { code, severity, subjectId, otherId } of findings()) {
      const values = { subject: names.get(subjectId) ?? '', other: names.get(otherId ?? '') ?? '' }
      const note = { severity, text: t(findingTexts[code], values) }
      for (const id of new Set([subjectId, otherId ?? subjectId])) notes.set(id, [...(notes.get(id) ?? []), note])
    }
    return notes
  })
}

const findingTexts: Record<FindingCode, string> = {
  review_before_call: 'seasons.planning.findings.review_before_call',
  review_before_call_ends: 'seasons.planning.findings.review_before_call_ends',
  matching_before_recruitment: 'seasons.planning.findings.matching_before_recruitment',
  matching_before_recruitment_ends: 'seasons.planning.findings.matching_before_recruitment_ends',
  kick_off_before_matching_ends: 'seasons.planning.findings.kick_off_before_matching_ends',
  work_before_kick_off: 'seasons.planning.findings.work_before_kick_off',
  work_before_kick_off_ends: 'seasons.planning.findings.work_before_kick_off_ends',
  restitution_before_work: 'seasons.planning.findings.restitution_before_work',
  restitution_before_work_ends: 'seasons.planning.findings.restitution_before_work_ends',
  follow_up_before_restitution: 'seasons.planning.findings.follow_up_before_restitution',
  follow_up_before_restitution_ends: 'seasons.planning.findings.follow_up_before_restitution_ends',
  pitches_before_work: 'seasons.planning.findings.pitches_before_work',
  pitches_before_work_ends: 'seasons.planning.findings.pitches_before_work_ends',
  closing_before_pitches: 'seasons.planning.findings.closing_before_pitches',
  session_outside_phase: 'seasons.planning.findings.session_outside_phase',
  sessions_overlap: 'seasons.planning.findings.sessions_overlap',
  begins_after_season: 'seasons.planning.findings.begins_after_season',
  outside_season: 'seasons.planning.findings.outside_season',
}
