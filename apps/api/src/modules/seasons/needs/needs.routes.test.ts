import { and, asc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertNeed, insertSeason } from '../../../../test/factories.ts'
import { startSecondApp, useTestApp } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { seasons } from '../seasons.table.ts'
import { eraseNeeds } from './needs.service.ts'
import { inclusionNeeds } from './needs.table.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
const diet = { detail: 'Allergie grave', diets: ['vegetarian', 'nut_allergy'], children: null }

async function aParticipant(over: Parameters<typeof insertSeason>[1] = {}) {
  const season = await insertSeason(t.db, over)
  const person = await t.person()
  const enrolment = await insertEnrolment(t.db, season.id, person.id)
  return { season, person, enrolment, path: `/api/v1/me/seasons/${season.id}/needs` }
}

const auditOf = (seasonId: string) =>
  t.db
    .select({ action: auditLog.action, actorId: auditLog.actorId, details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, seasonId), eq(auditLog.subjectKind, 'season')))
    .orderBy(asc(auditLog.at), asc(auditLog.id))

const needsIn = (seasonId: string) =>
  t.db.select({ id: inclusionNeeds.id }).from(inclusionNeeds).where(eq(inclusionNeeds.seasonId, seasonId))

it('keeps what someone tells, and says until when', async () => {
  const { season, person, path } = await aParticipant()

  const told = await person.put(`${path}/diet`).send(diet).expect(200)
  await person.put(`${path}/diet`).send(diet).expect(200)
  await person.put(`${path}/childcare`).send({ children: 2 }).expect(200)
  const { body } = await person.get(path).expect(200)

  expect(told.body).toEqual({ kind: 'diet', ...diet, changedAt: expect.any(String) })
  expect(body).toEqual({
    seasonId: season.id,
    seasonName: season.name,
    keptDays: 30,
    erasedOn: '2026-07-01',
    open: true,
    needs: [
      { kind: 'childcare', detail: '', diets: [], children: 2, changedAt: expect.any(String) },
      { kind: 'diet', ...diet, changedAt: expect.any(String) },
    ],
  })
})

it('lets someone take a need back, as often as they like', async () => {
  const { season, person, path } = await aParticipant()
  await person.put(`${path}/transport`).send({ detail: 'Je viens du plateau' }).expect(200)

  await person.delete(`${path}/transport`).expect(204)
  await person.delete(`${path}/transport`).expect(204)

  expect((await person.get(path)).body.needs).toEqual([])
  expect(await auditOf(season.id)).toEqual([
    { action: 'need.told', actorId: null, details: {} },
    { action: 'need.taken_back', actorId: null, details: {} },
  ])
})

it.each([
  ['diet', { diets: [] }, ['diets chooseOne']],
  ['diet', { diets: ['other'] }, ['detail required']],
  ['diet', { diets: ['vegan'], children: 2 }, ['children not_asked']],
  ['diet', { diets: ['vegan', 'vegan'] }, ['diets custom']],
  ['access', { diets: ['vegan'] }, ['diets not_asked']],
  ['childcare', {}, ['children required']],
  ['childcare', { children: 0 }, ['children too_small']],
  ['device', { detail: 'x'.repeat(501) }, ['detail too_big']],
  ['parking', {}, ['kind invalid_value']],
])('refuses for %s %j', async (kind, need, fields) => {
  const { person, path } = await aParticipant()

  const { body } = await person.put(`${path}/${kind}`).send(need).expect(400)

  expect(body.errors.map((error: { path: string; code: string }) => `${error.path} ${error.code}`)).toEqual(fields)
})

it('asks for nothing more once the season is over, and still lets people take back', async () => {
  const { season, person, path } = await aParticipant()
  await insertNeed(t.db, season.id, person.id)
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))

  const late = await person.put(`${path}/diet`).send(diet)
  const shown = await person.get(path).expect(200)
  await person.delete(`${path}/access`).expect(204)

  expect([late.body.code, shown.body.open]).toEqual(['season_not_open', false])
  expect(await needsIn(season.id)).toEqual([])
})

it('forgets at once the needs of someone who leaves', async () => {
  const { season, person, enrolment } = await aParticipant()
  const stays = await t.person()
  await insertEnrolment(t.db, season.id, stays.id)
  await insertNeed(t.db, season.id, person.id)
  const kept = await insertNeed(t.db, season.id, stays.id)

  await person.post(`/api/v1/me/enrolments/${enrolment.id}/status`).send({ to: 'withdrawn' }).expect(200)

  expect(await needsIn(season.id)).toEqual([{ id: kept.id }])
})

it('leaves nothing behind of someone who leaves while telling', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { season, person, enrolment, path } = await aParticipant()
    const tell = () => person.put(`${path}/diet`).send(diet)
    const leave = () => person.post(`/api/v1/me/enrolments/${enrolment.id}/status`).send({ to: 'withdrawn' })

    await Promise.all([tell(), tell(), leave(), tell(), tell()])

    expect(await needsIn(season.id)).toEqual([])
  }
})

it('tells those in charge who needs what, and writes down each reading', async () => {
  const { season, person } = await aParticipant()
  const organiser = await organiserOf(season)
  const [second, gone] = [await t.person(), await t.person()]
  await insertEnrolment(t.db, season.id, second.id, { status: 'applied' })
  await insertEnrolment(t.db, season.id, gone.id, { status: 'withdrawn' })
  await insertNeed(t.db, season.id, person.id)
  await insertNeed(t.db, season.id, person.id, { kind: 'device', detail: 'Un ordinateur' })
  await insertNeed(t.db, season.id, second.id)
  await insertNeed(t.db, season.id, gone.id)
  const path = `/api/v1/seasons/${season.id}/needs`
  const access = { kind: 'access', detail: 'Fauteuil roulant', diets: [], children: null }
  const changedAt = '2026-03-02T09:00:00.000Z'

  const first = await organiser.get(`${path}?limit=1`).expect(200)
  const rest = await organiser.get(`${path}?limit=1&cursor=${first.body.nextCursor}`).expect(200)
  const devices = await organiser.get(`${path}?kind=device`).expect(200)

  expect(first.body.items).toEqual([
    {
      personId: person.id,
      personName: person.name,
      enrolmentStatus: 'confirmed',
      needs: [
        { ...access, changedAt },
        { ...access, kind: 'device', detail: 'Un ordinateur', changedAt },
      ],
    },
  ])
  expect(rest.body).toEqual({
    items: [
      { personId: second.id, personName: second.name, enrolmentStatus: 'applied', needs: [{ ...access, changedAt }] },
    ],
    nextCursor: null,
  })
  expect(devices.body.items[0].needs.map(({ kind }: { kind: string }) => kind)).toEqual(['device'])
  const reading = { action: 'needs.read', actorId: organiser.id, details: {} }
  expect(await auditOf(season.id)).toEqual([reading, reading, reading])
})

it('counts for the caterer those who come, without a name or a detail', async () => {
  const { season, person } = await aParticipant()
  const organiser = await organiserOf(season)
  const come = async (status: 'confirmed' | 'checked_in' | 'applied') => {
    const someone = await t.person()
    await insertEnrolment(t.db, season.id, someone.id, { status })
    return someone.id
  }
  const here = await come('checked_in')
  const applied = await come('applied')
  await insertNeed(t.db, season.id, person.id, { kind: 'diet', diets: ['vegetarian', 'nut_allergy'] })
  await insertNeed(t.db, season.id, here, { kind: 'diet', diets: ['vegetarian'] })
  await insertNeed(t.db, season.id, here, { kind: 'childcare', children: 3 })
  await insertNeed(t.db, season.id, applied, { kind: 'diet', diets: ['halal'] })

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/needs/summary`).expect(200)

  expect(body).toEqual({
    coming: 2,
    people: 2,
    byKind: { childcare: 1, access: 0, diet: 2, transport: 0, device: 0 },
    children: 3,
    diets: [
      { diet: 'nut_allergy', people: 1 },
      { diet: 'vegetarian', people: 2 },
    ],
  })
})

it('lets those in charge say how long needs are kept', async () => {
  const { season } = await aParticipant()
  const organiser = await organiserOf(season)
  const path = `/api/v1/seasons/${season.id}/needs/settings`

  const before = await organiser.get(path).expect(200)
  const after = await organiser.put(path).set('if-match', before.headers['etag']!).send({ keptDays: 0 }).expect(200)
  const stale = await organiser.put(path).set('if-match', before.headers['etag']!).send({ keptDays: 5 })
  const unread = await organiser.put(path).send({ keptDays: 5 })
  const wrong = await organiser.put(path).set('if-match', after.headers['etag']!).send({ keptDays: 366 })

  expect(before.body).toEqual({ keptDays: 30, erasedOn: '2026-07-01', version: 1 })
  expect(after.body).toEqual({ keptDays: 0, erasedOn: '2026-06-01', version: 2 })
  expect([stale, unread, wrong].map(({ body }) => body.code)).toEqual([
    'version_conflict',
    'if_match_required',
    'invalid_input',
  ])
})

it.each([
  ['Europe/Paris', '2026-06-30T21:59:59.999Z', '2026-06-30T22:00:00.000Z'],
  ['Indian/Reunion', '2026-06-30T19:59:59.999Z', '2026-06-30T20:00:00.000Z'],
  ['America/Guadeloupe', '2026-07-01T03:59:59.999Z', '2026-07-01T04:00:00.000Z'],
])('erases needs 30 days after the season in %s: not at %s, but at %s', async (timeZone, early, due) => {
  const { season, person } = await aParticipant({ timeZone })
  await insertNeed(t.db, season.id, person.id)
  await insertNeed(t.db, season.id, person.id, { kind: 'device' })
  const later = await aParticipant({ timeZone, endsOn: '2026-06-01' })
  await insertNeed(t.db, later.season.id, later.person.id)
  const second = await startSecondApp(t)

  t.setNow(early)
  await eraseNeeds(t.deps)
  const tooEarly = await needsIn(season.id)
  t.setNow(due)
  await Promise.all([eraseNeeds(t.deps), eraseNeeds(second.deps), eraseNeeds(t.deps)])
  await second.stop()

  expect(tooEarly).toHaveLength(2)
  expect(await needsIn(season.id)).toEqual([])
  expect(await needsIn(later.season.id)).toHaveLength(1)
  expect(await auditOf(season.id)).toEqual([{ action: 'needs.erased', actorId: null, details: { needs: 2 } }])
})

it('keeps needs as long as each season says', async () => {
  const { season, person } = await aParticipant({ needsKeptDays: 0 })
  await insertNeed(t.db, season.id, person.id)
  t.setNow('2026-05-31T21:59:00.000Z')
  await eraseNeeds(t.deps)
  const onTheLastDay = await needsIn(season.id)
  t.setNow('2026-05-31T22:00:00.000Z')
  await eraseNeeds(t.deps)

  expect([onTheLastDay.length, (await needsIn(season.id)).length]).toEqual([1, 0])
})

it('erases what someone told whose place has lapsed since', async () => {
  const { season, person } = await aParticipant()
  const lapsed = await t.person()
  await insertEnrolment(t.db, season.id, lapsed.id, { status: 'lapsed' })
  const kept = await insertNeed(t.db, season.id, person.id)
  await insertNeed(t.db, season.id, lapsed.id)

  await eraseNeeds(t.deps)

  expect(await needsIn(season.id)).toEqual([{ id: kept.id }])
})

it('is for the person, and for those in charge', async () => {
  const { season, person, path } = await aParticipant()
  const own = [
    ['get', path],
    ['put', `${path}/diet`, diet],
    ['delete', `${path}/diet`],
  ] as const
  const managed = [
    ['get', `/api/v1/seasons/${season.id}/needs?limit=5`],
    ['get', `/api/v1/seasons/${season.id}/needs/summary`],
    ['get', `/api/v1/seasons/${season.id}/needs/settings`],
    ['put', `/api/v1/seasons/${season.id}/needs/settings`, { keptDays: 3 }],
  ] as const
  const organiser = await organiserOf(season)

  expect(await unguarded(t, own, { stranger: organiser, owner: person })).toEqual([])
  expect(await unguarded(t, managed, { stranger: person, owner: organiser })).toEqual([])
  for (const role of ['network_admin', 'facilitator', 'coach', 'mentor', 'reviewer', 'juror'] as const) {
    const scopeKind = role === 'network_admin' ? 'network' : 'season'
    const other = await t.person({ role, scopeKind, scopeId: scopeKind === 'season' ? season.id : null })
    expect([role, await unguarded(t, managed, { stranger: other, owner: organiser })]).toEqual([role, []])
  }
})
