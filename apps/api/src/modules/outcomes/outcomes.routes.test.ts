import { expect, it } from 'vitest'
import { insertEnrolment, insertPhase, insertSeason, insertSession } from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

it('shows an organiser one season at a glance', async () => {
  const season = await insertSeason(t.db, { capacity: 24 })
  const organiser = await organiserOf(season)
  await insertPhase(t.db, season.id)
  await insertSession(t.db, season.id, { title: 'Lancement' })
  for (const status of ['applied', 'applied', 'confirmed', 'withdrawn'] as const)
    await insertEnrolment(t.db, season.id, (await t.person()).id, { status })

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/overview`).expect(200)

  expect(body).toEqual({
    seasonId: season.id,
    capacity: 24,
    enrolmentsByStatus: {
      applied: 2,
      waiting: 0,
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
    nextMoments: [
      { event: 'phase_ends', kind: 'recruitment', title: null, at: '2026-03-20T22:59:00.000Z' },
      { event: 'phase_begins', kind: 'kick_off', title: null, at: '2026-04-01T16:00:00.000Z' },
      { event: 'session', kind: 'kick_off', title: 'Lancement', at: '2026-04-01T16:00:00.000Z' },
      { event: 'phase_ends', kind: 'kick_off', title: null, at: '2026-04-01T19:00:00.000Z' },
    ],
    attention: [{ code: 'seasons.enrolments_to_confirm', count: 2 }],
  })
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
