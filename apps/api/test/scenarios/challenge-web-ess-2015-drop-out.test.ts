import { expect, it } from 'vitest'
import { playFoundation } from '../../src/demo/play-opening.ts'
import { newStage } from '../../src/demo/stage.ts'
import { runQueuedMatching } from '../../src/modules/matching/index.ts'
import { useTestApp } from '../harness.ts'
import { playChallenge } from './challenge-web-ess-2015/season.ts'
import { playDropOut, readTeams, stageOn } from './drop-out.ts'
import { insertNetworkAdmin } from './first-admin.ts'

const t = useTestApp()

it('goes on as seven mixed teams when one of 21 drops out, and moves at most one other person', async () => {
  t.setNow('2015-10-01T08:00:00Z')
  await insertNetworkAdmin(t.db)
  const stage = newStage(stageOn(t, (runId) => runQueuedMatching(t.deps, runId)))
  const team = await playFoundation(stage, {
    slug: 'colombbus-et-le-poles',
    name: 'Colombbus et Le PoleS',
    department: '75',
    timeZone: 'Europe/Paris',
  })
  const { seasonId, people } = await playChallenge(stage, team, team.delegationId)
  const { client } = team.organiser

  const { moved } = await playDropOut(t, client, seasonId, people[0]!)

  const originOf = new Map(people.map(({ id, origin }) => [id, origin]))
  const teams = await readTeams(client, seasonId)
  const origins = teams.map(({ members }) => new Set(members.map(({ personId }) => originOf.get(personId))).size)
  expect(moved).toBeLessThanOrEqual(1)
  expect(origins).toEqual([2, 2, 2, 2, 2, 2, 2])
  expect(teams.map(({ members }) => members.length).toSorted()).toEqual([2, 3, 3, 3, 3, 3, 3])
}, 240_000)
