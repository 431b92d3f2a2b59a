import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { isUniqueViolation } from '../../../platform/db/failures.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason, lockSeason } from '../../seasons/index.ts'
import { holdForRanking } from '../preferences.repository.ts'
import { findPublishedRun } from '../runs.repository.ts'
import * as repository from './blocks.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor'>

/** As many as someone will read before ticking theirs. */
const mostBlocks = 40

export async function addBlock(deps: Writing, seasonId: string, name: string): Promise<repository.Block> {
  return changeBlocks(deps, seasonId, 'added', async (tx) => {
    if ((await repository.countBlocks(tx, seasonId)) >= mostBlocks)
      throw new AppError(
        'too_many_of_these',
        `There are ${mostBlocks} moments already, which is the most there may be.`,
      )
    return repository.insertBlock(tx, seasonId, name)
  })
}

export async function changeBlock(
  deps: Writing,
  blockId: string,
  version: number,
  name: string,
): Promise<repository.Block> {
  return changeBlocks(deps, (await existing(deps.db, blockId)).seasonId, 'renamed', async (tx) => {
    const block = await repository.renameBlock(tx, blockId, version, name)
    if (block) return block
    await existing(tx, blockId)
    throw new AppError('version_conflict', 'Somebody renamed this moment in the meantime. Read it again.')
  })
}

/** Takes it out of every tick and of what projects ask, too. */
export async function removeBlock(deps: Writing, blockId: string): Promise<void> {
  await changeBlocks(deps, (await existing(deps.db, blockId)).seasonId, 'removed', async (tx) => {
    const block = await existing(tx, blockId)
    await repository.deleteBlock(tx, blockId)
    return block
  })
}

export async function readAvailability({ db, actor }: Writing, seasonId: string) {
  const season = await findSeason(db, seasonId)
  return {
    seasonId,
    open: season?.status !== 'closed' && !(await findPublishedRun(db, seasonId)),
    blocks: await repository.findBlocks(db, seasonId),
    blockIds: await repository.ownTicks(db, seasonId, personOf({ actor })),
  }
}

/** All ticks at once; of two sent at once, one follows the other whole. */
export async function tickBlocks({ db, actor }: Writing, seasonId: string, blockIds: readonly string[]) {
  const personId = personOf({ actor })
  await db.transaction(async (tx) => {
    const season = await holdForRanking(tx, seasonId, personId)
    if (await findPublishedRun(tx, seasonId))
      throw new AppError('preferences_closed', 'The teams are published: this can no longer change them.')
    if (season?.status === 'closed')
      throw new AppError('preferences_closed', 'This season is over: this can no longer change anything.')
    const known = new Set((await repository.findBlocks(tx, seasonId)).map(({ id }) => id))
    const unknown = blockIds.flatMap((id, index) => (known.has(id) ? [] : [index]))
    if (unknown.length > 0) {
      throw new AppError(
        'invalid_input',
        'A moment is not one of this season.',
        unknown.map((index) => ({
          path: `blockIds.${index}`,
          message: 'Not a moment of this season.',
          code: 'invalid_value',
        })),
      )
    }
    await repository.replaceTicks(tx, seasonId, personId, blockIds)
    await audit(
      { db: tx, actor },
      {
        action: 'availability.ticked',
        subject: ['season', seasonId],
        delegationId: season?.delegationId ?? null,
        details: { moments: blockIds.length },
      },
    )
  })
  return readAvailability({ db, actor }, seasonId)
}

async function existing(db: Db, blockId: string): Promise<repository.Block> {
  const block = await repository.findBlock(db, blockId)
  if (!block) throw new AppError('not_found', 'There is no such moment.')
  return block
}

async function changeBlocks(
  { db, actor }: Writing,
  seasonId: string,
  act: 'added' | 'renamed' | 'removed',
  change: (tx: Db) => Promise<repository.Block>,
): Promise<repository.Block> {
  try {
    return await db.transaction(async (tx) => {
      const season = await lockSeason(tx, seasonId)
      const block = await change(tx)
      await audit(
        { db: tx, actor },
        {
          action: `availability_block.${act}`,
          subject: ['availability_block', block.id],
          delegationId: season?.delegationId ?? null,
        },
      )
      await tell(tx, `season:${seasonId}`, 'matching.changed', block.id)
      return block
    })
  } catch (error) {
    if (!isUniqueViolation(error, 'availability_blocks_name')) throw error
    throw new AppError('already_exists', 'Another moment of this season has this name.', [
      { path: 'name', message: 'This name is taken. Choose another.', code: 'taken' },
    ])
  }
}
