import type { EnrolmentStatus } from '@essor/contracts'
import type { Relation, Scope } from '../../platform/access/policy.rules.ts'
import type { Deps } from '../../platform/deps.ts'
import { findEnrolment, findEnrolmentById } from './enrolments/enrolments.repository.ts'
import { comes } from './enrolments/enrolment.rules.ts'
import { findSeason } from './seasons.repository.ts'
import { findSession } from './sessions/season-sessions.repository.ts'

const gone: ReadonlySet<EnrolmentStatus> = new Set(['withdrawn', 'lapsed'])

type Asking = Pick<Deps, 'db' | 'actor'>

/** Where a season stands, and whether the person asking is enrolled in it. Later modules add their own relations to this. */
export async function seasonScope(
  { db, actor }: Asking,
  { seasonId }: { seasonId: string },
): Promise<Scope | undefined> {
  const season = await findSeason(db, seasonId)
  if (!season) return undefined
  const enrolment = actor.personId ? await findEnrolment(db, seasonId, actor.personId) : undefined
  const relations: Relation[] = enrolment && !gone.has(enrolment.status) ? ['enrolled'] : []
  if (enrolment && comes(enrolment)) relations.push('comes')
  return { delegationId: season.delegationId, seasonId, relations }
}

/** Making a season like this one asks for a role in its delegation: one in this season alone does not reach the next. */
export async function makingScope(
  { db }: Pick<Deps, 'db'>,
  { seasonId }: { seasonId: string },
): Promise<Scope | undefined> {
  const season = await findSeason(db, seasonId)
  return season && { delegationId: season.delegationId }
}

export async function enrolmentScope(
  { db, actor }: Asking,
  { enrolmentId }: { enrolmentId: string },
): Promise<Scope | undefined> {
  const enrolment = await findEnrolmentById(db, enrolmentId)
  const season = enrolment && (await findSeason(db, enrolment.seasonId))
  if (!enrolment || !season) return undefined
  const relations: Relation[] = enrolment.personId === actor.personId ? ['self'] : []
  return { delegationId: season.delegationId, seasonId: season.id, relations }
}

export async function sessionScope(
  { db, actor }: Asking,
  { sessionId }: { sessionId: string },
): Promise<Scope | undefined> {
  const session = await findSession(db, sessionId)
  return session && seasonScope({ db, actor }, session)
}

/** A session under the address of another season is not there. */
export async function sessionInSeasonScope(
  deps: Asking,
  { seasonId, sessionId }: { seasonId: string; sessionId: string },
): Promise<Scope | undefined> {
  const session = await findSession(deps.db, sessionId)
  return session?.seasonId === seasonId ? seasonScope(deps, { seasonId }) : undefined
}
