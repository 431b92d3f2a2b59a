import { allows, type Relation, type Scope } from '../../platform/access/policy.rules.ts'
import type { Deps } from '../../platform/deps.ts'
import { findHelpPlace } from './help.repository.ts'
import { findTeamPlace } from './mentors.repository.ts'

type Asking = Pick<Deps, 'db' | 'actor'>

/** Where a team stands, and whether the person asking is one of its members. */
export async function teamScope({ db, actor }: Asking, { teamId }: { teamId: string }): Promise<Scope | undefined> {
  const team = await findTeamPlace(db, teamId, actor.personId)
  return team && { ...team.place, relations: team.isMember ? ['member'] : [] }
}

/** Taking on a question counts only as long as the role does that allowed it. */
export async function helpScope(
  { db, actor }: Asking,
  { helpRequestId }: { helpRequestId: string },
): Promise<Scope | undefined> {
  const found = await findHelpPlace(db, helpRequestId, actor.personId)
  if (!found) return undefined
  const { place, isMember, isClaimer } = found
  const relations: Relation[] = isMember ? ['member'] : []
  if (isClaimer && allows(actor.grants, 'help.claim', place)) relations.push('claimer')
  return { ...place, relations }
}
