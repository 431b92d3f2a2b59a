import { expect, it } from 'vitest'
import { playFoundation } from '../../src/demo/play-opening.ts'
import { newStage } from '../../src/demo/stage.ts'
import { runQueuedMatching } from '../../src/modules/matching/index.ts'
import { useTestApp } from '../harness.ts'
import { playChallengeUntilTeams } from './challenge-web-ess-2015/season.ts'
import { playDropOut, readTeams, stageOn } from './drop-out.ts'
import { insertNetworkAdmin } from './first-admin.ts'

const t = useTestApp()

it('moves one other person, of the same structure and site, when the only one of Colombbus in a team drops out', async () => {
  t.setNow('2015-10-01T08:00:00Z')
  await insertNetworkAdmin(t.db)
  const stage = newStage(stageOn(t, (runId) => runQueuedMatching(t.deps, runId)))
  const team = await playFoundation(stage, {
    slug: 'colombbus-et-le-poles',
    name: 'Colombbus et Le PoleS',
    department: '75',
    timeZone: 'Europe/Paris',
  })
  const { seasonId, people, teams } = await playChallengeUntilTeams(stage, team, team.delegationId)
  const { client } = team.organiser
  const who = new Map(people.map((person) => [person.id, person]))
  const alone = teams
    .map(({ members }) => members.map(({ personId }) => who.get(personId)!))
    .map((members) => members.filter(({ origin }) => origin === 'Colombbus'))
    .find(({ length }) => length === 1)![0]!

  const { moved, moves } = await playDropOut(t, client, seasonId, alone)

  const after = (await readTeams(client, seasonId)).map(({ members }) =>
    members.map(({ personId }) => who.get(personId)!),
  )
  expect(moved).toBe(1)
  expect(moves.map(({ personId, why }) => [who.get(personId)!.origin, who.get(personId)!.place, why])).toEqual([
    ['Colombbus', alone.place, 'repair'],
  ])
  expect(after.map((members) => new Set(members.map(({ origin }) => origin)).size)).toEqual([2, 2, 2, 2, 2, 2, 2])
  expect(after.map((members) => new Set(members.map(({ place }) => place)).size)).toEqual([1, 1, 1, 1, 1, 1, 1])
  expect(after.map((members) => members.length).toSorted()).toEqual([2, 3, 3, 3, 3, 3, 3])
}, 240_000)
