import { expect, it } from 'vitest'
import { insertProject, insertSeason, insertTeam } from '../../../test/factories.ts'
import { testNow, useTestApp, type TestPerson } from '../../../test/harness.ts'
import {
  insertAward,
  insertPitch,
  insertPitchSession,
  insertRubric,
  insertScorecard,
} from '../../../test/judging-factories.ts'

const t = useTestApp()

const begun = new Date('2026-03-02T08:00:00Z')

/** Two teams scored by two jurors, scoring closed: Jardin 73.3 and Atelier 56.7 on average. */
async function aScoredSeason() {
  const season = await insertSeason(t.db)
  await insertRubric(t.db, season.id)
  const grant = { scopeKind: 'season' as const, scopeId: season.id }
  const organiser = await t.person({ role: 'organiser', ...grant })
  const jurors = [await t.person({ role: 'juror', ...grant }), await t.person({ role: 'juror', ...grant })]
  const session = await insertPitchSession(t.db, season.id, { status: 'closed' })
  const member = await t.person()
  const garden = await insertTeam(t.db, season.id, [member.id], {
    name: 'Équipe Jardin',
    projectId: (await insertProject(t.db, season.id, { title: 'Un jardin' })).id,
  })
  const workshop = await insertTeam(t.db, season.id, [], {
    name: 'Équipe Atelier',
    projectId: (await insertProject(t.db, season.id, { title: 'Un atelier' })).id,
  })
  const [first, second] = await Promise.all(
    [garden, workshop].map((team, index) =>
      insertPitch(t.db, session.id, team.id, { position: index + 1, status: 'done', startedAt: begun }),
    ),
  )
  const marks = [
    [first!, jurors[0]!, { utilite: 8, viabilite: 6 }],
    [first!, jurors[1]!, { utilite: 8, viabilite: 6 }],
    [second!, jurors[0]!, { utilite: 6, viabilite: 6 }],
    [second!, jurors[1]!, { utilite: 5, viabilite: 6 }],
  ] as const
  for (const [pitch, juror, given] of marks)
    await insertScorecard(t.db, { seasonId: season.id, pitchId: pitch.id, jurorId: juror.id, marks: given })
  const stranger = await t.person()
  const path = `/api/v1/seasons/${season.id}`
  return { season, organiser, jurors, session, garden, workshop, first: first!, member, stranger, path }
}

async function refusesOthers(
  stranger: TestPerson,
  verb: 'get' | 'post' | 'put' | 'delete',
  path: string,
  body?: object,
) {
  const forbidden = await stranger[verb](path).set('if-match', '"0"').send(body).expect(403)
  const unknown = await t.anonymous[verb](path).set('if-match', '"0"').send(body).expect(401)
  expect([forbidden.body.code, unknown.body.code]).toEqual(['forbidden', 'unauthenticated'])
}

it('ranks by every method side by side, with severity and uncertainty', async () => {
  const { organiser, stranger, garden, workshop, jurors, path } = await aScoredSeason()

  const { body } = await organiser.get(`${path}/ranking`).expect(200)

  expect(body.methods.map(({ method }: { method: string }) => method)).toEqual(['raw-mean', 'z-score', 'mixed-model'])
  expect(body.methods[0].ranking).toEqual([
    {
      teamId: garden.id,
      teamName: 'Équipe Jardin',
      projectTitle: 'Un jardin',
      rank: 1,
      score: 73.333333,
      sd: 0,
      spread: 0,
      scorecards: 2,
      tiedWith: [],
      aboveNext: null,
      inTop: null,
    },
    {
      teamId: workshop.id,
      teamName: 'Équipe Atelier',
      projectTitle: 'Un atelier',
      rank: 2,
      score: 56.666667,
      sd: 3.333333,
      spread: 4.714045,
      scorecards: 2,
      tiedWith: [],
      aboveNext: null,
      inTop: null,
    },
  ])
  expect(body.methods[2].ranking[0]).toMatchObject({
    teamName: 'Équipe Jardin',
    aboveNext: expect.any(Number),
    inTop: expect.any(Number),
  })
  expect(body).toMatchObject({ top: 1, unscored: [], warnings: [] })
  expect(body.jurors.map(({ name }: { name: string }) => name).toSorted()).toEqual(
    jurors.map(({ name }) => name).toSorted(),
  )
  expect(body.jurors[0]).toMatchObject({ severity: expect.any(Number), sd: expect.any(Number), scorecards: 2 })
  await refusesOthers(stranger, 'get', `${path}/ranking`)
  await organiser.get('/api/v1/seasons/nowhere/ranking').expect(400)
})

it('ranks nothing where nothing was scored, and leaves out a juror in conflict', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const juror = await t.person({ role: 'juror', scopeKind: 'season', scopeId: season.id })
  const session = await insertPitchSession(t.db, season.id, { status: 'live' })
  const team = await insertTeam(t.db, season.id, [juror.id])
  const pitch = await insertPitch(t.db, session.id, team.id, { status: 'done', startedAt: begun })
  const nothing = { top: 1, methods: [], jurors: [], warnings: [] }
  const path = `/api/v1/seasons/${season.id}/ranking`
  const unscored = [{ teamId: team.id, teamName: team.name, projectTitle: 'Un jardin pour la résidence' }]

  expect((await organiser.get(path).expect(200)).body).toEqual({ ...nothing, unscored })
  await insertRubric(t.db, season.id)
  await insertScorecard(t.db, { seasonId: season.id, pitchId: pitch.id, jurorId: juror.id })
  expect((await organiser.get(path).expect(200)).body).toEqual({
    ...nothing,
    methods: ['raw-mean', 'z-score', 'mixed-model'].map((method) => ({ method, ranking: [] })),
    unscored,
    warnings: [{ code: 'unscored-project', name: team.name }],
  })
})

it('keeps awards: adds, changes, removes', async () => {
  const { organiser, stranger, garden, path, season } = await aScoredSeason()
  const draft = { title: 'Prix du jury', amountCents: 500_000, funder: 'Le bailleur', teamId: null }

  const { body } = await organiser.post(`${path}/awards`).send(draft).expect(201)
  const award = `/api/v1/awards/${body.id}`
  const given = await organiser
    .put(award)
    .send({ ...draft, teamId: garden.id })
    .expect(200)
  const list = await organiser.get(`${path}/awards`).expect(200)

  expect(body).toEqual({ ...draft, id: expect.any(String), seasonId: season.id, createdAt: expect.any(String) })
  expect(given.body).toEqual({ ...body, teamId: garden.id })
  expect(list.body).toEqual({ items: [given.body], nextCursor: null })
  const elsewhere = await insertTeam(t.db, (await insertSeason(t.db)).id)
  for (const refused of [
    organiser.post(`${path}/awards`).send({ ...draft, teamId: elsewhere.id }),
    organiser.put(award).send({ ...draft, teamId: elsewhere.id }),
  ])
    expect((await refused.expect(400)).body.errors).toMatchObject([{ path: 'teamId' }])
  await organiser.get(`${path}/awards?limit=0`).expect(400)
  await organiser.delete('/api/v1/awards/nowhere').expect(400)
  await refusesOthers(stranger, 'get', `${path}/awards`)
  await refusesOthers(stranger, 'post', `${path}/awards`, draft)
  await refusesOthers(stranger, 'put', award, draft)
  await refusesOthers(stranger, 'delete', award)
  await organiser.delete(award).expect(204)
  expect((await organiser.get(`${path}/awards`).expect(200)).body).toEqual({ items: [], nextCursor: null })
  await organiser.delete(award).expect(404)
})

it('decides another order than the computed one only with a reason', async () => {
  const { organiser, stranger, garden, workshop, path } = await aScoredSeason()
  const put = (version: number, body: object) =>
    organiser.put(`${path}/deliberation`).set('if-match', `"${version}"`).send(body)
  const swapped = { method: 'raw-mean', order: [workshop.id, garden.id], reason: '' }

  const before = await organiser.get(`${path}/deliberation`).expect(200)
  expect((await put(0, swapped).expect(400)).body.errors).toMatchObject([{ path: 'reason', code: 'required' }])
  expect((await put(0, { ...swapped, order: [garden.id] }).expect(400)).body.errors).toMatchObject([{ path: 'order' }])
  const { body } = await put(0, { ...swapped, reason: 'Un engagement rare' }).expect(200)

  expect(before.body).toEqual({ method: 'raw-mean', order: null, reason: '', publishedAt: null, version: 0 })
  expect(body).toEqual({ ...swapped, reason: 'Un engagement rare', publishedAt: null, version: 1 })
  expect((await put(0, { method: 'z-score' }).expect(412)).body).toMatchObject({ code: 'version_conflict' })
  expect((await put(1, { method: 'z-score' }).expect(200)).body).toMatchObject({ order: null, version: 2 })
  expect((await organiser.get(`${path}/deliberation`)).headers.etag).toBe('"2"')
  await organiser.put(`${path}/deliberation`).send(swapped).expect(428)
  await organiser.get('/api/v1/seasons/nowhere/deliberation').expect(400)
  await refusesOthers(stranger, 'get', `${path}/deliberation`)
  await refusesOthers(stranger, 'put', `${path}/deliberation`, swapped)
})

it('publishes once, however many organisers press at the same time, and mails each member once', async () => {
  const { organiser, member, garden, season, path } = await aScoredSeason()
  await insertAward(t.db, season.id, { teamId: garden.id })

  const answers = await Promise.all(Array.from({ length: 8 }, () => organiser.post(`${path}/results/publish`)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
  expect(answers.find(({ status }) => status === 200)!.body).toEqual({
    method: 'raw-mean',
    order: null,
    reason: '',
    publishedAt: testNow,
    version: 2,
  })
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'results_published' })
  expect(await t.mailsTo(member.email)).toEqual([
    {
      subject: 'Les résultats sont publiés : Saison de printemps',
      text: expect.stringContaining('votre équipe, « Équipe Jardin », reçoit « Prix du jury » !'),
    },
  ])
})

it('shows the published results to anyone: no marks, no jurors, no reason', async () => {
  const { organiser, season, garden, workshop, path } = await aScoredSeason()
  await insertAward(t.db, season.id, { teamId: workshop.id })
  const results = `/api/v1/public/seasons/${season.slug}/results`
  expect((await t.anonymous.get(results).expect(404)).body).toMatchObject({ code: 'not_found' })
  const order = [workshop.id, garden.id]
  await organiser
    .put(`${path}/deliberation`)
    .set('if-match', '"0"')
    .send({ method: 'raw-mean', order, reason: 'Un engagement rare' })
    .expect(200)
  await organiser.post(`${path}/results/publish`).expect(200)

  const { body } = await t.anonymous.get(results).expect(200)

  const names = { teamName: 'Équipe Atelier', projectTitle: 'Un atelier' }
  expect(body).toEqual({
    seasonName: season.name,
    publishedAt: testNow,
    places: [
      { rank: 1, ...names },
      { rank: 2, teamName: 'Équipe Jardin', projectTitle: 'Un jardin' },
    ],
    awards: [{ title: 'Prix du jury', amountCents: 500_000, funder: 'Le bailleur', ...names }],
  })
  await t.anonymous.get('/api/v1/public/seasons/NOT_A_SLUG/results').expect(400)
})

it('changes nothing once results are published', async () => {
  const { organiser, season, garden, path, session } = await aScoredSeason()
  const award = await insertAward(t.db, season.id, { teamId: garden.id })
  await organiser.post(`${path}/results/publish`).expect(200)

  const draft = { title: 'Autre prix' }
  const answers = await Promise.all([
    organiser.post(`${path}/awards`).send(draft),
    organiser.put(`/api/v1/awards/${award.id}`).send(draft),
    organiser.delete(`/api/v1/awards/${award.id}`),
    organiser.put(`${path}/deliberation`).set('if-match', '"1"').send({ method: 'z-score' }),
    organiser.post(`/api/v1/pitch-sessions/${session.id}/scoring`).send({ to: 'live' }),
  ])

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
    Array.from({ length: 5 }, () => [409, 'results_published']),
  )
})

it('says all that is missing before the results can be published', async () => {
  const { organiser, stranger, season, path } = await aScoredSeason()
  await insertAward(t.db, season.id)
  const live = await insertPitchSession(t.db, season.id, { status: 'live' })
  await insertPitch(t.db, live.id, (await insertTeam(t.db, season.id)).id, { status: 'done', startedAt: begun })
  await insertPitch(t.db, live.id, (await insertTeam(t.db, season.id)).id)

  const { body } = await organiser.post(`${path}/results/publish`).expect(409)

  expect([body.code, body.detail]).toEqual([
    'results_incomplete',
    'Before publishing: close the scoring of every pitch session; let every team of the running order pitch, or skip it; have every team that pitched scored; give every award to a team.',
  ])
  await refusesOthers(stranger, 'post', `${path}/results/publish`)
  await organiser.post('/api/v1/seasons/nowhere/results/publish').expect(400)
})
