import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { insertCall, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { seasons } from '../../seasons/index.ts'
import { submissions } from '../submissions/submissions.table.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
const criteria = [{ label: 'Utilité sociale', description: '', weight: 1, max: 5 }]
const submit = (holder: TestPerson, id: string) =>
  holder.post(`/api/v1/submissions/${id}/submit`).set('if-match', '"1"')

/** A call from the first of the month to this moment of the wall clock, published by an organiser in that month. */
async function published(timeZone: string, closes: { day: string; hour: string }) {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const opens = { day: `${closes.day.slice(0, 8)}01`, hour: '00:00' }
  t.setNow(`${opens.day}T12:00:00.000Z`)
  const { body } = await organiser
    .post(`/api/v1/seasons/${season.id}/calls`)
    .send({ title: 'Appel', presentation: '', timeZone, opens, closes, criteria })
    .expect(201)
  await organiser.post(`/api/v1/calls/${body.id}/publish`).expect(200)
  return { season, organiser, call: body as { id: string; closesAt: string } }
}

describe('the deadline', () => {
  it.each([
    ['on Friday the 13th', 'Europe/Paris', { day: '2015-11-13', hour: '23:59' }, '2015-11-13T23:00:00.000Z'],
    ['on the day when spring comes', 'Europe/Paris', { day: '2026-03-29', hour: '23:59' }, '2026-03-29T22:00:00.000Z'],
    ['in the missing hour of spring', 'Europe/Paris', { day: '2026-03-29', hour: '02:30' }, '2026-03-29T01:31:00.000Z'],
    ['on the day when autumn comes', 'Europe/Paris', { day: '2026-10-25', hour: '23:59' }, '2026-10-25T23:00:00.000Z'],
    ['in the double hour of autumn', 'Europe/Paris', { day: '2026-10-25', hour: '02:30' }, '2026-10-25T01:31:00.000Z'],
    ['in Guadeloupe', 'America/Guadeloupe', { day: '2026-05-31', hour: '23:59' }, '2026-06-01T04:00:00.000Z'],
    ['in La Réunion', 'Indian/Reunion', { day: '2026-05-31', hour: '23:59' }, '2026-05-31T20:00:00.000Z'],
    ['in Nouméa', 'Pacific/Noumea', { day: '2026-05-31', hour: '23:59' }, '2026-05-31T13:00:00.000Z'],
  ])('%s is in until its minute ends, to the millisecond', async (_when, timeZone, closes, over) => {
    const { call } = await published(timeZone, closes)
    const holder = await t.person()
    const files = [
      await insertSubmission(t.db, call.id, holder.id, { status: 'draft' }),
      await insertSubmission(t.db, call.id, holder.id, { status: 'draft' }),
    ]
    const end = new Date(over).getTime()

    t.setNow(new Date(end - 1000).toISOString())
    const lastSecond = await submit(holder, files[0]!.id)
    t.setNow(over)
    const late = await submit(holder, files[1]!.id)
    const begun = await holder.post(`/api/v1/calls/${call.id}/submissions`).send({})
    const { body: seen } = await t.anonymous.get(`/api/v1/public/calls/${call.id}`).expect(200)

    expect(call.closesAt).toBe(new Date(end - 1).toISOString())
    expect([lastSecond.status, late.body.code, begun.body.code]).toEqual([200, 'call_not_open', 'call_not_open'])
    expect([seen.status, seen.timeZone, seen.closesAt]).toEqual(['closed', timeZone, call.closesAt])
  })
})

it('takes files in its grace without a word, and tells organisers which', async () => {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { graceMinutes: 15 })
  const holder = await t.person()
  const file = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })
  const organiser = await organiserOf(season)
  t.setNow('2026-03-15T23:05:00.000Z')

  const { body: seen } = await t.anonymous.get(`/api/v1/public/calls/${call.id}`).expect(200)
  const { body: own } = await holder.get(`/api/v1/submissions/${file.id}`).expect(200)
  const { body: answer } = await submit(holder, file.id).expect(200)
  const { body: rows } = await organiser.get(`/api/v1/calls/${call.id}/board`).expect(200)

  expect([seen.status, seen.graceMinutes]).toEqual(['closed', undefined])
  expect(own.writing).toEqual({
    until: call.closesAt.toISOString(),
    editable: 'everything',
    maySubmit: true,
    grace: true,
  })
  expect([answer.status, answer.late]).toEqual(['submitted', undefined])
  expect(rows.items.map(({ late }: { late: string }) => late)).toEqual(['grace'])
})

it('marks a submitted file that changes in the grace, not one that the call lets change', async () => {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { graceMinutes: 15, editableAfterClose: 'everything' })
  const holder = await t.person()
  const lateOf = async (now: string) => {
    const { id, version, ...row } = await insertSubmission(t.db, call.id, holder.id)
    const { title, structure, summary, framing, wantedSkills } = row
    t.setNow(now)
    await holder
      .put(`/api/v1/submissions/${id}`)
      .set('if-match', `"${version}"`)
      .send({ title, structure, summary, framing, wantedSkills })
      .expect(200)
    const [saved] = await t.db.select({ late: submissions.late }).from(submissions).where(eq(submissions.id, id))
    return saved!.late
  }

  expect([
    await lateOf('2026-03-15T22:00:00.000Z'),
    await lateOf('2026-03-15T23:05:00.000Z'),
    await lateOf('2026-03-15T23:30:00.000Z'),
  ]).toEqual([null, 'grace', null])
})

it('lets a submitted file change after the closing as far as the call says', async () => {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { editableAfterClose: 'presentation' })
  const holder = await t.person()
  const { id, title, structure, summary, framing, wantedSkills } = await insertSubmission(t.db, call.id, holder.id)
  const put = (version: number, over: object) =>
    holder
      .put(`/api/v1/submissions/${id}`)
      .set('if-match', `"${version}"`)
      .send({ title, structure, summary, framing, wantedSkills, ...over })
  t.setNow('2026-03-20T09:00:00.000Z')

  const { body: own } = await holder.get(`/api/v1/submissions/${id}`).expect(200)
  const frozen = await put(1, { structure: 'Une autre' }).expect(409)
  const { body: saved } = await put(1, { title: 'Nouveau titre', summary: 'Nouveau résumé' }).expect(200)
  await t.db.update(submissions).set({ status: 'under_review' }).where(eq(submissions.id, id))
  const reviewed = await put(2, { title: 'Encore' }).expect(409)

  expect(own.writing).toEqual({
    until: call.closesAt.toISOString(),
    editable: 'presentation',
    maySubmit: false,
    grace: false,
  })
  expect([frozen.body.code, frozen.body.errors.map(({ path }: { path: string }) => path)]).toEqual([
    'submission_frozen',
    ['structure'],
  ])
  expect([saved.title, saved.summary, saved.structure]).toEqual(['Nouveau titre', 'Nouveau résumé', structure])
  expect(reviewed.body.code).toBe('submission_transition')
})

it('takes nothing once its season is over', async () => {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  const holder = await t.person()
  const { id, title, structure, summary, framing, wantedSkills } = await insertSubmission(t.db, call.id, holder.id, {
    status: 'draft',
  })
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))

  const begun = await holder.post(`/api/v1/calls/${call.id}/submissions`).send({}).expect(409)
  const saved = await holder
    .put(`/api/v1/submissions/${id}`)
    .set('if-match', '"1"')
    .send({ title, structure, summary, framing, wantedSkills })
    .expect(409)
  const sent = await submit(holder, id).expect(409)
  const { body: own } = await holder.get(`/api/v1/submissions/${id}`).expect(200)

  expect([begun.body.code, saved.body.code, sent.body.code]).toEqual([
    'season_not_open',
    'season_not_open',
    'season_not_open',
  ])
  expect(own.writing).toEqual({
    until: call.closesAt.toISOString(),
    editable: 'nothing',
    maySubmit: false,
    grace: false,
  })
})
