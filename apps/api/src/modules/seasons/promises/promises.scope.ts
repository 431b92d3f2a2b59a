import type { Relation, Scope } from '../../../platform/access/policy.rules.ts'
import type { Deps } from '../../../platform/deps.ts'
import { goneStatuses } from '../enrolments/enrolment-hold.repository.ts'
import { findEnrolment } from '../enrolments/enrolments.repository.ts'
import { findSeason } from '../seasons.repository.ts'
import { findGivenTime } from './given-time.repository.ts'
import { findPromise } from './promises.repository.ts'

type Asking = Pick<Deps, 'db' | 'actor'>

/** Whether whoever asks is in the team of this person, or accompanies it; a later module knows of teams. */
export type IsTeamMate = (deps: Asking, seasonId: string, personId: string) => Promise<boolean>

async function placeIn({ db }: Asking, seasonId: string, relations: Relation[]): Promise<Scope | undefined> {
  const season = await findSeason(db, seasonId)
  return season && { delegationId: season.delegationId, seasonId, relations }
}

export async function promiseScope(deps: Asking, { promiseId }: { promiseId: string }): Promise<Scope | undefined> {
  const promise = await findPromise(deps.db, promiseId)
  return promise && placeIn(deps, promise.seasonId, promise.personId === deps.actor.personId ? ['self'] : [])
}

export async function givenTimeScope(
  deps: Asking,
  { givenTimeId }: { givenTimeId: string },
): Promise<Scope | undefined> {
  const given = await findGivenTime(deps.db, givenTimeId)
  if (!given) return undefined
  const relations: Relation[] = given.personId === deps.actor.personId ? ['self'] : []
  if (given.recordedBy !== null && given.recordedBy === deps.actor.personId) relations.push('recorder')
  return placeIn(deps, given.seasonId, relations)
}

/** Someone who takes part in a season, and what whoever asks is to them. */
export const participantScope =
  (isTeamMate: IsTeamMate) =>
  async (deps: Asking, { seasonId, personId }: { seasonId: string; personId: string }): Promise<Scope | undefined> => {
    const enrolment = await findEnrolment(deps.db, seasonId, personId)
    if (!enrolment || goneStatuses.includes(enrolment.status)) return undefined
    const relations: Relation[] = personId === deps.actor.personId ? ['self'] : []
    if (await isTeamMate(deps, seasonId, personId)) relations.push('team_mate')
    return placeIn(deps, seasonId, relations)
  }
