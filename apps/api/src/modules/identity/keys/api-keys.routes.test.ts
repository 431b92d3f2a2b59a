import type { KeyScope } from '@essor/contracts'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertSeason } from '../../../../test/factories.ts'
import { useTestApp, type Caller, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { forgetExpired } from '../identity.repository.ts'
import { people, roleGrants, signIns } from '../people.table.ts'
import { keyMadeMail } from './api-keys.mail.ts'
import { apiKeys } from './api-keys.table.ts'

const t = useTestApp()

const wish = { name: 'Site de la mairie', scopes: ['read'], days: 90 }
const make = async (person: Caller, over: object = {}): Promise<{ id: string; key: string }> =>
  (
    await person
      .post('/api/v1/me/keys')
      .send({ ...wish, ...over })
      .expect(201)
  ).body
const withKey = (key: string, verb: keyof Caller, path: string, from: Caller = t.anonymous) =>
  from[verb](path).set('authorization', `Bearer ${key}`)
const statusOf = async (key: string) => (await withKey(key, 'get', '/api/v1/me')).status
const rowsOf = (person: TestPerson) => t.db.select().from(apiKeys).where(eq(apiKeys.personId, person.id))

it('makes a key that is told once, kept as a hash, written down and told by mail', async () => {
  const person = await t.person()

  const { body } = await person.post('/api/v1/me/keys').set('idempotency-key', 'once').send(wish).expect(201)

  expect(body).toEqual({
    id: expect.any(String),
    name: 'Site de la mairie',
    scopes: ['read'],
    key: expect.stringMatching(/^essor_[\w-]{43}$/),
    beginning: body.key.slice(0, 12),
    createdAt: '2026-03-02T09:00:00.000Z',
    expiresAt: '2026-05-31T09:00:00.000Z',
    expired: false,
    lastUsedOn: null,
  })
  const { key, ...listed } = body
  expect((await person.get('/api/v1/me/keys').expect(200)).body).toEqual([listed])
  const everything = await t.db.execute('select query_to_xml($$select * from api_keys$$, true, false, $$$$)::text')
  const kept = await t.db.execute('select query_to_xml($$select * from idempotency_keys$$, true, false, $$$$)::text')
  expect(JSON.stringify([everything.rows, kept.rows, await t.mailsTo(person.email)])).not.toContain(key)
  expect(await t.db.select().from(auditLog).where(eq(auditLog.subjectId, body.id))).toMatchObject([
    { action: 'api_key.made', actorId: person.id, subjectKind: 'api_key', details: { scopes: 'read', days: 90 } },
  ])
  const [mail] = await t.mailsTo(person.email)
  expect(mail!.subject).toBe('Une clé d’API a été créée sur votre compte Essor')
  expect(mail!.text).toContain(
    `Nom : Site de la mairie\nDébut de la clé : ${body.beginning}…\nElle permet de : lire ce que vous pouvez lire\nValable jusqu’au : dimanche 31 mai 2026`,
  )
  expect(mail!.text).toContain('http://essor.test/mon-espace/compte/cles')
})

it('says in the mail that a key does nothing else only where it does nothing else', () => {
  const key = { name: 'Clé', beginning: 'essor_', expiresAt: new Date('2026-05-31T12:00:00Z') }
  const allows = (...scopes: KeyScope[]) =>
    /permet de : (.*)/.exec(keyMadeMail('a@exemple.fr', { ...key, scopes }, '').text)?.[1]

  expect(allows('team_problems')).toBe('faire répartir des personnes entre des projets, et rien d’autre')
  expect(allows('read', 'team_problems')).toBe(
    'lire ce que vous pouvez lire ; faire répartir des personnes entre des projets',
  )
})

it('refuses what no key can be, and nobody', async () => {
  const person = await t.person()
  const wrong = [
    { name: ' ' },
    { name: 'x'.repeat(61) },
    { scopes: [] },
    { scopes: ['read', 'read'] },
    { scopes: ['all'] },
    { days: 0 },
    { days: 366 },
    { days: 1.5 },
    { days: undefined },
  ]
  const { id } = await make(person)

  for (const one of wrong) {
    const { body } = await person.post('/api/v1/me/keys').send({ ...wish, ...one })
    expect([one, body.code, body.errors?.[0].path.split('.')[0]]).toEqual([one, 'invalid_input', Object.keys(one)[0]])
  }
  const asked = [
    ['get', '/api/v1/me/keys'],
    ['post', '/api/v1/me/keys', wish],
    ['delete', `/api/v1/me/keys/${id}`],
  ] as const
  expect(await unguarded(t, asked, { owner: person })).toEqual([])
  expect(await rowsOf(person)).toHaveLength(1)
})

it('lets twenty keys be made, also when many ask at once', async () => {
  const person = await t.person()
  const expiresAt = new Date('2026-05-31T09:00:00.000Z')
  const held = {
    personId: person.id,
    name: 'Ancienne',
    beginning: 'essor_aaaaaa',
    scopes: ['read' as const],
    expiresAt,
  }
  await t.db.insert(apiKeys).values(Array.from({ length: 18 }, (_, at) => ({ ...held, keyHash: `${person.id} ${at}` })))

  const answers = await Promise.all(Array.from({ length: 6 }, () => person.post('/api/v1/me/keys').send(wish)))

  expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([
    201,
    201,
    ...Array.from({ length: 4 }, () => 'too_many_of_these'),
  ])
  expect(await rowsOf(person)).toHaveLength(20)
})

it('acts as its person, without cookie and from any origin; a cookie beside it counts for nothing', async () => {
  const [person, other] = [await t.person(), await t.person()]
  const { key } = await make(person, { scopes: ['write'] })

  const me = await withKey(key, 'get', '/api/v1/me', other).expect(200)
  const changed = await withKey(key, 'patch', '/api/v1/me', other)
    .set({ origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' })
    .send({ name: 'Amélie Martin' })
    .expect(200)
  const small = await t.anonymous.get('/api/v1/me').set('authorization', `bearer  ${key}`).expect(200)

  expect([me.body.id, changed.body.id, small.body.id]).toEqual([person.id, person.id, person.id])
  expect(me.headers['cache-control']).toBe('no-store')
  expect((await other.get('/api/v1/me')).body.name).toBe(other.name)
  // What a proxy in front put there is no key: the cookie counts, and so does where the request came from.
  const basic = (verb: keyof Caller) => other[verb]('/api/v1/me').set('authorization', 'Basic ZXNzb3I6ZXNzb3I=')
  expect((await basic('get').expect(200)).body.id).toBe(other.id)
  expect((await basic('patch').set('sec-fetch-site', 'cross-site').send({}).expect(403)).body.code).toBe('cross_site')
})

it('answers the same for a key that is none, has expired or was revoked', async () => {
  const person = await t.person()
  const [revoked, over] = [await make(person), await make(person, { days: 1 })]
  await person.delete(`/api/v1/me/keys/${revoked.id}`).expect(204)
  t.setNow('2026-03-03T08:59:59.999Z')
  expect(await statusOf(over.key)).toBe(200)
  t.setNow('2026-03-03T09:00:00.000Z')

  const cookie = { cookie: person.cookie }
  const sent = [revoked.key, over.key, 'essor_', 'essor_x', `essor_${'é'.repeat(40)}`, `${over.key}x`, 'essor_%00']
  const answers = await Promise.all(
    sent.map((key) => withKey(Buffer.from(key).toString('latin1'), 'get', '/api/v1/me').set(cookie)),
  )
  const told = answers.map(({ status, headers, body }) => [status, headers['www-authenticate'], body.code, body.detail])

  expect(told).toEqual(
    sent.map(() => [
      401,
      'Bearer realm="Essor", error="invalid_token"',
      'key_refused',
      'This API key is not one, was revoked, or has expired.',
    ]),
  )
  expect((await person.get('/api/v1/me/keys')).body).toMatchObject([{ id: over.id, expired: true }])
  await forgetExpired(t.db, new Date('2026-04-02T08:59:59.999Z'))
  expect(await rowsOf(person)).toHaveLength(1)
  await forgetExpired(t.db, new Date('2026-04-02T09:00:00.001Z'))
  expect(await rowsOf(person)).toEqual([])
})

it('revokes a key once, for its person alone, also while it is used', async () => {
  const [person, other] = [await t.person(), await t.person()]
  const { id, key } = await make(person)
  expect((await other.delete(`/api/v1/me/keys/${id}`).expect(404)).body.code).toBe('not_found')

  const used = Array.from({ length: 10 }, () => statusOf(key))
  const revoking = await Promise.all(Array.from({ length: 3 }, () => person.delete(`/api/v1/me/keys/${id}`)))
  const seen = new Set(await Promise.all(used))

  expect(revoking.map(({ status }) => status).toSorted()).toEqual([204, 404, 404])
  expect([...seen].filter((status) => status !== 200 && status !== 401)).toEqual([])
  expect(await statusOf(key)).toBe(401)
  const lines = await t.db.select().from(auditLog).where(eq(auditLog.subjectId, id)).orderBy(auditLog.at)
  expect(lines.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['api_key.made', person.id],
    ['api_key.revoked', person.id],
  ])
})

it('writes down the day on which a key was last used, once a day', async () => {
  const person = await t.person()
  const { key } = await make(person)
  const written = async () =>
    (
      await t.db
        .select({ version: sql<string>`xmin::text`, lastUsedOn: apiKeys.lastUsedOn })
        .from(apiKeys)
        .where(eq(apiKeys.personId, person.id))
    )[0]
  await Promise.all(Array.from({ length: 5 }, () => statusOf(key)))
  const first = await written()

  t.setNow('2026-03-02T23:59:59.000Z')
  await statusOf(key)
  expect(await written()).toEqual(first)
  t.setNow('2026-03-03T00:00:00.000Z')
  await statusOf(key)

  expect(first).toMatchObject({ lastUsedOn: '2026-03-02' })
  expect((await person.get('/api/v1/me/keys')).body).toMatchObject([{ lastUsedOn: '2026-03-03' }])
})

it('does no more than its person may at that moment', async () => {
  const [here, elsewhere] = [await insertSeason(t.db), await insertSeason(t.db)]
  const person = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: here.id })
  const { key } = await make(person, { scopes: ['read', 'write'] })
  const enrolments = (season: { id: string }) => withKey(key, 'get', `/api/v1/seasons/${season.id}/enrolments`)

  await enrolments(here).expect(200)
  expect((await enrolments(elsewhere).expect(403)).body.code).toBe('forbidden')
  await t.db.delete(roleGrants).where(eq(roleGrants.personId, person.id))
  expect((await enrolments(here).expect(403)).body.code).toBe('forbidden')
})

it('outlives a sign-out everywhere, and goes with the account', async () => {
  const person = await t.person()
  const { key } = await make(person)

  await t.db.delete(signIns).where(eq(signIns.userId, person.id))
  expect(await statusOf(key)).toBe(200)
  await t.db.delete(people).where(eq(people.id, person.id))

  expect(await statusOf(key)).toBe(401)
  expect(await rowsOf(person)).toEqual([])
})

it('counts the calls of each key', async () => {
  const strict = await t.appWith({ config: { KEY_CALLS_PER_MINUTE: 2 } })
  const person = await t.person()
  const [one, two] = [await make(person), await make(person)]
  const call = ({ key }: { key: string }) => withKey(key, 'get', '/api/v1/me', strict.anonymous)

  const statuses = [await call(one), await call(one), await call(two)].map(({ status }) => status)
  const held = await call(one)

  expect(statuses).toEqual([200, 200, 200])
  expect([held.status, held.body.code]).toEqual([429, 'too_many_requests'])
  expect(Number(held.headers['retry-after'])).toBeGreaterThan(0)
})

it('logs no key', async () => {
  const lines: string[] = []
  const app = await t.appWith({ config: { LOG_LEVEL: 'trace' }, logTo: { write: (line) => void lines.push(line) } })
  const person = await t.person()
  const { key } = await make(app.as(person))

  await withKey(key, 'get', '/api/v1/me', app.anonymous).expect(200)
  await withKey(`${key}x`, 'get', '/api/v1/me', app.anonymous).expect(401)

  expect(lines.join('')).toContain('/api/v1/me/keys')
  expect(lines.join('')).not.toContain(key.slice(0, 12))
})
