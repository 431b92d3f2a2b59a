import type { NewApiKey } from '@essor/contracts'
import type { CallingKey } from '../../../platform/access/keys.ts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMail } from '../../../platform/mail/mail.ts'
import { listGrants } from '../identity.repository.ts'
import { beginningOf, dayOf, expiryOf, isOver, mostKeys } from './api-key.rules.ts'
import {
  countKeys,
  deleteKey,
  findKeyInForce,
  insertKey,
  listKeys,
  lockPerson,
  noteUse,
  type ApiKeyRow,
} from './api-keys.repository.ts'
import { keyMadeMail } from './api-keys.mail.ts'
import { hashKey, makeKey } from './key-secret.ts'

const asRead = (key: ApiKeyRow, now: Date) => ({ ...key, expired: isOver(key, now) })

export async function listMyKeys(deps: Pick<Deps, 'db' | 'actor' | 'now'>) {
  const now = deps.now()
  return (await listKeys(deps.db, personOf(deps))).map((key) => asRead(key, now))
}

/** The one time that the key itself is told. */
export async function makeMyKey(
  deps: Pick<Deps, 'db' | 'actor' | 'now' | 'jobs' | 'publicUrl'>,
  { name, scopes, days }: NewApiKey,
) {
  const personId = personOf(deps)
  const now = deps.now()
  const key = makeKey()
  return deps.db.transaction(async (tx) => {
    const person = await lockPerson(tx, personId)
    if (!person) throw new AppError('unauthenticated', 'Sign in first.')
    if ((await countKeys(tx, personId)) >= mostKeys)
      throw new AppError('too_many_of_these', `There are ${mostKeys} keys already, which is the most one may have.`)
    const made = await insertKey(tx, {
      personId,
      name,
      keyHash: hashKey(key),
      beginning: beginningOf(key),
      scopes,
      createdAt: now,
      expiresAt: expiryOf(now, days),
    })
    await audit(
      { db: tx, actor: deps.actor },
      { action: 'api_key.made', subject: ['api_key', made.id], details: { scopes: scopes.join(' '), days } },
    )
    await sendMail({ db: tx, jobs: deps.jobs }, keyMadeMail(person.email, made, deps.publicUrl))
    return { ...asRead(made, now), key }
  })
}

/** A request that is under way ends; the next one is refused. */
export async function revokeMyKey(deps: Pick<Deps, 'db' | 'actor'>, keyId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    if (!(await deleteKey(tx, personOf(deps), keyId))) throw new AppError('not_found', 'You have no such key.')
    await audit({ db: tx, actor: deps.actor }, { action: 'api_key.revoked', subject: ['api_key', keyId] })
  })
}

/** Whom a key speaks for, with the roles they hold now. Its last day of use is written once a day, though a GET may do it. */
export async function identifyKey(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  sent: string,
): Promise<CallingKey | undefined> {
  const at = now()
  const key = await findKeyInForce(db, hashKey(sent), at)
  if (!key) return undefined
  if (key.lastUsedOn !== dayOf(at)) await noteUse(db, key.id, dayOf(at))
  return {
    id: key.id,
    scopes: key.scopes,
    actor: { personId: key.personId, grants: await listGrants(db, key.personId) },
  }
}
