import type { StatusTone } from '../../ui/StatusBadge.vue'
import type { EnrolmentStatus, Phase, SeasonDetails, SeasonSession } from './seasons.queries.ts'

export const phaseIcons: Record<Phase['kind'], string> = {
  call: 'i-lucide-megaphone',
  review: 'i-lucide-book-open-check',
  recruitment: 'i-lucide-user-plus',
  matching: 'i-lucide-users-round',
  kick_off: 'i-lucide-flag',
  work: 'i-lucide-hand-helping',
  restitution: 'i-lucide-presentation',
  follow_up: 'i-lucide-sprout',
}

export const sessionIcons: Record<SeasonSession['kind'], string> = {
  kick_off: 'i-lucide-flag',
  workshop: 'i-lucide-wrench',
  checkpoint: 'i-lucide-map-pin-check',
  pitches: 'i-lucide-mic',
  restitution: 'i-lucide-presentation',
  meet_up: 'i-lucide-coffee',
}

export const enrolmentTones: Record<EnrolmentStatus, StatusTone> = {
  applied: 'attention',
  waiting: 'progress',
  offered: 'attention',
  confirmed: 'good',
  checked_in: 'good',
  withdrawn: 'neutral',
  no_show: 'bad',
  lapsed: 'neutral',
}

export const seasonTones: Record<SeasonDetails['status'], StatusTone> = {
  draft: 'attention',
  published: 'good',
  closed: 'neutral',
}

export type PhaseState = 'over' | 'now' | 'coming'

export function phaseState({ startsAt, endsAt }: { startsAt: string; endsAt: string }, now: Date): PhaseState {
  if (new Date(endsAt) <= now) return 'over'
  return new Date(startsAt) <= now ? 'now' : 'coming'
}
