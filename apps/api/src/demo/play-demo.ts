import { playFoundation } from './play-opening.ts'
import { playOpacAmiens2018 } from './opac-amiens-2018/season.ts'
import type { Stage } from './stage.ts'

/** Plays the demo up to today. */
export async function playDemo(stage: Stage): Promise<void> {
  stage.at('2018-03-01T09:00:00+01:00')
  const team = await playFoundation(stage)
  await playOpacAmiens2018(stage, team, team.delegationId)
}
