import { defaultTerminology, Season } from '@essor/contracts'
import { expect, it } from 'vitest'
import { insertDelegation, insertEnrolment, insertSeason, insertSession } from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const inDelegation = (scopeId: string) => ({ role: 'organiser', scopeKind: 'delegation', scopeId }) as const
const inSeason = (scopeId: string) => ({ role: 'organiser', scopeKind: 'season', scopeId }) as const

const draft = {
  slug: 'printemps-somme',
  name: 'Printemps de la Somme',
  summary: 'Deux mois pour aider six associations.',
  preset: 'season_2_months',
  presence: 'in_person',
  place: 'Amiens',
  startsOn: '2026-03-15',
  capacity: 24,
  terminology: { participant: 'habitant·e' },
}

it('makes a season from a preset, in the zone of its delegation', async () => {
  const { id: delegationId } = await insertDelegation(t.db, { timeZone: 'Indian/Reunion', name: 'La Réunion' })
  const organiser = await t.person(inDelegation(delegationId))

  const { body } = await organiser.post(`/api/v1/delegations/${delegationId}/seasons`).send(draft).expect(201)
  const { body: read, headers } = await organiser.get(`/api/v1/seasons/${body.id}`).expect(200)

  expect(body).toEqual({
    ...draft,
    id: expect.any(String),
    delegationId,
    timeZone: 'Indian/Reunion',
    endsOn: '2026-05-14',
    terminology: { ...defaultTerminology.season_2_months, participant: 'habitant·e' },
    status: 'draft',
    version: 1,
    createdAt: expect.any(String),
  })
  expect(headers['etag']).toBe('"1"')
  expect(read).toEqual({
    ...body,
    delegationName: 'La Réunion',
    phases: expect.any(Array),
    sites: [],
    sessions: expect.any(Array),
    findings: [],
  })
  expect(read.phases).toHaveLength(8)
  expect(read.phases[0]).toEqual({
    id: expect.any(String),
    kind: 'call',
    startsAt: '2025-12-30T05:00:00.000Z',
    endsAt: '2026-02-03T19:59:00.000Z',
    version: 1,
  })
  expect(read.sessions[0]).toEqual({
    id: expect.any(String),
    kind: 'kick_off',
    title: 'Soirée de lancement',
    place: 'Amiens',
    startsAt: '2026-03-15T14:00:00.000Z',
    endsAt: '2026-03-15T17:00:00.000Z',
    timeZone: 'Indian/Reunion',
    siteIds: [],
    online: false,
    onlineUrl: null,
    needsRegistration: false,
    places: null,
    placesLeft: null,
    registered: 0,
    waiting: 0,
    registration: null,
    ahead: null,
    remindHours: null,
    cancelledAt: null,
    version: 1,
  })
})

it('gives an address to one season only, also to those who ask at once', async () => {
  const { id } = await insertDelegation(t.db)
  const organiser = await t.person(inDelegation(id))
  const send = () => organiser.post(`/api/v1/delegations/${id}/seasons`).send({ ...draft, slug: 'la-meme' })

  const answers = await Promise.all([send(), send(), send(), send()])

  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'already_exists',
    errors: [{ path: 'slug', code: 'taken' }],
  })
})

it('names each field of a draft that is not right', async () => {
  const { id } = await insertDelegation(t.db)
  const organiser = await t.person(inDelegation(id))
  const wrong = { ...draft, slug: 'Pas Bon', name: ' ', preset: 'fête', startsOn: '0000-01-01', capacity: 0 }

  const { body } = await organiser.post(`/api/v1/delegations/${id}/seasons`).send(wrong).expect(400)

  expect(body.code).toBe('invalid_input')
  expect(body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
    'capacity',
    'name',
    'preset',
    'slug',
    'startsOn',
  ])
})

it('shows one published season with its timeline, and whether it takes new people', async () => {
  const season = await insertSeason(t.db, { capacity: 24 })
  const session = await insertSession(t.db, season.id)
  const hidden = await insertSeason(t.db, { status: 'draft' })
  const read = async () => (await t.anonymous.get(`/api/v1/public/seasons/${season.slug}`).expect(200)).body

  const body = await read()
  t.setNow('2026-03-20T22:59:00Z')
  const later = await read()

  const { version: _, createdAt: __, capacity: ___, ...shown } = Season.encode(season)
  expect(body).toEqual({
    ...shown,
    delegationName: 'Somme',
    enrolmentOpen: true,
    sites: [],
    phases: [
      {
        id: expect.any(String),
        kind: 'recruitment',
        startsAt: '2026-02-01T08:00:00.000Z',
        endsAt: '2026-03-20T22:59:00.000Z',
        version: 1,
      },
    ],
    sessions: [
      {
        id: session.id,
        kind: 'kick_off',
        title: 'Soirée de lancement',
        place: 'Amiens',
        startsAt: '2026-04-01T16:00:00.000Z',
        endsAt: '2026-04-01T19:00:00.000Z',
        timeZone: 'Europe/Paris',
        siteIds: [],
        online: false,
        needsRegistration: false,
        places: null,
        placesLeft: null,
        waiting: 0,
        version: 1,
      },
    ],
  })
  expect(later).toEqual({ ...body, enrolmentOpen: false })
  expect((await t.anonymous.get(`/api/v1/public/seasons/${hidden.slug}`).expect(404)).body.code).toBe('not_found')
  expect((await t.anonymous.get('/api/v1/public/seasons/PAS-BON').expect(400)).body.code).toBe('invalid_input')
})

it('lets those who take part read their season, and nobody else', async () => {
  const season = await insertSeason(t.db)
  const enrolled = await t.person()
  await insertEnrolment(t.db, season.id, enrolled.id)
  const gone = await t.person()
  await insertEnrolment(t.db, season.id, gone.id, { status: 'withdrawn' })

  expect((await enrolled.get(`/api/v1/seasons/${season.id}`).expect(200)).body).toMatchObject({ id: season.id })
  expect((await gone.get(`/api/v1/seasons/${season.id}`).expect(403)).body.code).toBe('forbidden')
})

const changed = {
  name: 'Saison d’été',
  summary: 'Autre texte',
  presence: 'hybrid',
  place: 'Abbeville',
  startsOn: '2026-04-01',
  capacity: 30,
  terminology: { event: 'nuit du code citoyen', team: 'équipe', structure: 'asso', participant: 'voisin·e' },
}

it('changes a season that was read, and refuses to overwrite what somebody else wrote since', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person(inSeason(season.id))
  const put = (version?: string) => {
    const request = organiser.put(`/api/v1/seasons/${season.id}`)
    return (version ? request.set('if-match', version) : request).send(changed)
  }

  const { body, headers } = await put('"1"').expect(200)
  const late = await put('"1"').expect(412)
  const blind = await put().expect(428)
  const odd = await put('trois').expect(400)

  expect(body).toEqual({
    ...Season.encode(season),
    ...changed,
    version: 2,
  })
  expect(headers['etag']).toBe('"2"')
  expect([late, blind, odd].map((answer) => answer.body.code)).toEqual([
    'version_conflict',
    'if_match_required',
    'invalid_input',
  ])
})

it('lets one of several simultaneous changes through', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person(inSeason(season.id))

  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      organiser
        .put(`/api/v1/seasons/${season.id}`)
        .set('if-match', '"1"')
        .send({ ...changed, name: `Nom ${index}` }),
    ),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412, 412])
})

it('keeps a place for everyone who was confirmed', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person(inSeason(season.id))
  for (const status of ['confirmed', 'checked_in', 'applied'] as const)
    await insertEnrolment(t.db, season.id, (await t.person()).id, { status })
  const put = (capacity: number) =>
    organiser
      .put(`/api/v1/seasons/${season.id}`)
      .set('if-match', '"1"')
      .send({ ...changed, capacity })

  const { body } = await put(1).expect(409)

  expect(body).toMatchObject({
    code: 'capacity_below_confirmed',
    detail: '2 people have a place: choose at least 2.',
    errors: [{ path: 'capacity', code: 'below_confirmed' }],
  })
  expect((await put(2).expect(200)).body).toMatchObject({ capacity: 2 })
})

it('publishes, closes and reopens a season, and nothing else', async () => {
  const season = await insertSeason(t.db, { status: 'draft' })
  const organiser = await t.person(inSeason(season.id))
  const move = (to: string) => organiser.post(`/api/v1/seasons/${season.id}/status`).send({ to })

  const published = await move('published').expect(200)
  const back = await move('draft').expect(409)
  const closed = await move('closed').expect(200)
  const reopened = await move('published').expect(200)

  expect(published.body).toEqual({
    ...Season.encode(season),
    status: 'published',
    version: 2,
  })
  expect(published.headers['etag']).toBe('"2"')
  expect(back.body.code).toBe('season_transition')
  expect([closed.body.status, reopened.body.status]).toEqual(['closed', 'published'])
  expect((await move('ouverte').expect(400)).body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'to' }] })
})

it.each([
  ['get', ''],
  ['put', '', changed],
  ['post', '/status', { to: 'closed' }],
] as const)('lets nobody but its organisers %s a season%s', async (verb, path, body?: object) => {
  const season = await insertSeason(t.db)
  const other = await t.person(inSeason((await insertSeason(t.db)).id))
  const organiser = await t.person(inSeason(season.id))
  const ask = (as: Pick<typeof other, 'get' | 'put' | 'post' | 'delete'>, id: string) => {
    const request = as[verb](`/api/v1/seasons/${id}${path}`).set('if-match', '"1"')
    return body ? request.send(body) : request
  }

  const answers = [
    await ask(t.anonymous, season.id),
    await ask(other, season.id),
    await ask(organiser, nowhere),
    await ask(organiser, 'pas-un-id'),
  ]

  expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [400, 'invalid_input'],
  ])
})

it.each([['get'], ['post', draft]] as const)(
  'lets nobody but its organisers %s seasons of a delegation',
  async (verb, body?: object) => {
    const { id } = await insertDelegation(t.db)
    const other = await t.person(inDelegation((await insertDelegation(t.db)).id))
    const ask = (as: Pick<typeof other, 'get' | 'post'>, delegationId: string) => {
      const request = as[verb](`/api/v1/delegations/${delegationId}/seasons`)
      return body ? request.send(body) : request
    }

    const answers = [await ask(t.anonymous, id), await ask(other, id), await ask(other, nowhere), await ask(other, 'x')]

    expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual([
      [401, 'unauthenticated'],
      [403, 'forbidden'],
      [404, 'not_found'],
      [400, 'invalid_input'],
    ])
  },
)
