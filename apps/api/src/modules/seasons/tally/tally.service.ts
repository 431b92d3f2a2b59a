import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Scope } from '../../../platform/access/policy.rules.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { lockSeason } from '../seasons.repository.ts'
import {
  countCounters,
  deleteCounter,
  findCounter,
  findPublicCounters,
  increase,
  insertCounter,
  updateCounter,
  type TallyCounter,
} from './tally.repository.ts'
import { assertHasPart, assertWhole, mostCounters, outOfRange } from './tally.rules.ts'

type Writing = Pick<Deps, 'db' | 'actor'>

export async function counterScope(
  { db }: Pick<Deps, 'db'>,
  { counterId }: { counterId: string },
): Promise<Scope | undefined> {
  const found = await findCounter(db, counterId)
  return found && { delegationId: found.delegationId, seasonId: found.counter.seasonId }
}

export async function readPublicTally(db: Db, slug: string): Promise<TallyCounter[]> {
  const counters = await findPublicCounters(db, slug)
  if (!counters) throw new AppError('not_found', 'There is no such season.')
  return counters
}

export async function addCounter(
  { db, actor }: Writing,
  seasonId: string,
  draft: Pick<TallyCounter, 'kind' | 'label' | 'unit' | 'target' | 'public'>,
): Promise<TallyCounter> {
  assertWhole(draft.kind, { target: draft.target })
  return db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (!season) throw notFound()
    if ((await countCounters(tx, seasonId)) >= mostCounters)
      throw new AppError(
        'too_many_of_these',
        `There are ${mostCounters} counters already, which is the most there may be.`,
      )
    const counter = await insertCounter(tx, seasonId, draft)
    await note({ db: tx, actor }, counter, season.delegationId, 'tally.added')
    return counter
  })
}

/** So many more or fewer, at once with whoever else counts the same. */
export async function count(
  { db, actor }: Writing,
  counterId: string,
  entry: { of: 'amount' | 'part'; by: number },
): Promise<TallyCounter> {
  return db.transaction(async (tx) => {
    const found = await findCounter(tx, counterId)
    if (!found) throw notFound()
    if (entry.of === 'part') assertHasPart(found.counter.kind, 'of')
    assertWhole(found.counter.kind, { by: entry.by })
    const counter = await increase(tx, counterId, entry)
    if (!counter) throw outOfRange()
    await note({ db: tx, actor }, counter, found.delegationId, 'tally.counted', { ...entry })
    return counter
  })
}

/** Sets what was counted, over the version that was read: whoever counted in between is not overwritten unseen. */
export async function changeCounter(
  { db, actor }: Writing,
  counterId: string,
  version: number,
  fields: Pick<TallyCounter, 'label' | 'unit' | 'target' | 'public' | 'amount' | 'part'>,
): Promise<TallyCounter> {
  return db.transaction(async (tx) => {
    const found = await findCounter(tx, counterId)
    if (!found) throw notFound()
    const { amount, part, target } = fields
    assertWhole(found.counter.kind, { amount, part, target })
    if (part > 0) assertHasPart(found.counter.kind, 'part')
    if (part > amount) throw outOfRange()
    const counter = await updateCounter(tx, counterId, version, fields)
    if (!counter)
      throw new AppError('version_conflict', 'Somebody counted or changed this in the meantime. Read it again.')
    await note({ db: tx, actor }, counter, found.delegationId, 'tally.changed', { amount, part })
    return counter
  })
}

export async function removeCounter({ db, actor }: Writing, counterId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await findCounter(tx, counterId)
    if (!found || !(await deleteCounter(tx, counterId))) throw notFound()
    await note({ db: tx, actor }, found.counter, found.delegationId, 'tally.removed')
  })
}

async function note(
  { db, actor }: Writing,
  counter: TallyCounter,
  delegationId: string,
  action: string,
  details: Record<string, string | number> = {},
): Promise<void> {
  await audit({ db, actor }, { action, subject: ['tally_counter', counter.id], delegationId, details })
  await tell(db, `season:${counter.seasonId}`, 'tally.changed', counter.id)
}

const notFound = () => new AppError('not_found', 'There is no such counter.')
