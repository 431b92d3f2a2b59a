import type { TimelineFinding } from '@essor/contracts'
import type { Phase, SeasonSession } from '../seasons.queries.ts'

export type Span = { startsAt: string; endsAt: string }

/** A phase or a session as the drawing shows it; `version` is what a change of it must name. */
export type DrawnMoment = Span & {
  id: string
  what: 'phase' | 'session'
  kind: Phase['kind'] | SeasonSession['kind']
  name: string
  /** The clock of the place where it happens. */
  timeZone: string
  version: number
}

/** Where somebody is about to put a moment. The version is the one it had when they took hold of it. */
export type Draft = Span & { id: string; version: number }

/** A finding in words. */
export type Note = { severity: TimelineFinding['severity']; text: string }

export type SeasonDays = { startsOn: string; endsOn: string; timeZone: string }
