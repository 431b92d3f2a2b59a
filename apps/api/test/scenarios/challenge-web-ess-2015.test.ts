import { createEssorClient } from '@essor/api-client'
import { beforeAll, expect, it } from 'vitest'
import { playFoundation } from '../../src/demo/play-opening.ts'
import { done, newStage } from '../../src/demo/stage.ts'
import { runQueuedMatching } from '../../src/modules/matching/index.ts'
import { useTestApp } from '../harness.ts'
import { laureates } from './challenge-web-ess-2015/projects.ts'
import { playChallenge, tally, type Challenge } from './challenge-web-ess-2015/season.ts'
import { insertNetworkAdmin } from './first-admin.ts'

/** The facts are those of 25 and 26 November 2015; the whole season goes through HTTP, each step as the person who would do it. */
const t = useTestApp()
let season: Challenge
let organiser: Awaited<ReturnType<typeof playFoundation>>['organiser']

beforeAll(async () => {
  t.setNow('2015-10-01T08:00:00Z')
  await insertNetworkAdmin(t.db)
  const stage = newStage({
    baseUrl: t.url,
    fetch: (request: Request) => fetch(request),
    at: (instant: string) => t.setNow(instant),
    finishMatching: (runId: string) => runQueuedMatching(t.deps, runId),
  })
  const team = await playFoundation(stage, {
    slug: 'colombbus-et-le-poles',
    name: 'Colombbus et Le PoleS',
    department: '75',
    timeZone: 'Europe/Paris',
  })
  organiser = team.organiser
  season = await playChallenge(stage, team, team.delegationId)
})

const visitor = () => createEssorClient({ baseUrl: t.url })
const ofSeason = () => ({ path: { seasonId: season.seasonId } })
const enrolments = async () =>
  done(
    await organiser.client.GET('/api/v1/seasons/{seasonId}/enrolments', {
      params: { ...ofSeason(), query: { limit: 100 } },
    }),
  ).items

it('has seven laureates, and an answer with a reason for all others', async () => {
  const answers = []
  for (const { id, holder, project } of season.submissions) {
    const { status, reason } = done(
      await holder.client.GET('/api/v1/submissions/{submissionId}', { params: { path: { submissionId: id } } }),
    )
    answers.push([project.structure, status, reason !== ''])
  }

  expect(answers).toEqual([
    ...laureates.map((structure) => [structure, 'confirmed', false]),
    ['Grande plateforme (exemple)', 'declined', true],
    ['Refonte complète (exemple)', 'declined', true],
    ['Arrivé à minuit (exemple)', 'declined', true],
  ])
})

it('takes a file at 23:59:59 on Friday 13 November, Paris time; one at 00:00:00 needs a code', () => {
  expect(season.deadline).toEqual({
    lastSecond: 'submitted',
    midnight: 'call_not_open',
    midnightWithCode: 'submitted',
  })
})

it('shows its seven laureates to everyone, and no answer to anyone else', async () => {
  const { items } = done(
    await visitor().GET('/api/v1/public/calls/{callId}/laureates', {
      params: { path: { callId: season.callId }, query: { limit: 100 } },
    }),
  )

  expect(items.map(({ structure }) => structure).toSorted()).toEqual(laureates.toSorted())
})

it('has 9 people of Colombbus and 12 of Le PoleS, all there, 9 in Paris and 12 in Villeneuve-la-Garenne', async () => {
  const rows = await enrolments()
  const count = (key: 'origin' | 'siteName') =>
    Object.fromEntries([...Map.groupBy(rows, (row) => row[key])].map(([value, those]) => [value, those.length]))

  expect(rows.map(({ status }) => status)).toEqual(Array.from({ length: 21 }, () => 'checked_in'))
  expect(count('origin')).toEqual({ Colombbus: 9, 'Le PoleS': 12 })
  expect(count('siteName')).toEqual({ Paris: 9, 'Villeneuve-la-Garenne': 12 })
})

it('keeps the time at which people came while the network was down', async () => {
  const { items } = done(
    await organiser.client.GET('/api/v1/seasons/{seasonId}/door/people', {
      params: { ...ofSeason(), query: { limit: 100 } },
    }),
  )

  expect([...new Set(items.map(({ checkedInAt }) => checkedInAt))].toSorted()).toEqual([
    '2015-11-25T07:40:00.000Z',
    '2015-11-25T08:00:00.000Z',
  ])
})

it('forms seven mixed teams of three: two have two people of Colombbus, five have one', () => {
  const originOf = new Map(season.people.map(({ id, origin }) => [id, origin]))
  const shapes = season.teams.map(({ members }) => [
    members.filter(({ personId }) => originOf.get(personId) === 'Colombbus').length,
    members.filter(({ personId }) => originOf.get(personId) === 'Le PoleS').length,
  ])

  expect(shapes.toSorted(([one = 0], [other = 0]) => other - one)).toEqual([
    [2, 1],
    [2, 1],
    [1, 2],
    [1, 2],
    [1, 2],
    [1, 2],
    [1, 2],
  ])
})

it('keeps each team on one site: three in Paris, four in Villeneuve-la-Garenne', () => {
  const placeOf = new Map(season.people.map(({ id, place }) => [id, place]))
  const places = season.teams.map(({ members }) => [...new Set(members.map(({ personId }) => placeOf.get(personId)))])

  expect(places.toSorted()).toEqual([
    ...Array.from({ length: 3 }, () => ['Paris']),
    ...Array.from({ length: 4 }, () => ['Villeneuve-la-Garenne']),
  ])
})

it('gives each team a coach of its own', async () => {
  const { items } = done(
    await organiser.client.GET('/api/v1/seasons/{seasonId}/accompanied-teams', {
      params: { ...ofSeason(), query: { limit: 100 } },
    }),
  )
  const coaches = items.flatMap(({ mentors }) => mentors.map(({ personId }) => personId))

  expect(items.map(({ mentors }) => mentors.length)).toEqual([1, 1, 1, 1, 1, 1, 1])
  expect(new Set(coaches).size).toBe(7)
})

it('starts on 25 November at 9:00 on both sites and ends on the 26th at 18:00 at l’Atelier, all shown to the public', async () => {
  const { sessions, sites } = done(
    await visitor().GET('/api/v1/public/seasons/{slug}', { params: { path: { slug: 'challenge-web-ess-2015' } } }),
  )
  const first = sessions.find(({ kind }) => kind === 'kick_off')
  const last = sessions.find(({ kind }) => kind === 'restitution')

  expect(sites.map(({ name }) => name)).toEqual(['Paris', 'Villeneuve-la-Garenne'])
  expect(first).toMatchObject({ startsAt: '2015-11-25T08:00:00.000Z', siteIds: sites.map(({ id }) => id) })
  expect(last).toMatchObject({ startsAt: '2015-11-26T17:00:00.000Z', place: 'L’Atelier', siteIds: [] })
})

it('counts what they lived on, for all to see', async () => {
  const counters = done(
    await visitor().GET('/api/v1/public/seasons/{slug}/tally', {
      params: { path: { slug: 'challenge-web-ess-2015' } },
    }),
  )

  expect(counters.map(({ label, amount, unit }) => [label, amount, unit])).toEqual(tally)
})

it('comes again in 2016: the same sites, hours and counters, and nobody yet', async () => {
  const next = done(
    await organiser.client.POST('/api/v1/seasons/{seasonId}/copies', {
      params: ofSeason(),
      body: {
        slug: 'challenge-web-ess-2016',
        name: 'Challenge du Web Social & Solidaire 2016',
        startsOn: '2016-11-23',
      },
    }),
  )
  const params = { path: { seasonId: next.id } }
  const { client } = organiser
  const read = done(await client.GET('/api/v1/seasons/{seasonId}', { params }))
  const sites = done(await client.GET('/api/v1/seasons/{seasonId}/sites', { params }))
  const counters = done(await client.GET('/api/v1/seasons/{seasonId}/tally', { params }))
  const people = done(await client.GET('/api/v1/seasons/{seasonId}/enrolments', { params }))

  expect(read).toMatchObject({ status: 'draft', startsOn: '2016-11-23', endsOn: '2016-11-24', capacity: 21 })
  expect(read.phases.find(({ kind }) => kind === 'call')).toMatchObject({
    startsAt: '2016-11-01T08:00:00.000Z',
    endsAt: '2016-11-11T22:59:00.000Z',
  })
  expect(read.sessions.map(({ startsAt, siteIds }) => [startsAt.slice(0, 10), siteIds.length])).toEqual([
    ['2016-11-23', 2],
    ['2016-11-23', 2],
    ['2016-11-24', 2],
    ['2016-11-24', 0],
  ])
  expect(sites.map(({ name, capacity }) => [name, capacity])).toEqual([
    ['Paris', 9],
    ['Villeneuve-la-Garenne', 12],
  ])
  expect(counters.map(({ label, amount }) => [label, amount])).toEqual(tally.map(([label]) => [label, 0]))
  expect(people.items).toEqual([])
})
