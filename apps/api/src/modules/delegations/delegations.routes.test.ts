import type { Response } from 'supertest'
import { expect, it } from 'vitest'
import { insertDelegation } from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const networkAdmin = () => t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })
const withRole = (role: 'delegation_admin' | 'organiser', scopeId: string) =>
  t.person({ role, scopeKind: 'delegation', scopeId })
const draft = (slug: string) => ({ slug, name: 'Somme', department: '80', timeZone: 'Europe/Paris' })
const site = { name: 'Maison des associations', address: '12 rue Frédéric-Petit, Amiens', capacity: 80 }

it('founds a delegation, once for each address', async () => {
  const admin = await networkAdmin()

  const { body } = await admin.post('/api/v1/delegations').send(draft('somme')).expect(201)
  const taken = await admin.post('/api/v1/delegations').send(draft('somme')).expect(409)

  expect(body).toEqual({ ...draft('somme'), id: expect.any(String), version: 1, createdAt: expect.any(String) })
  expect(taken.body).toMatchObject({ code: 'already_exists', errors: [{ path: 'slug', code: 'taken' }] })
})

it('lets only a network admin found one, and only a right one', async () => {
  const elsewhere = await insertDelegation(t.db)
  const admin = await networkAdmin()
  const other = await withRole('delegation_admin', elsewhere.id)

  await t.anonymous.post('/api/v1/delegations').send(draft('oise')).expect(401)
  const { body: refused } = await other.post('/api/v1/delegations').send(draft('oise')).expect(403)
  const { body: wrong } = await admin
    .post('/api/v1/delegations')
    .send({ slug: 'Somme !', name: '', department: '999', timeZone: 'Europe/Amiens' })
    .expect(400)

  expect(refused).toMatchObject({ code: 'forbidden' })
  expect(wrong).toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'slug' }, { path: 'name' }, { path: 'department' }, { path: 'timeZone' }],
  })
})

it('lists delegations by name, page after page, to whoever is signed in', async () => {
  const prefix = 'ZZ'
  for (const name of ['c', 'a', 'b']) await insertDelegation(t.db, { name: `${prefix} ${name}` })
  const person = await t.person()
  const all: { name: string }[] = []

  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Response = await person.get(`/api/v1/delegations?limit=2${cursor && `&cursor=${cursor}`}`).expect(200)
    all.push(...page.body.items)
    cursor = page.body.nextCursor
  }

  expect(all.map(({ name }) => name).filter((name) => name.startsWith(prefix))).toEqual(['ZZ a', 'ZZ b', 'ZZ c'])
  await t.anonymous.get('/api/v1/delegations').expect(401)
  expect((await person.get('/api/v1/delegations?cursor=oops').expect(400)).body).toMatchObject({
    code: 'cursor_invalid',
  })
  expect((await person.get('/api/v1/delegations?limit=0').expect(400)).body).toMatchObject({
    errors: [{ path: 'limit' }],
  })
})

it('reads one delegation, with its version', async () => {
  const delegation = await insertDelegation(t.db)
  const person = await t.person()

  const { body, headers } = await person.get(`/api/v1/delegations/${delegation.id}`).expect(200)

  expect(body).toEqual({ ...delegation, createdAt: delegation.createdAt.toISOString() })
  expect(headers['etag']).toBe('"1"')
  await t.anonymous.get(`/api/v1/delegations/${delegation.id}`).expect(401)
  expect((await person.get(`/api/v1/delegations/${nowhere}`).expect(404)).body).toMatchObject({ code: 'not_found' })
  expect((await person.get('/api/v1/delegations/somme').expect(400)).body).toMatchObject({
    errors: [{ path: 'delegationId' }],
  })
})

it('changes a delegation as it was read, so that nobody overwrites what they have not seen', async () => {
  const delegation = await insertDelegation(t.db)
  const taken = await insertDelegation(t.db)
  const admin = await withRole('delegation_admin', delegation.id)
  const path = `/api/v1/delegations/${delegation.id}`
  const change = (version: string, name: string) =>
    admin
      .put(path)
      .set('if-match', version)
      .send({ ...draft(delegation.slug), name })

  const answers = await Promise.all(['Un', 'Deux', 'Trois', 'Quatre'].map((name) => change('"1"', name)))
  const { body, headers } = await change('"2"', 'Somme et Oise').expect(200)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412])
  expect(answers.find(({ status }) => status === 412)!.body).toMatchObject({ code: 'version_conflict' })
  expect(body).toEqual({
    ...draft(delegation.slug),
    name: 'Somme et Oise',
    id: delegation.id,
    version: 3,
    createdAt: delegation.createdAt.toISOString(),
  })
  expect(headers['etag']).toBe('"3"')
  const blind = await admin.put(path).send(draft(delegation.slug)).expect(428)
  const odd = await change('three', 'Trois').expect(400)
  const slug = await admin.put(path).set('if-match', '"3"').send(draft(taken.slug)).expect(409)
  expect([blind.body.code, odd.body.code, slug.body.code]).toEqual([
    'if_match_required',
    'invalid_input',
    'already_exists',
  ])
})

it('lets neither an organiser nor a neighbour change a delegation', async () => {
  const delegation = await insertDelegation(t.db)
  const neighbour = await withRole('delegation_admin', (await insertDelegation(t.db)).id)
  const organiser = await withRole('organiser', delegation.id)
  const put = (who: Pick<typeof organiser, 'put'>, id: string) =>
    who.put(`/api/v1/delegations/${id}`).set('if-match', '"1"').send(draft('autre'))

  const answers = [
    await put(organiser, delegation.id),
    await put(neighbour, delegation.id),
    await put(t.anonymous, delegation.id),
    await put(await networkAdmin(), nowhere),
  ]

  expect(answers.map(({ status }) => status)).toEqual([403, 403, 401, 404])
})

it('keeps the places of a delegation', async () => {
  const delegation = await insertDelegation(t.db)
  const admin = await withRole('delegation_admin', delegation.id)
  const organiser = await withRole('organiser', delegation.id)
  const path = `/api/v1/delegations/${delegation.id}/sites`

  const { body } = await admin.post(path).send(site).expect(201)
  const { body: second } = await admin
    .post(path)
    .send({ ...site, name: 'Gare', capacity: null })
    .expect(201)
  const { body: wrong } = await admin
    .post(path)
    .send({ ...site, capacity: 0 })
    .expect(400)
  const { body: list } = await organiser.get(path).expect(200)

  expect(body).toEqual({ ...site, id: expect.any(String), delegationId: delegation.id })
  expect(list).toEqual([second, body])
  expect(wrong).toMatchObject({ errors: [{ path: 'capacity' }] })
  await organiser.post(path).send(site).expect(403)
  await t.anonymous.post(path).send(site).expect(401)
  await t.anonymous.get(path).expect(401)
  await (await t.person()).get(path).expect(403)
  await admin.get(`/api/v1/delegations/${nowhere}/sites`).expect(404)
  await admin.get('/api/v1/delegations/somme/sites').expect(400)
})
