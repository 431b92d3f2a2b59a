import { expect, it } from 'vitest'
import { useTestApp, type Caller } from '../../../../test/harness.ts'
import { aMatchingSeason, policy, solved } from '../../../../test/matching-season.ts'

const t = useTestApp()

const none = '00000000-0000-4000-8000-000000000000'
const compare = (season: { id: string }, ids: string[]) =>
  `/api/v1/seasons/${season.id}/matching-comparison?runIds=${ids.join(',')}`

it('counts no move that was taken back: what was proven holds again', async () => {
  const { season, organiser, dan } = await aMatchingSeason(t)
  const runs = `/api/v1/seasons/${season.id}/matching-runs`
  const [moved, other] = [await solved(t, organiser, runs, policy), await solved(t, organiser, runs, policy)]
  const at = `/api/v1/matching-runs/${moved.id}/moves`
  await organiser.post(at).set('if-match', '"1"').send({ personId: dan.id, projectId: null }).expect(201)
  await organiser.post(`${at}/undo`).set('if-match', '"2"').expect(201)

  const { body } = await organiser.get(compare(season, [moved.id, other.id])).expect(200)

  expect(body.runs[0].summary).toMatchObject({ movesByHand: 0, gap: 0 })
})

it('puts runs beside each other, with what each comes to and who is elsewhere', async () => {
  const { season, organiser, garden, bikes, ana, ben, cas, dan } = await aMatchingSeason(t)
  const runs = `/api/v1/seasons/${season.id}/matching-runs`
  const wishes = await solved(t, organiser, runs, policy)
  const mixed = await solved(t, organiser, runs, {
    ...policy,
    mixedOrigins: 'hard',
    together: [[ana.id, cas.id]],
    locked: [{ personId: ana.id, projectId: garden.id }],
  })
  const impossible = await solved(t, organiser, runs, {
    ...policy,
    together: [[ana.id, ben.id]],
    apart: [[ana.id, ben.id]],
    everyonePlaced: 'hard',
  })
  await organiser
    .post(`/api/v1/matching-runs/${wishes.id}/moves`)
    .set('if-match', '"1"')
    .send({ personId: dan.id, projectId: null })
    .expect(201)

  const { body } = await organiser.get(compare(season, [wishes.id, mixed.id, impossible.id])).expect(200)

  const {
    draft: _draft,
    people: _people,
    projects: _projects,
    clash: _clash,
    relaxations: _ways,
    moves: _moves,
    ...row
  } = mixed
  expect(body.runs[1]).toEqual({
    ...row,
    summary: {
      placed: 4,
      leftOut: 0,
      firstWishes: 2,
      secondWishes: 0,
      wantedPlaces: 1,
      filledPlaces: 1,
      teams: 2,
      mixedTeams: 2,
      broken: 0,
      movesByHand: 0,
      objective: 10,
      gap: 0,
      seconds: 0,
    },
  })
  expect(body.runs.map(({ id }: { id: string }) => id)).toEqual([wishes.id, mixed.id, impossible.id])
  expect(body.runs[0].summary).toMatchObject({
    placed: 3,
    leftOut: 1,
    firstWishes: 3,
    mixedTeams: 0,
    broken: 1,
    movesByHand: 1,
    gap: null,
  })
  expect(body.runs[2].summary).toBeNull()
  expect(body.projects).toEqual([
    { id: garden.id, title: 'Un jardin' },
    { id: bikes.id, title: 'Des vélos' },
  ])
  const at = (projectId: string | null, wish: number | null) => ({ known: true, projectId, wish })
  const unknown = { known: false, projectId: null, wish: null }
  expect(body.differing).toEqual([
    { personId: ben.id, name: 'Ben', places: [at(garden.id, 1), at(bikes.id, null), unknown] },
    { personId: cas.id, name: 'Cas', places: [at(bikes.id, 1), at(garden.id, null), unknown] },
    { personId: dan.id, name: 'Dan', places: [at(null, null), at(bikes.id, 1), unknown] },
  ])
})

it('compares two to four different runs of the season', async () => {
  const { season, organiser } = await aMatchingSeason(t)
  const { body: run } = await organiser.post(`/api/v1/seasons/${season.id}/matching-runs`).send(policy).expect(201)
  const refused = async (ids: string[]) => (await organiser.get(compare(season, ids)).expect(400)).body.errors

  expect(await refused([run.id])).toMatchObject([{ path: 'runIds' }])
  expect(await refused([run.id, run.id])).toMatchObject([{ path: 'runIds' }])
  expect(await refused([run.id, 'oops'])).toMatchObject([{ path: 'runIds' }])
  expect(await refused([run.id, none])).toMatchObject([{ path: 'runIds', code: 'unknown' }])
})

it('is for organisers of the season', async () => {
  const { season, organiser, ana } = await aMatchingSeason(t)
  const coach = await t.person({ role: 'coach', scopeKind: 'season', scopeId: season.id })
  const status = async (one: Caller, id: string) => (await one.get(compare({ id }, [none, season.id]))).status

  expect([await status(ana, season.id), await status(coach, season.id)]).toEqual([403, 403])
  expect(await status(t.anonymous, season.id)).toBe(401)
  expect(await status(organiser, none)).toBe(404)
  expect(await status(organiser, 'oops')).toBe(400)
})
