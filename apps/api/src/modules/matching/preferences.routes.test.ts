import { expect, it } from 'vitest'
import { insertEnrolment, insertProject, insertSeason } from '../../../test/factories.ts'
import { useTestApp, type Caller } from '../../../test/harness.ts'
import { insertPublishedRun } from '../../../test/matching-season.ts'

const t = useTestApp()

async function anEnrolled() {
  const season = await insertSeason(t.db)
  const person = await t.person()
  await insertEnrolment(t.db, season.id, person.id, { status: 'applied' })
  const projects = [
    await insertProject(t.db, season.id, { title: 'Un jardin' }),
    await insertProject(t.db, season.id, { title: 'Des vélos' }),
    await insertProject(t.db, season.id, { title: 'Une épicerie' }),
  ]
  return { season, person, ids: projects.map(({ id }) => id), url: `/api/v1/me/seasons/${season.id}/preferences` }
}

it('keeps a ranking whole, and the one sent after it', async () => {
  const { season, person, ids, url } = await anEnrolled()
  const [garden, bikes, shop] = ids as [string, string, string]

  const first = await person
    .put(url)
    .send({ projectIds: [shop, garden] })
    .expect(200)
  await person
    .put(url)
    .send({ projectIds: [bikes, shop, garden] })
    .expect(200)
  const { body } = await person.get(url).expect(200)

  const project = { structure: 'Association des locataires', summary: '', wantedSkills: [] }
  const sheet = {
    seasonId: season.id,
    seasonName: 'Saison de printemps',
    open: true,
    projects: [
      { id: garden, title: 'Un jardin', ...project },
      { id: bikes, title: 'Des vélos', ...project },
      { id: shop, title: 'Une épicerie', ...project },
    ],
  }
  expect(first.body).toEqual({ ...sheet, projectIds: [shop, garden] })
  expect(body).toEqual({ ...sheet, projectIds: [bikes, shop, garden] })
})

it('takes every wish back', async () => {
  const { person, ids, url } = await anEnrolled()
  await person.put(url).send({ projectIds: ids }).expect(200)

  const { body } = await person.put(url).send({ projectIds: [] }).expect(200)

  expect(body).toMatchObject({ projectIds: [] })
})

it('keeps one whole ranking of several sent at once', async () => {
  const { person, ids, url } = await anEnrolled()
  const rankings = Array.from({ length: 8 }, (_, index) => (index % 2 ? ids : ids.toReversed()))

  const answers = await Promise.all(rankings.map((projectIds) => person.put(url).send({ projectIds })))

  expect(answers.map(({ status }) => status)).toEqual(rankings.map(() => 200))
  const { body } = await person.get(url)
  expect([ids.join(), ids.toReversed().join()]).toContain(body.projectIds.join())
})

it('refuses projects of elsewhere, the same twice, and more than a season has', async () => {
  const { person, ids, url } = await anEnrolled()
  const elsewhere = await insertProject(t.db, (await insertSeason(t.db)).id)

  const other = await person
    .put(url)
    .send({ projectIds: [ids[0], elsewhere.id] })
    .expect(400)
  const twice = await person
    .put(url)
    .send({ projectIds: [ids[0], ids[0]] })
    .expect(400)

  expect(other.body).toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'projectIds.1', code: 'unknown_project' }],
  })
  expect(twice.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'projectIds' }] })
  await person.get('/api/v1/me/seasons/oops/preferences').expect(400)
  await person.get('/api/v1/me/seasons/00000000-0000-4000-8000-000000000000/preferences').expect(404)
  await person
    .put('/api/v1/me/seasons/00000000-0000-4000-8000-000000000000/preferences')
    .send({ projectIds: [] })
    .expect(404)
})

it('is for those who are enrolled', async () => {
  const { season, ids, url } = await anEnrolled()
  const stranger = await t.person()
  const gone = await t.person()
  await insertEnrolment(t.db, season.id, gone.id, { status: 'withdrawn' })

  const asked = (one: Caller) => Promise.all([one.get(url), one.put(url).send({ projectIds: ids })])
  const statuses = async (one: Caller) => (await asked(one)).map(({ status }) => status)
  expect([await statuses(stranger), await statuses(gone), await statuses(t.anonymous)]).toEqual([
    [403, 403],
    [403, 403],
    [401, 401],
  ])
})

it('is over once the teams are published', async () => {
  const { season, person, ids, url } = await anEnrolled()
  await person.put(url).send({ projectIds: ids }).expect(200)
  await insertPublishedRun(t, season.id)

  const { body } = await person.put(url).send({ projectIds: [] }).expect(409)

  expect(body).toMatchObject({ code: 'preferences_closed' })
  expect((await person.get(url)).body).toMatchObject({ open: false, projectIds: ids })
})
