import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { insertSeason, insertTeam } from '../../../test/factories.ts'
import { testNow, useTestApp } from '../../../test/harness.ts'
import { insertPitch, insertPitchSession, insertScorecard } from '../../../test/judging-factories.ts'
import { insertDeliberation, markPublished } from './results.repository.ts'

const t = useTestApp()

const draft = {
  title: 'Pitchs du dimanche',
  place: 'Salle du conseil',
  durationSeconds: 180,
  warningSeconds: 60,
  dangerSeconds: 15,
}
const waitingClock = {
  state: 'waiting',
  startedAt: null,
  elapsedMs: 0,
  durationSeconds: 180,
  warningSeconds: 60,
  dangerSeconds: 15,
  serverNow: testNow,
}

async function aSession(over: Parameters<typeof insertPitchSession>[2] = {}) {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const session = await insertPitchSession(t.db, season.id, over)
  const stranger = await t.person()
  return { season, organiser, session, stranger, path: `/api/v1/pitch-sessions/${session.id}` }
}

async function withTwoTeams(over: Parameters<typeof insertPitchSession>[2] = {}) {
  const found = await aSession(over)
  const one = await insertTeam(t.db, found.season.id, [], { name: 'Équipe A' })
  const two = await insertTeam(t.db, found.season.id, [], { name: 'Équipe B' })
  const first = await insertPitch(t.db, found.session.id, one.id, { position: 1 })
  const second = await insertPitch(t.db, found.session.id, two.id, { position: 2 })
  const move = (pitchId: string, to: string) => found.organiser.post(`/api/v1/pitches/${pitchId}/status`).send({ to })
  return { ...found, one, two, first, second, move }
}

it('prepares a session and lists it', async () => {
  const { season, organiser, session, stranger } = await aSession()
  const path = `/api/v1/seasons/${season.id}/pitch-sessions`

  const { body } = await organiser
    .post(path)
    .send({ ...draft, title: 'Finale' })
    .expect(201)
  const list = await organiser.get(path).expect(200)

  expect(body).toEqual({
    ...draft,
    title: 'Finale',
    id: expect.any(String),
    seasonId: season.id,
    status: 'planned',
    version: 1,
    createdAt: expect.any(String),
  })
  expect(list.body).toEqual({
    items: [{ ...body, title: draft.title, id: session.id, createdAt: session.createdAt.toISOString() }, body],
    nextCursor: null,
  })
  for (const refused of [stranger.post(path).send(draft), stranger.get(path)])
    expect((await refused.expect(403)).body).toMatchObject({ code: 'forbidden' })
  await t.anonymous.post(path).send(draft).expect(401)
  await t.anonymous.get(path).expect(401)
  expect((await organiser.get(`${path}?limit=0`).expect(400)).body.errors).toMatchObject([{ path: 'limit' }])
})

it('says which length, warning or danger is not right', async () => {
  const { organiser, season } = await aSession()
  const send = async (over: object) => {
    const { body } = await organiser
      .post(`/api/v1/seasons/${season.id}/pitch-sessions`)
      .send({ ...draft, ...over })
      .expect(400)
    return body.errors.map(({ path }: { path: string }) => path)
  }

  expect(await send({ durationSeconds: 29, warningSeconds: 15 })).toEqual(['durationSeconds'])
  expect(await send({ durationSeconds: 901 })).toEqual(['durationSeconds'])
  expect(await send({ warningSeconds: 180 })).toEqual(['warningSeconds'])
  expect(await send({ dangerSeconds: 61 })).toEqual(['dangerSeconds'])
})

it('changes a session from the version that was read, but not during a pitch', async () => {
  const { organiser, stranger, path, first, move } = await withTwoTeams()
  const change = (version: string) =>
    organiser
      .put(path)
      .set('if-match', version)
      .send({ ...draft, durationSeconds: 300 })

  const { body, headers } = await change('"1"').expect(200)

  expect([body.durationSeconds, body.version, headers.etag]).toEqual([300, 2, '"2"'])
  expect((await change('"1"').expect(412)).body).toMatchObject({ code: 'version_conflict' })
  expect((await organiser.put(path).send(draft).expect(428)).body).toMatchObject({ code: 'if_match_required' })
  expect((await organiser.put(path).set('if-match', '"2"').send({}).expect(400)).body.code).toBe('invalid_input')
  await stranger.put(path).set('if-match', '"2"').send(draft).expect(403)
  await t.anonymous.put(path).send(draft).expect(401)
  await move(first.id, 'running').expect(200)
  expect((await change('"2"').expect(409)).body).toMatchObject({ code: 'pitch_transition' })
})

it('adds all teams in one act, once, however many ask', async () => {
  const { season, organiser, stranger, path } = await aSession()
  const elsewhere = await insertPitchSession(t.db, season.id)
  const teams = await Promise.all(
    ['A', 'B', 'C'].map((name) => insertTeam(t.db, season.id, [], { name: `Équipe ${name}` })),
  )
  await insertPitch(t.db, elsewhere.id, teams[2]!.id)

  const answers = await Promise.all(Array.from({ length: 5 }, () => organiser.post(`${path}/teams`)))
  const { body } = await organiser.get(path).expect(200)

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(body.pitches).toEqual(
    teams.slice(0, 2).map((team, index) => ({
      id: expect.any(String),
      teamId: team.id,
      teamName: team.name,
      projectTitle: 'Un jardin pour la résidence',
      position: index + 1,
      clock: waitingClock,
    })),
  )
  await stranger.post(`${path}/teams`).expect(403)
  await t.anonymous.post(`${path}/teams`).expect(401)
  await organiser.post('/api/v1/pitch-sessions/nowhere/teams').expect(400)
  await stranger.get(path).expect(403)
  await t.anonymous.get(path).expect(401)
  await organiser.get('/api/v1/pitch-sessions/nowhere').expect(400)
  await organiser.get(`/api/v1/pitch-sessions/${randomUUID()}`).expect(404)
})

it('puts the running order as asked; what has begun or pitches elsewhere stays', async () => {
  const { season, organiser, stranger, path, one, two, second, move } = await withTwoTeams()
  const put = (version: number, teamIds: string[]) =>
    organiser.put(`${path}/order`).set('if-match', `"${version}"`).send({ teamIds })
  const orderOf = (body: { pitches: { teamName: string }[] }) => body.pitches.map(({ teamName }) => teamName)

  expect(orderOf((await put(1, [two.id, one.id]).expect(200)).body)).toEqual(['Équipe B', 'Équipe A'])
  expect((await put(1, [one.id, two.id]).expect(412)).body).toMatchObject({ code: 'version_conflict' })
  expect(orderOf((await put(2, [two.id]).expect(200)).body)).toEqual(['Équipe B'])
  expect(orderOf((await put(3, [two.id, one.id]).expect(200)).body)).toEqual(['Équipe B', 'Équipe A'])

  await move(second.id, 'running').expect(200)
  expect((await put(4, [one.id]).expect(409)).body).toMatchObject({ code: 'pitch_transition' })
  const elsewhere = await insertPitchSession(t.db, season.id)
  const third = await insertTeam(t.db, season.id)
  await insertPitch(t.db, elsewhere.id, third.id)
  expect((await put(4, [two.id, one.id, third.id]).expect(409)).body).toMatchObject({ code: 'pitch_transition' })
  const stranded = await insertTeam(t.db, (await insertSeason(t.db)).id)
  expect((await put(4, [two.id, stranded.id]).expect(400)).body.errors).toMatchObject([{ path: 'teamIds' }])
  expect((await put(4, [two.id, two.id]).expect(400)).body.errors).toMatchObject([{ path: 'teamIds' }])
  await organiser.put(`${path}/order`).send({ teamIds: [] }).expect(428)
  await stranger.put(`${path}/order`).set('if-match', '"4"').send({ teamIds: [] }).expect(403)
  await t.anonymous.put(`${path}/order`).send({ teamIds: [] }).expect(401)
})

it('removes a session in which nothing has begun', async () => {
  const { organiser, stranger, path, session, season, first } = await withTwoTeams()
  const juror = await t.person()
  const other = await insertPitchSession(t.db, season.id)

  await stranger.delete(path).expect(403)
  await t.anonymous.delete(path).expect(401)
  await organiser.delete('/api/v1/pitch-sessions/nowhere').expect(400)
  await insertScorecard(t.db, { seasonId: season.id, pitchId: first.id, jurorId: juror.id })
  expect((await organiser.delete(path).expect(409)).body).toMatchObject({ code: 'pitch_transition' })
  await organiser.delete(`/api/v1/pitch-sessions/${other.id}`).expect(204)

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/pitch-sessions`).expect(200)
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([session.id])
})

it('runs the clock of a pitch: start, pause, resume, end', async () => {
  const { organiser, path, first, move, season, one } = await withTwoTeams()

  const started = await move(first.id, 'running').expect(200)
  t.setNow('2026-03-02T09:01:00.000Z')
  await move(first.id, 'paused').expect(200)
  t.setNow('2026-03-02T09:05:00.000Z')
  await move(first.id, 'running').expect(200)
  t.setNow('2026-03-02T09:05:30.000Z')
  const { body } = await organiser.get(path).expect(200)
  const done = await move(first.id, 'done').expect(200)

  expect(started.body).toEqual({
    id: first.id,
    teamId: one.id,
    teamName: 'Équipe A',
    projectTitle: 'Un jardin pour la résidence',
    position: 1,
    clock: { ...waitingClock, state: 'running', startedAt: testNow },
  })
  expect(body).toMatchObject({ seasonId: season.id, status: 'live' })
  expect(body.pitches[0].clock).toEqual({
    ...waitingClock,
    state: 'running',
    startedAt: testNow,
    elapsedMs: 90_000,
    serverNow: '2026-03-02T09:05:30.000Z',
  })
  expect(done.body.clock).toMatchObject({ state: 'done', elapsedMs: 90_000 })
})

it('lets one pitch of a session on stage, however many start one at once', async () => {
  const { organiser, season, session, path } = await aSession()
  const pitches = await Promise.all(
    Array.from({ length: 8 }, async (_, index) =>
      insertPitch(t.db, session.id, (await insertTeam(t.db, season.id)).id, { position: index + 1 }),
    ),
  )

  const answers = await Promise.all(
    pitches.map(({ id }) => organiser.post(`/api/v1/pitches/${id}/status`).send({ to: 'running' })),
  )
  const { body } = await organiser.get(path).expect(200)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'pitch_transition' })
  expect(body.pitches.filter(({ clock }: { clock: { state: string } }) => clock.state === 'running')).toHaveLength(1)
})

it('lets two sessions have a pitch on stage each', async () => {
  const { move, first, season } = await withTwoTeams()
  const other = await insertPitchSession(t.db, season.id)
  const there = await insertPitch(t.db, other.id, (await insertTeam(t.db, season.id)).id)

  await move(first.id, 'running').expect(200)
  expect((await move(there.id, 'running').expect(200)).body.clock).toMatchObject({ state: 'running' })
})

it('moves a pitch only as the rules allow, and only for organisers', async () => {
  const { stranger, first, move, organiser } = await withTwoTeams()
  const path = `/api/v1/pitches/${first.id}/status`

  expect((await move(first.id, 'done').expect(409)).body).toMatchObject({ code: 'pitch_transition' })
  expect((await organiser.post(path).send({ to: 'dancing' }).expect(400)).body.errors).toMatchObject([{ path: 'to' }])
  await stranger.post(path).send({ to: 'running' }).expect(403)
  await t.anonymous.post(path).send({ to: 'running' }).expect(401)
  await organiser.post(`/api/v1/pitches/${randomUUID()}/status`).send({ to: 'running' }).expect(404)
})

it('closes scoring when nobody is on stage, and opens it again until results are out', async () => {
  const { organiser, stranger, season, path, first, second, move } = await withTwoTeams()
  const scoring = (to: string) => organiser.post(`${path}/scoring`).send({ to })

  expect((await scoring('closed').expect(409)).body).toMatchObject({ code: 'pitch_transition' })
  await move(first.id, 'running').expect(200)
  expect((await scoring('closed').expect(409)).body).toMatchObject({ code: 'pitch_transition' })
  await move(first.id, 'done').expect(200)
  expect((await scoring('closed').expect(200)).body).toMatchObject({ status: 'closed' })
  expect((await move(second.id, 'running').expect(409)).body).toMatchObject({ code: 'pitch_transition' })
  expect((await scoring('live').expect(200)).body).toMatchObject({ status: 'live' })
  await scoring('closed').expect(200)
  await insertDeliberation(t.db, { seasonId: season.id, method: 'raw-mean', order: null, reason: '' })
  await markPublished(t.db, season.id, { places: [], publishedAt: new Date(testNow), publishedBy: null })
  expect((await scoring('live').expect(409)).body).toMatchObject({ code: 'results_published' })
  await stranger.post(`${path}/scoring`).send({ to: 'live' }).expect(403)
  await t.anonymous.post(`${path}/scoring`).send({ to: 'live' }).expect(401)
  await organiser.post(`${path}/scoring`).send({ to: 'planned' }).expect(400)
})

it('shows the big screen to anyone, with names of teams and projects alone', async () => {
  const { season, session, first, two, move } = await withTwoTeams()
  const member = await t.person()
  await insertTeam(t.db, season.id, [member.id])
  await move(first.id, 'running').expect(200)

  const { body } = await t.anonymous.get(`/api/v1/public/pitch-sessions/${session.id}/screen`).expect(200)

  expect(body).toEqual({
    sessionId: session.id,
    seasonId: season.id,
    seasonName: season.name,
    title: session.title,
    place: session.place,
    status: 'live',
    total: 2,
    over: 0,
    current: {
      position: 1,
      teamName: 'Équipe A',
      projectTitle: 'Un jardin pour la résidence',
      clock: { ...waitingClock, state: 'running', startedAt: testNow },
    },
    next: { position: 2, teamName: two.name, projectTitle: 'Un jardin pour la résidence' },
    serverNow: testNow,
  })
})

it('hides the big screen of a season that is not published', async () => {
  const season = await insertSeason(t.db, { status: 'draft' })
  const session = await insertPitchSession(t.db, season.id)

  const { body } = await t.anonymous.get(`/api/v1/public/pitch-sessions/${session.id}/screen`).expect(404)

  expect(body).toMatchObject({ code: 'not_found' })
  await t.anonymous.get('/api/v1/public/pitch-sessions/nowhere/screen').expect(400)
})

it('does not take back a pitch that a juror has sent marks for, however it ended', async () => {
  const { season, first, second, move } = await withTwoTeams()
  const juror = await t.person({ role: 'juror', scopeKind: 'season', scopeId: season.id })
  await move(first.id, 'running').expect(200)
  await insertScorecard(t.db, { seasonId: season.id, pitchId: first.id, jurorId: juror.id })
  await move(first.id, 'done').expect(200)
  await move(first.id, 'paused').expect(200)

  const { body } = await move(first.id, 'waiting').expect(409)

  expect(body).toMatchObject({ code: 'pitch_transition' })
  await move(first.id, 'done').expect(200)
  await move(second.id, 'running').expect(200)
  await insertScorecard(t.db, {
    seasonId: season.id,
    pitchId: second.id,
    jurorId: juror.id,
    status: 'draft',
    sentAt: null,
  })
  await move(second.id, 'waiting').expect(200)
})

it('lists the pitch sessions of a published season, and of no other', async () => {
  const season = await insertSeason(t.db, { status: 'published' })
  const planned = await insertPitchSession(t.db, season.id, { title: 'Pitchs du matin' })
  const live = await insertPitchSession(t.db, season.id, { title: 'Pitchs du soir', status: 'live' })
  const draft = await insertSeason(t.db, { status: 'draft' })

  const { body } = await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/pitch-sessions`).expect(200)

  expect(body).toEqual([
    { id: planned.id, title: 'Pitchs du matin', place: planned.place, status: 'planned' },
    { id: live.id, title: 'Pitchs du soir', place: live.place, status: 'live' },
  ])
  const hidden = await t.anonymous.get(`/api/v1/public/seasons/${draft.slug}/pitch-sessions`).expect(404)
  expect(hidden.body).toMatchObject({ code: 'not_found' })
  await t.anonymous.get('/api/v1/public/seasons/PAS-BON/pitch-sessions').expect(400)
})
