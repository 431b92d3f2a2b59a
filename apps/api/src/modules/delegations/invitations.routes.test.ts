import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertDelegation, insertSeason } from '../../../test/factories.ts'
import { testNow, useTestApp } from '../../../test/harness.ts'
import { invitations } from './delegations.table.ts'
import { people } from '../identity/index.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const withRole = (role: 'delegation_admin' | 'organiser', scopeId: string) =>
  t.person({ role, scopeKind: 'delegation', scopeId })
const accept = (token: string) => t.anonymous.post('/api/v1/invitations/accept').send({ token })
const tokenSentTo = async (email: string) => /#token=(\S+)/.exec((await t.mailsTo(email)).at(-1)!.text)![1]!

async function aDelegation() {
  const delegation = await insertDelegation(t.db)
  const admin = await withRole('delegation_admin', delegation.id)
  const path = `/api/v1/delegations/${delegation.id}/invitations`
  const invite = (email: string, role = 'organiser') => admin.post(path).send({ email, role })
  return { delegation, admin, path, invite }
}

it('invites by mail, and answers the same whether the address has an account or not', async () => {
  const { delegation, invite } = await aDelegation()
  const known = await t.person()

  const { body: toKnown } = await invite(known.email).expect(201)
  const { body: toUnknown } = await invite('Karim@Example.org').expect(201)

  const expected = (email: string) => ({
    id: expect.any(String),
    email,
    role: 'organiser',
    scopeKind: 'delegation',
    scopeId: delegation.id,
    expiresAt: '2026-03-16T09:00:00.000Z',
    acceptedAt: null,
    revokedAt: null,
  })
  expect([toKnown, toUnknown]).toEqual([expected(known.email), expected('karim@example.org')])
  expect(await t.mailsTo('karim@example.org')).toEqual([
    { subject: 'Invitation : Somme', text: expect.stringContaining('http://essor.test/invitation#token=') },
  ])
  const token = await tokenSentTo('karim@example.org')
  expect(JSON.stringify(await t.db.select().from(invitations))).not.toContain(token)
  expect(await t.db.select().from(people).where(eq(people.email, 'karim@example.org'))).toEqual([])
})

it('makes one invitation for one Idempotency-Key', async () => {
  const { invite } = await aDelegation()
  const send = (email: string) => invite(email).set('idempotency-key', 'une-fois')

  const first = await send('unique@example.org').expect(201)
  const again = await send('unique@example.org').expect(201)
  const other = await send('autre@example.org').expect(422)

  expect(again.body).toEqual(first.body)
  expect(other.body).toMatchObject({ code: 'idempotency_mismatch' })
  expect(await t.mailsTo('unique@example.org')).toHaveLength(1)
})

it('lets only admins of the delegation invite, list and see who has a role', async () => {
  const { delegation, path, admin } = await aDelegation()
  const organiser = await withRole('organiser', delegation.id)
  const neighbour = await withRole('delegation_admin', (await insertDelegation(t.db)).id)
  const body = { email: 'a@example.org', role: 'organiser' }
  const roles = `/api/v1/delegations/${delegation.id}/roles`

  const statuses = await Promise.all(
    [organiser, neighbour, t.anonymous].map(async (who) => [
      (await who.post(path).send(body)).status,
      (await who.get(path)).status,
      (await who.get(roles)).status,
    ]),
  )

  expect(statuses).toEqual([
    [403, 403, 403],
    [403, 403, 403],
    [401, 401, 401],
  ])
  await admin.post(path.replace(delegation.id, nowhere)).send(body).expect(404)
  await admin.get(path.replace(delegation.id, nowhere)).expect(404)
  await admin.get(roles.replace(delegation.id, nowhere)).expect(404)
})

it('refuses a role that is not given at this level, and an address that is none', async () => {
  const { invite } = await aDelegation()

  const { body: juror } = await invite('a@example.org', 'juror').expect(400)
  const { body: network } = await invite('a@example.org', 'network_admin').expect(400)
  const { body: odd } = await invite('a@', 'king').expect(400)

  expect(juror).toMatchObject({ code: 'invalid_input', errors: [{ path: 'role', code: 'role_scope' }] })
  expect(network).toMatchObject({ code: 'invalid_input', errors: [{ path: 'role', code: 'role_scope' }] })
  expect(odd).toMatchObject({ code: 'invalid_input', errors: [{ path: 'email' }, { path: 'role' }] })
})

it('accepts once: signs in, and gives the role', async () => {
  const { delegation, admin, invite, path } = await aDelegation()
  const { body: invitation } = await invite('nouvel@example.org').expect(201)
  const token = await tokenSentTo('nouvel@example.org')

  const answer = await accept(token).expect(204)
  const again = await accept(token).expect(409)

  const cookie = String(answer.headers['set-cookie']).split(';')[0]!
  const { body: me } = await t.anonymous.get('/api/v1/me').set('cookie', cookie).expect(200)
  expect(me).toMatchObject({
    email: 'nouvel@example.org',
    grants: [{ role: 'organiser', scopeKind: 'delegation', scopeId: delegation.id }],
  })
  expect(again.body).toMatchObject({ code: 'invitation_not_open' })
  expect(again.headers['set-cookie']).toBeUndefined()
  const { body: list } = await admin.get(path).expect(200)
  expect(list).toEqual({ items: [{ ...invitation, acceptedAt: testNow }], nextCursor: null })
})

it('accepts once when the link is opened eight times at once', async () => {
  const { invite } = await aDelegation()
  await invite('presse@example.org').expect(201)
  const token = await tokenSentTo('presse@example.org')

  const answers = await Promise.all(Array.from({ length: 8 }, () => accept(token)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409, 409, 409, 409, 409, 409, 409])
})

it('refuses an invitation that has expired, was taken back, is unknown or is none', async () => {
  const { admin, invite } = await aDelegation()
  await invite('lente@example.org').expect(201)
  const { body: revoked } = await invite('reprise@example.org').expect(201)
  await admin.delete(`/api/v1/invitations/${revoked.id}`).expect(204)
  t.setNow('2026-03-16T09:00:00.000Z')

  const expired = await accept(await tokenSentTo('lente@example.org')).expect(409)
  const back = await accept(await tokenSentTo('reprise@example.org')).expect(409)
  const unknown = await accept('nothing like a token').expect(409)
  const none = await accept('').expect(400)

  expect([expired, back, unknown].map(({ body }) => body.code)).toEqual(Array(3).fill('invitation_not_open'))
  expect(new Set([expired, back, unknown].map(({ body }) => body.detail)).size).toBe(3)
  expect(none.body).toMatchObject({ errors: [{ path: 'token' }] })
})

it('lists invitations newest first, page after page', async () => {
  const { admin, invite, path } = await aDelegation()
  for (const name of ['un', 'deux', 'trois']) await invite(`${name}@example.org`).expect(201)

  const { body: first } = await admin.get(`${path}?limit=2`).expect(200)
  const { body: second } = await admin.get(`${path}?limit=2&cursor=${first.nextCursor}`).expect(200)

  expect([...first.items, ...second.items].map(({ email }: { email: string }) => email)).toEqual([
    'trois@example.org',
    'deux@example.org',
    'un@example.org',
  ])
  expect(second.nextCursor).toBeNull()
  expect((await admin.get(`${path}?cursor=oops`).expect(400)).body).toMatchObject({ code: 'cursor_invalid' })
})

it('takes an invitation back once, by those who may give its role', async () => {
  const { delegation, admin, invite } = await aDelegation()
  const organiser = await withRole('organiser', delegation.id)
  const { body: invitation } = await invite('reprise@example.org').expect(201)
  const path = `/api/v1/invitations/${invitation.id}`

  const { body: refused } = await organiser.delete(path).expect(403)
  await (await t.person()).delete(path).expect(403)
  await t.anonymous.delete(path).expect(401)
  const answers = await Promise.all(Array.from({ length: 4 }, () => admin.delete(path)))

  expect(refused).toMatchObject({ code: 'forbidden' })
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'invitation_not_open' })
  await admin.delete(`/api/v1/invitations/${nowhere}`).expect(404)
  await admin.delete('/api/v1/invitations/somme').expect(400)
})

it('lets an organiser take back an invitation to their own season, and to no other', async () => {
  const season = await insertSeason(t.db)
  const other = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const stranger = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: other.id })
  const { body } = await organiser
    .post(`/api/v1/seasons/${season.id}/invitations`)
    .send({ email: 'jury@example.org', role: 'juror' })
    .expect(201)

  const refused = await stranger.delete(`/api/v1/invitations/${body.id}`).expect(403)
  await organiser.delete(`/api/v1/invitations/${body.id}`).expect(204)

  expect(refused.body).toMatchObject({ code: 'forbidden' })
})
