import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { useTestApp } from '../../../../test/harness.ts'
import { aPublishedSeason } from '../../../../test/published-season.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { attentionOf } from '../attention.repository.ts'
import { seasons } from '../../seasons/seasons.table.ts'
import { enrolments } from '../../seasons/enrolments/enrolments.table.ts'
import { projectPreferences } from '../preferences.table.ts'
import { tendOffers } from './tending.service.ts'

const t = useTestApp()
const answerBy = '2026-03-07T22:59:00.000Z'

it('offers each member a place until the end of a local day, with the mail that says so', async () => {
  const { ana, season, garden, gardenTeam } = await aPublishedSeason(t)

  const { body } = await ana.get('/api/v1/me/places').expect(200)

  expect(body).toEqual([
    {
      teamId: gardenTeam,
      projectTitle: 'Un jardin',
      structure: 'Association des locataires',
      season: {
        id: season.id,
        slug: season.slug,
        name: season.name,
        timeZone: season.timeZone,
        terminology: season.terminology,
      },
      status: 'offered',
      answerBy,
      late: false,
      open: true,
      elsewhere: false,
      words: '',
      at: null,
      closed: false,
    },
  ])
  expect(garden.title).toBe('Un jardin')
  expect((await t.mailsTo(ana.email))[0]!.text).toContain('samedi 7 mars 2026 à 23 h 59, heure de Paris')
  await t.anonymous.get('/api/v1/me/places').expect(401)
})

it('takes a yes, a no, and a no after a yes, each once', async () => {
  const { ana, ben, cas, gardenTeam, bikesTeam, organiser, season } = await aPublishedSeason(t)
  const yes = { answer: 'accepted', words: 'Avec joie' }
  const url = (teamId: string) => `/api/v1/me/places/${teamId}/answer`

  const accepted = await ana.post(url(gardenTeam)).send(yes).expect(201)
  const declined = await ben
    .post(url(gardenTeam))
    .send({ answer: 'declined', words: 'Je travaille', elsewhere: true })
    .expect(201)
  const left = await ana.post(url(gardenTeam)).send({ answer: 'declined' }).expect(201)
  const again = await ben.post(url(gardenTeam)).send(yes).expect(409)

  expect([accepted, declined, left].map(({ body }) => [body[0].status, body[0].words])).toEqual([
    ['accepted', 'Avec joie'],
    ['declined', 'Je travaille'],
    ['left', ''],
  ])
  expect(again.body.code).toBe('place_transition')
  await cas.post(url(gardenTeam)).send(yes).expect(404)
  await cas.post(url(bikesTeam)).send({ answer: 'maybe' }).expect(400)
  await t.anonymous.post(url(bikesTeam)).send(yes).expect(401)
  const { body: summary } = await organiser.get(`/api/v1/seasons/${season.id}/team-offers/summary`).expect(200)
  expect(summary).toEqual({ accepted: 0, waiting: 2, late: 0, declined: 1, left: 1, vacancies: 2, notPlaced: 1 })
  expect(await attentionOf(t.deps, season.id)).toEqual([
    { code: 'matching.people_not_placed', count: 1 },
    { code: 'matching.vacancies', count: 2 },
  ])
  const lines = await t.db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, gardenTeam), eq(auditLog.actorId, ana.id)))
  expect(lines).toEqual([{ action: 'place.accepted' }, { action: 'place.left' }])
})

it('takes no yes of someone who withdrew from the season', async () => {
  const { ana, gardenTeam } = await aPublishedSeason(t)
  await t.db.update(enrolments).set({ status: 'withdrawn' }).where(eq(enrolments.personId, ana.id))

  const { body } = await ana.post(`/api/v1/me/places/${gardenTeam}/answer`).send({ answer: 'accepted' }).expect(409)

  expect(body.code).toBe('place_transition')
})

it('counts one of two answers given at once', async () => {
  const { ana, gardenTeam } = await aPublishedSeason(t)
  const answers = ['accepted', 'declined', 'declined', 'accepted']

  const sent = await Promise.all(
    answers.map((answer) => ana.post(`/api/v1/me/places/${gardenTeam}/answer`).send({ answer })),
  )

  const statuses = sent.map(({ status }) => status)
  expect(statuses.every((status) => status === 201 || status === 409)).toBe(true)
  // A yes may be followed by a no; a no by nothing.
  expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(2)
  const { body } = await ana.get('/api/v1/me/places')
  expect(body).toHaveLength(1)
})

it('shows organisers who answered, who is late and who is gone, and nobody else', async () => {
  const { ana, ben, gardenTeam, bikesTeam, garden, bikes, organiser, season, cas, dan } = await aPublishedSeason(t)
  await ana.post(`/api/v1/me/places/${gardenTeam}/answer`).send({ answer: 'accepted' }).expect(201)
  await ben.post(`/api/v1/me/places/${gardenTeam}/answer`).send({ answer: 'declined', words: 'Non' }).expect(201)
  await t.db.update(enrolments).set({ status: 'withdrawn' }).where(eq(enrolments.personId, dan.id))
  t.setNow('2026-03-08T00:00:00Z')
  const url = `/api/v1/seasons/${season.id}/team-offers`

  const { body } = await organiser.get(url).expect(200)

  const now = '2026-03-02T09:00:00.000Z'
  const place = { words: '', answerBy, answeredAt: null }
  expect(body).toEqual({
    items: [
      {
        id: bikesTeam,
        name: 'Des vélos',
        projectId: bikes.id,
        structure: 'Atelier Vélo',
        closedAt: null,
        vacancies: 1,
        members: [
          { ...place, personId: cas.id, name: 'Cas', status: 'offered', late: true },
          { ...place, personId: dan.id, name: 'Dan', status: 'left', late: false },
        ],
        past: [],
      },
      {
        id: gardenTeam,
        name: 'Un jardin',
        projectId: garden.id,
        structure: 'Association des locataires',
        closedAt: null,
        vacancies: 1,
        members: [{ ...place, personId: ana.id, name: 'Ana', status: 'accepted', late: false, answeredAt: now }],
        past: [{ personId: ben.id, name: 'Ben', status: 'declined', words: 'Non', elsewhere: false, endedAt: now }],
      },
    ],
    nextCursor: null,
  })
  for (const path of [url, `${url}/summary`]) {
    await ana.get(path).expect(403)
    await t.anonymous.get(path).expect(401)
    await organiser.get(path.replace(season.id, 'oops')).expect(400)
  }
  await organiser.get(`${url}?limit=0`).expect(400)
})

it('lets organisers write down what someone said by phone', async () => {
  const { ana, cas, gardenTeam, organiser } = await aPublishedSeason(t)
  const url = `/api/v1/teams/${gardenTeam}/members/${ana.id}/answer`

  await organiser.post(url).send({ answer: 'accepted' }).expect(204)
  const twice = await organiser.post(url).send({ answer: 'accepted' }).expect(409)
  await organiser.post(url).send({ answer: 'declined' }).expect(204)

  expect(twice.body.code).toBe('place_transition')
  await organiser.post(url).send({}).expect(400)
  await organiser.post(url.replace(ana.id, cas.id)).send({ answer: 'accepted' }).expect(404)
  await ana.post(url).send({ answer: 'accepted' }).expect(403)
  await t.anonymous.post(url).send({ answer: 'accepted' }).expect(401)
})

it('closes a team once: its people are told why, and have no place', async () => {
  const { cas, dan, bikesTeam, organiser, season, ana } = await aPublishedSeason(t)
  const url = `/api/v1/teams/${bikesTeam}/close`

  const closings = await Promise.all(
    Array.from({ length: 3 }, () => organiser.post(url).send({ words: 'L’atelier ferme.' })),
  )

  expect(closings.map(({ status }) => status).toSorted()).toEqual([204, 409, 409])
  expect(closings.find(({ status }) => status === 409)!.body.code).toBe('team_closed')
  expect((await t.mailsTo(cas.email)).at(-1)!.text).toContain('L’atelier ferme.')
  expect((await dan.get('/api/v1/me/places')).body[0]).toMatchObject({ status: 'moved', closed: true })
  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/teams`)
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['Un jardin'])
  expect((await organiser.get(`/api/v1/seasons/${season.id}/team-offers/summary`)).body).toMatchObject({ notPlaced: 2 })
  await organiser.post(url).send({}).expect(400)
  await ana.post(url).send({ words: 'Non' }).expect(403)
  await t.anonymous.post(url).send({ words: 'Non' }).expect(401)
  await organiser.post(url.replace(bikesTeam, season.id)).send({ words: 'Non' }).expect(404)
})

it('reminds once before the last day, and frees the places of those who left, in whatever process', async () => {
  const { ana, ben, cas, dan, gardenTeam, organiser, season } = await aPublishedSeason(t)
  await ana.post(`/api/v1/me/places/${gardenTeam}/answer`).send({ answer: 'accepted' }).expect(201)
  const leave = (status: 'withdrawn' | 'no_show', id: string) =>
    t.db
      .update(enrolments)
      .set({ status, statusAt: new Date('2026-03-06T13:45:00Z') })
      .where(eq(enrolments.personId, id))
  await leave('withdrawn', cas.id)
  await leave('no_show', dan.id)

  t.setNow('2026-03-06T14:00:00Z')
  await Promise.all([tendOffers(t.deps), tendOffers(t.deps)])
  await tendOffers(t.deps)
  const first = (await organiser.get(`/api/v1/seasons/${season.id}/team-offers/summary`)).body
  t.setNow('2026-03-06T14:45:00Z')
  await tendOffers(t.deps)
  const second = (await organiser.get(`/api/v1/seasons/${season.id}/team-offers/summary`)).body

  expect((await t.mailsTo(ben.email)).map(({ subject }) => subject)).toEqual([
    'Votre équipe : Un jardin',
    'Votre réponse pour « Un jardin »',
  ])
  expect(await t.mailsTo(ana.email)).toHaveLength(1)
  expect([first.left, second.left]).toEqual([1, 2])
  expect((await dan.get('/api/v1/me/places')).body[0].status).toBe('left')
})

it('leaves the teams of a season that is over as they are', async () => {
  const { ana, ben, gardenTeam, bikesTeam, organiser, season } = await aPublishedSeason(t)
  await ben.post(`/api/v1/me/places/${gardenTeam}/answer`).send({ answer: 'declined' }).expect(201)
  const { body: repairs } = await organiser.get(`/api/v1/seasons/${season.id}/team-repairs`).expect(200)
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))

  const refused = [
    await ana.post(`/api/v1/me/places/${gardenTeam}/answer`).send({ answer: 'accepted' }),
    await organiser.post(`/api/v1/teams/${gardenTeam}/members/${ana.id}/answer`).send({ answer: 'accepted' }),
    await organiser.post(`/api/v1/teams/${bikesTeam}/close`).send({ words: 'Fini.' }),
    await organiser.post(`/api/v1/teams/${gardenTeam}/invitations`).send({ personId: ben.id }),
    await organiser.post(`/api/v1/seasons/${season.id}/team-repairs`).send({}),
    await organiser.post(`/api/v1/team-repairs/${repairs.items[0].id}/accept`).send({ option: 0 }),
  ]

  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(6).fill([409, 'season_not_open']))
  t.setNow('2026-03-06T14:00:00Z')
  await tendOffers(t.deps)
  expect(await t.mailsTo(ana.email)).toHaveLength(1)
  expect((await ana.get('/api/v1/me/places').expect(200)).body).toMatchObject([{ status: 'offered', open: false }])
})

it('says whose wishes a run could not count', async () => {
  const { ana, ben, cas, dan, organiser, runId } = await aPublishedSeason(t)
  await t.db.delete(projectPreferences).where(eq(projectPreferences.personId, ben.id))
  await t.db
    .update(projectPreferences)
    .set({ rankedAt: new Date(Date.now() + 60_000) })
    .where(eq(projectPreferences.personId, cas.id))
  await t.db.update(enrolments).set({ status: 'withdrawn' }).where(eq(enrolments.personId, dan.id))
  const url = `/api/v1/matching-runs/${runId}/wishes`

  const { body } = await organiser.get(url).expect(200)

  expect(body).toEqual({
    late: [{ personId: cas.id, name: 'Cas' }],
    absent: [{ personId: ben.id, name: 'Ben' }],
    withdrawn: [{ personId: dan.id, name: 'Dan' }],
    dropped: 0,
  })
  await ana.get(url).expect(403)
  await t.anonymous.get(url).expect(401)
  await organiser.get('/api/v1/matching-runs/oops/wishes').expect(400)
})
