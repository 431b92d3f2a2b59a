import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertProject, insertPromise, insertSeason, insertSite } from '../../../../test/factories.ts'
import { useTestApp, type Caller } from '../../../../test/harness.ts'
import { aMatchingSeason, insertPublishedRun } from '../../../../test/matching-season.ts'
import { seasons } from '../../seasons/index.ts'
import { readPoolFacts } from '../policies/pool.service.ts'
import { availabilityBlocks } from './terms.table.ts'

const t = useTestApp()

const none = '00000000-0000-4000-8000-000000000000'
const blocksOf = (season: { id: string }) => `/api/v1/seasons/${season.id}/availability-blocks`
const mineIn = (season: { id: string }) => `/api/v1/me/seasons/${season.id}/availability`

async function aBlock(organiser: Caller, season: { id: string }, name: string): Promise<string> {
  return (await organiser.post(blocksOf(season)).send({ name }).expect(201)).body.id
}

it('names the moments at which teams may meet', async () => {
  const { season, organiser } = await aMatchingSeason(t)

  const added = await organiser.post(blocksOf(season)).send({ name: 'Mercredi soir' }).expect(201)
  const row = { id: added.body.id, seasonId: season.id, name: 'Mercredi soir', version: 1 }
  expect(added.body).toEqual(row)
  const path = `/api/v1/availability-blocks/${row.id}`
  const renamed = await organiser.put(path).set('if-match', '"1"').send({ name: 'Mercredi, 18 h' }).expect(200)
  expect(renamed.body).toEqual({ ...row, name: 'Mercredi, 18 h', version: 2 })
  const stale = await organiser.put(path).set('if-match', '"1"').send({ name: 'Jeudi' }).expect(412)
  expect(stale.body).toMatchObject({ code: 'version_conflict' })
  await organiser.put(path).send({ name: 'Jeudi' }).expect(428)
  await aBlock(organiser, season, 'Samedi matin')
  const taken = await organiser.put(path).set('if-match', '"2"').send({ name: 'Samedi matin' }).expect(409)
  expect(taken.body).toMatchObject({ code: 'already_exists', errors: [{ path: 'name', code: 'taken' }] })
  const unnamed = await organiser.post(blocksOf(season)).send({ name: '' }).expect(400)
  expect(unnamed.body).toMatchObject({ errors: [{ path: 'name' }] })
  await organiser.delete(path).expect(204)
  const { body } = await organiser.get(blocksOf(season)).expect(200)
  expect(body.map(({ name }: { name: string }) => name)).toEqual(['Samedi matin'])
})

it('has each name once, and some dozens of moments at most', async () => {
  const { season, organiser } = await aMatchingSeason(t)

  const answers = await Promise.all(
    Array.from({ length: 4 }, () => organiser.post(blocksOf(season)).send({ name: 'Mardi' })),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  await t.db
    .insert(availabilityBlocks)
    .values(Array.from({ length: 39 }, (_, index) => ({ seasonId: season.id, name: `Moment ${index}` })))
  const { body } = await organiser.post(blocksOf(season)).send({ name: 'Encore un' }).expect(409)
  expect(body).toMatchObject({ code: 'too_many_of_these' })
})

it('lets everyone tick when they can come, and one whole answer of several stays', async () => {
  const { season, organiser, ana } = await aMatchingSeason(t)
  const tuesday = await aBlock(organiser, season, 'Mardi')
  const saturday = await aBlock(organiser, season, 'Samedi')
  const blocks = [
    { id: tuesday, name: 'Mardi' },
    { id: saturday, name: 'Samedi' },
  ]

  await Promise.all(
    [[tuesday], [saturday], [tuesday, saturday]].map((blockIds) => ana.put(mineIn(season)).send({ blockIds })),
  )
  const { body } = await ana
    .put(mineIn(season))
    .send({ blockIds: [saturday] })
    .expect(200)

  expect(body).toEqual({ seasonId: season.id, open: true, blocks, blockIds: [saturday] })
  expect((await ana.get(mineIn(season)).expect(200)).body).toEqual(body)
  const unknown = await ana
    .put(mineIn(season))
    .send({ blockIds: [none] })
    .expect(400)
  expect(unknown.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'blockIds.0' }] })
  await ana
    .put(mineIn(season))
    .send({ blockIds: [saturday, saturday] })
    .expect(400)
  await insertPublishedRun(t, season.id)
  const late = await ana.put(mineIn(season)).send({ blockIds: [] }).expect(409)
  expect(late.body).toMatchObject({ code: 'preferences_closed' })
  expect((await ana.get(mineIn(season)).expect(200)).body).toMatchObject({ open: false, blockIds: [saturday] })
})

it('takes no moments for a season that is over', async () => {
  const { season, ana } = await aMatchingSeason(t)
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))

  const late = await ana.put(mineIn(season)).send({ blockIds: [] }).expect(409)

  expect(late.body).toMatchObject({ code: 'preferences_closed' })
  expect((await ana.get(mineIn(season)).expect(200)).body).toMatchObject({ open: false })
})

it('says what a project asks of its team', async () => {
  const { season, organiser, garden, bikes } = await aMatchingSeason(t)
  const site = await insertSite(t.db, season.id)
  const blockId = await aBlock(organiser, season, 'Mardi')
  const path = `/api/v1/projects/${garden.id}/terms`
  const nothing = {
    projectId: garden.id,
    title: 'Un jardin',
    structure: 'Association des locataires',
    daysWanted: 0,
    siteId: null,
    sizeMin: null,
    sizeMax: null,
    mayStayClosed: false,
    blockIds: [],
    version: 0,
  }
  const asked = { siteId: site.id, sizeMin: 2, sizeMax: 4, mayStayClosed: true, blockIds: [blockId] }

  expect((await organiser.get(path).expect(200)).body).toEqual(nothing)
  const first = await organiser.put(path).set('if-match', '"0"').send(asked).expect(200)
  expect(first.body).toEqual({ ...nothing, ...asked, version: 1 })
  expect(first.headers['etag']).toBe('"1"')
  const second = await organiser.put(path).set('if-match', '"1"').send({ sizeMin: 3 }).expect(200)
  expect(second.body).toEqual({ ...nothing, sizeMin: 3, version: 2 })
  expect((await organiser.get(`/api/v1/seasons/${season.id}/project-terms`).expect(200)).body).toEqual({
    items: [second.body, { ...nothing, projectId: bikes.id, title: 'Des vélos', structure: 'Atelier Vélo' }],
    nextCursor: null,
  })
})

it('takes one of several changes of the same version, the first one too', async () => {
  const { organiser, garden } = await aMatchingSeason(t)
  const path = `/api/v1/projects/${garden.id}/terms`
  const race = (version: string) =>
    Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        organiser
          .put(path)
          .set('if-match', version)
          .send({ sizeMin: index + 1 }),
      ),
    )

  for (const version of ['"0"', '"1"']) {
    const answers = await race(version)
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412])
  }
  await organiser.put(path).send({}).expect(428)
})

it('refuses sites and moments of another season, and sizes the wrong way round', async () => {
  const { organiser, garden } = await aMatchingSeason(t)
  const other = await insertSeason(t.db)
  const site = await insertSite(t.db, other.id)
  const put = (body: object) =>
    organiser.put(`/api/v1/projects/${garden.id}/terms`).set('if-match', '"0"').send(body).expect(400)

  expect(
    (await put({ siteId: site.id, blockIds: [none] })).body.errors.map(({ path }: { path: string }) => path),
  ).toEqual(['blockIds.0', 'siteId'])
  expect((await put({ sizeMin: 5, sizeMax: 2 })).body.errors).toMatchObject([{ path: 'sizeMax' }])
  expect((await put({ sizeMin: 0 })).body.errors).toMatchObject([{ path: 'sizeMin' }])
})

it('reads for a run where people come, what they promised and ticked, who is new and who facilitates', async () => {
  const season = await insertSeason(t.db)
  const before = await insertSeason(t.db, { startsOn: '2024-04-01', endsOn: '2024-05-31' })
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const place = await insertSite(t.db, season.id)
  const online = await insertSite(t.db, season.id, { kind: 'remote', name: 'À distance' })
  const facilitator = await t.person({ role: 'facilitator', scopeKind: 'delegation', scopeId: season.delegationId })
  const newcomer = await t.person({ role: 'facilitator', scopeKind: 'season', scopeId: before.id })
  await insertEnrolment(t.db, season.id, facilitator.id, { siteId: place.id })
  await insertEnrolment(t.db, season.id, newcomer.id, { siteId: online.id })
  await insertEnrolment(t.db, before.id, facilitator.id, { status: 'checked_in' })
  await insertEnrolment(t.db, before.id, newcomer.id, { status: 'no_show' })
  await insertPromise(t.db, season.id, newcomer.id, { minutes: 1_050 })
  await insertPromise(t.db, season.id, newcomer.id, { minutes: 420, status: 'withdrawn' })
  const project = await insertProject(t.db, season.id, {
    wantedSkills: [{ skill: 'food.garden', level: 1, count: 2, days: 3 }],
  })
  const tuesday = await aBlock(organiser, season, 'Mardi')
  await facilitator
    .put(mineIn(season))
    .send({ blockIds: [tuesday] })
    .expect(200)
  await organiser
    .put(`/api/v1/projects/${project.id}/terms`)
    .set('if-match', '"0"')
    .send({ siteId: online.id, blockIds: [tuesday] })
    .expect(200)

  const { people, projects } = await readPoolFacts(t.db, season)

  const person = { origin: 'IUT d’Amiens', category: 'student', skills: [], wishes: [] }
  expect(people).toEqual([
    {
      ...person,
      id: facilitator.id,
      siteId: place.id,
      remote: false,
      days: 0,
      blocks: [tuesday],
      newcomer: false,
      facilitator: true,
    },
    {
      ...person,
      id: newcomer.id,
      siteId: online.id,
      remote: true,
      days: 2.5,
      blocks: [],
      newcomer: true,
      facilitator: false,
    },
  ])
  expect(projects).toEqual([
    {
      id: project.id,
      wantedSkills: [{ skill: 'food.garden', level: 1, count: 2, days: 3 }],
      siteId: null,
      sizeMin: null,
      sizeMax: null,
      mayStayClosed: false,
      blocks: [tuesday],
    },
  ])
})

it('is for organisers, and one’s own ticks for those who take part', async () => {
  const { season, organiser, garden, ana } = await aMatchingSeason(t)
  const blockId = await aBlock(organiser, season, 'Mardi')
  const coach = await t.person({ role: 'coach', scopeKind: 'season', scopeId: season.id })
  const statuses = async (one: Caller, ids: { season: string; block: string; project: string }) => {
    const block = `/api/v1/availability-blocks/${ids.block}`
    const answers = [
      await one.get(`/api/v1/seasons/${ids.season}/availability-blocks`),
      await one.post(`/api/v1/seasons/${ids.season}/availability-blocks`).send({ name: 'Jeudi' }),
      await one.put(block).set('if-match', '"1"').send({ name: 'Jeudi' }),
      await one.get(`/api/v1/seasons/${ids.season}/project-terms`),
      await one.get(`/api/v1/projects/${ids.project}/terms`),
      await one.put(`/api/v1/projects/${ids.project}/terms`).set('if-match', '"0"').send({}),
      await one.delete(block),
    ]
    return [...new Set(answers.map(({ status }) => status))]
  }
  const own = async (one: Caller, seasonId: string) => [
    (await one.get(mineIn({ id: seasonId }))).status,
    (await one.put(mineIn({ id: seasonId })).send({ blockIds: [] })).status,
  ]
  const real = { season: season.id, block: blockId, project: garden.id }

  for (const one of [ana, coach]) expect(await statuses(one, real)).toEqual([403])
  expect(await statuses(t.anonymous, real)).toEqual([401])
  expect(await statuses(organiser, { season: none, block: none, project: none })).toEqual([404])
  expect(await statuses(organiser, { season: 'oops', block: 'oops', project: 'oops' })).toEqual([400])
  expect(await own(coach, season.id)).toEqual([403, 403])
  expect(await own(t.anonymous, season.id)).toEqual([401, 401])
  expect(await own(ana, none)).toEqual([404, 404])
  expect(await own(ana, 'oops')).toEqual([400, 400])
})
