import { eq } from 'drizzle-orm'
import type { Response } from 'supertest'
import { expect, it } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'
import { connect } from '../../platform/db/connection.ts'
import { personByEmail } from './identity.repository.ts'
import { people, signIns, verifications } from './people.table.ts'

const t = useTestApp()

const askFor = (email: string) => t.anonymous.post('/api/v1/session/link').send({ email })
const verify = (token: string) => t.anonymous.post('/api/v1/session/link/verify').send({ token })
const sessionPrefix = /^essor\.session_token=[^;]+; Max-Age=5184000; Path=\/; HttpOnly; SameSite=Lax$/

async function tokenFor(email: string): Promise<string> {
  await askFor(email).expect(202)
  return /#token=(\S+)/.exec((await t.mailsTo(email)).at(-1)!.text)![1]!
}

const cookieOf = (response: Response): string =>
  (response.headers['set-cookie'] as unknown as string[]).map((line) => line.split(';')[0]).join('; ')

async function setPassword(person: { put: typeof t.anonymous.put }, newPassword: string) {
  await person.put('/api/v1/me/password').send({ newPassword }).expect(204)
}

it('sends a link, and answers the same whether the address has an account or not', async () => {
  const known = await t.person()

  const toKnown = await askFor(known.email).expect(202)
  const toUnknown = await askFor('inconnue@example.org').expect(202)

  expect([toKnown.text, toUnknown.text]).toEqual(['null', 'null'])
  const told = ({ headers }: Response) =>
    Object.keys(headers)
      .filter((name) => name !== 'date')
      .toSorted()
  expect(told(toUnknown)).toEqual(told(toKnown))
  const shape = async (email: string) =>
    (await t.mailsTo(email)).map(({ subject, text }) => ({ subject, text: text.replace(/#token=\S+/, '#token=…') }))
  expect(await shape('inconnue@example.org')).toEqual(await shape(known.email))
  expect(await shape(known.email)).toEqual([
    {
      subject: 'Votre lien pour entrer dans Essor',
      text: expect.stringContaining('http://essor.test/connexion/lien#token=…'),
    },
  ])
  expect(await t.db.select().from(people).where(eq(people.email, 'inconnue@example.org'))).toEqual([])
})

it('refuses an address that is not one', async () => {
  const { body } = await askFor('amelie@').expect(400)

  expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'email' }] })
})

it('signs in with a link, whoever this is, and keeps neither the token nor the address readable', async () => {
  const token = await tokenFor('Nouvelle@Example.org'.toLowerCase())
  const kept = await t.db.select().from(verifications)

  const response = await verify(token).expect(204)

  expect(response.headers['set-cookie']).toEqual([expect.stringMatching(sessionPrefix)])
  expect(JSON.stringify(kept)).not.toContain(token)
  const { body } = await t.anonymous.get('/api/v1/me').set('cookie', cookieOf(response)).expect(200)
  expect(body).toEqual({
    id: expect.any(String),
    name: '',
    email: 'nouvelle@example.org',
    locale: 'fr',
    hasPassword: false,
    grants: [],
  })
})

it('signs in someone who was only known by their address until now', async () => {
  const { id } = await personByEmail(t.db, 'attendue@example.org')

  const response = await verify(await tokenFor('attendue@example.org')).expect(204)

  const { body } = await t.anonymous.get('/api/v1/me').set('cookie', cookieOf(response)).expect(200)
  expect(body).toMatchObject({ id })
})

it('takes a link once, also when it is opened eight times at once', async () => {
  const token = await tokenFor('presse@example.org')

  const answers = await Promise.all(Array.from({ length: 8 }, () => verify(token)))
  const late = await verify(token).expect(401)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 401, 401, 401, 401, 401, 401, 401])
  expect(late.body).toMatchObject({ code: 'sign_in_failed' })
  expect(late.headers['set-cookie']).toBeUndefined()
})

it('makes one account when two links of a new address are opened at once', async () => {
  const tokens = [await tokenFor('double@example.org'), await tokenFor('double@example.org')]

  const answers = await Promise.all(tokens.map((token) => verify(token)))

  expect(answers.filter(({ status }) => status !== 204 && status !== 401)).toEqual([])
  expect(await t.db.select().from(people).where(eq(people.email, 'double@example.org'))).toHaveLength(1)
})

it('refuses a wrong link, an expired one and an empty one', async () => {
  const token = await tokenFor('lente@example.org')
  await t.db.update(verifications).set({ expiresAt: new Date('2020-01-01') })

  const expired = await verify(token).expect(401)
  const wrong = await verify('nothing like a token').expect(401)
  const empty = await verify('').expect(400)

  expect(expired.body).toEqual({ ...wrong.body, instance: expired.body.instance })
  expect(wrong.body).toMatchObject({ code: 'sign_in_failed' })
  expect(empty.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'token' }] })
})

it('signs in with a password, and says no more about a wrong one than about an unknown address', async () => {
  const person = await t.person()
  const without = await t.person()
  await setPassword(person, 'soleil-levant-80')
  const enter = (email: string, password: string) =>
    t.anonymous.post('/api/v1/session/password').send({ email, password })

  const right = await enter(person.email.toUpperCase(), 'soleil-levant-80').expect(204)
  const wrong = await enter(person.email, 'soleil-couchant-80').expect(401)
  const unknown = await enter('personne@nulle.part.example', 'soleil-levant-80').expect(401)
  const none = await enter(without.email, 'soleil-levant-80').expect(401)
  const bad = await enter('pas une adresse', '').expect(400)

  expect(right.headers['set-cookie']).toEqual([expect.stringMatching(sessionPrefix)])
  expect(wrong.body).toMatchObject({ code: 'sign_in_failed' })
  expect(unknown.body).toEqual({ ...wrong.body, instance: unknown.body.instance })
  expect(none.body).toEqual({ ...wrong.body, instance: none.body.instance })
  expect(bad.body).toMatchObject({ errors: [{ path: 'email' }, { path: 'password' }] })
})

it('signs out of this browser, and of this one only', async () => {
  const first = cookieOf(await verify(await tokenFor('partante@example.org')))
  const second = cookieOf(await verify(await tokenFor('partante@example.org')))

  const { headers } = await t.anonymous.delete('/api/v1/session').set('cookie', first).expect(204)

  expect(headers['set-cookie']).toContainEqual(expect.stringMatching(/^essor\.session_token=; Max-Age=0;/))
  await t.anonymous.get('/api/v1/me').set('cookie', first).expect(401)
  await t.anonymous.get('/api/v1/me').set('cookie', second).expect(200)
  const { body } = await t.anonymous.delete('/api/v1/session').expect(401)
  expect(body).toMatchObject({ code: 'unauthenticated' })
})

it('ends a sign-in when its time is over, and does not prolong it by reading', async () => {
  const cookie = cookieOf(await verify(await tokenFor('ancienne@example.org')))
  const before = await t.db.select().from(signIns)
  await t.anonymous.get('/api/v1/me').set('cookie', cookie).expect(200)
  expect(await t.db.select().from(signIns)).toEqual(before)

  await t.db.update(signIns).set({ expiresAt: new Date('2020-01-01') })

  const { body } = await t.anonymous.get('/api/v1/me').set('cookie', cookie).expect(401)
  expect(body).toMatchObject({ code: 'unauthenticated' })
})

it('takes rubbish in the cookie for nobody', async () => {
  const rubbish = [
    'essor.session_token=%E0%A4%A',
    'essor.session_token=a.b',
    'essor.session_token=',
    '=;;=',
    'é=ü; essor.session_token=é',
    `essor.session_token=${'x'.repeat(8000)}`,
    `essor.session_token=${encodeURIComponent('\u0000.\u0000')}`,
  ]

  const answers = await Promise.all(
    rubbish.map((cookie) => t.anonymous.get('/api/v1/me').set('cookie', Buffer.from(cookie).toString('latin1'))),
  )

  expect(answers.map(({ status }) => status)).toEqual(rubbish.map(() => 401))
})

it('marks the cookie as secure where Essor is reached by https', async () => {
  const secure = await t.appWith({ deps: { publicUrl: 'https://essor.test' } })
  const token = await tokenFor('sure@example.org')

  const { headers } = await secure.anonymous.post('/api/v1/session/link/verify').send({ token }).expect(204)

  expect(headers['set-cookie']).toEqual([
    expect.stringMatching(
      /^__Secure-essor\.session_token=[^;]+; Max-Age=5184000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    ),
  ])
})

it('holds up whoever tries too often', async () => {
  const strict = await t.appWith({ config: { SIGN_IN_TRIES_PER_MINUTE: 2 } })
  const person = await t.person()
  const tries: [string, () => PromiseLike<Response>][] = [
    ['link', () => strict.anonymous.post('/api/v1/session/link').send({ email: 'a@example.org' })],
    ['verify', () => strict.anonymous.post('/api/v1/session/link/verify').send({ token: 'x' })],
    [
      'password',
      () => strict.anonymous.post('/api/v1/session/password').send({ email: 'a@example.org', password: 'x' }),
    ],
    ['change', () => strict.as(person).put('/api/v1/me/password').send({ newPassword: 'court' })],
    ['accept', () => strict.anonymous.post('/api/v1/invitations/accept').send({ token: 'x' })],
  ]

  for (const [name, attempt] of tries) {
    await attempt()
    await attempt()
    const third = await attempt()

    expect([name, third.status, third.headers['content-type'], third.body]).toEqual([
      name,
      429,
      'application/problem+json',
      {
        type: 'urn:essor:problem:too_many_requests',
        title: 'Too Many Requests',
        status: 429,
        code: 'too_many_requests',
        detail: 'Too many tries. Wait a minute, then try again.',
        instance: third.headers['x-request-id'],
      },
    ])
  }
})

it('counts tries by where they come from, whatever a caller writes about that, and by the address tried', async () => {
  const strict = await t.appWith({ config: { SIGN_IN_TRIES_PER_MINUTE: 2, TRUST_PROXY: ['loopback'] } })
  const ask = async (from: string, email: string) =>
    (await strict.anonymous.post('/api/v1/session/link').set('x-forwarded-for', from).send({ email })).status
  const enter = async (from: string, email: string) =>
    (
      await strict.anonymous
        .post('/api/v1/session/password')
        .set('x-forwarded-for', from)
        .send({ email, password: 'wrong' })
    ).status

  expect([
    await ask('192.0.2.1, 203.0.113.1', 'a@example.org'),
    await ask('192.0.2.2, 203.0.113.1', 'b@example.org'),
    await ask('192.0.2.3, 203.0.113.1', 'c@example.org'),
  ]).toEqual([202, 202, 429])
  expect([
    await ask('203.0.113.2', 'one@example.org'),
    await ask('203.0.113.3', 'One@example.org'),
    await ask('203.0.113.4', 'one@example.org'),
    await ask('203.0.113.4', 'two@example.org'),
  ]).toEqual([202, 202, 429, 202])
  expect([
    await enter('203.0.113.2', 'one@example.org'),
    await enter('203.0.113.3', 'one@example.org'),
    await enter('203.0.113.4', 'one@example.org'),
  ]).toEqual([401, 401, 429])
})

it('says that it cannot answer, not that the password is wrong, while the database is away', async () => {
  const away = connect('postgres://essor@127.0.0.1:1/essor')
  const app = await t.appWith({ deps: { db: away.db } })
  const person = await t.person()

  const me = await app.as(person).get('/api/v1/me').expect(503)
  const password = await app.anonymous
    .post('/api/v1/session/password')
    .send({ email: person.email, password: 'soleil-levant-80' })
    .expect(503)
  const link = await app.anonymous.post('/api/v1/session/link/verify').send({ token: 'abc' }).expect(503)

  expect([me.body.code, password.body.code, link.body.code]).toEqual(['unavailable', 'unavailable', 'unavailable'])
})

it('refuses a sign-in that a page of another site sends', async () => {
  const { body } = await askFor('a@example.org').set('sec-fetch-site', 'cross-site').expect(403)

  expect(body).toMatchObject({ code: 'cross_site' })
})
