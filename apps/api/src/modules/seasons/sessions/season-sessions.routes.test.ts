import { expect, it } from 'vitest'
import {
  insertEnrolment,
  insertRegistration,
  insertSeason,
  insertSession,
  insertSite,
} from '../../../../test/factories.ts'
import { useTestApp, type Caller } from '../../../../test/harness.ts'
import { sessionSites } from './season-sessions.table.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const inSeason = (scopeId: string) => ({ role: 'organiser', scopeKind: 'season', scopeId }) as const
const organiserOf = (season: { id: string }) => t.person(inSeason(season.id))

const meetUp = {
  kind: 'meet_up',
  title: 'Retrouvailles',
  place: 'Café des associations',
  startsAt: '2026-06-10T17:00:00.000Z',
  endsAt: '2026-06-10T19:00:00.000Z',
}
const whole = {
  ...meetUp,
  siteIds: [] as string[],
  onlineUrl: null as string | null,
  needsRegistration: false,
  places: null as number | null,
  remindHours: null as number | null,
}
const untouched = {
  timeZone: 'Europe/Paris',
  online: false,
  placesLeft: null,
  registered: 0,
  waiting: 0,
  registration: null,
  ahead: null,
  cancelledAt: null,
}

it('adds, changes and cancels a session', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const base = `/api/v1/seasons/${season.id}/sessions`

  const { body: added, headers } = await organiser.post(base).send(meetUp).expect(201)
  const { body: later } = await organiser
    .put(`${base}/${added.id}`)
    .set('if-match', headers['etag'] as string)
    .send({ ...whole, title: 'Grandes retrouvailles' })
    .expect(200)
  await organiser.delete(`${base}/${added.id}`).set('if-match', '"2"').expect(204)
  const again = await organiser.delete(`${base}/${added.id}`).set('if-match', '"3"').expect(404)
  const changedAfter = await organiser.put(`${base}/${added.id}`).set('if-match', '"3"').send(whole).expect(404)

  expect(added).toEqual({ ...whole, ...untouched, id: expect.any(String), version: 1 })
  expect(later).toEqual({ ...added, title: 'Grandes retrouvailles', version: 2 })
  expect([again.body.code, changedAfter.body.code]).toEqual(['not_found', 'not_found'])
  expect((await organiser.get(`/api/v1/seasons/${season.id}`).expect(200)).body.sessions).toEqual([])
  expect((await organiser.get(base).expect(200)).body).toEqual([
    { ...later, version: 3, cancelledAt: '2026-03-02T09:00:00.000Z' },
  ])
})

it('holds a session on several sites and by a link, at the clock of the first', async () => {
  const season = await insertSeason(t.db)
  const first = await insertSite(t.db, season.id, { name: 'Saint-Denis', timeZone: 'Indian/Reunion' })
  const second = await insertSite(t.db, season.id, { name: 'Amiens', timeZone: 'Europe/Paris' })
  const organiser = await organiserOf(season)
  const draft = {
    ...whole,
    siteIds: [second.id, first.id, second.id],
    onlineUrl: 'https://visio.example.org/retrouvailles?salle=é',
    needsRegistration: true,
    places: 12,
    remindHours: 24,
  }

  const { body } = await organiser.post(`/api/v1/seasons/${season.id}/sessions`).send(draft).expect(201)

  expect(body).toEqual({
    ...draft,
    ...untouched,
    siteIds: [first.id, second.id],
    timeZone: 'Indian/Reunion',
    online: true,
    placesLeft: 12,
    id: expect.any(String),
    version: 1,
  })
})

it('shows the link to those who come or have a role, and to nobody else', async () => {
  const season = await insertSeason(t.db)
  const onlineUrl = 'https://visio.example.org/secret'
  const session = await insertSession(t.db, season.id, { onlineUrl })
  await insertSession(t.db, season.id, { title: 'Annulé', cancelledAt: new Date('2026-03-01T00:00:00Z') })
  const [coming, applied] = [await t.person(), await t.person()]
  await insertEnrolment(t.db, season.id, coming.id, { status: 'confirmed' })
  await insertEnrolment(t.db, season.id, applied.id, { status: 'applied' })
  const mentor = await t.person({ role: 'mentor', scopeKind: 'season', scopeId: season.id })
  const path = `/api/v1/seasons/${season.id}/sessions`
  const seenBy = async (person: Caller) =>
    (await person.get(path).expect(200)).body.map((one: { id: string; online: boolean; onlineUrl: string | null }) => [
      one.id,
      one.online,
      one.onlineUrl,
    ])

  expect(await seenBy(coming)).toEqual([[session.id, true, onlineUrl]])
  expect(await seenBy(mentor)).toEqual([[session.id, true, onlineUrl]])
  expect(await seenBy(applied)).toEqual([[session.id, true, null]])
  const read = await applied.get(`/api/v1/seasons/${season.id}`).expect(200)
  const open = await t.anonymous.get(`/api/v1/public/seasons/${season.slug}`).expect(200)
  expect(`${read.text}${open.text}`).not.toContain('secret')
  expect(open.body.sessions).toEqual([
    {
      id: session.id,
      kind: 'kick_off',
      title: 'Soirée de lancement',
      place: 'Amiens',
      startsAt: '2026-04-01T16:00:00.000Z',
      endsAt: '2026-04-01T19:00:00.000Z',
      timeZone: 'Europe/Paris',
      siteIds: [],
      online: true,
      needsRegistration: false,
      places: null,
      placesLeft: null,
      waiting: 0,
      version: 1,
    },
  ])
})

it('keeps what whoever only moves a session does not speak of', async () => {
  const season = await insertSeason(t.db)
  const site = await insertSite(t.db, season.id)
  const organiser = await organiserOf(season)
  const base = `/api/v1/seasons/${season.id}/sessions`
  const draft = {
    ...meetUp,
    siteIds: [site.id],
    onlineUrl: 'https://visio.example.org/a',
    needsRegistration: true,
    places: 12,
    remindHours: 24,
  }
  const { body: added } = await organiser.post(base).send(draft).expect(201)
  const later = { ...meetUp, endsAt: '2026-06-10T20:00:00.000Z' }

  const { body } = await organiser.put(`${base}/${added.id}`).set('if-match', '"1"').send(later).expect(200)

  expect(body).toEqual({ ...added, ...later, version: 2 })
})

it('does not let two organisers overwrite each other', async () => {
  const season = await insertSeason(t.db)
  const session = await insertSession(t.db, season.id)
  const organiser = await organiserOf(season)
  const path = `/api/v1/seasons/${season.id}/sessions/${session.id}`

  const blind = [await organiser.put(path).send(whole), await organiser.delete(path)]
  const changes = await Promise.all(
    ['un', 'deux', 'trois'].map((title) =>
      organiser
        .put(path)
        .set('if-match', '"1"')
        .send({ ...whole, title }),
    ),
  )
  const late = await organiser.delete(path).set('if-match', '"1"')

  expect(blind.map(({ status, body }) => [status, body.code])).toEqual([
    [428, 'if_match_required'],
    [428, 'if_match_required'],
  ])
  expect(changes.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
  expect([late.status, late.body.code]).toEqual([412, 'version_conflict'])
})

it.each([
  ['an end before the beginning', { endsAt: meetUp.startsAt }, 'endsAt', 'order'],
  ['another century', { startsAt: '2126-06-10T17:00:00Z', endsAt: '2126-06-10T19:00:00Z' }, 'startsAt', 'far'],
  ['a link that is not encrypted', { onlineUrl: 'http://visio.example.org' }, 'onlineUrl', undefined],
  ['a link that is none', { onlineUrl: 'https://[nulle part' }, 'onlineUrl', undefined],
  ['a script for a link', { onlineUrl: 'javascript:alert(1)' }, 'onlineUrl', undefined],
  ['places that nobody counts', { places: 12 }, 'places', 'without_registration'],
  ['no place at all', { needsRegistration: true, places: 0 }, 'places', undefined],
  ['a reminder of last year', { remindHours: 9_000 }, 'remindHours', undefined],
  ['a site of nowhere', { siteIds: [nowhere] }, 'siteIds', 'unknown'],
  ['no title', { title: '  ' }, 'title', undefined],
])('names the field where a session has %s', async (_, wrong, path, code) => {
  const season = await insertSeason(t.db)
  const session = await insertSession(t.db, season.id)
  const organiser = await organiserOf(season)
  const base = `/api/v1/seasons/${season.id}/sessions`

  const added = await organiser.post(base).send({ ...whole, ...wrong })
  const changed = await organiser
    .put(`${base}/${session.id}`)
    .set('if-match', '"1"')
    .send({ ...whole, ...wrong })

  for (const { status, body } of [added, changed]) {
    expect([status, body.code]).toEqual([400, 'invalid_input'])
    expect(body.errors[0]).toMatchObject({ path, ...(code && { code }) })
  }
})

it('is not held on the sites of another season', async () => {
  const [season, other] = [await insertSeason(t.db), await insertSeason(t.db)]
  const site = await insertSite(t.db, other.id)
  const organiser = await organiserOf(season)

  const { body } = await organiser
    .post(`/api/v1/seasons/${season.id}/sessions`)
    .send({ ...meetUp, siteIds: [site.id] })
    .expect(400)

  expect(body.errors).toEqual([{ path: 'siteIds', message: 'Choose among the sites of this season.', code: 'unknown' }])
})

it('keeps the places of those who are registered', async () => {
  const season = await insertSeason(t.db)
  const session = await insertSession(t.db, season.id, { needsRegistration: true, places: 3 })
  for (const turn of [1, 2])
    await insertRegistration(t.db, session.id, (await t.person()).id, { turn, status: 'registered' })
  const organiser = await organiserOf(season)
  const put = (places: number) =>
    organiser
      .put(`/api/v1/seasons/${season.id}/sessions/${session.id}`)
      .set('if-match', '"1"')
      .send({ ...whole, needsRegistration: true, places })

  const tooFew = await put(1).expect(409)
  const { body } = await put(2).expect(200)

  expect(tooFew.body).toMatchObject({
    code: 'capacity_below_confirmed',
    errors: [{ path: 'places', code: 'below_confirmed' }],
  })
  expect([body.places, body.placesLeft, body.registered]).toEqual([2, 0, 2])
})

it('lists to someone what they may come to, soonest first', async () => {
  const [season, draft] = [
    await insertSeason(t.db, { name: 'Printemps' }),
    await insertSeason(t.db, { status: 'draft' }),
  ]
  const [here, there] = [
    await insertSite(t.db, season.id, { name: 'Ici' }),
    await insertSite(t.db, season.id, { name: 'Là', timeZone: 'Indian/Reunion' }),
  ]
  const person = await t.person()
  await insertEnrolment(t.db, season.id, person.id, { siteId: here.id })
  await insertEnrolment(t.db, draft.id, person.id)
  await insertSession(t.db, draft.id)
  const at = (day: string) => ({ startsAt: new Date(`${day}T16:00:00Z`), endsAt: new Date(`${day}T18:00:00Z`) })
  const onSite = async (title: string, day: string, siteIds: string[], over: object = {}) => {
    const session = await insertSession(t.db, season.id, { title, ...at(day), ...over })
    if (siteIds.length > 0)
      await t.db.insert(sessionSites).values(siteIds.map((siteId) => ({ sessionId: session.id, siteId })))
    return session
  }
  await onSite('Passé', '2026-03-01', [])
  await onSite('Ailleurs', '2026-04-02', [there.id])
  await onSite('Annulé', '2026-04-03', [], { cancelledAt: new Date('2026-03-01T00:00:00Z') })
  const full = await onSite('Atelier', '2026-04-06', [], { needsRegistration: true, places: 1 })
  await onSite('Partout', '2026-04-05', [there.id, here.id])
  await onSite('En ligne', '2026-04-04', [there.id], { onlineUrl: 'https://visio.example.org/a' })
  await insertRegistration(t.db, full.id, (await t.person()).id, { turn: 1, status: 'waiting' })
  await insertRegistration(t.db, full.id, person.id, { turn: 2, status: 'waiting' })
  const list = (query: string) => person.get(`/api/v1/me/sessions?limit=2${query}`).expect(200)

  const first = await list('')
  const second = await list(`&cursor=${first.body.nextCursor}`)

  const shown = ({
    title,
    timeZone,
    onlineUrl,
    registration,
    ahead,
    seasonName,
    siteNames,
  }: Record<string, unknown>) => [title, timeZone, onlineUrl, registration, ahead, seasonName, siteNames]
  expect([...first.body.items, ...second.body.items].map(shown)).toEqual([
    ['En ligne', 'Indian/Reunion', 'https://visio.example.org/a', null, null, 'Printemps', ['Là']],
    ['Partout', 'Europe/Paris', null, null, null, 'Printemps', ['Ici', 'Là']],
    ['Atelier', 'Europe/Paris', null, 'waiting', 1, 'Printemps', []],
  ])
  expect(second.body.nextCursor).toBeNull()
  expect((await t.anonymous.get('/api/v1/me/sessions')).body.code).toBe('unauthenticated')
  expect((await person.get('/api/v1/me/sessions?limit=0')).body.code).toBe('invalid_input')
  expect((await person.get('/api/v1/me/sessions?cursor=x')).body.code).toBe('cursor_invalid')
})

it('says what comes next: not what was cancelled, nor what is for others', async () => {
  const season = await insertSeason(t.db)
  const site = await insertSite(t.db, season.id, { timeZone: 'Indian/Reunion' })
  const [registered, other] = [await t.person(), await t.person()]
  for (const { id } of [registered, other]) await insertEnrolment(t.db, season.id, id)
  const at = (day: string) => ({ startsAt: new Date(`${day}T16:00:00Z`), endsAt: new Date(`${day}T18:00:00Z`) })
  await insertSession(t.db, season.id, { ...at('2026-04-01'), cancelledAt: new Date('2026-03-01T00:00:00Z') })
  const workshop = await insertSession(t.db, season.id, { ...at('2026-04-02'), title: 'A', needsRegistration: true })
  await insertSession(t.db, season.id, { ...at('2026-04-03'), title: 'B' })
  await t.db.insert(sessionSites).values({ sessionId: workshop.id, siteId: site.id })
  await insertRegistration(t.db, workshop.id, registered.id, { turn: 1, status: 'registered' })
  const next = async (person: Caller) => {
    const { body } = await person.get('/api/v1/me/next').expect(200)
    return body.map(({ code, title, timeZone }: Record<string, unknown>) => [code, title, timeZone])
  }

  expect(await next(registered)).toEqual([['seasons.session_coming', 'A', 'Indian/Reunion']])
  expect(await next(other)).toEqual([['seasons.session_coming', 'B', 'Europe/Paris']])
})

it.each([
  ['get', '/sessions'],
  ['post', '/sessions', meetUp],
  ['put', `/sessions/${nowhere}`, whole],
  ['delete', `/sessions/${nowhere}`],
] as const)('lets nobody but its people %s a season%s', async (verb, path, body?: object) => {
  const season = await insertSeason(t.db)
  const other = await t.person(inSeason((await insertSeason(t.db)).id))
  const organiser = await organiserOf(season)
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
