import type { SessionRegistrationStatus } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findPerson } from '../../identity/index.ts'
import { comes } from '../enrolments/enrolment.rules.ts'
import { findEnrolment } from '../enrolments/enrolments.repository.ts'
import { holdSeason, type Season } from '../seasons.repository.ts'
import { registrationRemovedMail } from './season-session.mail.ts'
import { assertRegistrationOpen, freePlaces } from './season-session.rules.ts'
import { findSession, lockSession, type SeasonSession } from './season-sessions.repository.ts'
import { fillPlaces, write, type Telling } from './session-news.service.ts'
import {
  countRegistered,
  findOpenSessionsOf,
  findRegistration,
  leaveLine,
  putInLine,
} from './session-registrations.repository.ts'
import { viewSession } from './session-views.repository.ts'

type Registering = Telling & Pick<Deps, 'actor'>

interface OwnRegistration {
  sessionId: string
  status: SessionRegistrationStatus
  ahead: number | null
}

/** A place if one is left, else the end of the waiting list. Asking again changes nothing. */
export async function register(deps: Registering, sessionId: string): Promise<OwnRegistration> {
  const personId = personOf(deps)
  return inLine(deps, sessionId, async (held, season, session) => {
    assertRegistrationOpen({ session, season }, deps.now())
    const enrolment = await findEnrolment(held.db, season.id, personId)
    if (!enrolment || !comes(enrolment))
      throw new AppError('forbidden', 'Only those who come to the season can register for its sessions.')
    const before = await findRegistration(held.db, sessionId, personId)
    if (!before || before.status === 'cancelled') {
      await fillPlaces(held, season, sessionId)
      const status = freePlaces(session, await countRegistered(held.db, sessionId)) === 0 ? 'waiting' : 'registered'
      await putInLine(held.db, { sessionId, personId, status, at: deps.now() })
      await note(held, season, sessionId, `session.${status}`)
    }
    const view = (await viewSession(held.db, sessionId, personId))!
    return { sessionId, status: view.registration!, ahead: view.ahead }
  })
}

/** Whose place comes free, the next one gets it. Leaving twice changes nothing. */
export async function cancelRegistration(deps: Registering, sessionId: string): Promise<void> {
  const personId = personOf(deps)
  await inLine(deps, sessionId, async (held, season, session) => {
    assertRegistrationOpen({ session, season }, deps.now())
    if (!(await leaveLine(held.db, sessionId, personId, deps.now()))) return
    await fillPlaces(held, season, sessionId)
    await note(held, season, sessionId, 'session.left')
  })
}

/** An organiser takes someone off the list, and they are told. */
export async function removeRegistration(
  deps: Registering,
  seasonId: string,
  sessionId: string,
  personId: string,
): Promise<void> {
  await inLine(deps, sessionId, async (held, season, session) => {
    const left = season.id === seasonId ? await leaveLine(held.db, sessionId, personId, deps.now()) : undefined
    if (!left) throw new AppError('not_found', 'This person is not registered for this session.')
    await note(held, season, sessionId, 'session.registration_removed')
    if (season.status !== 'published' || session.cancelledAt || session.endsAt <= deps.now()) return
    const person = await findPerson(held.db, personId)
    const view = (await viewSession(held.db, sessionId, null))!
    await write(held, season, view, [{ personId, email: person!.email }], registrationRemovedMail)
    await fillPlaces(held, season, sessionId)
  })
}

/** Someone no longer comes to the season: the places they held in its sessions go on. The season's row is held. */
export async function leaveSessions(deps: Registering, season: Season, personId: string): Promise<void> {
  for (const sessionId of await findOpenSessionsOf(deps.db, season.id, personId, deps.now())) {
    await lockSession(deps.db, sessionId)
    await leaveLine(deps.db, sessionId, personId, deps.now())
    if (season.status === 'published') await fillPlaces(deps, season, sessionId)
    await note(deps, season, sessionId, 'session.left')
  }
}

/** Season before session, as everywhere: two who do both never wait for each other. */
async function inLine<Answer>(
  deps: Registering,
  sessionId: string,
  change: (held: Registering, season: Season, session: SeasonSession) => Promise<Answer>,
): Promise<Answer> {
  return deps.db.transaction(async (tx) => {
    const seasonId = (await findSession(tx, sessionId))?.seasonId
    const season = seasonId && (await holdSeason(tx, seasonId))
    const session = season && (await lockSession(tx, sessionId))
    if (!season || !session) throw new AppError('not_found', 'There is no such session.')
    return change({ ...deps, db: tx }, season, session)
  })
}

async function note({ db, actor }: Registering, season: Season, sessionId: string, action: string): Promise<void> {
  await audit({ db, actor }, { action, subject: ['session', sessionId], delegationId: season.delegationId })
  await tell(db, `season:${season.id}`, 'session.registrations_changed', sessionId)
}
