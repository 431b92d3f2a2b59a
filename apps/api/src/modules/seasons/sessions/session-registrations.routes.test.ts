import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { insertEnrolment, insertRegistration, insertSeason, insertSession } from '../../../../test/factories.ts'
import { startSecondApp, useTestApp, type Caller, type TestPerson } from '../../../../test/harness.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSessions } from './season-sessions.table.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const crowd: TestPerson[] = []

beforeAll(async () => {
  for (let index = 0; index < 50; index += 1) crowd.push(await t.person())
})

type Session = Awaited<ReturnType<typeof insertSession>>

/** A session with so many places, in a season that these people come to. */
async function workshop(people: readonly TestPerson[], over: Parameters<typeof insertSession>[2] = {}) {
  const season = await insertSeason(t.db, { name: 'Printemps' })
  for (const { id } of people) await insertEnrolment(t.db, season.id, id)
  const session = await insertSession(t.db, season.id, {
    title: 'Atelier',
    needsRegistration: true,
    places: 1,
    ...over,
  })
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  return { season, session, organiser }
}

const register = (person: Caller, session: { id: string }) => person.post(`/api/v1/sessions/${session.id}/registration`)
const leave = (person: Caller, session: { id: string }) => person.delete(`/api/v1/sessions/${session.id}/registration`)

/** As organisers read it, page by page. */
async function listed(organiser: Caller, { seasonId, id }: Session, query = ''): Promise<[string, string][]> {
  const rows: [string, string][] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { items: { personId: string; status: string }[]; nextCursor: string | null } = (
      await organiser
        .get(`/api/v1/seasons/${seasonId}/sessions/${id}/registrations?limit=7${query}${cursor && `&cursor=${cursor}`}`)
        .expect(200)
    ).body
    rows.push(...page.items.map(({ personId, status }): [string, string] => [personId, status]))
    cursor = page.nextCursor
  }
  return rows
}

const subjectsTo = async ({ email }: TestPerson, title: string) =>
  (await t.mailsTo(email)).map(({ subject }) => subject).filter((subject) => subject.includes(title))

it('gives a place, then places in the waiting list, and a place back', async () => {
  const [first, second, third] = crowd as [TestPerson, TestPerson, TestPerson]
  const { session } = await workshop([first, second, third], { title: 'Atelier A' })

  const answers = [await register(first, session), await register(second, session), await register(third, session)]
  const again = await register(third, session)
  const left = await leave(first, session)
  const twice = await leave(first, session)

  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [201, { sessionId: session.id, status: 'registered', ahead: null }],
    [201, { sessionId: session.id, status: 'waiting', ahead: 0 }],
    [201, { sessionId: session.id, status: 'waiting', ahead: 1 }],
  ])
  expect(again.body).toEqual({ sessionId: session.id, status: 'waiting', ahead: 1 })
  expect([left.status, twice.status]).toEqual([204, 204])
  expect((await register(second, session)).body).toEqual({ sessionId: session.id, status: 'registered', ahead: null })
  expect((await register(first, session)).body).toEqual({ sessionId: session.id, status: 'waiting', ahead: 1 })
  expect(await subjectsTo(second, 'Atelier A')).toEqual(['Une place pour vous : Atelier A : Printemps'])
  expect(await subjectsTo(third, 'Atelier A')).toEqual([])
  const { text } = (await t.mailsTo(second.email)).find(({ subject }) => subject.includes('Atelier A'))!
  expect(text).toContain('Quand : mercredi 1er avril 2026, de 18 h 00 à 21 h 00 (heure de Paris)\nOù : Amiens')
})

it('gives 10 places to the first 10 of 50 who ask at once, in two processes, then to the right ones as they come free', async () => {
  const { session, organiser } = await workshop(crowd, { title: 'Course', places: 10 })
  const second = await startSecondApp(t)
  const elsewhere = ({ cookie }: TestPerson) =>
    fetch(`${second.url}/api/v1/sessions/${session.id}/registration`, { method: 'POST', headers: { cookie } })

  const answers = await Promise.all(
    crowd.map(async (person, index) =>
      index % 2 === 0 ? (await register(person, session)).status : (await elsewhere(person)).status,
    ),
  )
  const before = await listed(organiser, session)
  const leaving = new Set(before.slice(3, 7).map(([personId]) => personId))
  await Promise.all(crowd.filter(({ id }) => leaving.has(id)).map((person) => leave(person, session).expect(204)))
  const after = await listed(organiser, session)
  await second.stop()

  expect(answers).toEqual(Array.from({ length: 50 }, () => 201))
  expect(before.map(([, status]) => status)).toEqual(
    Array.from({ length: 50 }, (_, index) => (index < 10 ? 'registered' : 'waiting')),
  )
  expect(new Set(before.map(([personId]) => personId)).size).toBe(50)
  expect(after.map(([personId]) => personId)).toEqual(before.map(([personId]) => personId))
  expect(after.map(([, status]) => status)).toEqual(
    Array.from({ length: 50 }, (_, index) =>
      index >= 3 && index < 7 ? 'cancelled' : index < 14 ? 'registered' : 'waiting',
    ),
  )
  const promoted = await Promise.all(
    crowd.map(async (person) => [person.id, await subjectsTo(person, 'Course')] as const),
  )
  expect(new Set(promoted.filter(([, subjects]) => subjects.length === 1).map(([id]) => id))).toEqual(
    new Set(before.slice(10, 14).map(([personId]) => personId)),
  )
  expect(promoted.filter(([, subjects]) => subjects.length > 1)).toEqual([])
})

it('loses no place where people come and leave at once', async () => {
  const { session, organiser } = await workshop(crowd, { title: 'Va-et-vient', places: 10 })
  for (const person of crowd.slice(0, 20)) await register(person, session).expect(201)

  await Promise.all([
    ...crowd.slice(0, 15).map((person) => leave(person, session)),
    ...crowd.slice(20, 40).map((person) => register(person, session)),
  ])

  const rows = await listed(organiser, session)
  const taken = rows.filter(([, status]) => status === 'registered').map(([personId]) => personId)
  expect(taken).toHaveLength(10)
  expect(taken.slice(0, 5)).toEqual(crowd.slice(15, 20).map(({ id }) => id))
  expect(taken).toEqual(
    rows
      .filter(([, status]) => status !== 'cancelled')
      .slice(0, 10)
      .map(([personId]) => personId),
  )
})

it('gives more places to those who wait, in order of arrival', async () => {
  const people = crowd.slice(0, 6)
  const { season, session, organiser } = await workshop(people, { title: 'Atelier B' })
  for (const person of people) await register(person, session).expect(201)
  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/sessions`).expect(200)
  const { kind, title, place, startsAt, endsAt, siteIds, onlineUrl, needsRegistration, remindHours } = body[0]
  const put = (version: number, places: number | null) =>
    organiser
      .put(`/api/v1/seasons/${season.id}/sessions/${session.id}`)
      .set('if-match', `"${version}"`)
      .send({ kind, title, place, startsAt, endsAt, siteIds, onlineUrl, needsRegistration, remindHours, places })
      .expect(200)

  expect([body[0].registered, body[0].waiting]).toEqual([1, 5])
  const three = await put(1, 3)
  expect([three.body.registered, three.body.waiting, three.body.placesLeft]).toEqual([3, 3, 0])
  expect((await listed(organiser, session, '&status=registered')).map(([id]) => id)).toEqual(
    people.slice(0, 3).map(({ id }) => id),
  )
  const all = await put(2, null)
  expect([all.body.registered, all.body.waiting, all.body.placesLeft]).toEqual([6, 0, null])
  expect(await Promise.all(people.map(async (person) => (await subjectsTo(person, 'Atelier B')).length))).toEqual([
    0, 1, 1, 1, 1, 1,
  ])
})

it('passes on the place of someone who no longer comes to the season', async () => {
  const people = crowd.slice(0, 2)
  const { season, session, organiser } = await workshop(people, { title: 'Atelier C' })
  for (const person of people) await register(person, session).expect(201)
  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/enrolments`).expect(200)
  const enrolment = body.items.find(({ personId }: { personId: string }) => personId === people[0]!.id)

  await people[0]!.post(`/api/v1/me/enrolments/${enrolment.id}/status`).send({ to: 'withdrawn' }).expect(200)

  expect(await listed(organiser, session)).toEqual([
    [people[0]!.id, 'cancelled'],
    [people[1]!.id, 'registered'],
  ])
  expect(await subjectsTo(people[1]!, 'Atelier C')).toEqual(['Une place pour vous : Atelier C : Printemps'])
})

it('lets an organiser see who registered, and take someone off the list', async () => {
  const people = crowd.slice(0, 3)
  const { season, session, organiser } = await workshop(people, { title: 'Atelier D', places: 2 })
  for (const person of people) await register(person, session).expect(201)
  const base = `/api/v1/seasons/${season.id}/sessions/${session.id}/registrations`

  const { body } = await organiser.get(`${base}?status=waiting`).expect(200)
  await organiser.delete(`${base}/${people[0]!.id}`).expect(204)
  const again = await organiser.delete(`${base}/${people[0]!.id}`).expect(404)

  expect(body).toEqual({
    items: [
      {
        personId: people[2]!.id,
        personName: people[2]!.name,
        status: 'waiting',
        statusAt: '2026-03-02T09:00:00.000Z',
      },
    ],
    nextCursor: null,
  })
  expect(again.body.code).toBe('not_found')
  expect(await listed(organiser, session)).toEqual([
    [people[0]!.id, 'cancelled'],
    [people[1]!.id, 'registered'],
    [people[2]!.id, 'registered'],
  ])
  expect(await subjectsTo(people[0]!, 'Atelier D')).toEqual(['Votre inscription a été retirée : Atelier D : Printemps'])
  expect(await subjectsTo(people[2]!, 'Atelier D')).toEqual(['Une place pour vous : Atelier D : Printemps'])
})

it('is for those who come to the season', async () => {
  const { season, session } = await workshop([])
  const [applied, withdrawn, stranger] = crowd as [TestPerson, TestPerson, TestPerson]
  await insertEnrolment(t.db, season.id, applied.id, { status: 'applied' })
  await insertEnrolment(t.db, season.id, withdrawn.id, { status: 'withdrawn' })

  const refused = [
    await register(t.anonymous, session),
    await register(applied, session),
    await register(withdrawn, session),
    await register(stranger, session),
    await leave(stranger, session),
    await leave(t.anonymous, session),
    await register(stranger, { id: nowhere }),
    await leave(stranger, { id: nowhere }),
    await register(stranger, { id: 'ici' }),
    await leave(stranger, { id: 'ici' }),
  ]

  expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [403, 'forbidden'],
    [403, 'forbidden'],
    [403, 'forbidden'],
    [401, 'unauthenticated'],
    [404, 'not_found'],
    [404, 'not_found'],
    [400, 'invalid_input'],
    [400, 'invalid_input'],
  ])
})

it('is refused where there is nothing to register for', async () => {
  const [person] = crowd as [TestPerson]
  const { season, session } = await workshop([person])
  const refusals = async () => [(await register(person, session)).body.code, (await leave(person, session)).body.code]
  const set = (change: Partial<typeof seasonSessions.$inferInsert>) =>
    t.db.update(seasonSessions).set(change).where(eq(seasonSessions.id, session.id))

  await set({ needsRegistration: false })
  expect(await refusals()).toEqual(['registration_not_needed', 'registration_not_needed'])
  await set({ needsRegistration: true, cancelledAt: new Date('2026-03-01T00:00:00Z') })
  expect(await refusals()).toEqual(['session_over', 'session_over'])
  await set({ cancelledAt: null })
  t.setNow('2026-04-01T19:00:00.000Z')
  expect(await refusals()).toEqual(['session_over', 'session_over'])
  t.setNow('2026-04-01T18:59:59.999Z')
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))
  expect(await refusals()).toEqual(['season_not_open', 'season_not_open'])
})

it('shows the list of a session to its organisers only', async () => {
  const [person] = crowd as [TestPerson]
  const { season, session, organiser } = await workshop([person])
  const elsewhere = await insertSession(t.db, (await insertSeason(t.db)).id)
  const list = (seasonId: string, sessionId: string) =>
    `/api/v1/seasons/${seasonId}/sessions/${sessionId}/registrations`
  const ask = async (path: string, as: Caller) => {
    const [read, removed] = [await as.get(path), await as.delete(`${path}/${person.id}`)]
    return [read.body.code, removed.body.code]
  }

  expect(await ask(list(season.id, session.id), t.anonymous)).toEqual(['unauthenticated', 'unauthenticated'])
  expect(await ask(list(season.id, session.id), person)).toEqual(['forbidden', 'forbidden'])
  expect(await ask(list(season.id, elsewhere.id), organiser)).toEqual(['not_found', 'not_found'])
  expect(await ask(list(season.id, 'ici'), organiser)).toEqual(['invalid_input', 'invalid_input'])
  expect((await organiser.get(`${list(season.id, session.id)}?cursor=x`)).body.code).toBe('cursor_invalid')
})

it('asks organisers to look at sessions that people wait for', async () => {
  const { season, session, organiser } = await workshop([])
  const over = await insertSession(t.db, season.id, {
    needsRegistration: true,
    startsAt: new Date('2026-03-01T09:00:00Z'),
    endsAt: new Date('2026-03-01T10:00:00Z'),
  })
  const cancelled = await insertSession(t.db, season.id, {
    needsRegistration: true,
    cancelledAt: new Date('2026-03-01T10:00:00Z'),
  })
  for (const { id } of [session, over, cancelled])
    for (const turn of [1, 2]) await insertRegistration(t.db, id, crowd[turn]!.id, { turn, status: 'waiting' })

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/overview`).expect(200)

  expect(body.attention).toEqual([{ code: 'seasons.sessions_waited_for', count: 1, late: false, lateSince: null }])
  expect(body.nextMoments.filter(({ event }: { event: string }) => event === 'session')).toEqual([
    { event: 'session', kind: 'kick_off', title: 'Atelier', at: '2026-04-01T16:00:00.000Z' },
  ])
})
