import type { PlaceAnswer, PlaceStatus } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tellAll } from '../../../platform/realtime/live.ts'
import { findPeople } from '../../identity/index.ts'
import { findEnrolment, holdSeason, lockSeason, type Season } from '../../seasons/index.ts'
import { afterAnswer, assertSeasonRuns, isLate, type Mover } from './offer.rules.ts'
import { placeLostMail } from './offers.mail.ts'
import {
  acceptPlace,
  closeTeam,
  countLate,
  countNotPlaced,
  countPlaces,
  countVacancies,
  endPlaces,
  findTeam,
  listOwnPlaces,
  lockPlace,
  lockTeam,
  placesOf,
  wasThere,
} from './offers.repository.ts'
import { askRepairIfNeeded } from './repairs.service.ts'

type Answering = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now'>

export async function readOwnPlaces({ db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>) {
  const places = await listOwnPlaces(db, personOf({ actor }))
  return places.map((place) => ({ ...place, late: isLate(place, now()), open: place.season.status === 'published' }))
}

export async function answerOwnPlace(deps: Answering, teamId: string, answer: PlaceAnswer) {
  await answerPlace(deps, { teamId, personId: personOf(deps) }, answer, 'self')
  return readOwnPlaces(deps)
}

/** What someone said by phone, written down by an organiser. */
export async function recordAnswer(deps: Answering, teamId: string, personId: string, answer: PlaceAnswer) {
  await answerPlace(deps, { teamId, personId }, answer, 'organiser')
}

/** The season is held, as others may hold it, so that nobody mends the teams meanwhile; the place itself is locked. */
async function answerPlace(
  deps: Answering,
  { teamId, personId }: { teamId: string; personId: string },
  { answer, words, elsewhere }: PlaceAnswer,
  by: Mover,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const team = await findTeam(tx, teamId)
    const season = team && (await holdSeason(tx, team.seasonId))
    if (!season) throw noPlace()
    const place = await lockPlace(tx, teamId, personId)
    if (!place) {
      if (await wasThere(tx, teamId, personId))
        throw new AppError('place_transition', 'This place was given up, or was given to someone else.')
      throw noPlace()
    }
    assertSeasonRuns(season)
    const to = afterAnswer(place.status, answer, by)
    if (to === 'accepted') await assertComes(tx, season.id, personId)
    if (to === 'accepted') await acceptPlace(tx, place, words, deps.now())
    else await endPlaces(tx, [place], { status: ended(to), words, elsewhere, endedAt: deps.now() })
    await audit(
      { db: tx, actor: deps.actor },
      { action: `place.${to}`, subject: ['team', teamId], delegationId: season.delegationId },
    )
    await tellAll(tx, [`season:${season.id}`, `person:${personId}`], 'place.changed', teamId)
    if (to !== 'accepted') await askRepairIfNeeded({ ...deps, db: tx }, season.id)
  })
}

/** Someone who withdrew from the season holds their place until it is freed, but says yes no more. */
async function assertComes(db: Deps['db'], seasonId: string, personId: string): Promise<void> {
  const enrolment = await findEnrolment(db, seasonId, personId)
  if (enrolment && enrolment.status !== 'confirmed' && enrolment.status !== 'checked_in')
    throw new AppError('place_transition', 'Whoever no longer comes to the season takes no place in it.')
}

const ended = (to: PlaceStatus) => (to === 'declined' ? 'declined' : 'left')

const noPlace = () => new AppError('not_found', 'There is no such place.')

/** Its people stay in the season and are to be given other places; what the team did stays known. */
export async function closeTeamOf(
  deps: Answering & Pick<Deps, 'publicUrl'>,
  teamId: string,
  words: string,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const seasonId = (await findTeam(tx, teamId))?.seasonId
    const season = seasonId && (await lockSeason(tx, seasonId))
    const team = season && (await lockTeam(tx, teamId))
    if (!season || !team) throw new AppError('not_found', 'There is no such team.')
    assertSeasonRuns(season)
    if (team.closedAt) throw new AppError('team_closed', 'This team was closed already.')
    const places = await placesOf(tx, teamId)
    await closeTeam(tx, teamId, deps.now())
    await endPlaces(tx, places, { status: 'moved', words: '', elsewhere: true, endedAt: deps.now() })
    const ids = places.map(({ personId }) => personId)
    await tellOfLoss({ ...deps, db: tx }, season, ids, { project: team.name, words })
    await audit(
      { db: tx, actor: deps.actor },
      {
        action: 'team.closed',
        subject: ['team', teamId],
        delegationId: season.delegationId,
        details: { people: places.length },
      },
    )
    await tellAll(tx, [`season:${season.id}`, ...ids.map((id) => `person:${id}` as const)], 'place.changed', teamId)
    await askRepairIfNeeded({ ...deps, db: tx }, season.id)
  })
}

async function tellOfLoss(
  { db, jobs }: Pick<Deps, 'db' | 'jobs'>,
  season: Season,
  personIds: string[],
  of: { project: string; words: string },
): Promise<void> {
  const people = await findPeople(db, personIds)
  await sendMails(
    { db, jobs },
    people.map(({ email }) => placeLostMail(email, season, of)),
  )
}

export async function readOffersSummary({ db, now }: Pick<Deps, 'db' | 'now'>, seasonId: string) {
  const counts = await countPlaces(db, seasonId)
  return {
    accepted: counts.get('accepted') ?? 0,
    waiting: counts.get('offered') ?? 0,
    late: await countLate(db, seasonId, now()),
    declined: counts.get('declined') ?? 0,
    left: counts.get('left') ?? 0,
    vacancies: await countVacancies(db, seasonId),
    notPlaced: await countNotPlaced(db, seasonId),
  }
}
