import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { expectWellWritten, readCalendar } from '../../../../test/calendars.ts'
import {
  insertDelegation,
  insertEnrolment,
  insertRegistration,
  insertSeason,
  insertSession,
} from '../../../../test/factories.ts'
import { testNow, useTestApp, type Caller, type TestPerson } from '../../../../test/harness.ts'
import { seasonSites } from '../sites/season-sites.table.ts'
import { seasonSessions, sessionSites } from '../sessions/season-sessions.table.ts'
import { calendarFeeds } from './calendar-feeds.table.ts'

const t = useTestApp()

const publicFeed = (slug: string) => `/api/v1/public/seasons/${slug}/calendar.ics`
const uid = ({ id }: { id: string }) => `${id}@essor`

async function addressOf(person: TestPerson): Promise<string> {
  const { body } = await person.put('/api/v1/me/calendar').expect(200)
  return body.address.replace('http://essor.test', '')
}

const read = async (path: string, who: Caller = t.anonymous) => readCalendar((await who.get(path).expect(200)).text)

async function insertSite(seasonId: string, sessionId: string, over: Partial<typeof seasonSites.$inferInsert> = {}) {
  const values = { kind: 'place', name: 'Médiathèque', address: '', timeZone: 'Indian/Reunion', ...over } as const
  const [site] = await t.db
    .insert(seasonSites)
    .values({ seasonId, ...values })
    .returning()
  await t.db.insert(sessionSites).values({ sessionId, siteId: site!.id })
  return site!
}

it('publishes the sessions of a season, and nothing that is not for everybody', async () => {
  const season = await insertSeason(t.db, { name: 'Saison des îles' })
  const session = await insertSession(t.db, season.id, {
    place: '',
    onlineUrl: 'https://visio.example.org/secret',
    version: 4,
    changedAt: new Date('2026-02-10T08:00:00Z'),
  })
  await insertSite(season.id, session.id, { name: 'Case de Saint-Paul', address: '3 rue du Piton' })
  const camille = await t.person()
  await insertEnrolment(t.db, season.id, camille.id)

  const { text, headers } = await t.anonymous.get(publicFeed(season.slug)).expect(200)

  expectWellWritten(text)
  expect(readCalendar(text)).toEqual({
    name: 'Saison des îles',
    method: 'PUBLISH',
    refresh: 'PT1H',
    zones: ['Indian/Reunion'],
    events: [
      {
        uid: uid(session),
        sequence: 4,
        start: { local: '2026-04-01T20:00:00', zone: 'Indian/Reunion', instant: '2026-04-01T16:00:00.000Z' },
        end: { local: '2026-04-01T23:00:00', zone: 'Indian/Reunion', instant: '2026-04-01T19:00:00.000Z' },
        stamp: '2026-02-10T08:00:00.000Z',
        changed: '2026-02-10T08:00:00.000Z',
        summary: 'Soirée de lancement',
        location: 'Case de Saint-Paul, 3 rue du Piton',
        description: `Saison des îles\nhttp://essor.test/saisons/${season.slug}`,
        url: `http://essor.test/saisons/${season.slug}`,
        status: 'CONFIRMED',
      },
    ],
  })
  expect(headers).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'cache-control': 'public, max-age=300',
    'referrer-policy': 'no-referrer',
  })
  expect(text).not.toContain('secret')
  expect(text).not.toContain(camille.name)
})

it('has no feed for a season that is not published, or not there', async () => {
  const draft = await insertSeason(t.db, { status: 'draft' })
  const closed = await insertSeason(t.db, { status: 'closed' })

  const answers = [await t.anonymous.get(publicFeed(draft.slug)), await t.anonymous.get(publicFeed('nulle-part'))]

  expect(answers.map(({ body }) => body.code)).toEqual(['not_found', 'not_found'])
  expect((await read(publicFeed(closed.slug))).events).toEqual([])
  expect((await t.anonymous.get(publicFeed('Pas_un_slug')).expect(400)).body).toMatchObject({ code: 'invalid_input' })
})

const organiserOf = (scopeId: string) => t.person({ role: 'organiser', scopeKind: 'season', scopeId })

it('raises the sequence of a session that moves, and keeps its name', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  const { kind, title, place, ...session } = await insertSession(t.db, season.id)
  const [before] = (await read(publicFeed(season.slug))).events
  t.setNow('2026-03-05T09:00:00.000Z')

  await organiser
    .put(`/api/v1/seasons/${season.id}/sessions/${session.id}`)
    .set('if-match', '"1"')
    .send({ kind, title, place, startsAt: session.startsAt, endsAt: '2026-04-01T20:00:00.000Z' })
    .expect(200)
  const after = (await read(publicFeed(season.slug))).events

  expect(after).toEqual([
    {
      ...before,
      sequence: 2,
      stamp: '2026-03-05T09:00:00.000Z',
      changed: '2026-03-05T09:00:00.000Z',
      end: { local: '2026-04-01T22:00:00', zone: 'Europe/Paris', instant: '2026-04-01T20:00:00.000Z' },
    },
  ])
})

it('raises every sequence when the whole season moves to another day', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  const session = await insertSession(t.db, season.id)
  const { name, summary, presence, place, capacity, terminology } = season

  await organiser
    .put(`/api/v1/seasons/${season.id}`)
    .set('if-match', '"1"')
    .send({ name, summary, presence, place, capacity, terminology, startsOn: '2026-10-25' })
    .expect(200)

  expect((await read(publicFeed(season.slug))).events).toMatchObject([
    {
      uid: uid(session),
      sequence: 2,
      start: { local: '2026-10-25T18:00:00', zone: 'Europe/Paris', instant: '2026-10-25T17:00:00.000Z' },
    },
  ])
})

it('raises the sequence of what is held on a site that is elsewhere now, and of nothing else', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  const [held, other] = [await insertSession(t.db, season.id), await insertSession(t.db, season.id)]
  const site = await insertSite(season.id, held.id, { address: '1 rue du Port' })
  const put = (version: number, change: object) =>
    organiser
      .put(`/api/v1/seasons/${season.id}/sites/${site.id}`)
      .set('if-match', `"${version}"`)
      .send({ kind: 'place', name: site.name, address: '1 rue du Port', timeZone: site.timeZone, ...change })
      .expect(200)
  const told = async () =>
    Object.fromEntries(
      (await read(publicFeed(season.slug))).events.map(({ uid: name, sequence, changed }) => [
        name,
        [sequence, changed],
      ]),
    )
  const before = await told()
  t.setNow('2026-03-05T09:00:00.000Z')

  await put(1, { capacity: 30 })
  const sameplace = await told()
  await put(2, { address: '8 rue des Halles' })

  expect(sameplace).toEqual(before)
  expect(await told()).toEqual({
    [uid(held)]: [2, '2026-03-05T09:00:00.000Z'],
    [uid(other)]: before[uid(other)],
  })
})

it('tells for sixty days that a session was taken off', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  const session = await insertSession(t.db, season.id)
  await organiser.delete(`/api/v1/seasons/${season.id}/sessions/${session.id}`).set('if-match', '"1"').expect(204)

  const [gone] = (await read(publicFeed(season.slug))).events
  t.setNow('2026-04-30T09:00:00Z')
  const stillTold = (await read(publicFeed(season.slug))).events
  t.setNow('2026-05-02T09:00:00Z')
  const later = (await read(publicFeed(season.slug))).events

  expect(gone).toMatchObject({ uid: uid(session), status: 'CANCELLED', sequence: 2 })
  expect([stillTold.length, later.length]).toEqual([1, 0])
})

it('holds a session that needs registration once someone registered, and says so while they wait', async () => {
  const season = await insertSeason(t.db)
  const [free, registered, waiting, cancelled, other] = await Promise.all(
    [false, true, true, true, true].map((needsRegistration) => insertSession(t.db, season.id, { needsRegistration })),
  )
  const camille = await t.person()
  const organiser = await organiserOf(season.id)
  await insertEnrolment(t.db, season.id, camille.id)
  const registrations = [
    [registered, 'registered'],
    [waiting, 'waiting'],
    [cancelled, 'cancelled'],
  ] as const
  for (const [session, status] of registrations)
    await insertRegistration(t.db, session!.id, camille.id, { status, turn: 1 })

  const statuses = async (person: TestPerson) =>
    Object.fromEntries((await read(await addressOf(person))).events.map((event) => [event.uid, event.status]))

  expect(await statuses(camille)).toEqual({
    [uid(free!)]: 'CONFIRMED',
    [uid(registered!)]: 'CONFIRMED',
    [uid(waiting!)]: 'TENTATIVE',
  })
  expect(await statuses(organiser)).toEqual(
    Object.fromEntries([free, registered, waiting, cancelled, other].map((session) => [uid(session!), 'CONFIRMED'])),
  )
})

it('makes a private address, renews it and revokes it', async () => {
  const camille = await t.person()
  const none = await camille.get('/api/v1/me/calendar').expect(200)

  const { body: made } = await camille.put('/api/v1/me/calendar').expect(200)
  const first = made.address.replace('http://essor.test', '')
  await t.anonymous.get(first).expect(200)
  t.setNow('2026-03-03T10:00:00.000Z')
  const second = await addressOf(camille)
  const old = await t.anonymous.get(first).expect(404)
  await t.anonymous.get(second).expect(200)
  const { body: known } = await camille.get('/api/v1/me/calendar').expect(200)
  const stored = JSON.stringify(await t.db.select().from(calendarFeeds).where(eq(calendarFeeds.personId, camille.id)))
  await camille.delete('/api/v1/me/calendar').expect(204)
  await camille.delete('/api/v1/me/calendar').expect(204)
  const revoked = await t.anonymous.get(second).expect(404)

  expect(none.body).toEqual({ createdAt: null })
  expect(made).toEqual({
    address: expect.stringMatching(/^http:\/\/essor\.test\/api\/v1\/calendars\/[\w-]{43}\.ics$/),
    createdAt: testNow,
  })
  expect(known).toEqual({ createdAt: '2026-03-03T10:00:00.000Z' })
  expect(stored).not.toContain(/calendars\/(.*)\.ics/.exec(second)![1]!)
  expect([old.body.code, revoked.body.code]).toEqual(['not_found', 'not_found'])
  expect((await camille.get('/api/v1/me/calendar').expect(200)).body).toEqual({ createdAt: null })
})

it('leaves one address of many that are asked for at once', async () => {
  const camille = await t.person()

  const addresses = await Promise.all(Array.from({ length: 8 }, () => addressOf(camille)))
  const answers = await Promise.all(addresses.map((address) => t.anonymous.get(address)))

  expect(new Set(addresses).size).toBe(8)
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404, 404, 404, 404, 404])
})

it('lets nobody but the person signed in have an address, and knows no other address', async () => {
  for (const verb of ['get', 'put', 'delete'] as const)
    expect((await t.anonymous[verb]('/api/v1/me/calendar').expect(401)).body).toMatchObject({ code: 'unauthenticated' })

  for (const token of ['deviné', 'x'.repeat(43), '%00', '..%2f..%2fme'])
    expect((await t.anonymous.get(`/api/v1/calendars/${token}.ics`).expect(404)).body).toMatchObject({
      code: 'not_found',
    })
  const long = await t.anonymous.get(`/api/v1/calendars/${'x'.repeat(150)}.ics`).expect(400)
  expect(long.body).toMatchObject({ code: 'invalid_input' })
})

it('holds what a person comes to or has a role in, with the link to join', async () => {
  const delegation = await insertDelegation(t.db)
  const [comes, waits, helps, organises, elsewhere] = await Promise.all(
    [{}, {}, {}, { delegationId: delegation.id }, {}].map(async (over) => {
      const season = await insertSeason(t.db, over)
      return insertSession(t.db, season.id, { onlineUrl: 'https://visio.example.org/salle', place: '' })
    }),
  )
  const draft = await insertSession(
    t.db,
    (await insertSeason(t.db, { status: 'draft', delegationId: delegation.id })).id,
  )
  const long = await insertSession(t.db, comes!.seasonId, {
    startsAt: new Date('2025-02-20T10:00:00Z'),
    endsAt: new Date('2025-02-20T12:00:00Z'),
  })
  const camille = await t.person(
    { role: 'mentor', scopeKind: 'season', scopeId: helps!.seasonId },
    { role: 'organiser', scopeKind: 'delegation', scopeId: delegation.id },
  )
  await insertEnrolment(t.db, comes!.seasonId, camille.id, { status: 'checked_in' })
  await insertEnrolment(t.db, waits!.seasonId, camille.id, { status: 'applied' })

  const { name, events } = await read(await addressOf(camille))

  expect(name).toBe('Mon agenda Essor')
  expect(events.map((event) => event.uid).toSorted()).toEqual([comes!, helps!, organises!].map(uid).toSorted())
  expect(events.map(({ location }) => location)).toEqual(Array(3).fill('https://visio.example.org/salle'))
  expect([waits, elsewhere, draft, long]).toHaveLength(4)
})

it('tells a calendar program that nothing has changed, until something does', async () => {
  const season = await insertSeason(t.db)
  const session = await insertSession(t.db, season.id)
  const camille = await t.person()
  await insertEnrolment(t.db, season.id, camille.id)
  const address = await addressOf(camille)

  const first = await t.anonymous.get(address).expect(200)
  const etag = first.headers['etag']!
  const ask = () => t.anonymous.get(address).set('if-none-match', `"another", W/${etag}`)
  const same = await ask().expect(304)
  await t.db.update(seasonSessions).set({ title: 'Autre titre', version: 2 }).where(eq(seasonSessions.id, session.id))
  const changed = await ask().expect(200)

  expect(first.headers).toMatchObject({ 'cache-control': 'private, max-age=300', 'referrer-policy': 'no-referrer' })
  expect(same.headers).toMatchObject({ etag, 'cache-control': 'private, max-age=300' })
  expect(same.text).toBe('')
  expect(changed.headers['etag']).not.toBe(etag)
  await t.anonymous.get(publicFeed(season.slug)).set('if-none-match', '*').expect(304)
})

it('stops a program that asks without end, and no other', async () => {
  const [camille, karim] = [await addressOf(await t.person()), await addressOf(await t.person())]

  const statuses = []
  for (let asked = 0; asked < 62; asked += 1) statuses.push((await t.anonymous.get(camille)).status)

  expect(statuses).toEqual([...Array(60).fill(200), 429, 429])
  await t.anonymous.get(karim).expect(200)
})

it('never writes a private address into the log', async () => {
  const lines: string[] = []
  const app = await t.appWith({ config: { LOG_LEVEL: 'info' }, logTo: { write: (line) => void lines.push(line) } })
  const camille = await t.person()
  const { body } = await app.as(camille).put('/api/v1/me/calendar').expect(200)
  const address = body.address.replace('http://essor.test', '')
  await app.anonymous.get(address).expect(200)
  await app.anonymous.get(`${address}?cache=1`).expect(200)
  await app.anonymous.get(address.replace('/api/v1', '/api/v2')).expect(404)
  await app.anonymous.get(`${address.slice(0, -5)}.ics`).expect(404)

  const log = lines.join('')
  const token = /calendars\/(.*)\.ics/.exec(address)![1]!
  expect(log).toContain('/api/v1/calendars/:token.ics')
  expect([token, token.slice(0, -1)].filter((secret) => log.includes(secret))).toEqual([])
})

it('reads a season of two hundred sessions in as many statements as a season of one', async () => {
  const [small, large] = [await insertSeason(t.db), await insertSeason(t.db)]
  const camille = await t.person()
  for (const season of [small, large]) await insertEnrolment(t.db, season.id, camille.id)
  await insertSite(small.id, (await insertSession(t.db, small.id)).id)
  const many = Array.from({ length: 200 }, (_one, position) => ({
    seasonId: large.id,
    kind: 'workshop' as const,
    title: `Atelier ${position}`,
    place: 'Amiens',
    startsAt: new Date(Date.parse('2026-04-01T16:00:00Z') + position * 3_600_000),
    endsAt: new Date(Date.parse('2026-04-01T17:00:00Z') + position * 3_600_000),
  }))
  const sessions = await t.db.insert(seasonSessions).values(many).returning()
  for (const { id } of sessions.slice(0, 10)) await insertSite(large.id, id, { name: `Site ${id}` })
  const address = await addressOf(camille)
  const counted = await counting()

  const one = await counted(publicFeed(small.slug))
  const twoHundred = await counted(publicFeed(large.slug))
  const own = await counted(address)

  expect([one, twoHundred, own]).toEqual([
    { events: 1, statements: 3 },
    { events: 200, statements: 3 },
    { events: 201, statements: 4 },
  ])
})

/** Asks an app of its own, which counts the statements that its connection sends. */
async function counting() {
  let statements = 0
  const client = new pg.Pool({ connectionString: t.databaseUrl, max: 2 })
  onTestFinished(() => client.end())
  const db = drizzle({ client, casing: 'snake_case', logger: { logQuery: () => void (statements += 1) } })
  const app = await t.appWith({ deps: { db } })
  return async (path: string) => {
    statements = 0
    const { text } = await app.anonymous.get(path).expect(200)
    return { events: readCalendar(text).events.length, statements }
  }
}
