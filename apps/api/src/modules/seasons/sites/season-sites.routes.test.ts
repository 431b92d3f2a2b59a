import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason, insertSession, insertSite } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { sessionSites } from '../sessions/season-sessions.table.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

const house = {
  kind: 'place',
  name: 'Maison des associations',
  address: '12 rue Frédéric-Petit, 80000 Amiens',
  timeZone: 'Europe/Paris',
  capacity: 80,
  accessNotes: 'De plain-pied par la cour.',
}

it('adds, lists, changes and removes the sites of a season', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const base = `/api/v1/seasons/${season.id}/sites`

  const { body: added, headers } = await organiser.post(base).send(house).expect(201)
  const { body: remote } = await organiser
    .post(base)
    .send({ kind: 'remote', name: 'À distance', timeZone: 'Indian/Reunion' })
    .expect(201)
  const { body: changed } = await organiser
    .put(`${base}/${added.id}`)
    .set('if-match', headers['etag'] as string)
    .send({ ...house, capacity: 90 })
    .expect(200)
  const { body: both } = await organiser.get(base).expect(200)
  await organiser.delete(`${base}/${remote.id}`).expect(204)
  const again = await organiser.delete(`${base}/${remote.id}`).expect(404)

  expect(added).toEqual({ ...house, id: expect.any(String), seasonId: season.id, version: 1 })
  expect(remote).toEqual({
    kind: 'remote',
    name: 'À distance',
    timeZone: 'Indian/Reunion',
    address: '',
    capacity: null,
    accessNotes: '',
    id: expect.any(String),
    seasonId: season.id,
    version: 1,
  })
  expect(changed).toEqual({ ...added, capacity: 90, version: 2 })
  expect(both).toEqual([changed, remote])
  expect(again.body.code).toBe('not_found')
  expect((await organiser.get(base).expect(200)).body).toEqual([changed])
})

it('tells everybody where the season happens, but not how many it holds', async () => {
  const season = await insertSeason(t.db)
  const { id } = await insertSite(t.db, season.id, house as Parameters<typeof insertSite>[2])

  const { body } = await t.anonymous.get(`/api/v1/public/seasons/${season.slug}`).expect(200)

  expect(body.sites).toEqual([
    {
      id,
      kind: house.kind,
      name: house.name,
      address: house.address,
      timeZone: house.timeZone,
      accessNotes: house.accessNotes,
    },
  ])
})

it('takes each name once in a season', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const base = `/api/v1/seasons/${season.id}/sites`
  const other = await insertSite(t.db, season.id, { name: 'Le lycée' })
  await insertSite(t.db, (await insertSeason(t.db)).id, { name: house.name })

  const answers = await Promise.all(Array.from({ length: 5 }, () => organiser.post(base).send(house)))
  const renamed = await organiser.put(`${base}/${other.id}`).set('if-match', '"1"').send(house).expect(409)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409])
  expect(renamed.body).toMatchObject({ code: 'already_exists', errors: [{ path: 'name', code: 'taken' }] })
})

it('keeps a place for each of those who were told that they come', async () => {
  const season = await insertSeason(t.db)
  const site = await insertSite(t.db, season.id)
  const organiser = await organiserOf(season)
  for (const status of ['confirmed', 'checked_in', 'applied'] as const)
    await insertEnrolment(t.db, season.id, (await t.person()).id, { status, siteId: site.id })
  const put = (capacity: number | null) =>
    organiser
      .put(`/api/v1/seasons/${season.id}/sites/${site.id}`)
      .set('if-match', '"1"')
      .send({ ...house, capacity })

  const tooFew = await put(1).expect(409)
  const { body } = await put(2).expect(200)

  expect(tooFew.body).toMatchObject({
    code: 'capacity_below_confirmed',
    errors: [{ path: 'capacity', code: 'below_confirmed' }],
  })
  expect(body.capacity).toBe(2)
})

it('does not let two organisers overwrite each other', async () => {
  const season = await insertSeason(t.db)
  const site = await insertSite(t.db, season.id)
  const organiser = await organiserOf(season)
  const path = `/api/v1/seasons/${season.id}/sites/${site.id}`

  const blind = await organiser.put(path).send(house).expect(428)
  const answers = await Promise.all(
    [1, 2, 3].map((capacity) =>
      organiser
        .put(path)
        .set('if-match', '"1"')
        .send({ ...house, capacity }),
    ),
  )

  expect(blind.body.code).toBe('if_match_required')
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
})

it('does not take away a site that a session or a person needs', async () => {
  const season = await insertSeason(t.db)
  const [withSession, withPerson, withPast] = [
    await insertSite(t.db, season.id, { name: 'A' }),
    await insertSite(t.db, season.id, { name: 'B' }),
    await insertSite(t.db, season.id, { name: 'C' }),
  ]
  const session = await insertSession(t.db, season.id)
  const cancelled = await insertSession(t.db, season.id, { cancelledAt: new Date('2026-03-01T00:00:00Z') })
  await t.db.insert(sessionSites).values([
    { sessionId: session.id, siteId: withSession.id },
    { sessionId: cancelled.id, siteId: withPast.id },
  ])
  await insertEnrolment(t.db, season.id, (await t.person()).id, { status: 'applied', siteId: withPerson.id })
  await insertEnrolment(t.db, season.id, (await t.person()).id, { status: 'withdrawn', siteId: withPast.id })
  const organiser = await organiserOf(season)
  const remove = (site: { id: string }) => organiser.delete(`/api/v1/seasons/${season.id}/sites/${site.id}`)

  const refused = [await remove(withSession), await remove(withPerson)]
  await remove(withPast).expect(204)

  expect(refused.map(({ status, body }) => [status, body.code, body.detail])).toEqual([
    [409, 'site_in_use', 'There are 1 sessions and 0 people on this site: move them to another one first.'],
    [409, 'site_in_use', 'There are 0 sessions and 1 people on this site: move them to another one first.'],
  ])
})

it('names the fields of a site that are not right', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)

  const { body } = await organiser
    .post(`/api/v1/seasons/${season.id}/sites`)
    .send({ kind: 'moon', name: ' ', timeZone: 'Mars/Olympus', capacity: 0 })
    .expect(400)

  expect(body).toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'kind' }, { path: 'name' }, { path: 'timeZone' }, { path: 'capacity' }],
  })
})

it('shows sites to those enrolled, and lets organisers alone change them', async () => {
  const season = await insertSeason(t.db)
  const site = await insertSite(t.db, season.id)
  const participant = await t.person()
  await insertEnrolment(t.db, season.id, participant.id, { status: 'applied' })
  const stranger = await t.person()
  const base = `/api/v1/seasons/${season.id}/sites`
  const organiser = await organiserOf(season)

  expect((await participant.get(base).expect(200)).body).toHaveLength(1)
  const refused = [
    await t.anonymous.get(base),
    await stranger.get(base),
    await participant.post(base).send(house),
    await participant.put(`${base}/${site.id}`).set('if-match', '"1"').send(house),
    await participant.delete(`${base}/${site.id}`),
    await organiser.put(`${base}/${nowhere}`).set('if-match', '"1"').send(house),
    await organiser.get(`/api/v1/seasons/${nowhere}/sites`),
    await organiser.get('/api/v1/seasons/ici/sites'),
  ]

  expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [403, 'forbidden'],
    [403, 'forbidden'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [404, 'not_found'],
    [400, 'invalid_input'],
  ])
})
