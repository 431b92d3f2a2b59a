import { expect, it } from 'vitest'
import { insertSeason } from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const roleIn = (season: { id: string }, role: 'organiser' | 'juror' | 'coach') =>
  ({ role, scopeKind: 'season', scopeId: season.id }) as const

it('tells who has which role in a season, page after page', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person(roleIn(season, 'organiser'))
  const juror = await t.person(roleIn(season, 'juror'))
  await t.person(roleIn(await insertSeason(t.db), 'juror'))
  const read = async (query: string) =>
    (await organiser.get(`/api/v1/seasons/${season.id}/roles${query}`).expect(200)).body

  const first = await read('?limit=1')
  const second = await read(`?limit=1&cursor=${first.nextCursor}`)
  const jurors = await read('?role=juror')

  expect(jurors).toEqual({
    items: [
      {
        id: expect.any(String),
        personId: juror.id,
        personName: juror.name,
        ...roleIn(season, 'juror'),
        createdAt: expect.any(String),
      },
    ],
    nextCursor: null,
  })
  expect([...first.items, ...second.items].map(({ personId }: { personId: string }) => personId)).toEqual([
    juror.id,
    organiser.id,
  ])
  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/roles?cursor=oops`).expect(400)
  expect(body.code).toBe('cursor_invalid')
  await organiser.get(`/api/v1/seasons/${season.id}/roles?role=king`).expect(400)
})

it('invites someone by mail, and lists the invitation', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person(roleIn(season, 'organiser'))
  const url = `/api/v1/seasons/${season.id}/invitations`

  const { body } = await organiser.post(url).send({ email: 'Juree@Example.org', role: 'juror' }).expect(201)
  const { body: known } = await organiser.post(url).send({ email: organiser.email, role: 'juror' }).expect(201)
  const list = (await organiser.get(url).expect(200)).body
  const first = (await organiser.get(`${url}?limit=1`).expect(200)).body
  const second = (await organiser.get(`${url}?limit=1&cursor=${first.nextCursor}`).expect(200)).body

  expect(body).toEqual({
    id: expect.any(String),
    email: 'juree@example.org',
    ...roleIn(season, 'juror'),
    expiresAt: '2026-03-16T09:00:00.000Z',
    acceptedAt: null,
    revokedAt: null,
  })
  expect(Object.keys(known)).toEqual(Object.keys(body))
  expect(list).toEqual({ items: [known, body], nextCursor: null })
  expect([...first.items, ...second.items]).toEqual([known, body])
  const [mail] = await t.mailsTo('juree@example.org')
  expect(mail?.subject).toBe('Invitation : Saison de printemps')
  expect(mail?.text).toMatch(
    /participer au jury pour « Saison de printemps »[^]*http:\/\/essor\.test\/invitation#token=/,
  )
})

it('refuses roles that are not given in a season, and addresses that are none', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person(roleIn(season, 'organiser'))
  const url = `/api/v1/seasons/${season.id}/invitations`

  const above = await organiser.post(url).send({ email: 'a@example.org', role: 'network_admin' }).expect(400)
  const odd = await organiser.post(url).send({ email: 'pas une adresse', role: 'juror' }).expect(400)

  expect(above.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'role', code: 'role_scope' }] })
  expect(odd.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'email' }] })
  expect(await t.mailsTo('a@example.org')).toEqual([])
})

it('refuses a cursor that the list of invitations did not give', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person(roleIn(season, 'organiser'))

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/invitations?cursor=oops`).expect(400)

  expect(body.code).toBe('cursor_invalid')
})

it.each([
  ['get', 'roles'],
  ['get', 'invitations'],
  ['post', 'invitations'],
] as const)('lets nobody but organisers %s the %s of a season', async (verb, path) => {
  const season = await insertSeason(t.db)
  const juror = await t.person(roleIn(season, 'juror'))
  const organiser = await t.person(roleIn(season, 'organiser'))
  const ask = (as: Pick<typeof juror, 'get' | 'post'>, id: string) => {
    const request = as[verb](`/api/v1/seasons/${id}/${path}`)
    return verb === 'post' ? request.send({ email: 'b@example.org', role: 'juror' }) : request
  }

  const answers = [
    await ask(t.anonymous, season.id),
    await ask(juror, season.id),
    await ask(organiser, nowhere),
    await ask(organiser, 'pas-un-id'),
  ]

  expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [400, 'invalid_input'],
  ])
  expect(await t.mailsTo('b@example.org')).toEqual([])
})
