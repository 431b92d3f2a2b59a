import { expect, it } from 'vitest'
import {
  insertCall,
  insertProject,
  insertSeason,
  insertSubmission,
  insertTeam,
  insertTeamMentor,
} from '../../../test/factories.ts'
import { testNow, useTestApp } from '../../../test/harness.ts'
import { insertPitch, insertPitchSession, insertRubric, insertScorecard } from '../../../test/judging-factories.ts'
import { giveRole } from '../identity/index.ts'
import { attentionOf, nextFor } from './index.ts'

const t = useTestApp()

const marks = { utilite: 8, viabilite: 6 }
const begun = new Date('2026-03-02T08:50:00Z')

/** A season with a rubric, a juror, and one pitch on stage. */
async function aPitch() {
  const season = await insertSeason(t.db)
  const rubric = await insertRubric(t.db, season.id)
  const grant = { scopeKind: 'season' as const, scopeId: season.id }
  const organiser = await t.person({ role: 'organiser', ...grant })
  const juror = await t.person({ role: 'juror', ...grant })
  const session = await insertPitchSession(t.db, season.id, { status: 'live' })
  const team = await insertTeam(t.db, season.id)
  const pitch = await insertPitch(t.db, session.id, team.id, { status: 'running', startedAt: begun, resumedAt: begun })
  const stranger = await t.person()
  const path = `/api/v1/pitches/${pitch.id}/scorecard`
  const save = (version: number, sheet: object) => juror.put(path).set('if-match', `"${version}"`).send(sheet)
  const send = (version: number, sheet: object) =>
    juror.post(`${path}/send`).set('if-match', `"${version}"`).send(sheet)
  return { season, rubric, organiser, juror, session, team, pitch, stranger, path, save, send, grant }
}

const rubricDraft = {
  criteria: [
    { id: 'utilite', label: 'Utilité', description: 'À qui cela sert', weight: 2, max: 10 },
    { id: 'charme', label: 'Charme', description: '', weight: 1, max: 5 },
  ],
  tieBreaks: [{ by: 'criterion', criterion: 'utilite' }, { by: 'first-places' }],
}

it('writes the rubric of a season, and changes it from the version that was read', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const stranger = await t.person()
  const path = `/api/v1/seasons/${season.id}/rubric`
  const put = (version: number, body: object = rubricDraft) =>
    organiser.put(path).set('if-match', `"${version}"`).send(body)

  const none = await organiser.get(path).expect(200)
  const first = await put(0).expect(200)
  await put(1, { ...rubricDraft, tieBreaks: [] }).expect(200)
  const { body, headers } = await organiser.get(path).expect(200)

  expect(none.body).toEqual({ criteria: [], tieBreaks: [], inUse: false, version: 0 })
  expect(first.body).toEqual({ ...rubricDraft, inUse: false, version: 1 })
  expect(body).toEqual({ ...rubricDraft, tieBreaks: [], inUse: false, version: 2 })
  expect(headers.etag).toBe('"2"')
  expect((await put(0).expect(412)).body).toMatchObject({ code: 'version_conflict' })
  expect((await organiser.put(path).send(rubricDraft).expect(428)).body).toMatchObject({ code: 'if_match_required' })
  const twice = { criteria: [rubricDraft.criteria[0], rubricDraft.criteria[0]], tieBreaks: [] }
  expect((await put(2, twice).expect(400)).body.errors).toMatchObject([{ path: 'criteria.1.id' }])
  const unknown = { ...rubricDraft, tieBreaks: [{ by: 'criterion', criterion: 'humour' }] }
  expect((await put(2, unknown).expect(400)).body.errors).toMatchObject([{ path: 'tieBreaks.0.criterion' }])
  await stranger.get(path).expect(403)
  await stranger.put(path).set('if-match', '"2"').send(rubricDraft).expect(403)
  await t.anonymous.get(path).expect(401)
  await t.anonymous.put(path).send(rubricDraft).expect(401)
  await organiser.get('/api/v1/seasons/nowhere/rubric').expect(400)
})

it('keeps the rubric as it is once a score sheet uses it', async () => {
  const { season, organiser, save } = await aPitch()
  await save(0, { marks: {} }).expect(200)

  const path = `/api/v1/seasons/${season.id}/rubric`
  const { body } = await organiser.put(path).set('if-match', '"1"').send(rubricDraft).expect(409)

  expect(body).toMatchObject({ code: 'rubric_in_use' })
  expect((await organiser.get(path)).body).toMatchObject({ inUse: true, version: 1 })
})

it('shows the jury with conflicts of every kind, and lets none of them score', async () => {
  const { season, organiser, stranger, grant } = await aPitch()
  const session = await insertPitchSession(t.db, season.id, { status: 'live' })
  const member = await t.person({ role: 'juror', ...grant })
  const coach = await t.person({ role: 'juror', ...grant })
  const facilitator = await t.person({ role: 'juror', ...grant })
  const holder = await t.person({ role: 'juror', ...grant })
  const modest = await t.person({ role: 'juror', ...grant })
  const call = await insertCall(t.db, season.id)
  const submission = await insertSubmission(t.db, call.id, holder.id)
  const project = await insertProject(t.db, season.id, { submissionId: submission.id })
  const team = await insertTeam(t.db, season.id, [member.id], { name: 'Équipe Z', projectId: project.id })
  await insertTeamMentor(t.db, team.id, coach.id, 'coach')
  await giveRole(t.db, { personId: facilitator.id, role: 'facilitator', scopeKind: 'team', scopeId: team.id })
  const pitch = await insertPitch(t.db, session.id, team.id, { status: 'running', startedAt: begun, resumedAt: begun })
  await modest.put(`/api/v1/pitches/${pitch.id}/recusal`).send({ recused: true }).expect(204)

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/jury`).expect(200)
  const barred = [member, coach, facilitator, holder, modest]
  const kinds = ['member', 'coach', 'coach', 'holder', 'declared']

  expect(body).toHaveLength(6)
  expect(barred.map(({ id }) => body.find(({ personId }: { personId: string }) => personId === id))).toEqual(
    barred.map((juror, index) => ({
      personId: juror.id,
      name: juror.name,
      conflicts: [{ teamId: team.id, teamName: 'Équipe Z', kind: kinds[index] }],
    })),
  )
  for (const juror of barred) {
    const path = `/api/v1/pitches/${pitch.id}/scorecard`
    const saved = await juror.put(path).set('if-match', '"0"').send({ marks }).expect(409)
    const sent = await juror.post(`${path}/send`).set('if-match', '"0"').send({ marks }).expect(409)
    expect([saved.body.code, sent.body.code]).toEqual(['juror_conflict_of_interest', 'juror_conflict_of_interest'])
  }
  await stranger.get(`/api/v1/seasons/${season.id}/jury`).expect(403)
  await t.anonymous.get(`/api/v1/seasons/${season.id}/jury`).expect(401)
  await organiser.get('/api/v1/seasons/nowhere/jury').expect(400)
})

it('lets a juror step aside and come back, until the sheet is sent', async () => {
  const { juror, stranger, pitch, save, send } = await aPitch()
  const path = `/api/v1/pitches/${pitch.id}/recusal`

  await juror.put(path).send({ recused: true }).expect(204)
  await juror.put(path).send({ recused: true }).expect(204)
  expect((await save(0, { marks }).expect(409)).body).toMatchObject({ code: 'juror_conflict_of_interest' })
  await juror.put(path).send({ recused: false }).expect(204)
  await send(0, { marks }).expect(200)
  expect((await juror.put(path).send({ recused: true }).expect(409)).body).toMatchObject({ code: 'scorecard_sent' })
  await juror.put(path).send({}).expect(400)
  await stranger.put(path).send({ recused: true }).expect(403)
  await t.anonymous.put(path).send({ recused: true }).expect(401)
})

it('saves a draft that misses marks, from the version that was read', async () => {
  const { pitch, juror, stranger, path, save } = await aPitch()

  const first = await save(0, { marks: { utilite: 8 }, comment: 'Très concret' }).expect(200)
  const second = await save(1, { marks: {} }).expect(200)

  expect(first.body).toEqual({
    pitchId: pitch.id,
    marks: { utilite: 8 },
    comment: 'Très concret',
    status: 'draft',
    version: 1,
    sentAt: null,
  })
  expect(second.headers.etag).toBe('"2"')
  expect((await save(1, { marks }).expect(412)).body).toMatchObject({ code: 'version_conflict' })
  expect((await save(0, { marks }).expect(412)).body).toMatchObject({ code: 'version_conflict' })
  expect((await juror.put(path).send({ marks }).expect(428)).body).toMatchObject({ code: 'if_match_required' })
  expect((await save(2, { marks: { utilite: 11, charme: 1 } }).expect(400)).body.errors).toMatchObject([
    { path: 'marks.utilite', code: 'too_big' },
    { path: 'marks.charme', code: 'unknown' },
  ])
  await save(2, { marks: { utilite: 1.5 } }).expect(400)
  await stranger.put(path).set('if-match', '"2"').send({ marks }).expect(403)
  await t.anonymous.put(path).send({ marks }).expect(401)
})

it('sends a sheet with every mark, and never takes it back', async () => {
  const { pitch, juror, stranger, path, save, send } = await aPitch()
  await save(0, { marks: { utilite: 8 } }).expect(200)

  expect((await send(1, { marks: { utilite: 8 } }).expect(400)).body.errors).toMatchObject([
    { path: 'marks.viabilite', code: 'required' },
  ])
  expect((await send(4, { marks }).expect(412)).body).toMatchObject({ code: 'version_conflict' })
  const { body } = await send(1, { marks, comment: 'Bravo' }).expect(200)

  expect(body).toEqual({ pitchId: pitch.id, marks, comment: 'Bravo', status: 'sent', version: 2, sentAt: testNow })
  expect((await send(2, { marks }).expect(409)).body).toMatchObject({ code: 'scorecard_sent' })
  expect((await save(2, { marks }).expect(409)).body).toMatchObject({ code: 'scorecard_sent' })
  await juror.post(`${path}/send`).send({ marks }).expect(428)
  await stranger.post(`${path}/send`).set('if-match', '"0"').send({ marks }).expect(403)
  await t.anonymous.post(`${path}/send`).send({ marks }).expect(401)
})

it.each([0, 1])('sends a sheet once of ten sendings at the same time, from version %i', async (version) => {
  const { season, organiser, save, send } = await aPitch()
  if (version === 1) await save(0, { marks: {} }).expect(200)

  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => send(version, { marks: { ...marks, utilite: index } })),
  )
  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/scorecards`).expect(200)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 409)])
  expect(answers.filter(({ status }) => status === 409).map((answer) => answer.body.code)).toEqual(
    Array.from({ length: 9 }, () => 'scorecard_sent'),
  )
  const winner = answers.find(({ status }) => status === 200)!
  expect(body.items.map((row: { marks: object }) => row.marks)).toEqual([winner.body.marks])
})

it('takes marks from the start of the pitch until scoring is closed', async () => {
  const { season, organiser, juror, session } = await aPitch()
  const waiting = await insertPitch(t.db, session.id, (await insertTeam(t.db, season.id)).id, { position: 2 })
  const elsewhere = await insertPitchSession(t.db, season.id, { status: 'closed' })
  const over = await insertPitch(t.db, elsewhere.id, (await insertTeam(t.db, season.id)).id, {
    status: 'done',
    startedAt: begun,
  })

  for (const { id } of [waiting, over]) {
    const path = `/api/v1/pitches/${id}/scorecard`
    const saved = await juror.put(path).set('if-match', '"0"').send({ marks }).expect(409)
    const sent = await juror.post(`${path}/send`).set('if-match', '"0"').send({ marks }).expect(409)
    expect([saved.body.code, sent.body.code]).toEqual(['scoring_closed', 'scoring_closed'])
  }
  const path = `/api/v1/pitches/${waiting.id}/status`
  const { pitches } = (await juror.get(`/api/v1/pitch-sessions/${session.id}`).expect(200)).body
  await organiser.post(`/api/v1/pitches/${pitches[0].id}/status`).send({ to: 'done' }).expect(200)
  await organiser.post(path).send({ to: 'running' }).expect(200)
  await juror.put(`/api/v1/pitches/${waiting.id}/scorecard`).set('if-match', '"0"').send({ marks }).expect(200)
})

it('gives a juror all that the phone needs, and no one else’s marks', async () => {
  const { season, rubric, juror, stranger, session, team, pitch, grant, organiser, save } = await aPitch()
  const other = await t.person({ role: 'juror', ...grant })
  await insertScorecard(t.db, { seasonId: season.id, pitchId: pitch.id, jurorId: other.id, comment: 'secret' })
  await save(0, { marks: { utilite: 3 } }).expect(200)

  const { body } = await juror.get(`/api/v1/me/juries/${season.id}`).expect(200)
  const juries = await juror.get('/api/v1/me/juries').expect(200)

  expect(body).toEqual({
    seasonId: season.id,
    seasonName: season.name,
    rubric: { criteria: rubric.criteria, tieBreaks: rubric.tieBreaks, inUse: true, version: 1 },
    pitches: [
      {
        pitchId: pitch.id,
        sessionId: session.id,
        sessionTitle: session.title,
        sessionStatus: 'live',
        position: 1,
        status: 'running',
        teamId: team.id,
        teamName: team.name,
        projectTitle: 'Un jardin pour la résidence',
        scoring: 'open',
        conflict: null,
        scorecard: { pitchId: pitch.id, marks: { utilite: 3 }, comment: '', status: 'draft', version: 1, sentAt: null },
      },
    ],
  })
  expect(juries.body).toEqual([{ seasonId: season.id, seasonName: season.name, pitches: 1, toScore: 1 }])
  expect((await stranger.get('/api/v1/me/juries').expect(200)).body).toEqual([])
  await t.anonymous.get('/api/v1/me/juries').expect(401)
  await stranger.get(`/api/v1/me/juries/${season.id}`).expect(403)
  await organiser.get(`/api/v1/me/juries/${season.id}`).expect(403)
  await t.anonymous.get(`/api/v1/me/juries/${season.id}`).expect(401)
  await juror.get('/api/v1/me/juries/nowhere').expect(400)
})

it('keeps the juries of one person apart: each with its own pitches and conflicts', async () => {
  const older = await insertSeason(t.db, { name: 'Automne', startsOn: '2025-10-01', endsOn: '2025-11-30' })
  const newer = await insertSeason(t.db, { name: 'Printemps' })
  const empty = await insertSeason(t.db, { name: 'Hiver', startsOn: '2025-01-01', endsOn: '2025-02-01' })
  const roles = [older, newer, empty].map(({ id }) => ({ role: 'juror', scopeKind: 'season', scopeId: id }) as const)
  const juror = await t.person(...roles)
  const pitchIn = async (season: { id: string }, memberIds: string[]) => {
    const session = await insertPitchSession(t.db, season.id, { status: 'live' })
    const team = await insertTeam(t.db, season.id, memberIds)
    return insertPitch(t.db, session.id, team.id, { status: 'done', startedAt: begun })
  }
  await pitchIn(older, [juror.id])
  const pitch = await pitchIn(newer, [])

  const { body } = await juror.get('/api/v1/me/juries').expect(200)

  expect(body).toEqual([
    { seasonId: newer.id, seasonName: 'Printemps', pitches: 1, toScore: 1 },
    { seasonId: older.id, seasonName: 'Automne', pitches: 1, toScore: 0 },
    { seasonId: empty.id, seasonName: 'Hiver', pitches: 0, toScore: 0 },
  ])
  expect((await nextFor(t.deps, juror.id)).map(({ subjectId }) => subjectId)).toEqual([pitch.id])
})

it('keeps those who judge elsewhere in the network away from this jury', async () => {
  const { season, path } = await aPitch()
  const everywhere = await t.person({ role: 'juror', scopeKind: 'network', scopeId: null })

  await everywhere.get(`/api/v1/me/juries/${season.id}`).expect(403)
  const { body } = await everywhere.put(path).set('if-match', '"0"').send({ marks }).expect(403)

  expect(body).toMatchObject({ code: 'forbidden' })
})

it('shows organisers how far each juror is, and the marks', async () => {
  const { season, organiser, juror, session, team, pitch, stranger, send, grant } = await aPitch()
  const late = await t.person({ role: 'juror', ...grant })
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
  await send(0, { marks }).expect(200)
  const path = `/api/v1/pitch-sessions/${session.id}/progress`

  const progress = await organiser.get(path).expect(200)
  const sheets = await organiser.get(`/api/v1/seasons/${season.id}/scorecards?sessionId=${session.id}`).expect(200)

  expect(progress.body.toSorted(byName)).toEqual(
    [
      { personId: juror.id, name: juror.name, expected: 1, sent: 1, drafts: 0, missing: [] },
      {
        personId: late.id,
        name: late.name,
        expected: 1,
        sent: 0,
        drafts: 0,
        missing: [{ pitchId: pitch.id, teamName: team.name }],
      },
    ].toSorted(byName),
  )
  expect(sheets.body).toEqual({
    items: [
      {
        id: expect.any(String),
        pitchId: pitch.id,
        jurorId: juror.id,
        jurorName: juror.name,
        teamId: team.id,
        teamName: team.name,
        marks,
        comment: '',
        status: 'sent',
        version: 1,
        sentAt: testNow,
      },
    ],
    nextCursor: null,
  })
  await juror.get(path).expect(403)
  await stranger.get(`/api/v1/seasons/${season.id}/scorecards`).expect(403)
  await t.anonymous.get(path).expect(401)
  await t.anonymous.get(`/api/v1/seasons/${season.id}/scorecards`).expect(401)
  await organiser.get('/api/v1/pitch-sessions/nowhere/progress').expect(400)
  await organiser.get(`/api/v1/seasons/${season.id}/scorecards?sessionId=x`).expect(400)
})

it('says what needs attention, and what is mine to do', async () => {
  const { season, juror, pitch, team, send, organiser, session } = await aPitch()
  await insertTeam(t.db, season.id)

  expect(await attentionOf(t.deps, season.id)).toEqual([
    { code: 'judging.teams_without_pitch', count: 1 },
    { code: 'judging.jurors_late', count: 1 },
  ])
  expect(await nextFor(t.deps, juror.id)).toEqual([
    {
      code: 'judging.pitch_to_score',
      seasonId: season.id,
      subjectId: pitch.id,
      title: `${team.name} — Un jardin pour la résidence`,
      dueAt: null,
    },
  ])

  await send(0, { marks }).expect(200)
  await organiser.post(`/api/v1/pitches/${pitch.id}/status`).send({ to: 'done' }).expect(200)
  await organiser.post(`/api/v1/pitch-sessions/${session.id}/scoring`).send({ to: 'closed' }).expect(200)

  expect(await attentionOf(t.deps, season.id)).toEqual([
    { code: 'judging.teams_without_pitch', count: 1 },
    { code: 'judging.results_to_publish', count: 1 },
  ])
  expect(await nextFor(t.deps, juror.id)).toEqual([])
})
