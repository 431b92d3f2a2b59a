import { expect, it } from 'vitest'
import { insertCrowd } from '../../../test/crowd.ts'
import {
  insertBudgetLine,
  insertCounter,
  insertEnrolment,
  insertGivenTime,
  insertPhase,
  insertPromise,
  insertSeason,
  insertSession,
  insertSite,
} from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'
import { listening } from '../../../test/listening.ts'
import { enrolments } from '../seasons/index.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

it('shows an organiser one season at a glance', async () => {
  const season = await insertSeason(t.db, { capacity: 24 })
  const organiser = await organiserOf(season)
  await insertPhase(t.db, season.id)
  await insertSession(t.db, season.id, { title: 'Lancement' })
  const main = await insertSite(t.db, season.id, { name: 'Amiens', capacity: 20 })
  const remote = await insertSite(t.db, season.id, { kind: 'remote', name: 'À distance' })
  const came = { createdAt: new Date('2026-03-01T23:30:00Z'), siteId: main.id }
  for (const status of ['applied', 'applied', 'waiting', 'withdrawn'] as const)
    await insertEnrolment(t.db, season.id, (await t.person()).id, { status, ...came })
  const giver = await t.person()
  await insertEnrolment(t.db, season.id, giver.id, { createdAt: new Date('2026-02-28T12:00:00Z') })
  await insertPromise(t.db, season.id, giver.id)
  await insertGivenTime(t.db, season.id, giver.id)
  await insertGivenTime(t.db, season.id, giver.id, { minutes: 60, status: 'to_confirm' })
  await insertBudgetLine(t.db, season.id, { realCents: 50_000 })
  await insertCounter(t.db, season.id, { kind: 'loop', amount: 160, part: 140 })

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/overview`).expect(200)

  expect(body).toEqual({
    seasonId: season.id,
    capacity: 24,
    enrolmentsByStatus: {
      applied: 2,
      waiting: 1,
      offered: 0,
      confirmed: 1,
      checked_in: 0,
      withdrawn: 1,
      no_show: 0,
      lapsed: 0,
    },
    comingByCategory: {
      student: 1,
      professional: 0,
      resident: 0,
      social_worker: 0,
      job_seeker: 0,
      retired: 0,
      other: 0,
    },
    arrivals: {
      step: 'week',
      counts: [
        { startsOn: '2026-01-26', people: 0 },
        { startsOn: '2026-02-02', people: 0 },
        { startsOn: '2026-02-09', people: 0 },
        { startsOn: '2026-02-16', people: 0 },
        { startsOn: '2026-02-23', people: 1 },
        { startsOn: '2026-03-02', people: 4 },
      ],
    },
    sites: [
      { siteId: main.id, kind: 'place', name: 'Amiens', capacity: 20, taken: 0, waiting: 1 },
      { siteId: remote.id, kind: 'remote', name: 'À distance', capacity: null, taken: 0, waiting: 0 },
    ],
    withoutSite: { taken: 1, waiting: 0 },
    time: { promisedMinutes: 3_060, followUpMinutes: 0, confirmedMinutes: 180, unconfirmedMinutes: 60 },
    budget: { plannedCents: -60_000, realCents: -50_000, forecastCents: -50_000 },
    zeroWaste: { lent: 160, back: 140, ordered: 0, thrown: 0 },
    nextMoments: [
      { event: 'phase_ends', kind: 'recruitment', title: null, at: '2026-03-20T22:59:00.000Z' },
      { event: 'phase_begins', kind: 'kick_off', title: null, at: '2026-04-01T16:00:00.000Z' },
      { event: 'session', kind: 'kick_off', title: 'Lancement', at: '2026-04-01T16:00:00.000Z' },
      { event: 'phase_ends', kind: 'kick_off', title: null, at: '2026-04-01T19:00:00.000Z' },
    ],
    attention: [
      { code: 'seasons.enrolments_to_confirm', count: 2, late: false, lateSince: null },
      { code: 'seasons.waiting_while_free', count: 1, late: false, lateSince: null },
      { code: 'seasons.budget_in_deficit', count: 1, late: false, lateSince: null },
    ],
  })
})

it('says what is late once enrolment is over, and what was given once the season is', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const giver = await t.person()
  await insertEnrolment(t.db, season.id, (await t.person()).id, { status: 'applied' })
  await insertEnrolment(t.db, season.id, giver.id)
  await insertGivenTime(t.db, season.id, giver.id, { status: 'to_confirm' })
  const attention = async () =>
    (await organiser.get(`/api/v1/seasons/${season.id}/overview`).expect(200)).body.attention
  const late = {
    code: 'seasons.enrolments_to_confirm',
    count: 1,
    late: true,
    lateSince: '2026-03-20T22:59:00.000Z',
  }

  t.setNow('2026-03-20T23:00:00Z')
  expect(await attention()).toEqual([late])
  t.setNow('2026-06-01T09:00:00Z')
  expect(await attention()).toEqual([late, { code: 'seasons.time_unconfirmed', count: 1, late: true, lateSince: null }])
})

it('has nothing to draw of a new season, and says so', async () => {
  const season = await insertSeason(t.db, { capacity: null })
  const organiser = await organiserOf(season)

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/overview`).expect(200)

  expect(body).toMatchObject({
    arrivals: { step: 'day', counts: [] },
    sites: [],
    withoutSite: { taken: 0, waiting: 0 },
    time: { promisedMinutes: 0, followUpMinutes: 0, confirmedMinutes: 0, unconfirmedMinutes: 0 },
    budget: null,
    zeroWaste: null,
    attention: [],
  })
})

it('asks as much of the database for 1 000 people as for 10', async () => {
  const { statements, app } = await listening(t)
  const asked: number[] = []
  for (const size of [10, 1_000]) {
    const season = await insertSeason(t.db)
    const organiser = await organiserOf(season)
    const site = await insertSite(t.db, season.id)
    const crowd = await insertCrowd(t, size)
    await t.db.insert(enrolments).values(
      crowd.map(({ id }, index) => ({
        seasonId: season.id,
        personId: id,
        category: 'student' as const,
        origin: '',
        motivation: '',
        siteId: site.id,
        status: 'confirmed' as const,
        arrival: index + 1,
      })),
    )
    statements.length = 0
    const { body } = await app.as(organiser).get(`/api/v1/seasons/${season.id}/overview`).expect(200)
    expect(body.sites).toMatchObject([{ taken: size }])
    asked.push(statements.length)
  }

  expect(asked[1]).toBe(asked[0])
})

it('shows the overview to nobody else', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const participant = await t.person()
  await insertEnrolment(t.db, season.id, participant.id)

  const answers = [
    await t.anonymous.get(`/api/v1/seasons/${season.id}/overview`),
    await participant.get(`/api/v1/seasons/${season.id}/overview`),
    await organiser.get(`/api/v1/seasons/${nowhere}/overview`),
    await organiser.get('/api/v1/seasons/pas-un-id/overview'),
  ]

  expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [400, 'invalid_input'],
  ])
})

it('tells someone the next session of each season they come to, the soonest first', async () => {
  const person = await t.person()
  const later = await insertSeason(t.db, { name: 'Automne' })
  const sooner = await insertSeason(t.db, { name: 'Printemps' })
  const unanswered = await insertSeason(t.db)
  const closed = await insertSeason(t.db, { status: 'closed' })
  for (const season of [later, sooner, closed]) await insertEnrolment(t.db, season.id, person.id)
  await insertEnrolment(t.db, unanswered.id, person.id, { status: 'applied' })
  for (const season of [unanswered, closed]) await insertSession(t.db, season.id)
  await insertSession(t.db, later.id, {
    title: 'Accueil',
    startsAt: new Date('2026-10-01T16:00:00Z'),
    endsAt: new Date('2026-10-01T18:00:00Z'),
  })
  await insertSession(t.db, sooner.id, {
    title: 'Déjà passée',
    startsAt: new Date('2026-02-01T16:00:00Z'),
    endsAt: new Date('2026-02-01T18:00:00Z'),
  })
  const kickOff = await insertSession(t.db, sooner.id, { title: 'Lancement' })
  await insertSession(t.db, sooner.id, {
    title: 'Bien plus tard',
    startsAt: new Date('2026-05-01T16:00:00Z'),
    endsAt: new Date('2026-05-01T18:00:00Z'),
  })

  const { body } = await person.get('/api/v1/me/next').expect(200)

  expect(body).toEqual([
    {
      code: 'seasons.session_coming',
      seasonId: sooner.id,
      subjectId: kickOff.id,
      title: 'Lancement',
      dueAt: '2026-04-01T16:00:00.000Z',
      seasonName: 'Printemps',
      seasonSlug: sooner.slug,
      timeZone: 'Europe/Paris',
    },
    expect.objectContaining({ seasonId: later.id, title: 'Accueil' }),
  ])
})

it('has nothing to say to someone new, and asks who is there', async () => {
  expect((await (await t.person()).get('/api/v1/me/next').expect(200)).body).toEqual([])
  expect((await t.anonymous.get('/api/v1/me/next').expect(401)).body.code).toBe('unauthenticated')
})
