import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason } from '../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../test/harness.ts'

const t = useTestApp()

const draft = { category: 'student', origin: 'IUT d’Amiens', motivation: 'Apprendre en étant utile' }
const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

it('takes an enrolment, and tells the person by mail', async () => {
  const season = await insertSeason(t.db)
  const person = await t.person()

  const { body } = await person.post(`/api/v1/seasons/${season.id}/enrolments`).send(draft).expect(201)

  expect(body).toEqual({
    ...draft,
    id: expect.any(String),
    seasonId: season.id,
    personId: person.id,
    status: 'applied',
    createdAt: expect.any(String),
  })
  expect(await t.mailsTo(person.email)).toMatchObject([{ subject: 'Votre inscription : Saison de printemps' }])
})

it('enrols someone once, however often they ask at the same time', async () => {
  const season = await insertSeason(t.db)
  const person = await t.person()

  const answers = await Promise.all(
    Array.from({ length: 8 }, () => person.post(`/api/v1/seasons/${season.id}/enrolments`).send(draft)),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
  expect(await t.mailsTo(person.email)).toHaveLength(1)
})

it('gives the first answer again for the same Idempotency-Key', async () => {
  const season = await insertSeason(t.db)
  const person = await t.person()
  const send = (body: object) =>
    person.post(`/api/v1/seasons/${season.id}/enrolments`).set('idempotency-key', 'essai-1').send(body)

  const first = await send(draft).expect(201)
  const again = await send(draft).expect(201)
  const other = await send({ ...draft, origin: 'Ailleurs' }).expect(422)

  expect(again.body).toEqual(first.body)
  expect(other.body).toMatchObject({ code: 'idempotency_mismatch' })
})

it('refuses an enrolment outside the recruitment phase, and one of an unknown category', async () => {
  const season = await insertSeason(t.db)
  const person = await t.person()
  t.setNow('2026-06-01T00:00:00Z')

  const late = await person.post(`/api/v1/seasons/${season.id}/enrolments`).send(draft).expect(409)
  const wrong = await person
    .post(`/api/v1/seasons/${season.id}/enrolments`)
    .send({ ...draft, category: 'robot' })
    .expect(400)
  await person.post('/api/v1/seasons/00000000-0000-4000-8000-000000000000/enrolments').send(draft).expect(404)
  await t.anonymous.post(`/api/v1/seasons/${season.id}/enrolments`).send(draft).expect(401)

  expect(late.body).toMatchObject({ code: 'enrolment_closed' })
  expect(wrong.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'category' }] })
})

it('gives the last places once, to racing confirmations', async () => {
  const season = await insertSeason(t.db, { capacity: 3 })
  const organiser = await organiserOf(season)
  const people = await Promise.all(Array.from({ length: 8 }, () => t.person()))
  const applied = await Promise.all(
    people.map((person) => insertEnrolment(t.db, season.id, person.id, { status: 'applied' })),
  )

  const answers = await Promise.all(
    applied.map(({ id }) => organiser.post(`/api/v1/enrolments/${id}/status`).send({ to: 'confirmed' })),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 409, 409, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'season_full' })
})

it('shows organisers who is enrolled, page after page', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const people: TestPerson[] = []
  for (let index = 0; index < 5; index++) people.push(await t.person())
  for (const person of people) await insertEnrolment(t.db, season.id, person.id)
  const read = async (query: string) =>
    (await organiser.get(`/api/v1/seasons/${season.id}/enrolments?limit=2${query}`).expect(200)).body

  const first = await read('')
  const second = await read(`&cursor=${first.nextCursor}`)
  const third = await read(`&cursor=${second.nextCursor}`)

  const names = [first, second, third].flatMap(({ items }) =>
    items.map((item: { personName: string }) => item.personName),
  )
  expect(names).toEqual(people.map(({ name }) => name))
  expect(third.nextCursor).toBeNull()
  expect((await organiser.get(`/api/v1/seasons/${season.id}/enrolments?cursor=oops`).expect(400)).body).toMatchObject({
    code: 'cursor_invalid',
  })
  await people[0]!.get(`/api/v1/seasons/${season.id}/enrolments`).expect(403)
})

it('lets someone withdraw themself, and nobody else', async () => {
  const season = await insertSeason(t.db)
  const person = await t.person()
  const other = await t.person()
  const { id } = await insertEnrolment(t.db, season.id, person.id)

  await other.post(`/api/v1/me/enrolments/${id}/status`).send({ to: 'withdrawn' }).expect(403)
  const { body } = await person.post(`/api/v1/me/enrolments/${id}/status`).send({ to: 'withdrawn' }).expect(200)
  const { body: refused } = await person
    .post(`/api/v1/me/enrolments/${id}/status`)
    .send({ to: 'checked_in' })
    .expect(409)

  expect(body).toMatchObject({ id, status: 'withdrawn' })
  expect(refused).toMatchObject({ code: 'enrolment_transition' })
})
