import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  insertEnrolment,
  insertGivenTime,
  insertPromise,
  insertSeason,
  insertTeam,
  insertTeamMentor,
} from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { nextFor } from '../season-news.service.ts'
import { seasons } from '../seasons.table.ts'

const t = useTestApp()

const anEvening = { day: '2026-04-07', minutes: 180, note: 'Visite du jardin' }

/** In the middle of a season. */
async function aParticipant(over: Parameters<typeof insertSeason>[1] = {}) {
  t.setNow('2026-04-10T10:00:00.000Z')
  const season = await insertSeason(t.db, over)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const person = await t.person()
  await insertEnrolment(t.db, season.id, person.id)
  return { season, organiser, person, path: `/api/v1/seasons/${season.id}/people/${person.id}/given-time` }
}

it('counts at once what someone records for themself', async () => {
  const { season, person, path } = await aParticipant()

  const { body } = await person.post(path).send(anEvening).expect(201)

  expect(body).toEqual({
    ...anEvening,
    id: expect.any(String),
    seasonId: season.id,
    personId: person.id,
    status: 'confirmed',
    contestReason: '',
    recordedByName: person.name,
    recordedByMe: true,
    createdAt: expect.any(String),
  })
})

it('lets someone confirm what others recorded, or say that it is not so', async () => {
  const { season, organiser, person, path } = await aParticipant()
  const first = (await organiser.post(path).send(anEvening).expect(201)).body
  const second = (
    await organiser
      .post(path)
      .send({ ...anEvening, minutes: 60 })
      .expect(201)
  ).body
  const waiting = await nextFor(t.deps, person.id)

  const confirmed = await person.post(`/api/v1/given-time/${first.id}/confirm`).expect(200)
  const contested = await person
    .post(`/api/v1/given-time/${second.id}/contest`)
    .send({ reason: 'Je n’étais pas là.' })
    .expect(200)
  const again = await person.post(`/api/v1/given-time/${first.id}/contest`).send({ reason: 'Finalement non.' })
  const back = await person.post(`/api/v1/given-time/${second.id}/confirm`)
  const { body: summary } = await organiser.get(`/api/v1/seasons/${season.id}/promises/summary`)

  expect(first).toMatchObject({ status: 'to_confirm', recordedByMe: true })
  expect(waiting).toEqual([
    { code: 'seasons.time_to_confirm', seasonId: season.id, subjectId: season.id, title: season.name, dueAt: null },
  ])
  expect(await nextFor(t.deps, person.id)).toEqual([])
  expect(confirmed.body).toMatchObject({ status: 'confirmed', recordedByName: organiser.name, recordedByMe: false })
  expect(contested.body).toMatchObject({ status: 'contested', contestReason: 'Je n’étais pas là.' })
  expect([again.body.code, back.body.code]).toEqual(['given_time_transition', 'given_time_transition'])
  expect(summary).toMatchObject({ confirmedMinutes: 180, unconfirmedMinutes: 0 })
})

it('confirms once, whatever arrives at the same time', async () => {
  const { organiser, person, path } = await aParticipant()
  const { body } = await organiser.post(path).send(anEvening).expect(201)

  const answers = await Promise.all(
    Array.from({ length: 6 }, () => person.post(`/api/v1/given-time/${body.id}/confirm`)),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409])
})

it('lists what someone gave, the latest first, for them and for organisers', async () => {
  const { season, organiser, person, path } = await aParticipant()
  await insertGivenTime(t.db, season.id, person.id, { day: '2026-04-02' })
  await insertGivenTime(t.db, season.id, person.id, { day: '2026-04-09' })

  const first = await person.get(`${path}?limit=1`).expect(200)
  const rest = await person.get(`${path}?limit=1&cursor=${first.body.nextCursor}`).expect(200)
  const seen = await organiser.get(path).expect(200)

  const days = (body: { items: { day: string }[] }) => body.items.map(({ day }) => day)
  expect([days(first.body), days(rest.body), rest.body.nextCursor]).toEqual([['2026-04-09'], ['2026-04-02'], null])
  expect(days(seen.body)).toEqual(['2026-04-09', '2026-04-02'])
})

it('takes no time that is to come, nor outside the season', async () => {
  const { person, path } = await aParticipant({ timeZone: 'Indian/Reunion' })
  t.setNow('2026-04-10T19:59:00.000Z')

  const tomorrow = await person.post(path).send({ ...anEvening, day: '2026-04-11' })
  t.setNow('2026-04-10T20:00:00.000Z')
  const today = await person.post(path).send({ ...anEvening, day: '2026-04-11' })
  const before = await person.post(path).send({ ...anEvening, day: '2026-03-31' })
  const tooMuch = await person.post(path).send({ ...anEvening, minutes: 1_441 })

  expect([tomorrow, before, tooMuch].map(({ body }) => body.errors[0].path)).toEqual(['day', 'day', 'minutes'])
  expect([tomorrow.body.errors[0].code, before.body.errors[0].code]).toEqual(['future', 'outside_days'])
  expect(today.status).toBe(201)
})

it('holds 24 hours in a day, in all seasons together, whatever arrives at once', async () => {
  const { person, path } = await aParticipant()
  const other = await insertSeason(t.db)
  await insertEnrolment(t.db, other.id, person.id)
  await insertGivenTime(t.db, other.id, person.id, { day: anEvening.day, minutes: 600 })
  await insertGivenTime(t.db, other.id, person.id, { day: anEvening.day, minutes: 600, status: 'contested' })

  const answers = await Promise.all(Array.from({ length: 8 }, () => person.post(path).send(anEvening)))

  const codes = answers.map(({ status, body }) => body.code ?? status)
  expect(codes.filter((code) => code === 201)).toHaveLength(4)
  expect(codes.filter((code) => code === 'given_time_day_full')).toHaveLength(4)
})

it('leaves the days of a closed season to the organisers, and what was promised after it to everyone', async () => {
  const { season, organiser, person, path } = await aParticipant()
  await insertPromise(t.db, season.id, person.id, {
    period: 'follow_up',
    startsOn: '2026-06-01',
    endsOn: '2026-08-31',
  })
  const own = (await person.post(path).send(anEvening).expect(201)).body
  t.setNow('2026-06-20T10:00:00.000Z')
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))

  const late = await person.post(path).send(anEvening)
  const undone = await person.delete(`/api/v1/given-time/${own.id}`)
  const byOrganiser = await organiser.post(path).send(anEvening).expect(201)
  const after = await person.post(path).send({ ...anEvening, day: '2026-06-15' })
  const confirmed = await person.post(`/api/v1/given-time/${byOrganiser.body.id}/confirm`)

  expect([late.body.code, undone.body.code, after.status, confirmed.status]).toEqual([
    'season_not_open',
    'season_not_open',
    201,
    200,
  ])
})

it('lets whoever recorded it take it back, until the other has confirmed it', async () => {
  const { organiser, person, path } = await aParticipant()
  const own = (await person.post(path).send(anEvening).expect(201)).body
  const first = (await organiser.post(path).send(anEvening).expect(201)).body
  const second = (await organiser.post(path).send(anEvening).expect(201)).body
  await person.post(`/api/v1/given-time/${second.id}/confirm`).expect(200)

  await person.delete(`/api/v1/given-time/${own.id}`).expect(204)
  await organiser.delete(`/api/v1/given-time/${first.id}`).expect(204)
  const confirmed = await organiser.delete(`/api/v1/given-time/${second.id}`)

  expect(confirmed.body.code).toBe('given_time_transition')
  expect((await person.get(path)).body.items.map(({ id }: { id: string }) => id)).toEqual([second.id])
})

it('lets those of the same team record for each other, and those who accompany it', async () => {
  const { season, person, path } = await aParticipant()
  const [mate, coach, mentor, other] = [await t.person(), await t.person(), await t.person(), await t.person()]
  for (const { id } of [mate, other]) await insertEnrolment(t.db, season.id, id)
  const team = await insertTeam(t.db, season.id, [person.id, mate.id])
  await insertTeam(t.db, season.id, [other.id], { name: 'Une autre équipe' })
  await insertTeamMentor(t.db, team.id, coach.id, 'coach')
  await insertTeamMentor(t.db, team.id, mentor.id, 'mentor')
  const facilitator = await t.person({ role: 'facilitator', scopeKind: 'team', scopeId: team.id })
  const elsewhere = await t.person({ role: 'facilitator', scopeKind: 'team', scopeId: season.id })

  const statuses = []
  for (const who of [mate, coach, facilitator, mentor, other, elsewhere]) {
    statuses.push((await who.post(path).send({ ...anEvening, minutes: 30 })).status)
  }

  expect(statuses).toEqual([201, 201, 201, 403, 403, 403])
  expect((await mate.get(path)).status).toBe(403)
})

it('is for the people it concerns', async () => {
  const { season, organiser, person, path } = await aParticipant()
  const given = await insertGivenTime(t.db, season.id, person.id, { status: 'to_confirm', recordedBy: organiser.id })
  const stranger = await t.person()
  const at = `/api/v1/given-time/${given.id}`

  expect(
    await unguarded(
      t,
      [
        ['post', path, anEvening],
        ['get', `${path}?limit=10`],
      ],
      { stranger, owner: organiser },
    ),
  ).toEqual([])
  expect(
    await unguarded(
      t,
      [
        ['post', `${at}/confirm`],
        ['post', `${at}/contest`, { reason: 'Non' }],
      ],
      { stranger: organiser, owner: person },
    ),
  ).toEqual([])
  expect(await unguarded(t, [['delete', at]], { stranger: person, owner: organiser })).toEqual([])
  expect((await person.post(`${at}/contest`).send({ reason: '' })).body.code).toBe('invalid_input')
})
