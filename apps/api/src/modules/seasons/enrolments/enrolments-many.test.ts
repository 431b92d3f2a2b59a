import { expect, it } from 'vitest'
import { insertCrowd } from '../../../../test/crowd.ts'
import { insertEnrolment, insertSeason } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { listening } from '../../../../test/listening.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from './enrolments.table.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

it('reads a page of the enrolled in one statement, whether they are 10 or 1 000', async () => {
  const { statements, app } = await listening(t)
  const counts: { asked: number; list: number }[] = []
  for (const size of [10, 1_000]) {
    const season = await insertSeason(t.db)
    const organiser = await organiserOf(season)
    const crowd = await insertCrowd(t, size)
    await t.db.insert(enrolments).values(
      crowd.map(({ id }, index) => ({
        seasonId: season.id,
        personId: id,
        category: 'student' as const,
        origin: '',
        motivation: '',
        status: index % 2 === 0 ? ('confirmed' as const) : ('waiting' as const),
        arrival: index + 1,
      })),
    )
    const list = `/api/v1/seasons/${season.id}/enrolments?limit=100&status=waiting`
    await app.as(organiser).get(list).expect(200)
    statements.length = 0
    const { body } = await app.as(organiser).get(list).expect(200)

    expect(body.items).toHaveLength(Math.min(size / 2, 100))
    expect(body.items.at(-1)).toMatchObject({ waitingRank: Math.min(size / 2, 100) })
    counts.push({
      asked: statements.length,
      list: statements.filter((text) => text.includes('from "enrolments" inner join "people"')).length,
    })
  }

  expect(counts[1]).toEqual(counts[0])
  // The sign-in and its person, their roles, the season and what they are to it; then the page itself.
  expect(counts[0]).toEqual({ asked: 6, list: 1 })
})

it('finds people by any part of their name, taken literally', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  for (const name of ['Zoé Petit-Pré', 'Ali 100% Motivé', 'Anne_Lise Roy', 'AnneXLise Roy'])
    await insertEnrolment(
      t.db,
      season.id,
      (
        await t.db
          .insert(people)
          .values({ name, email: `${crypto.randomUUID()}@example.org` })
          .returning()
      )[0]!.id,
    )
  const found = async (name: string) => {
    const { body } = await organiser
      .get(`/api/v1/seasons/${season.id}/enrolments?name=${encodeURIComponent(name)}`)
      .expect(200)
    return body.items.map(({ personName }: { personName: string }) => personName)
  }

  expect(await found('petit')).toEqual(['Zoé Petit-Pré'])
  expect(await found('%')).toEqual(['Ali 100% Motivé'])
  expect(await found('anne_')).toEqual(['Anne_Lise Roy'])
  expect(await found('\\')).toEqual([])
})

it('refuses a cursor that no list of numbers gave', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const { id } = await insertEnrolment(t.db, season.id, organiser.id)
  const cursor = (key: unknown) => Buffer.from(JSON.stringify([key, id])).toString('base64url')

  for (const key of [1e300, 1.5, -1e12, 'un', '2026-03-02T09:00:00Z'])
    expect(
      (await organiser.get(`/api/v1/seasons/${season.id}/enrolments?cursor=${cursor(key)}`).expect(400)).body.code,
    ).toBe('cursor_invalid')
})

it('confirms many in one act, in order of arrival as far as there is room, and answers for each', async () => {
  const season = await insertSeason(t.db, { capacity: 4 })
  const organiser = await organiserOf(season)
  const add = async (status: 'applied' | 'checked_in' | 'withdrawn' | 'offered') =>
    insertEnrolment(t.db, season.id, (await t.person()).id, { status })
  const [there, first, gone, held, second, third] = [
    await add('checked_in'),
    await add('applied'),
    await add('withdrawn'),
    await add('offered'),
    await add('applied'),
    await add('applied'),
  ]
  const elsewhere = await insertEnrolment(t.db, (await insertSeason(t.db)).id, (await t.person()).id)
  const ids = [third, second, first, gone, held, there, elsewhere, third].map(({ id }) => id)

  const { body } = await organiser
    .post(`/api/v1/seasons/${season.id}/enrolments/confirmations`)
    .send({ enrolmentIds: ids })
    .expect(200)

  expect(body.results).toEqual([
    { enrolmentId: third.id, outcome: 'full' },
    { enrolmentId: second.id, outcome: 'confirmed' },
    { enrolmentId: first.id, outcome: 'confirmed' },
    { enrolmentId: gone.id, outcome: 'refused' },
    { enrolmentId: held.id, outcome: 'confirmed' },
    { enrolmentId: there.id, outcome: 'refused' },
    { enrolmentId: elsewhere.id, outcome: 'not_found' },
  ])
  const { items } = (await organiser.get(`/api/v1/seasons/${season.id}/enrolments`)).body
  expect(items.map(({ status, statusBy }: { status: string; statusBy: string }) => [status, statusBy])).toEqual([
    ['checked_in', null],
    ['confirmed', organiser.name],
    ['withdrawn', null],
    ['confirmed', organiser.name],
    ['confirmed', organiser.name],
    ['applied', null],
  ])
})

it('never confirms more than there is room for, with acts that race', async () => {
  const season = await insertSeason(t.db, { capacity: 5 })
  const organiser = await organiserOf(season)
  const crowd = await insertCrowd(t, 20)
  const ids: string[] = []
  for (const { id } of crowd) ids.push((await insertEnrolment(t.db, season.id, id, { status: 'applied' })).id)
  const path = `/api/v1/seasons/${season.id}/enrolments/confirmations`

  const answers = await Promise.all(
    [ids.slice(0, 8), ids.slice(4, 12), ids.slice(10, 20)].map((enrolmentIds) =>
      organiser.post(path).send({ enrolmentIds }),
    ),
  )

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const { items } = (await organiser.get(`/api/v1/seasons/${season.id}/enrolments?status=confirmed`)).body
  expect(items).toHaveLength(5)
  const stranger = await t.person()
  const admin = await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })
  expect(await unguarded(t, [['post', path, { enrolmentIds: ids }]], { stranger, owner: admin })).toEqual([])
  for (const enrolmentIds of [[], Array.from({ length: 101 }, () => ids[0]), ['moi']])
    expect((await organiser.post(path).send({ enrolmentIds }).expect(400)).body.code).toBe('invalid_input')
})

it('tells organisers who moved someone and when, the latest first', async () => {
  const season = await insertSeason(t.db, { enrolmentMode: 'first_come', capacity: 1 })
  const organiser = await organiserOf(season)
  const person = await t.person()
  const { body: place } = await person
    .post(`/api/v1/seasons/${season.id}/enrolments`)
    .send({ category: 'student' })
    .expect(201)
  await organiser.post(`/api/v1/enrolments/${place.id}/status`).send({ to: 'checked_in' }).expect(200)
  const path = `/api/v1/enrolments/${place.id}/history`

  const { body } = await organiser.get(`${path}?limit=2`).expect(200)
  const rest = (await organiser.get(`${path}?limit=2&cursor=${body.nextCursor}`).expect(200)).body

  const line = (act: string, by: string | null) => ({ id: expect.any(String), at: expect.any(String), act, by })
  expect(body.items).toEqual([line('checked_in', organiser.name), line('confirmed', null)])
  expect(rest).toEqual({ items: [line('applied', person.name)], nextCursor: null })
  const admin = await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })
  expect(await unguarded(t, [['get', `${path}?limit=2`]], { stranger: person, owner: admin })).toEqual([])
})
