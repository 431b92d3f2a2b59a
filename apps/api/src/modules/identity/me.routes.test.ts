import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'
import { auditLog } from '../../platform/audit/audit.table.ts'
import { credentials, signIns } from './people.table.ts'

const t = useTestApp()

const networkAdmin = { role: 'network_admin', scopeKind: 'network', scopeId: null } as const
const actionsOn = (subjectId: string) =>
  t.db
    .select({ action: auditLog.action, actorId: auditLog.actorId, details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.subjectKind, 'person'), eq(auditLog.subjectId, subjectId)))
    .orderBy(auditLog.at, auditLog.id)

it('tells who is signed in, with their roles', async () => {
  const person = await t.person(networkAdmin)

  const { body } = await person.get('/api/v1/me').expect(200)

  expect(body).toEqual({
    id: person.id,
    name: person.name,
    email: person.email,
    locale: 'fr',
    hasPassword: false,
    grants: [{ ...networkAdmin, id: expect.any(String) }],
  })
})

it('changes a name and a language, and writes down that it was done', async () => {
  const person = await t.person()

  const { body: named } = await person.patch('/api/v1/me').send({ name: '  Amélie Martin ' }).expect(200)
  const { body: english } = await person.patch('/api/v1/me').send({ locale: 'en' }).expect(200)
  const { body: same } = await person.patch('/api/v1/me').send({}).expect(200)

  expect(named).toMatchObject({ name: 'Amélie Martin', locale: 'fr' })
  expect(english).toMatchObject({ name: 'Amélie Martin', locale: 'en' })
  expect(same).toEqual(english)
  const line = { action: 'person.changed', actorId: person.id, details: {} }
  expect(await actionsOn(person.id)).toEqual([line, line])
})

it('refuses a name or a language that is none, and nobody at all', async () => {
  const person = await t.person()

  const { body } = await person.patch('/api/v1/me').send({ name: ' ', locale: 'de' }).expect(400)
  const { body: control } = await person.patch('/api/v1/me').send({ name: 'a\u0000b' }).expect(400)
  const nobody = await Promise.all([
    t.anonymous.get('/api/v1/me'),
    t.anonymous.patch('/api/v1/me').send({ name: 'A' }),
    t.anonymous.put('/api/v1/me/password').send({ newPassword: 'soleil-levant-80' }),
  ])

  expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'name' }, { path: 'locale' }] })
  expect(control).toMatchObject({ code: 'invalid_input', errors: [{ path: 'name' }] })
  expect(nobody.map(({ status, body: { code } }) => [status, code])).toEqual([
    [401, 'unauthenticated'],
    [401, 'unauthenticated'],
    [401, 'unauthenticated'],
  ])
})

it('sets a first password, then changes it for someone who knows it; other browsers are signed out', async () => {
  const person = await t.person()
  const change = (body: object) => person.put('/api/v1/me/password').send(body)
  await change({ newPassword: 'soleil-levant-80' }).expect(204)
  const elsewhere = await t.anonymous
    .post('/api/v1/session/password')
    .send({ email: person.email, password: 'soleil-levant-80' })
    .expect(204)
  const otherCookie = String(elsewhere.headers['set-cookie']).split(';')[0]!

  const without = await change({ newPassword: 'lune-montante-80' }).expect(401)
  const wrong = await change({ currentPassword: 'autre', newPassword: 'lune-montante-80' }).expect(401)
  await t.anonymous.get('/api/v1/me').set('cookie', otherCookie).expect(200)
  await change({ currentPassword: 'soleil-levant-80', newPassword: 'lune-montante-80' }).expect(204)

  expect(without.body).toMatchObject({
    code: 'sign_in_failed',
    errors: [{ path: 'currentPassword', code: 'mismatch' }],
  })
  expect(wrong.body).toEqual({ ...without.body, instance: wrong.body.instance })
  await t.anonymous.get('/api/v1/me').set('cookie', otherCookie).expect(401)
  expect((await person.get('/api/v1/me').expect(200)).body).toMatchObject({ hasPassword: true })
  const enter = (password: string) =>
    t.anonymous.post('/api/v1/session/password').send({ email: person.email, password })
  await enter('soleil-levant-80').expect(401)
  await enter('lune-montante-80').expect(204)
  const line = { action: 'password.changed', actorId: person.id, details: {} }
  expect(await actionsOn(person.id)).toEqual([line, line])
})

it('keeps one password, hashed, when two are set at once', async () => {
  const person = await t.person()

  const answers = await Promise.all(
    ['soleil-levant-80', 'lune-montante-80'].map((newPassword) =>
      person.put('/api/v1/me/password').send({ newPassword }),
    ),
  )

  expect(answers.map(({ status }) => status)).toContain(204)
  const kept = await t.db.select().from(credentials).where(eq(credentials.userId, person.id))
  expect(kept).toHaveLength(1)
  expect(kept[0]!.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
  expect(await t.db.select().from(signIns).where(eq(signIns.userId, person.id))).toHaveLength(1)
})

it('refuses a password that is too short or too long', async () => {
  const person = await t.person()

  const short = await person.put('/api/v1/me/password').send({ newPassword: 'trop-peu' }).expect(400)
  const long = await person
    .put('/api/v1/me/password')
    .send({ newPassword: 'x'.repeat(129) })
    .expect(400)

  expect([short.body, long.body]).toMatchObject([
    { code: 'invalid_input', errors: [{ path: 'newPassword', code: 'too_small' }] },
    { code: 'invalid_input', errors: [{ path: 'newPassword', code: 'too_big' }] },
  ])
})
