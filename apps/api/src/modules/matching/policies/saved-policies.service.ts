import type { MatchingPolicy } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { isUniqueViolation } from '../../../platform/db/failures.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { lockSeason } from '../../seasons/index.ts'
import * as repository from './saved-policies.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor'>
type Draft = { name: string; policy: MatchingPolicy }

/** More than anyone compares; the list still fits one page. */
const mostPolicies = 50

export async function savePolicy(deps: Writing, seasonId: string, draft: Draft): Promise<repository.Saved> {
  return changePolicies(deps, seasonId, 'saved', async (tx) => {
    if ((await repository.countPolicies(tx, seasonId)) >= mostPolicies)
      throw new AppError('too_many_of_these', `There are ${mostPolicies} already, which is the most there may be.`)
    return repository.insertPolicy(tx, seasonId, draft)
  })
}

export async function changePolicy(
  deps: Writing,
  policyId: string,
  version: number,
  change: Draft,
): Promise<repository.Saved> {
  return changePolicies(deps, (await existingPolicy(deps.db, policyId)).seasonId, 'changed', async (tx) => {
    const policy = await repository.updatePolicy(tx, policyId, version, change)
    if (policy) return policy
    await existingPolicy(tx, policyId)
    throw new AppError('version_conflict', 'Somebody changed this policy in the meantime. Read it again.')
  })
}

/** Runs that began from it keep what it asked. */
export async function removePolicy(deps: Writing, policyId: string): Promise<void> {
  await changePolicies(deps, (await existingPolicy(deps.db, policyId)).seasonId, 'removed', async (tx) => {
    const policy = await existingPolicy(tx, policyId)
    await repository.deletePolicy(tx, policyId)
    return policy
  })
}

export async function existingPolicy(db: Db, policyId: string): Promise<repository.Saved> {
  const policy = await repository.findPolicy(db, policyId)
  if (!policy) throw new AppError('not_found', 'There is no such policy.')
  return policy
}

async function changePolicies(
  { db, actor }: Writing,
  seasonId: string,
  act: 'saved' | 'changed' | 'removed',
  change: (tx: Db) => Promise<repository.Saved>,
): Promise<repository.Saved> {
  try {
    return await db.transaction(async (tx) => {
      const season = await lockSeason(tx, seasonId)
      const policy = await change(tx)
      await audit(
        { db: tx, actor },
        {
          action: `matching_policy.${act}`,
          subject: ['matching_policy', policy.id],
          delegationId: season?.delegationId ?? null,
        },
      )
      await tell(tx, `season:${seasonId}`, 'matching.changed', policy.id)
      return policy
    })
  } catch (error) {
    if (!isUniqueViolation(error, 'matching_policies_name')) throw error
    throw new AppError('already_exists', 'Another policy of this season has this name.', [
      { path: 'name', message: 'This name is taken. Choose another.', code: 'taken' },
    ])
  }
}
