import type { Db } from '../../../platform/db/connection.ts'
import { findSeasonSites, listComing, sumTimes, type Season } from '../../seasons/index.ts'
import { skillsOf } from '../pool.repository.ts'
import { rankingsOf } from '../preferences.repository.ts'
import type { PoolPerson, PoolProject } from '../problem.rules.ts'
import { ticksOf } from '../terms/blocks.repository.ts'
import { allTerms } from '../terms/terms.repository.ts'
import { listFacilitators, listReturning } from './pool-facts.repository.ts'

/** Seven hours, as promises count them. */
const minutesPerDay = 420

/** All that rules look at, as it is now, in a constant number of statements. */
export async function readPoolFacts(
  db: Db,
  season: Season,
): Promise<{ people: PoolPerson[]; projects: PoolProject[] }> {
  const coming = await listComing(db, season.id)
  const ids = coming.map(({ personId }) => personId)
  const skills = await skillsOf(db, ids)
  const rankings = await rankingsOf(db, season.id)
  const remote = new Set(
    (await findSeasonSites(db, season.id)).filter(({ kind }) => kind === 'remote').map(({ id }) => id),
  )
  const times = await sumTimes(db, [season.id], ids)
  const ticks = await ticksOf(db, season.id)
  const returning = await listReturning(db, season)
  const facilitators = await listFacilitators(db, season)
  const terms = await allTerms(db, season.id)
  return {
    people: coming.map(({ personId, origin, category, siteId }) => ({
      id: personId,
      origin,
      category,
      skills: skills.get(personId) ?? [],
      wishes: rankings.get(personId) ?? [],
      siteId,
      remote: siteId !== null && remote.has(siteId),
      days: times(season.id, personId).promisedMinutes / minutesPerDay,
      blocks: ticks.get(personId) ?? [],
      newcomer: !returning.has(personId),
      facilitator: facilitators.has(personId),
    })),
    projects: terms.map(({ projectId, wantedSkills, siteId, sizeMin, sizeMax, mayStayClosed, blockIds }) => ({
      id: projectId,
      wantedSkills,
      // Who works from afar can be anywhere, and so can a project that does.
      siteId: siteId !== null && remote.has(siteId) ? null : siteId,
      sizeMin,
      sizeMax,
      mayStayClosed,
      blocks: blockIds,
    })),
  }
}
