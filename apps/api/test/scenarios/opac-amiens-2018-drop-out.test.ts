import { expect, it } from 'vitest'
import { playOpacUntilTeams } from '../../src/demo/opac-amiens-2018/season.ts'
import { playFoundation } from '../../src/demo/play-opening.ts'
import { newStage } from '../../src/demo/stage.ts'
import { runQueuedMatching } from '../../src/modules/matching/index.ts'
import { useTestApp } from '../harness.ts'
import { playDropOut, readTeams, stageOn } from './drop-out.ts'
import { insertNetworkAdmin } from './first-admin.ts'

const t = useTestApp()

it('keeps six teams of 3 to 5 when one of 24 drops out, and moves one other person to a team that would be too small', async () => {
  t.setNow('2018-03-01T08:00:00Z')
  await insertNetworkAdmin(t.db)
  const stage = newStage(stageOn(t, (runId) => runQueuedMatching(t.deps, runId)))
  const team = await playFoundation(stage)
  const { seasonId, people, teams } = await playOpacUntilTeams(stage, team, team.delegationId)
  const { client } = team.organiser
  const three = teams.find(({ members }) => members.length === 3)!
  const leaver = people.find(({ id }) => three.members.some(({ personId }) => personId === id))!

  const { moved, moves } = await playDropOut(t, client, seasonId, leaver)

  const sizes = (await readTeams(client, seasonId)).map(({ members }) => members.length)
  expect(moved).toBe(1)
  expect(moves).toMatchObject([{ to: three.project.id, why: 'repair' }])
  expect(sizes).toHaveLength(6)
  expect(sizes.every((size) => size >= 3 && size <= 5)).toBe(true)
  expect(sizes.reduce((total, size) => total + size, 0)).toBe(23)
}, 240_000)
