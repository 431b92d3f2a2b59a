import { expect, it } from 'vitest'
import { insertCall, insertCoHolder, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { attentionOf, nextFor } from '../index.ts'
import { putSettings } from '../reviews/review-settings.repository.ts'

const t = useTestApp()

const inSeason = (role: 'organiser' | 'reviewer', season: { id: string }) =>
  t.person({ role, scopeKind: 'season', scopeId: season.id })

const asked = {
  kind: 'incomplete',
  parts: ['framing.problem', 'structure'],
  message: 'Combien de foyers sont concernés ?',
  answerBy: { day: '2026-03-09', hour: '18:00' },
}

/** A file of two people in a call that closed yesterday, and one who reviews it. */
async function underReview(over: Parameters<typeof insertSubmission>[3] = {}) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T22:59:59.999Z') })
  const [holder, coHolder] = [await t.person(), await t.person()]
  const submission = await insertSubmission(t.db, call.id, holder.id, { status: 'under_review', ...over })
  await insertCoHolder(t.db, submission.id, coHolder.id)
  const reviewer = await inSeason('reviewer', season)
  const review = await insertReview(t.db, submission.id, reviewer.id)
  const organiser = await inSeason('organiser', season)
  const path = `/api/v1/submissions/${submission.id}`
  return { season, call, holder, coHolder, submission, reviewer, review, organiser, path }
}

const ask = (organiser: TestPerson, path: string, body: object = asked) =>
  organiser.post(`${path}/corrections`).send(body)
const save = (holder: TestPerson, path: string, version: number, file: object) =>
  holder.put(path).set('if-match', `"${version}"`).send(file)
const answer = (holder: TestPerson, path: string, version: number, note = '') =>
  holder.post(`${path}/corrections/answer`).set('if-match', `"${version}"`).send({ note })

it('is asked with words, made although the call is closed, sent back, and shown to the committee', async () => {
  const { submission, holder, coHolder, reviewer, review, organiser, path } = await underReview({
    pendingOutcome: 'accepted',
  })
  const { body: correction } = await ask(organiser, path).expect(201)
  const { body: file } = await coHolder.get(path).expect(200)
  const mended = {
    ...file,
    framing: { ...file.framing, problem: '200 foyers sans lieu commun' },
    structure: 'Les Locataires',
  }
  const { body: saved } = await save(coHolder, path, 2, mended).expect(200)
  const meanwhile = (await reviewer.get(`/api/v1/reviews/${review.id}`).expect(200)).body.submission
  const { body: answered } = await answer(holder, path, saved.version, 'Selon notre enquête.').expect(200)

  expect(correction).toEqual({
    id: expect.any(String),
    submissionId: submission.id,
    kind: 'incomplete',
    parts: ['framing.problem', 'structure'],
    message: asked.message,
    status: 'asked',
    answerBy: '2026-03-09T17:00:59.999Z',
    timeZone: 'Europe/Paris',
    note: '',
    answeredAt: null,
    changes: [],
    createdAt: expect.any(String),
  })
  expect(file.status).toBe('correction_asked')
  expect([meanwhile.structure, meanwhile.framing.problem]).toEqual([
    'Association des locataires',
    'Peu de lieux communs',
  ])
  const changes = [
    { part: 'structure', label: '', before: 'Association des locataires', after: 'Les Locataires' },
    { part: 'framing.problem', label: '', before: 'Peu de lieux communs', after: '200 foyers sans lieu commun' },
  ]
  expect(answered).toEqual({
    ...correction,
    status: 'answered',
    note: 'Selon notre enquête.',
    answeredAt: '2026-03-02T09:00:00.000Z',
    changes,
  })
  expect((await reviewer.get(`${path}/corrections`).expect(200)).body).toEqual([answered])
  expect((await holder.get(path)).body.status).toBe('under_review')
  const { body: board } = await organiser.get(`/api/v1/calls/${submission.callId}/board`).expect(200)
  expect(board.items[0]).toMatchObject({ status: 'under_review', pendingOutcome: 'accepted' })

  for (const { email } of [holder, coHolder]) {
    const [mail] = await t.mailsTo(email)
    expect(mail?.subject).toBe('Une précision sur votre dossier : Saison de printemps')
    expect(mail?.text).toContain(asked.message)
    expect(mail?.text).toContain('lundi 9 mars 2026 à 18 h 00, heure de Paris')
    expect(mail?.text).toContain('Cela concerne : le problème ; votre')
  }
  expect((await t.mailsTo(organiser.email)).map(({ subject }) => subject)).toEqual([
    'Un dossier corrigé est revenu : Saison de printemps',
  ])
})

it('goes back to submitted where nobody reviews the file', async () => {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T22:59:59.999Z') })
  const holder = await t.person()
  const submission = await insertSubmission(t.db, call.id, holder.id)
  const path = `/api/v1/submissions/${submission.id}`
  await ask(await inSeason('organiser', season), path).expect(201)

  await answer(holder, path, 2).expect(200)

  expect((await holder.get(path)).body.status).toBe('submitted')
})

it('is made in time, whole, and once', async () => {
  const { holder, organiser, path } = await underReview()
  const { body: file } = await holder.get(path)

  expect((await answer(holder, path, 1).expect(409)).body.code).toBe('correction_transition')
  expect((await save(holder, path, 1, file).expect(409)).body.code).toBe('submission_transition')
  await ask(organiser, path).expect(201)
  expect((await ask(organiser, path).expect(409)).body.code).toBe('submission_transition')
  expect((await holder.post(`${path}/submit`).set('if-match', '"2"').expect(409)).body.code).toBe(
    'submission_transition',
  )
  expect((await save(holder, path, 2, { ...file, summary: '' }).expect(409)).body.code).toBe('submission_incomplete')
  expect((await answer(holder, path, 1).expect(412)).body.code).toBe('version_conflict')
  t.setNow('2026-03-09T17:01:00.000Z')
  expect((await save(holder, path, 2, file).expect(409)).body.code).toBe('correction_over')
  expect((await answer(holder, path, 2).expect(409)).body.code).toBe('correction_over')
  t.setNow('2026-03-09T17:00:59.999Z')
  const answers = await Promise.all(Array.from({ length: 5 }, () => answer(holder, path, 2)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
})

it('is not sent back with a part left empty', async () => {
  const { holder, organiser, path } = await underReview({ summary: '' })
  await ask(organiser, path).expect(201)

  expect((await answer(holder, path, 2).expect(409)).body.code).toBe('submission_incomplete')
})

it('can be done without: the file is read as its holders left it', async () => {
  const { holder, organiser, path } = await underReview()
  const { body: correction } = await ask(organiser, path).expect(201)
  const cancel = () => organiser.post(`/api/v1/corrections/${correction.id}/cancel`)

  const { body: cancelled } = await cancel().expect(200)
  const again = await cancel().expect(409)

  expect(cancelled).toEqual({ ...correction, status: 'cancelled' })
  expect(again.body.code).toBe('correction_transition')
  expect((await holder.get(path)).body.status).toBe('under_review')
  expect((await t.mailsTo(holder.email)).map(({ subject }) => subject)).toEqual([
    'Une précision sur votre dossier : Saison de printemps',
    'Plus de correction à faire : Saison de printemps',
  ])
})

it('is proposed by a reviewer to the organisers, who ask it or not; holders hear nothing of it', async () => {
  const { season, holder, reviewer, review, organiser, path } = await underReview()
  const other = await inSeason('reviewer', season)
  const { kind, parts, message } = asked
  const propose = () => reviewer.post(`/api/v1/reviews/${review.id}/corrections`).send({ kind, parts, message })
  const { body: first } = await propose().expect(201)
  const { body: second } = await propose().expect(201)
  const attention = () => attentionOf(t.deps, season.id)
  const waiting = await attention()

  expect(first).toMatchObject({ status: 'proposed', answerBy: null, message })
  expect(waiting).toContainEqual({ code: 'calls.corrections_proposed', count: 2 })
  expect((await holder.get(`${path}/corrections`).expect(200)).body).toEqual([])
  expect((await other.get(`${path}/corrections`).expect(403)).body.code).toBe('forbidden')
  await organiser.post(`/api/v1/corrections/${second.id}/cancel`).expect(200)
  const { body: taken } = await ask(organiser, path, { ...asked, proposalId: first.id }).expect(201)
  expect((await organiser.get(`${path}/corrections`)).body.map(({ status }: { status: string }) => status)).toEqual([
    'cancelled',
    'cancelled',
    'asked',
  ])
  expect((await holder.get(`${path}/corrections`)).body).toEqual([taken])
  expect((await t.mailsTo(holder.email)).length).toBe(1)
  t.setNow('2026-03-10T09:00:00Z')
  expect(await attention()).toContainEqual({ code: 'calls.corrections_overdue', count: 1 })
})

it('takes up only a proposal that waits, for this file', async () => {
  const { organiser, path } = await underReview()
  const other = await underReview()
  const { body: theirs } = await other.reviewer
    .post(`/api/v1/reviews/${other.review.id}/corrections`)
    .send({ kind: asked.kind, parts: [], message: 'Ailleurs' })
    .expect(201)

  expect((await ask(organiser, path, { ...asked, proposalId: theirs.id }).expect(404)).body.code).toBe('not_found')
})

it('has a moment ahead, and words', async () => {
  const { organiser, path } = await underReview()
  const refused = async (over: object) =>
    (await ask(organiser, path, { ...asked, ...over }).expect(400)).body.errors.map(
      ({ path: field }: { path: string }) => field,
    )

  expect(await refused({ answerBy: { day: '2026-03-02', hour: '09:59' } })).toEqual(['answerBy.day'])
  expect(await refused({ message: ' ' })).toEqual(['message'])
  expect(await refused({ parts: ['<b>'] })).toEqual(['parts.0'])
})

it('is the holders’ to do next, until its moment has passed or the file is withdrawn', async () => {
  const { season, submission, coHolder, holder, organiser, path } = await underReview()
  await ask(organiser, path).expect(201)
  const next = () => nextFor(t.deps, coHolder.id)

  expect(await next()).toEqual([
    {
      code: 'calls.correction_to_answer',
      seasonId: season.id,
      subjectId: submission.id,
      title: submission.title,
      dueAt: new Date('2026-03-09T17:00:59.999Z'),
    },
  ])
  await holder.post(`${path}/withdraw`).expect(200)
  expect(await next()).toEqual([])
  expect((await organiser.get(`${path}/corrections`)).body[0].status).toBe('cancelled')
})

it('is not asked by who holds the file, nor proposed once it has its answer', async () => {
  const { call, submission, organiser, reviewer, path } = await underReview()
  await insertCoHolder(t.db, submission.id, organiser.id)
  const colleague = await inSeason('organiser', { id: call.seasonId })
  const { body: correction } = await ask(colleague, path).expect(201)
  const answered = await insertSubmission(t.db, call.id, reviewer.id, { status: 'declined' })
  const theirs = await insertReview(t.db, answered.id, reviewer.id)
  const proposal = { kind: asked.kind, parts: [], message: 'Trop tard' }

  expect((await ask(organiser, path).expect(409)).body.code).toBe('review_conflict_of_interest')
  const cancel = await organiser.post(`/api/v1/corrections/${correction.id}/cancel`).expect(409)
  expect(cancel.body.code).toBe('review_conflict_of_interest')
  const late = await reviewer.post(`/api/v1/reviews/${theirs.id}/corrections`).send(proposal).expect(409)
  expect(late.body.code).toBe('review_closed')
})

it('tells blind reviewers neither the name that changed nor words to the holder', async () => {
  const { call, holder, reviewer, organiser, path } = await underReview()
  await putSettings(t.db, call.id, { blind: true })
  await ask(organiser, path).expect(201)
  const { body: file } = await holder.get(path)
  await save(holder, path, 2, { ...file, structure: 'Un autre nom', summary: 'Plus clair' }).expect(200)
  await answer(holder, path, 3, 'Signé : les locataires').expect(200)

  const { body } = await reviewer.get(`${path}/corrections`).expect(200)

  expect(body).toMatchObject([
    { message: '', note: '', changes: [{ part: 'summary', before: 'Un potager commun', after: 'Plus clair' }] },
  ])
})

it('is guarded', async () => {
  const { organiser, holder, reviewer, review, path } = await underReview()
  const { body: correction } = await ask(organiser, path).expect(201)
  const stranger = await t.person()
  const proposal = { kind: asked.kind, parts: [], message: 'Plus de mots' }
  const found = [
    ...(await unguarded(
      t,
      [
        ['get', `${path}/corrections`],
        ['post', `${path}/corrections`, asked],
        ['post', `/api/v1/corrections/${correction.id}/cancel`],
      ],
      { stranger, owner: organiser },
    )),
    ...(await unguarded(t, [['post', `${path}/corrections/answer`, { note: '' }]], { stranger, owner: holder })),
    ...(await unguarded(t, [['post', `/api/v1/reviews/${review.id}/corrections`, proposal]], {
      stranger,
      owner: reviewer,
    })),
  ]
  expect(found).toEqual([])
  expect((await holder.post(`${path}/corrections/answer`).send({ note: '' }).expect(428)).body.code).toBe(
    'if_match_required',
  )
})

it('is proposed twenty times at most before organisers look', async () => {
  const { reviewer, review } = await underReview()
  const propose = () =>
    reviewer
      .post(`/api/v1/reviews/${review.id}/corrections`)
      .send({ kind: 'outdated', parts: [], message: 'À revoir.' })

  const answers = await Promise.all(Array.from({ length: 22 }, propose))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(20).fill(201), 409, 409])
  expect((await propose().expect(409)).body.code).toBe('too_many_of_these')
})
