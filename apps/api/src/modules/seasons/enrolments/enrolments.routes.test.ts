import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { seasons } from '../seasons.table.ts'

const t = useTestApp()

const draft = { category: 'student', origin: 'IUT d’Amiens', motivation: 'Apprendre en étant utile', siteId: null }
const nowhere = '00000000-0000-4000-8000-000000000000'
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
    statusAt: '2026-03-02T09:00:00.000Z',
    offerEndsAt: null,
    waitingRank: null,
    createdAt: expect.any(String),
  })
  const [mail] = await t.mailsTo(person.email)
  expect(mail?.subject).toBe('Votre inscription : Saison de printemps')
  expect(mail?.text).toContain('votre inscription comme bénévole à « Saison de printemps »')
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

it('writes in the words of the season', async () => {
  const terminology = { event: 'nuit citoyenne', team: 'tribu', structure: 'asso', participant: 'voisin·e' }
  const season = await insertSeason(t.db, { name: 'Étouvie 2026', terminology })
  const person = await t.person()

  await person.post(`/api/v1/seasons/${season.id}/enrolments`).send(draft).expect(201)

  expect((await t.mailsTo(person.email))[0]?.text).toContain('comme voisin·e à « Étouvie 2026 » (nuit citoyenne)')
})

it('refuses an enrolment outside the recruitment phase or in a season that is not open', async () => {
  const season = await insertSeason(t.db)
  const hidden = await insertSeason(t.db, { status: 'draft' })
  const closed = await insertSeason(t.db, { status: 'closed' })
  const person = await t.person()
  const enrol = (id: string) => person.post(`/api/v1/seasons/${id}/enrolments`).send(draft)

  const answers = [await enrol(hidden.id), await enrol(closed.id)]
  t.setNow('2026-01-01T00:00:00Z')
  answers.push(await enrol(season.id))
  t.setNow('2026-06-01T00:00:00Z')
  answers.push(await enrol(season.id))

  expect(answers.map(({ status, body }) => [status, body.code, body.detail])).toEqual([
    [409, 'season_not_open', 'This season is not published, or it is over: nobody can enrol in it.'],
    [409, 'season_not_open', 'This season is not published, or it is over: nobody can enrol in it.'],
    [409, 'enrolment_closed', 'Enrolments have not opened yet.'],
    [409, 'enrolment_closed', 'Enrolments are over for this season.'],
  ])
  expect(await t.mailsTo(person.email)).toEqual([])
})

it('refuses an enrolment of an unknown category, in no season, or by nobody', async () => {
  const season = await insertSeason(t.db)
  const person = await t.person()
  const url = `/api/v1/seasons/${season.id}/enrolments`

  const answers = [
    await person.post(url).send({ ...draft, category: 'robot' }),
    await person.post(`/api/v1/seasons/${nowhere}/enrolments`).send(draft),
    await t.anonymous.post(url).send(draft),
  ]

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [400, 'invalid_input'],
    [404, 'not_found'],
    [401, 'unauthenticated'],
  ])
  expect(answers[0]?.body.errors).toMatchObject([{ path: 'category' }])
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

it('filters who is enrolled by status and category, and shows it to nobody else', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const person = await t.person()
  const { id, createdAt, statusAt } = await insertEnrolment(t.db, season.id, person.id, {
    category: 'retired',
    status: 'applied',
  })
  await insertEnrolment(t.db, season.id, (await t.person()).id, { status: 'applied' })
  await insertEnrolment(t.db, season.id, (await t.person()).id, { category: 'retired' })
  const url = `/api/v1/seasons/${season.id}/enrolments`

  const { body } = await organiser.get(`${url}?status=applied&category=retired`).expect(200)

  expect(body).toEqual({
    items: [
      {
        id,
        seasonId: season.id,
        personId: person.id,
        personName: person.name,
        category: 'retired',
        origin: 'IUT d’Amiens',
        motivation: '',
        siteId: null,
        siteName: null,
        status: 'applied',
        statusAt: statusAt.toISOString(),
        statusBy: null,
        offerEndsAt: null,
        waitingRank: null,
        arrival: 1,
        createdAt: createdAt.toISOString(),
      },
    ],
    nextCursor: null,
  })
  const refused = [
    await organiser.get(`${url}?status=perdu`),
    await t.anonymous.get(url),
    await person.get(url),
    await organiser.get(`/api/v1/seasons/${nowhere}/enrolments`),
  ]
  expect(refused.map((answer) => [answer.status, answer.body.code])).toEqual([
    [400, 'invalid_input'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not_found'],
  ])
})

it('confirms someone and tells them, and tells them again when that is taken back', async () => {
  const season = await insertSeason(t.db, { capacity: 1 })
  const organiser = await organiserOf(season)
  const person = await t.person()
  const { id } = await insertEnrolment(t.db, season.id, person.id, { status: 'applied' })
  const move = (to: string) => organiser.post(`/api/v1/enrolments/${id}/status`).send({ to })

  const { body } = await move('confirmed').expect(200)
  for (const to of [
    'applied',
    'confirmed',
    'checked_in',
    'confirmed',
    'no_show',
    'checked_in',
    'confirmed',
    'withdrawn',
  ])
    await move(to).expect(200)

  expect(body).toEqual({
    id,
    seasonId: season.id,
    personId: person.id,
    category: 'student',
    origin: 'IUT d’Amiens',
    motivation: '',
    siteId: null,
    status: 'confirmed',
    statusAt: '2026-03-02T09:00:00.000Z',
    offerEndsAt: null,
    waitingRank: null,
    createdAt: expect.any(String),
  })
  expect((await t.mailsTo(person.email)).map(({ subject }) => subject)).toEqual([
    'Inscription confirmée : Saison de printemps',
    'Votre inscription est en attente : Saison de printemps',
    'Inscription confirmée : Saison de printemps',
    'Votre inscription a été retirée : Saison de printemps',
  ])
})

it('refuses moves that are none, and anybody but organisers', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const person = await t.person()
  const { id } = await insertEnrolment(t.db, season.id, person.id, { status: 'applied' })
  const ask = (as: Pick<TestPerson, 'post'>, to: string, enrolmentId = id) =>
    as.post(`/api/v1/enrolments/${enrolmentId}/status`).send({ to })

  const answers = [
    await ask(organiser, 'checked_in'),
    await ask(organiser, 'partout'),
    await ask(t.anonymous, 'confirmed'),
    await ask(person, 'confirmed'),
    await ask(await organiserOf(await insertSeason(t.db)), 'confirmed'),
    await ask(organiser, 'confirmed', nowhere),
  ]

  expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual([
    [409, 'enrolment_transition'],
    [400, 'invalid_input'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [403, 'forbidden'],
    [404, 'not_found'],
  ])
})

it('lists my enrolments, the latest first, with what I need to know of the season', async () => {
  const person = await t.person()
  const first = await insertSeason(t.db, { name: 'Ancienne', status: 'closed' })
  const second = await insertSeason(t.db, { name: 'Nouvelle' })
  await insertEnrolment(t.db, first.id, person.id)
  const { id, createdAt, statusAt } = await insertEnrolment(t.db, second.id, person.id, { status: 'applied' })
  await insertEnrolment(t.db, second.id, (await t.person()).id)
  const read = async (query: string) => (await person.get(`/api/v1/me/enrolments${query}`).expect(200)).body

  const newest = await read('?limit=1')
  const oldest = await read(`?limit=1&cursor=${newest.nextCursor}`)

  expect(newest.items).toEqual([
    {
      id,
      seasonId: second.id,
      personId: person.id,
      category: 'student',
      origin: 'IUT d’Amiens',
      motivation: '',
      siteId: null,
      siteName: null,
      status: 'applied',
      statusAt: statusAt.toISOString(),
      offerEndsAt: null,
      waitingRank: null,
      createdAt: createdAt.toISOString(),
      timeZone: 'Europe/Paris',
      seasonName: 'Nouvelle',
      seasonSlug: second.slug,
      seasonStatus: 'published',
      startsOn: '2026-04-01',
      endsOn: '2026-05-31',
      place: 'Amiens',
      presence: 'in_person',
      terminology: second.terminology,
    },
  ])
  expect(oldest).toMatchObject({ items: [{ seasonName: 'Ancienne', seasonStatus: 'closed' }], nextCursor: null })
  expect((await person.get('/api/v1/me/enrolments?cursor=oops').expect(400)).body.code).toBe('cursor_invalid')
  expect((await t.anonymous.get('/api/v1/me/enrolments').expect(401)).body.code).toBe('unauthenticated')
})

it('lets someone withdraw and apply again while the season takes people', async () => {
  const season = await insertSeason(t.db)
  const person = await t.person()
  const { id } = await insertEnrolment(t.db, season.id, person.id)
  const move = (to: string) => person.post(`/api/v1/me/enrolments/${id}/status`).send({ to })

  const withdrawn = await move('withdrawn').expect(200)
  const again = await move('applied').expect(200)
  const tooFar = await move('checked_in').expect(409)
  await move('withdrawn').expect(200)
  t.setNow('2026-06-01T00:00:00Z')
  const late = await move('applied').expect(409)
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))
  const over = await move('applied').expect(409)

  expect(withdrawn.body).toEqual({ ...again.body, status: 'withdrawn' })
  expect(again.body).toEqual({
    id,
    seasonId: season.id,
    personId: person.id,
    category: 'student',
    origin: 'IUT d’Amiens',
    motivation: '',
    siteId: null,
    status: 'applied',
    statusAt: '2026-03-02T09:00:00.000Z',
    offerEndsAt: null,
    waitingRank: null,
    createdAt: expect.any(String),
  })
  expect([tooFar, late, over].map(({ body }) => body.code)).toEqual([
    'enrolment_transition',
    'enrolment_closed',
    'season_not_open',
  ])
  expect(await t.mailsTo(person.email)).toEqual([])
})

it('lets nobody move the enrolment of someone else', async () => {
  const season = await insertSeason(t.db)
  const person = await t.person()
  const { id } = await insertEnrolment(t.db, season.id, person.id)
  const ask = (as: Pick<TestPerson, 'post'>, to = 'withdrawn', enrolmentId = id) =>
    as.post(`/api/v1/me/enrolments/${enrolmentId}/status`).send({ to })

  const answers = [
    await ask(t.anonymous),
    await ask(await t.person()),
    await ask(person, 'withdrawn', nowhere),
    await ask(person, 'partout'),
  ]

  expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [400, 'invalid_input'],
  ])
})
