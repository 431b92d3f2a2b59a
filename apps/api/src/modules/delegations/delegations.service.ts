import { audit } from '../../platform/audit/audit.repository.ts'
import { isUniqueViolation } from '../../platform/db/failures.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { insertDelegation, insertSite, updateDelegation, type Delegation, type Site } from './delegations.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor'>

export interface DelegationFields {
  slug: string
  name: string
  department: string | null
  timeZone: string
}

export async function createDelegation({ db, actor }: Writing, draft: DelegationFields): Promise<Delegation> {
  return unlessTaken(
    db.transaction(async (tx) => {
      const delegation = await insertDelegation(tx, draft)
      await audit(
        { db: tx, actor },
        { action: 'delegation.created', subject: ['delegation', delegation.id], delegationId: delegation.id },
      )
      return delegation
    }),
  )
}

export async function changeDelegation(
  { db, actor }: Writing,
  id: string,
  version: number,
  change: DelegationFields,
): Promise<Delegation> {
  return unlessTaken(
    db.transaction(async (tx) => {
      const delegation = await updateDelegation(tx, id, version, change)
      if (!delegation)
        throw new AppError('version_conflict', 'Somebody changed this delegation in the meantime. Read it again.')
      await audit({ db: tx, actor }, { action: 'delegation.changed', subject: ['delegation', id], delegationId: id })
      return delegation
    }),
  )
}

async function unlessTaken(write: Promise<Delegation>): Promise<Delegation> {
  try {
    return await write
  } catch (error) {
    if (!isUniqueViolation(error, 'delegations_slug')) throw error
    throw new AppError('already_exists', 'Another delegation has this address.', [
      { path: 'slug', message: 'This address is taken. Choose another.', code: 'taken' },
    ])
  }
}

export async function addSite(
  { db, actor }: Writing,
  delegationId: string,
  draft: { name: string; address: string; capacity: number | null },
): Promise<Site> {
  return db.transaction(async (tx) => {
    const site = await insertSite(tx, { ...draft, delegationId })
    await audit({ db: tx, actor }, { action: 'site.added', subject: ['site', site.id], delegationId })
    return site
  })
}
