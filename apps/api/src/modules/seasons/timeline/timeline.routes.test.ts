import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  insertDelegation,
  insertEnrolment,
  insertPhase,
  insertSeason,
  insertSession,
} from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { phases } from './timeline.table.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const inSeason = (scopeId: string) => ({ role: 'organiser', scopeKind: 'season', scopeId }) as const
const span = { startsAt: '2026-04-02T16:00:00.000Z', endsAt: '2026-04-02T18:00:00.000Z' }

type Season = Awaited<ReturnType<typeof insertSeason>>
const settingsOf = ({ name, summary, presence, place, capacity, terminology }: Season) => ({
  name,
  summary,
  presence,
  place,
  capacity,
  terminology,
})

async function aSeasonWithKickOff() {
  const season = await insertSeason(t.db)
  const phase = await insertPhase(t.db, season.id)
  const organiser = await t.person(inSeason(season.id))
  const put = (id: string, body: object, version: string | null = '"1"') => {
    const request = organiser.put(`/api/v1/seasons/${season.id}/phases/${id}`)
    return (version ? request.set('if-match', version) : request).send(body)
  }
  return { season, phase, organiser, put }
}

it('moves a phase of this season', async () => {
  const { phase, put } = await aSeasonWithKickOff()
  const elsewhere = await insertPhase(t.db, (await insertSeason(t.db)).id)

  const { body, headers } = await put(phase.id, span).expect(200)
  const backwards = await put(phase.id, { startsAt: span.endsAt, endsAt: span.startsAt }, '"2"').expect(400)
  const centuries = await put(phase.id, { ...span, endsAt: '2206-04-02T18:00:00+02:00' }, '"2"').expect(400)

  expect(body).toEqual({ id: phase.id, kind: 'kick_off', ...span, version: 2 })
  expect(headers['etag']).toBe('"2"')
  expect(backwards.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'endsAt', code: 'order' }] })
  expect(centuries.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'endsAt', code: 'far' }] })
  expect((await put(elsewhere.id, span).expect(404)).body.code).toBe('not_found')
})

it('refuses to move a phase that somebody else moved since it was read', async () => {
  const { phase, put } = await aSeasonWithKickOff()

  const answers = await Promise.all(Array.from({ length: 5 }, () => put(phase.id, span)))
  const blind = await put(phase.id, span, null).expect(428)
  const odd = await put(phase.id, span, 'deux').expect(400)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412])
  expect(answers.find(({ status }) => status === 412)?.body.code).toBe('version_conflict')
  expect([blind.body.code, odd.body.code]).toEqual(['if_match_required', 'invalid_input'])
  expect(await t.db.select({ version: phases.version }).from(phases).where(eq(phases.id, phase.id))).toEqual([
    { version: 2 },
  ])
})

it('saves what is odd, and says so with the season', async () => {
  const { season, phase, organiser, put } = await aSeasonWithKickOff()
  const work = await insertPhase(t.db, season.id, {
    kind: 'work',
    startsAt: new Date('2026-04-01T19:00:00Z'),
    endsAt: new Date('2026-05-20T18:00:00Z'),
  })
  const findings = async () => (await organiser.get(`/api/v1/seasons/${season.id}`).expect(200)).body.findings

  const before = await findings()
  await put(phase.id, { startsAt: '2026-04-02T16:00:00Z', endsAt: '2026-04-02T19:00:00Z' }).expect(200)

  expect(before).toEqual([])
  expect(await findings()).toEqual([
    { code: 'work_before_kick_off', severity: 'impossible', subjectId: work.id, otherId: phase.id },
  ])
  expect((await organiser.get(`/api/v1/seasons/${season.id}/overview`).expect(200)).body.attention).toContainEqual({
    code: 'seasons.timeline_impossible',
    count: 1,
    late: false,
    lateSince: null,
  })
})

it('moves the whole timeline with the start day, at the same hours of the clock', async () => {
  const season = await insertSeason(t.db, { startsOn: '2026-03-25', endsOn: '2026-05-24' })
  await insertSession(t.db, season.id, {
    startsAt: new Date('2026-03-25T17:00:00Z'),
    endsAt: new Date('2026-03-25T20:00:00Z'),
  })
  const organiser = await t.person(inSeason(season.id))

  const { body } = await organiser
    .put(`/api/v1/seasons/${season.id}`)
    .set('if-match', '"1"')
    .send({ ...settingsOf(season), startsOn: '2026-04-01' })
    .expect(200)
  const { body: read } = await organiser.get(`/api/v1/seasons/${season.id}`).expect(200)

  expect(body).toMatchObject({ startsOn: '2026-04-01', endsOn: '2026-05-31' })
  expect(read.sessions).toMatchObject([{ startsAt: '2026-04-01T16:00:00.000Z', endsAt: '2026-04-01T19:00:00.000Z' }])
  expect(read.phases).toMatchObject([{ startsAt: '2026-02-08T08:00:00.000Z', endsAt: '2026-03-27T22:59:00.000Z' }])
})

it('says who moved a moment last, by itself or with the whole season', async () => {
  const { season, phase, organiser, put } = await aSeasonWithKickOff()
  const session = await insertSession(t.db, season.id)
  const elsewhere = await insertPhase(t.db, (await insertSeason(t.db)).id)
  const lastChange = (id: string) => organiser.get(`/api/v1/seasons/${season.id}/moments/${id}/last-change`)
  const putSeason = (version: number, startsOn: string) =>
    other
      .put(`/api/v1/seasons/${season.id}`)
      .set('if-match', `"${version}"`)
      .send({ ...settingsOf(season), startsOn })
      .expect(200)
  const other = await t.person(inSeason(season.id))

  const untouched = await lastChange(phase.id).expect(404)
  await put(phase.id, span).expect(200)
  await putSeason(1, season.startsOn)
  const moved = await lastChange(phase.id).expect(200)
  await putSeason(2, '2026-04-03')
  const withSeason = await lastChange(phase.id).expect(200)

  expect(moved.body).toEqual({ at: expect.any(String), by: organiser.name })
  expect(withSeason.body).toEqual({ at: expect.any(String), by: other.name })
  expect((await lastChange(session.id).expect(200)).body).toEqual(withSeason.body)
  expect([untouched.body.code, (await lastChange(elsewhere.id).expect(404)).body.code]).toEqual([
    'not_found',
    'not_found',
  ])
})

it('takes nobody who registers for a session, nor who added it, for the one who moved it', async () => {
  const { season, organiser } = await aSeasonWithKickOff()
  const session = await insertSession(t.db, season.id, { needsRegistration: true })
  const person = await t.person()
  await insertEnrolment(t.db, season.id, person.id, { status: 'confirmed' })
  const { kind, title, place, startsAt, endsAt } = session
  const lastChange = (id: string) => organiser.get(`/api/v1/seasons/${season.id}/moments/${id}/last-change`)
  const register = () => person.post(`/api/v1/sessions/${session.id}/registration`).expect(201)
  const { body: added } = await organiser
    .post(`/api/v1/seasons/${season.id}/sessions`)
    .send({ kind, title, place, startsAt, endsAt })
    .expect(201)

  await register()
  const answers = [await lastChange(session.id), await lastChange(added.id)]
  await organiser
    .put(`/api/v1/seasons/${season.id}/sessions/${session.id}`)
    .set('if-match', '"1"')
    .send({ kind, title, place, startsAt, endsAt: new Date(endsAt.getTime() + 3_600_000) })
    .expect(200)
  await person.delete(`/api/v1/sessions/${session.id}/registration`).expect(204)

  expect(answers.map(({ body }) => body.code)).toEqual(['not_found', 'not_found'])
  expect((await lastChange(session.id).expect(200)).body.by).toBe(organiser.name)
})

it('shows where a preset would put the moments of a season, by the clock of the delegation', async () => {
  const { id } = await insertDelegation(t.db, { timeZone: 'Indian/Reunion' })
  const organiser = await t.person({ role: 'organiser', scopeKind: 'delegation', scopeId: id })
  const stranger = await t.person()
  const read = (as: Pick<typeof organiser, 'get'>, query: string, delegationId = id) =>
    as.get(`/api/v1/delegations/${delegationId}/season-layout?${query}`)
  const query = 'preset=solidarity_day&startsOn=2026-05-09'

  const { body } = await read(organiser, query).expect(200)
  const refused = [
    await read(t.anonymous, query).expect(401),
    await read(stranger, query).expect(403),
    await read(organiser, query, nowhere).expect(404),
    await read(organiser, 'preset=fete&startsOn=2026-05-09').expect(400),
    await read(organiser, 'preset=solidarity_day&startsOn=0026-05-09').expect(400),
  ]

  expect({ ...body, phases: body.phases.slice(4, 6) }).toEqual({
    timeZone: 'Indian/Reunion',
    endsOn: '2026-05-09',
    phases: [
      { kind: 'kick_off', startsAt: '2026-05-09T05:00:00.000Z', endsAt: '2026-05-09T06:00:00.000Z' },
      { kind: 'work', startsAt: '2026-05-09T06:00:00.000Z', endsAt: '2026-05-09T12:30:00.000Z' },
    ],
    sessions: [
      {
        kind: 'kick_off',
        title: 'Accueil et présentation des sujets',
        startsAt: '2026-05-09T05:00:00.000Z',
        endsAt: '2026-05-09T06:00:00.000Z',
      },
      {
        kind: 'pitches',
        title: 'Présentation des idées',
        startsAt: '2026-05-09T12:30:00.000Z',
        endsAt: '2026-05-09T13:30:00.000Z',
      },
      {
        kind: 'restitution',
        title: 'Clôture',
        startsAt: '2026-05-09T13:30:00.000Z',
        endsAt: '2026-05-09T14:00:00.000Z',
      },
    ],
  })
  expect(refused.map((answer) => answer.body.code)).toEqual([
    'unauthenticated',
    'forbidden',
    'not_found',
    'invalid_input',
    'invalid_input',
  ])
})

it.each([
  ['put', `/phases/${nowhere}`, span],
  ['get', `/moments/${nowhere}/last-change`],
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
