import { playOpacAmiens2018 } from './opac-amiens-2018/season.ts'
import { playFoundation } from './play-opening.ts'
import type { Stage } from './stage.ts'
import { inventedDelegation, playPasswords, playSeasonToCome, playSeasonUnderWay } from './today.ts'

/** A season that is over, one under way and one to come; the last two are told from the day of the first start. */
export async function playDemo(stage: Stage, now: Date): Promise<void> {
  stage.at('2018-03-01T09:00:00+01:00')
  const amiens = await playFoundation(stage)
  await playOpacAmiens2018(stage, amiens, amiens.delegationId)
  stage.at(new Date(now.getTime() - 100 * 24 * 3_600_000).toISOString())
  const valley = await playFoundation(stage, inventedDelegation)
  await playSeasonUnderWay(stage, valley, valley.delegationId, now)
  await playSeasonToCome(stage, valley, valley.delegationId, now)
  stage.at(now.toISOString())
  await playPasswords(stage)
}
