import { eq } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { insertEnrolment, insertGivenTime, insertPromise, insertSeason } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { connect } from '../../../platform/db/connection.ts'
import { seasons } from '../seasons.table.ts'
import { listPeopleTime } from './promises.service.ts'
import { givenTimes, timePromises } from './promises.table.ts'

const t = useTestApp()

const draft = {
  unit: 'evening',
  amount: 2,
  rhythm: 'per_week',
  startsOn: '2026-04-01',
  endsOn: '2026-05-31',
  note: 'Le mardi et le jeudi',
}
const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

async function aParticipant(over: Parameters<typeof insertSeason>[1] = {}) {
  const season = await insertSeason(t.db, over)
  const person = await t.person()
  const enrolment = await insertEnrolment(t.db, season.id, person.id)
  return { season, person, enrolment }
}

const close = (id: string) => t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, id))
const promisesOf = (person: TestPerson) =>
  t.db.select({ status: timePromises.status }).from(timePromises).where(eq(timePromises.personId, person.id))

it('takes a promise, and adds it up', async () => {
  const { season, person } = await aParticipant()

  const answer = await person.post(`/api/v1/me/seasons/${season.id}/promises`).send(draft).expect(201)

  expect(answer.body).toEqual({
    ...draft,
    id: expect.any(String),
    seasonId: season.id,
    period: 'season',
    minutes: 17 * 180,
    status: 'promised',
    version: 1,
  })
  expect(answer.headers['etag']).toBe('"1"')
})

it('lets someone change a promise, and take it back', async () => {
  const { season, person } = await aParticipant()
  const promise = await insertPromise(t.db, season.id, person.id)
  const path = `/api/v1/me/promises/${promise.id}`
  const change = { ...draft, unit: 'day', rhythm: 'total', amount: 3 }

  const changed = await person.put(path).set('if-match', '"1"').send(change).expect(200)
  const stale = await person.put(path).set('if-match', '"1"').send(draft)
  const unread = await person.put(path).send(draft)
  const withdrawn = await person.post(`${path}/withdraw`).set('if-match', '"2"').expect(200)
  const late = await person.put(path).set('if-match', '"3"').send(draft)
  const twice = await person.post(`${path}/withdraw`).set('if-match', '"3"')
  const staleWithdrawal = await person.post(`${path}/withdraw`).set('if-match', '"2"')
  const unreadWithdrawal = await person.post(`${path}/withdraw`)

  expect(changed.body).toMatchObject({ ...change, minutes: 1_260, version: 2 })
  expect(withdrawn.body).toMatchObject({ status: 'withdrawn', version: 3 })
  expect([stale, unread, late, twice, staleWithdrawal, unreadWithdrawal].map(({ body }) => body.code)).toEqual([
    'version_conflict',
    'if_match_required',
    'promise_transition',
    'promise_transition',
    'version_conflict',
    'if_match_required',
  ])
})

it('refuses what the season cannot hold, and says where', async () => {
  const { season, person } = await aParticipant()
  const path = `/api/v1/me/seasons/${season.id}/promises`

  const outside = await person.post(path).send({ ...draft, endsOn: '2026-06-30', amount: 8 })
  const wrong = await person.post(path).send({ ...draft, unit: 'month', amount: 0 })

  expect(outside.body.errors).toEqual([
    { path: 'endsOn', code: 'outside_days', message: 'Choose a day from 2026-04-01 to 2026-05-31.' },
    { path: 'amount', code: 'more_than_days', message: 'These days hold 7 at most.' },
  ])
  expect(wrong.body.errors.map(({ path: field }: { path: string }) => field)).toEqual(['unit', 'amount'])
})

it('takes ten promises of one person, and no more, however fast they come', async () => {
  const { season, person } = await aParticipant()

  const answers = await Promise.all(
    Array.from({ length: 14 }, () => person.post(`/api/v1/me/seasons/${season.id}/promises`).send(draft)),
  )

  const codes = answers.map(({ status, body }) => body.code ?? status)
  expect(codes.filter((code) => code === 201)).toHaveLength(10)
  expect(codes.filter((code) => code === 'promise_limit')).toHaveLength(4)
  expect(await promisesOf(person)).toHaveLength(10)
})

it('leaves a closed season as it is', async () => {
  const { season, person } = await aParticipant()
  const promise = await insertPromise(t.db, season.id, person.id)
  await close(season.id)

  const answers = [
    await person.post(`/api/v1/me/seasons/${season.id}/promises`).send(draft),
    await person.put(`/api/v1/me/promises/${promise.id}`).set('if-match', '"1"').send(draft),
    await person.post(`/api/v1/me/promises/${promise.id}/withdraw`).set('if-match', '"1"'),
  ]

  expect(answers.map(({ body }) => body.code)).toEqual(['season_not_open', 'season_not_open', 'season_not_open'])
})

it('takes promises back with the enrolment, and none after it', async () => {
  const { season, person, enrolment } = await aParticipant()
  await insertPromise(t.db, season.id, person.id)
  await person.post(`/api/v1/me/enrolments/${enrolment.id}/status`).send({ to: 'withdrawn' }).expect(200)

  const answer = await person.post(`/api/v1/me/seasons/${season.id}/promises`).send(draft)

  expect([answer.status, answer.body.code]).toEqual([403, 'forbidden'])
  expect(await promisesOf(person)).toEqual([{ status: 'withdrawn' }])
})

it('tells someone what they promised, gave and have to confirm', async () => {
  const { season, person } = await aParticipant()
  const organiser = await organiserOf(season)
  await insertPromise(t.db, season.id, person.id, { status: 'withdrawn' })
  const promise = await insertPromise(t.db, season.id, person.id)
  await insertGivenTime(t.db, season.id, person.id)
  await insertGivenTime(t.db, season.id, person.id, { status: 'contested', minutes: 60 })
  const waiting = await insertGivenTime(t.db, season.id, person.id, {
    recordedBy: organiser.id,
    status: 'to_confirm',
    minutes: 90,
  })

  const { body } = await person.get('/api/v1/me/time').expect(200)

  expect(body).toEqual({
    items: [
      {
        seasonId: season.id,
        seasonName: season.name,
        seasonSlug: season.slug,
        seasonStatus: 'published',
        startsOn: '2026-04-01',
        endsOn: '2026-05-31',
        timeZone: 'Europe/Paris',
        terminology: season.terminology,
        mayPromise: true,
        mayAnswer: false,
        answerBy: null,
        promisedMinutes: 3_060,
        followUpMinutes: 0,
        confirmedMinutes: 180,
        unconfirmedMinutes: 90,
        promises: [expect.objectContaining({ id: promise.id, status: 'promised' })],
        toConfirm: [
          {
            id: waiting.id,
            seasonId: season.id,
            personId: person.id,
            day: '2026-04-07',
            minutes: 90,
            note: '',
            status: 'to_confirm',
            contestReason: '',
            recordedByName: organiser.name,
            recordedByMe: false,
            createdAt: expect.any(String),
          },
        ],
      },
    ],
    nextCursor: null,
  })
})

it('tells organisers who promised and gave what, by name and page by page', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const [a, b, c] = [await t.person(), await t.person(), await t.person()]
  for (const person of [a, b, c]) await insertEnrolment(t.db, season.id, person.id)
  await insertPromise(t.db, season.id, a.id)
  await insertPromise(t.db, season.id, a.id, { period: 'follow_up', minutes: 600 })
  await insertGivenTime(t.db, season.id, b.id)
  const path = `/api/v1/seasons/${season.id}/promises`

  const first = await organiser.get(`${path}?limit=1`).expect(200)
  const second = await organiser.get(`${path}?limit=1&cursor=${first.body.nextCursor}`).expect(200)
  const promised = await organiser.get(`${path}?status=promised`).expect(200)

  expect(first.body.items).toEqual([
    {
      personId: a.id,
      personName: a.name,
      promisedMinutes: 3_060,
      followUpMinutes: 600,
      confirmedMinutes: 0,
      unconfirmedMinutes: 0,
      promises: [expect.objectContaining({ period: 'season' }), expect.objectContaining({ period: 'follow_up' })],
    },
  ])
  expect(second.body).toEqual({
    items: [
      {
        personId: b.id,
        personName: b.name,
        promisedMinutes: 0,
        followUpMinutes: 0,
        confirmedMinutes: 180,
        unconfirmedMinutes: 0,
        promises: [],
      },
    ],
    nextCursor: null,
  })
  expect(promised.body.items.map(({ personId }: { personId: string }) => personId)).toEqual([a.id])
})

it('adds a season up, in all and by week', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const [a, b] = [await t.person(), await t.person()]
  for (const person of [a, b]) await insertEnrolment(t.db, season.id, person.id)
  await insertPromise(t.db, season.id, a.id, { startsOn: '2026-04-01', endsOn: '2026-04-14', minutes: 1_400 })
  await insertPromise(t.db, season.id, b.id, { startsOn: '2026-04-06', endsOn: '2026-04-06', minutes: 60 })
  await insertPromise(t.db, season.id, b.id, { status: 'withdrawn' })
  await insertGivenTime(t.db, season.id, a.id, { day: '2026-04-12' })
  await insertGivenTime(t.db, season.id, a.id, { day: '2026-04-27', status: 'to_confirm', minutes: 30 })
  await insertGivenTime(t.db, season.id, b.id, { day: '2026-05-20', status: 'contested' })

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/promises/summary`).expect(200)

  const week = (startsOn: string, promisedMinutes: number, confirmedMinutes = 0, unconfirmedMinutes = 0) => ({
    startsOn,
    promisedMinutes,
    confirmedMinutes,
    unconfirmedMinutes,
  })
  expect(body).toEqual({
    promisedMinutes: 1_460,
    followUpMinutes: 0,
    confirmedMinutes: 180,
    unconfirmedMinutes: 30,
    people: 2,
    renewals: 0,
    released: 0,
    waiting: 0,
    askedAt: null,
    answerBy: null,
    weeks: [
      week('2026-03-30', 500),
      week('2026-04-06', 760, 180),
      week('2026-04-13', 200),
      week('2026-04-20', 0),
      week('2026-04-27', 0, 0, 30),
    ],
  })
})

it('asks as few questions for a page of many people as for a page of one', async () => {
  const season = await insertSeason(t.db)
  const add = async () => {
    const person = await t.person()
    await insertEnrolment(t.db, season.id, person.id)
    await insertPromise(t.db, season.id, person.id)
    await insertGivenTime(t.db, season.id, person.id)
  }
  const statements = async () => {
    const connection = connect(t.databaseUrl, { max: 1 })
    const asked = vi.spyOn(connection.pool, 'query')
    const { items } = await listPeopleTime({ db: connection.db }, season.id, { limit: 100 })
    await connection.close()
    return { people: items.length, asked: asked.mock.calls.length }
  }
  await add()
  const forOne = await statements()
  for (let more = 0; more < 12; more += 1) await add()

  expect([forOne, await statements()]).toEqual([
    { people: 1, asked: 4 },
    { people: 13, asked: 4 },
  ])
})

it('is for the people it concerns', async () => {
  const { season, person } = await aParticipant()
  const promise = await insertPromise(t.db, season.id, person.id)
  const own = [
    ['post', `/api/v1/me/seasons/${season.id}/promises`, draft],
    ['put', `/api/v1/me/promises/${promise.id}`, draft],
    ['post', `/api/v1/me/promises/${promise.id}/withdraw`],
    ['post', `/api/v1/me/seasons/${season.id}/farewell`, { to: 'released' }],
  ] as const
  const managed = [
    ['get', `/api/v1/seasons/${season.id}/promises?limit=10`],
    ['get', `/api/v1/seasons/${season.id}/promises/summary`],
    ['get', `/api/v1/seasons/${season.id}/farewell`],
    ['post', `/api/v1/seasons/${season.id}/farewell`, { days: 14 }],
  ] as const

  expect(await unguarded(t, own, { stranger: await organiserOf(season), owner: person })).toEqual([])
  expect(await unguarded(t, managed, { stranger: person, owner: await organiserOf(season) })).toEqual([])
  expect(await unguarded(t, [['get', '/api/v1/me/time?limit=10']], { owner: person })).toEqual([])
})

it('forgets nobody’s time when whoever recorded it leaves', async () => {
  const { season, person } = await aParticipant()
  const given = await insertGivenTime(t.db, season.id, person.id, { recordedBy: null })

  const { body } = await person.get(`/api/v1/seasons/${season.id}/people/${person.id}/given-time`).expect(200)

  expect(body.items).toEqual([expect.objectContaining({ id: given.id, recordedByName: null, recordedByMe: false })])
  expect(await t.db.select({ id: givenTimes.id }).from(givenTimes).where(eq(givenTimes.id, given.id))).toHaveLength(1)
})
