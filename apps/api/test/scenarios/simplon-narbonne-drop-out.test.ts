import { expect, it } from 'vitest'
import { calendar } from '../../src/demo/calendar.ts'
import { playFoundation, playOpening } from '../../src/demo/play-opening.ts'
import { playEnrolmentMoves, playEnrolments } from '../../src/demo/play-recruitment.ts'
import { playPreferences, playTeams } from '../../src/demo/play-teams.ts'
import { acceptInvitation, done, enter, newStage } from '../../src/demo/stage.ts'
import { runQueuedMatching } from '../../src/modules/matching/index.ts'
import { useTestApp } from '../harness.ts'
import { playDropOut, readTeams, stageOn } from './drop-out.ts'
import { insertNetworkAdmin } from './first-admin.ts'
import { developers, participants, projects } from './simplon-narbonne/people.ts'

const t = useTestApp()
const startsOn = '2026-06-06'

it('shares three developers between all teams, and moves one other person when one of a team of three drops out', async () => {
  const on = calendar(startsOn)
  t.setNow(on(-70, '08:00'))
  await insertNetworkAdmin(t.db)
  const stage = newStage(stageOn(t, (runId) => runQueuedMatching(t.deps, runId)))
  const team = await playFoundation(stage)
  const { client } = team.organiser
  const seasonId = await playOpening(team, team.delegationId, {
    slug: 'simplon-narbonne',
    name: 'Simplon Narbonne',
    summary: 'Quarante-huit heures, de l’idée au prototype, sans savoir coder.',
    place: 'Narbonne',
    startsOn,
    capacity: 12,
    event: 'marathon numérique',
  })
  const params = { path: { seasonId } }
  for (const project of projects)
    done(
      await client.POST('/api/v1/seasons/{seasonId}/projects', {
        params,
        body: { ...project, structure: project.title, wantedSkills: [] },
      }),
    )
  stage.at(on(-40, '10:00'))
  const people = await playEnrolments(stage, seasonId, participants)
  await playEnrolmentMoves(team, people, 'confirmed')
  await playPreferences(people, seasonId)
  stage.at(on(-5, '10:00'))
  const formed = await playTeams(stage, team, seasonId)
  for (const developer of developers) {
    done(
      await client.POST('/api/v1/seasons/{seasonId}/invitations', {
        params,
        body: { email: developer.email, role: 'mentor' },
      }),
    )
    await acceptInvitation(stage, developer)
    const { id: personId } = await enter(stage, developer)
    for (const { id: teamId } of formed)
      done(
        await client.POST('/api/v1/teams/{teamId}/mentors', {
          params: { path: { teamId } },
          body: { personId, role: 'mentor' },
        }),
      )
  }

  const three = formed.find(({ members }) => members.length === 3)!
  const leaver = people.find(({ id }) => three.members.some(({ personId }) => personId === id))!

  const { moved, moves } = await playDropOut(t, client, seasonId, leaver)

  const accompanied = done(await client.GET('/api/v1/seasons/{seasonId}/accompanied-teams', { params }))
  expect(moved).toBe(1)
  expect(moves).toMatchObject([{ to: three.project.id, why: 'repair' }])
  expect(accompanied.items.map(({ mentors }) => mentors.length)).toEqual([3, 3, 3])
  const sizes = (await readTeams(client, seasonId)).map(({ members }) => members.length)
  expect(sizes.toSorted()).toEqual([3, 3, 3])
}, 240_000)
