import type { SessionDetails } from '@essor/contracts'
import { AppError } from '../../../platform/errors.ts'
import type { SeasonSession } from './season-sessions.repository.ts'
import type { SessionView } from './session-views.repository.ts'

type SessionFields = Pick<SeasonSession, 'needsRegistration' | 'places'>

/** Places are counted by registrations: without these there is nothing to count. */
export function assertPlaces({ needsRegistration, places }: SessionFields): void {
  if (needsRegistration || places === null) return
  throw new AppError('invalid_input', 'A session has places only where people register.', [
    { path: 'places', message: 'Ask people to register, or leave the places empty.', code: 'without_registration' },
  ])
}

/** Those who are registered keep their place. */
export function assertPlacesFor(registered: number, { needsRegistration, places }: SessionFields): void {
  if (!needsRegistration || places === null || registered <= places) return
  throw new AppError(
    'capacity_below_confirmed',
    `${registered} people are registered: choose at least ${registered}.`,
    [{ path: 'places', message: `At least ${registered}: so many people are registered.`, code: 'below_confirmed' }],
  )
}

interface Registering {
  session: Pick<SeasonSession, 'needsRegistration' | 'cancelledAt' | 'endsAt'>
  season: { status: 'draft' | 'published' | 'closed' }
}

export function assertRegistrationOpen({ session, season }: Registering, now: Date): void {
  if (season.status !== 'published')
    throw new AppError('season_not_open', 'This season is not published, or it is over: nothing can be changed in it.')
  if (session.cancelledAt || session.endsAt <= now)
    throw new AppError('session_over', 'This session was cancelled, or it is over.')
  if (!session.needsRegistration)
    throw new AppError('registration_not_needed', 'This session needs no registration: simply come.')
}

/** How many of those who wait can be given a place; null is all of them. */
export const freePlaces = ({ places }: Pick<SeasonSession, 'places'>, registered: number): number | null =>
  places === null ? null : Math.max(0, places - registered)

type Meeting = Pick<SessionView, 'startsAt' | 'endsAt' | 'place' | 'siteIds' | 'onlineUrl'>

/** Whether someone who wrote down when and where would now stand before a closed door. */
export const isElsewhere = (before: Meeting, after: Meeting): boolean =>
  before.startsAt.getTime() !== after.startsAt.getTime() ||
  before.endsAt.getTime() !== after.endsAt.getTime() ||
  before.place !== after.place ||
  before.onlineUrl !== after.onlineUrl ||
  before.siteIds.join() !== after.siteIds.join()

/** The link is for those who come or have a role; whoever else reads the answer is told only that there is one. */
export const shownTo = ({ seesLink }: { seesLink: boolean }, view: SessionView): SessionDetails => ({
  ...view,
  online: view.onlineUrl !== null,
  onlineUrl: seesLink ? view.onlineUrl : null,
  placesLeft: view.needsRegistration ? freePlaces(view, view.registered) : null,
})
