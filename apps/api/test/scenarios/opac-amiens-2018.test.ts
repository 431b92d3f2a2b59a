import { createEssorClient } from '@essor/api-client'
import { beforeAll, expect, it } from 'vitest'
import { mentors, participants } from '../../src/demo/opac-amiens-2018/people.ts'
import { playOpacAmiens2018, type PlayedSeason } from '../../src/demo/opac-amiens-2018/season.ts'
import { playFoundation } from '../../src/demo/play-opening.ts'
import { done, newStage } from '../../src/demo/stage.ts'
import { runQueuedMatching } from '../../src/modules/matching/index.ts'
import { useTestApp } from '../harness.ts'
import { insertNetworkAdmin } from './first-admin.ts'

/** The facts are those of the event of 19 May 2018; the whole season goes through HTTP, each step as the person who would do it. */
const t = useTestApp()
let season: PlayedSeason
let organiser: Awaited<ReturnType<typeof playFoundation>>['organiser']

beforeAll(async () => {
  t.setNow('2018-03-01T08:00:00Z')
  await insertNetworkAdmin(t.db)
  const stage = newStage({
    baseUrl: t.url,
    fetch: (request: Request) => fetch(request),
    at: (instant: string) => t.setNow(instant),
    finishMatching: (runId: string) => runQueuedMatching(t.deps, runId),
  })
  const team = await playFoundation(stage)
  organiser = team.organiser
  season = await playOpacAmiens2018(stage, team, team.delegationId)
})

const visitor = () => createEssorClient({ baseUrl: t.url })
const ofSeason = () => ({ path: { seasonId: season.seasonId } })

it('brings together 24 participants, 60 % of them students and 30 % professionals', async () => {
  const { items } = done(
    await organiser.client.GET('/api/v1/seasons/{seasonId}/enrolments', {
      params: { ...ofSeason(), query: { limit: 100 } },
    }),
  )
  const share = (category: string) =>
    Math.round((items.filter((one) => one.category === category).length / items.length) * 10) * 10

  expect(items.map(({ status }) => status)).toEqual(Array.from({ length: 24 }, () => 'checked_in'))
  expect({ students: share('student'), professionals: share('professional') }).toEqual({
    students: 60,
    professionals: 30,
  })
})

it('forms 6 teams of 3 to 5, with everyone in just one of them', () => {
  const sizes = season.teams.map(({ members }) => members.length)
  const placed = season.teams.flatMap(({ members }) => members.map(({ name }) => name))

  expect(season.teams).toHaveLength(6)
  expect(sizes.every((size) => size >= 3 && size <= 5)).toBe(true)
  expect(placed.toSorted()).toEqual(participants.map(({ name }) => name).toSorted())
})

it('has mentors of the four fields, and one for each team', async () => {
  const { items } = done(
    await organiser.client.GET('/api/v1/seasons/{seasonId}/accompanied-teams', {
      params: { ...ofSeason(), query: { limit: 100 } },
    }),
  )

  expect(mentors.map(({ field }) => field)).toEqual([
    'gestion locative',
    'numérique',
    'développement web',
    'logement social',
  ])
  expect(items.map((team) => team.mentors.length)).toEqual([1, 1, 1, 1, 1, 1])
})

it('answers the question of a team within half an hour', async () => {
  const { asker, mentor, id } = season.question
  const request = done(
    await asker.client.GET('/api/v1/help-requests/{helpRequestId}', { params: { path: { helpRequestId: id } } }),
  )
  const summary = done(await organiser.client.GET('/api/v1/seasons/{seasonId}/mentoring', { params: ofSeason() }))

  expect(request).toMatchObject({ status: 'answered', claimedByName: mentor.name })
  expect(summary.medianResponseSeconds).toBe(25 * 60)
})

it('answers every holder, and gives the declined a reason', async () => {
  const answers = []
  for (const { id, holder } of season.submissions) {
    const { status, reason } = done(
      await holder.client.GET('/api/v1/submissions/{submissionId}', { params: { path: { submissionId: id } } }),
    )
    answers.push({ status, hasReason: reason !== '' })
  }

  expect(answers).toEqual([
    ...Array.from({ length: 6 }, () => ({ status: 'confirmed', hasReason: false })),
    { status: 'declined', hasReason: true },
    { status: 'declined', hasReason: true },
  ])
})

it('keeps every pitch under three minutes', async () => {
  const { pitches } = done(
    await organiser.client.GET('/api/v1/pitch-sessions/{sessionId}', {
      params: { path: { sessionId: season.session.id } },
    }),
  )

  expect(pitches.map(({ clock }) => [clock.state, clock.elapsedMs > 0 && clock.elapsedMs < 180_000])).toEqual(
    Array.from({ length: 6 }, () => ['done', true]),
  )
})

it('gives 5 000 € to the first, and shows everyone the results without marks or jurors', async () => {
  const results = done(
    await visitor().GET('/api/v1/public/seasons/{slug}/results', { params: { path: { slug: 'opac-amiens-2018' } } }),
  )

  expect(results.awards).toEqual([
    {
      title: 'Prix du meilleur projet',
      amountCents: 500_000,
      funder: 'OPAC d’Amiens',
      teamName: season.ranking[0]!.teamName,
      projectTitle: season.ranking[0]!.projectTitle,
    },
  ])
  expect(results.places.map(({ teamName }) => teamName)).toEqual(season.ranking.map(({ teamName }) => teamName))
  const said = JSON.stringify(results)
  for (const { name } of [...season.cast.jurors, ...season.people]) expect(said).not.toContain(name)
})

it('shows that the second juror was the most severe', async () => {
  const { jurors } = done(await organiser.client.GET('/api/v1/seasons/{seasonId}/ranking', { params: ofSeason() }))

  const mostSevere = jurors.toSorted((one, other) => (other.severity ?? 0) - (one.severity ?? 0))[0]

  expect(mostSevere).toMatchObject({ personId: season.cast.jurors[1]!.id, scorecards: 6 })
})
