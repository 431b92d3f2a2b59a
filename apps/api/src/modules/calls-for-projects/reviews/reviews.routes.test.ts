import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { aCriterion, insertCall, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { roleGrants } from '../../identity/index.ts'

const t = useTestApp()

const inSeason = (role: 'organiser' | 'reviewer', season: { id: string }) =>
  t.person({ role, scopeKind: 'season', scopeId: season.id })

const useful = aCriterion({ label: 'Utilité', weight: 3, max: 5 })
const clear = aCriterion({ label: 'Clarté', weight: 1, max: 10 })
const content = {
  marks: { [useful.id]: 4, [clear.id]: 5 },
  criterionComments: {},
  comment: 'Besoin bien documenté.',
  feasible: true,
  feasibleReason: '',
}

/** A call past its deadline with one submission, and who has to do with it. */
async function closedCall() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, {
    closesAt: new Date('2026-03-01T22:59:59.999Z'),
    criteria: [useful, clear],
  })
  const holder = await t.person()
  const submission = await insertSubmission(t.db, call.id, holder.id)
  return { season, call, holder, submission, organiser: await inSeason('organiser', season) }
}

const save = (reviewer: TestPerson, id: string, version: number, body: object = content) =>
  reviewer.put(`/api/v1/reviews/${id}`).set('if-match', `"${version}"`).send(body)
const finish = (reviewer: TestPerson, id: string, version: number) =>
  reviewer.post(`/api/v1/reviews/${id}/finish`).set('if-match', `"${version}"`)

it('gives a submission to a reviewer, who is told once however many follow', async () => {
  const { season, call, holder, submission, organiser } = await closedCall()
  const second = await insertSubmission(t.db, call.id, holder.id)
  const reviewer = await inSeason('reviewer', season)
  const path = `/api/v1/submissions/${submission.id}/reviewers/${reviewer.id}`

  const { body } = await organiser.put(path).expect(200)
  const again = await organiser.put(path).expect(200)
  await organiser.put(`/api/v1/submissions/${second.id}/reviewers/${reviewer.id}`).expect(200)

  expect(body).toEqual({
    id: expect.any(String),
    submissionId: submission.id,
    reviewerId: reviewer.id,
    reviewerName: reviewer.name,
    status: 'assigned',
    marks: {},
    criterionComments: {},
    comment: '',
    feasible: null,
    feasibleReason: '',
    recusalReason: '',
    score: null,
    version: 1,
    warnings: ['no_expertise'],
  })
  expect(again.body).toEqual(body)
  expect((await holder.get(`/api/v1/submissions/${submission.id}`)).body.status).toBe('under_review')
  expect(await t.mailsTo(reviewer.email)).toMatchObject([{ subject: 'Des projets à relire : Saison de printemps' }])
  expect((await organiser.get(`/api/v1/calls/${call.id}/reviewers`).expect(200)).body).toEqual([
    { id: reviewer.id, name: reviewer.name, assigned: 2, done: 0 },
  ])
})

it('is never given to its holder, to someone recused, or to one who is no reviewer', async () => {
  const { season, call, submission, organiser } = await closedCall()
  const both = await inSeason('reviewer', season)
  const own = await insertSubmission(t.db, call.id, both.id)
  const recused = await inSeason('reviewer', season)
  await insertReview(t.db, submission.id, recused.id, { status: 'recused' })
  const assign = (submissionId: string, personId: string) =>
    organiser.put(`/api/v1/submissions/${submissionId}/reviewers/${personId}`)

  expect((await assign(own.id, both.id).expect(409)).body.code).toBe('review_conflict_of_interest')
  expect((await assign(submission.id, recused.id).expect(409)).body.code).toBe('review_conflict_of_interest')
  expect((await assign(submission.id, (await t.person()).id).expect(404)).body.code).toBe('not_found')
  expect((await assign(submission.id, 'nobody').expect(400)).body.code).toBe('invalid_input')
})

it('is given between the deadline and the decisions only', async () => {
  const { season, call, holder, submission, organiser } = await closedCall()
  const reviewer = await inSeason('reviewer', season)
  const withdrawn = await insertSubmission(t.db, call.id, holder.id, { status: 'withdrawn' })
  const decided = await insertCall(t.db, season.id, { status: 'decided' })
  const answered = await insertSubmission(t.db, decided.id, holder.id, { status: 'declined' })
  const assign = (id: string) => organiser.put(`/api/v1/submissions/${id}/reviewers/${reviewer.id}`).expect(409)

  expect((await assign(withdrawn.id)).body.code).toBe('review_closed')
  expect((await assign(answered.id)).body.code).toBe('decisions_published')
  t.setNow('2026-03-01T22:00:00Z')
  expect((await assign(submission.id)).body.code).toBe('call_still_open')
})

it('lets nobody have a hand in the review of their own submission, organisers included', async () => {
  const { season, call, organiser } = await closedCall()
  const own = await insertSubmission(t.db, call.id, organiser.id)
  const reviewer = await inSeason('reviewer', season)
  await insertReview(t.db, own.id, reviewer.id)

  const answers = [
    await organiser.put(`/api/v1/submissions/${own.id}/reviewers/${(await inSeason('reviewer', season)).id}`),
    await organiser.delete(`/api/v1/submissions/${own.id}/reviewers/${reviewer.id}`),
    await organiser.get(`/api/v1/submissions/${own.id}/reviews`),
  ]

  expect(answers.map(({ body }) => body.code)).toEqual(Array(3).fill('review_conflict_of_interest'))
})

it('is taken back from a reviewer who has not begun', async () => {
  const { season, submission, organiser } = await closedCall()
  const [idle, busy] = [await inSeason('reviewer', season), await inSeason('reviewer', season)]
  await insertReview(t.db, submission.id, idle.id)
  await insertReview(t.db, submission.id, busy.id, { status: 'draft' })
  const take = (who: TestPerson) => organiser.delete(`/api/v1/submissions/${submission.id}/reviewers/${who.id}`)

  expect((await take(idle).expect(204)).body).toEqual({})
  expect((await take(idle).expect(404)).body.code).toBe('not_found')
  expect((await take(busy).expect(409)).body.code).toBe('review_started')
})

it('is saved with anything missing, finished once complete, and then stays', async () => {
  const { season, call, submission } = await closedCall()
  const reviewer = await inSeason('reviewer', season)
  const { id } = await insertReview(t.db, submission.id, reviewer.id)

  const half = await save(reviewer, id, 1, { marks: {}, comment: '', feasible: false, feasibleReason: '' }).expect(200)
  const missing = await finish(reviewer, id, 2).expect(409)
  const stale = await save(reviewer, id, 1).expect(412)
  await save(reviewer, id, 2).expect(200)
  const answers = await Promise.all(Array.from({ length: 4 }, () => finish(reviewer, id, 3)))
  const after = await save(reviewer, id, 4).expect(409)
  const twice = await finish(reviewer, id, 4).expect(409)
  const away = await reviewer.post(`/api/v1/reviews/${id}/recuse`).send({ reason: 'Trop tard' }).expect(409)

  expect(half.body).toMatchObject({ status: 'draft', feasible: false, score: null, version: 2 })
  expect(missing.body.code).toBe('review_incomplete')
  expect(missing.body.errors.map(({ path }: { path: string }) => path)).toEqual([
    `marks.${useful.id}`,
    `marks.${clear.id}`,
    'comment',
    'feasibleReason',
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
  const done = answers.find(({ status }) => status === 200)!.body
  expect(done).toEqual({
    ...content,
    id,
    submissionId: submission.id,
    reviewerId: reviewer.id,
    reviewerName: reviewer.name,
    status: 'done',
    recusalReason: '',
    score: 72.5,
    version: 4,
  })
  expect([stale, after, twice, away].map(({ body }) => body.code)).toEqual([
    'version_conflict',
    'review_transition',
    'review_transition',
    'review_transition',
  ])
  const { body: sheet } = await reviewer.get(`/api/v1/reviews/${id}`).expect(200)
  expect(sheet).toEqual({
    ...done,
    submission: {
      id: submission.id,
      callId: call.id,
      title: submission.title,
      structure: submission.structure,
      summary: submission.summary,
      framing: submission.framing,
      wantedSkills: submission.wantedSkills,
      answers: {},
      status: 'submitted',
      submittedAt: submission.submittedAt!.toISOString(),
      version: 1,
      createdAt: submission.createdAt.toISOString(),
    },
    blind: false,
    settings: { commentMinLength: 1, others: 'after_own' },
    call: { title: call.title, seasonId: season.id, seasonName: season.name, criteria: [useful, clear] },
  })
})

it('refuses marks that the criteria do not have', async () => {
  const { season, submission } = await closedCall()
  const reviewer = await inSeason('reviewer', season)
  const { id } = await insertReview(t.db, submission.id, reviewer.id)
  const unknown = randomUUID()
  const refused = async (marks: object) =>
    (await save(reviewer, id, 1, { ...content, marks }).expect(400)).body.errors.map(
      ({ path }: { path: string }) => path,
    )

  expect(await refused({ [useful.id]: 6, [unknown]: 1 })).toEqual([`marks.${useful.id}`, `marks.${unknown}`])
  expect(await refused({ [useful.id]: 2.5 })).toEqual([`marks.${useful.id}`])
  expect(await refused({ [useful.id]: -1 })).toEqual([`marks.${useful.id}`])
})

it('shows the others’ reviews once own is done, and all of them to organisers', async () => {
  const { season, submission, organiser } = await closedCall()
  const [quick, slow] = [await inSeason('reviewer', season), await inSeason('reviewer', season)]
  await insertReview(t.db, submission.id, quick.id, { ...content, comment: 'Avis secret', status: 'done' })
  const { id } = await insertReview(t.db, submission.id, slow.id, { ...content, status: 'draft' })
  const seenBy = async (who: TestPerson) =>
    (await who.get(`/api/v1/submissions/${submission.id}/reviews`).expect(200)).body.map(
      ({ reviewerName, score }: { reviewerName: string; score: number | null }) => [reviewerName, score],
    )

  expect(await seenBy(slow)).toEqual([[slow.name, null]])
  expect((await slow.get(`/api/v1/reviews/${id}`)).text).not.toContain('secret')
  expect(await seenBy(organiser)).toEqual([
    [quick.name, 72.5],
    [slow.name, null],
  ])
  await finish(slow, id, 1).expect(200)
  expect(await seenBy(slow)).toEqual([
    [quick.name, 72.5],
    [slow.name, 72.5],
  ])
})

it('is handed back with a reason, and no longer counts or opens the others', async () => {
  const { season, submission, organiser, call } = await closedCall()
  const reviewer = await inSeason('reviewer', season)
  const { id } = await insertReview(t.db, submission.id, reviewer.id, { ...content, status: 'draft' })

  const { body } = await reviewer.post(`/api/v1/reviews/${id}/recuse`).send({ reason: 'J’y siège.' }).expect(200)
  const empty = await reviewer.post(`/api/v1/reviews/${id}/recuse`).send({ reason: ' ' }).expect(400)

  expect(body).toMatchObject({ id, status: 'recused', recusalReason: 'J’y siège.', score: null })
  expect(empty.body.errors).toMatchObject([{ path: 'reason' }])
  await reviewer.get(`/api/v1/submissions/${submission.id}/reviews`).expect(403)
  expect((await reviewer.get(`/api/v1/reviews/${id}`).expect(403)).body.code).toBe('forbidden')
  expect((await reviewer.get('/api/v1/me/reviews').expect(200)).body.items).toEqual([])
  expect((await organiser.get(`/api/v1/calls/${call.id}/reviewers`)).body).toEqual([
    { id: reviewer.id, name: reviewer.name, assigned: 0, done: 0 },
  ])
})

it('is out of reach, with its file, once its author is no reviewer any more', async () => {
  const { season, submission } = await closedCall()
  const reviewer = await inSeason('reviewer', season)
  const { id } = await insertReview(t.db, submission.id, reviewer.id)
  const asked = () =>
    Promise.all([
      reviewer.get(`/api/v1/reviews/${id}`),
      reviewer.get(`/api/v1/submissions/${submission.id}`),
      reviewer.get(`/api/v1/submissions/${submission.id}/reviews`),
      save(reviewer, id, 1),
    ])
  expect((await asked()).map(({ status }) => status)).toEqual([200, 200, 200, 200])

  await t.db.delete(roleGrants).where(eq(roleGrants.personId, reviewer.id))

  expect((await asked()).map(({ body }) => body.code)).toEqual(Array(4).fill('forbidden'))
})

it('is closed once the submission is withdrawn or answered', async () => {
  const { season, call, holder } = await closedCall()
  const reviewer = await inSeason('reviewer', season)
  const gone = await insertSubmission(t.db, call.id, holder.id, { status: 'withdrawn' })
  const { id } = await insertReview(t.db, gone.id, reviewer.id, { ...content, status: 'draft' })

  const answers = [
    await save(reviewer, id, 1),
    await finish(reviewer, id, 1),
    await reviewer.post(`/api/v1/reviews/${id}/recuse`).send({ reason: 'Lien' }),
  ]

  expect(answers.map(({ body }) => body.code)).toEqual(Array(3).fill('review_closed'))
})

it('lists what I have to review, the latest first, by state', async () => {
  const { season, call, submission, holder } = await closedCall()
  const reviewer = await inSeason('reviewer', season)
  const other = await insertSubmission(t.db, call.id, holder.id, { title: 'Autre', status: 'withdrawn' })
  const first = await insertReview(t.db, submission.id, reviewer.id, { createdAt: new Date('2026-03-02T00:00:00Z') })
  const second = await insertReview(t.db, other.id, reviewer.id, {
    status: 'draft',
    createdAt: new Date('2026-03-02T01:00:00Z'),
  })

  const { body } = await reviewer.get('/api/v1/me/reviews').expect(200)
  const { body: drafts } = await reviewer.get('/api/v1/me/reviews?status=draft&limit=1').expect(200)

  const common = {
    structure: submission.structure,
    callTitle: call.title,
    seasonId: season.id,
    seasonName: season.name,
    callId: call.id,
  }
  const items = [
    {
      ...common,
      id: second.id,
      submissionId: other.id,
      status: 'draft',
      submissionTitle: 'Autre',
      writable: false,
      createdAt: second.createdAt.toISOString(),
    },
    {
      ...common,
      id: first.id,
      submissionId: submission.id,
      status: 'assigned',
      submissionTitle: submission.title,
      writable: true,
      createdAt: first.createdAt.toISOString(),
    },
  ]
  expect(body).toEqual({ items, nextCursor: null })
  expect(drafts).toEqual({ items: items.slice(0, 1), nextCursor: null })
})

it('is written by its reviewer only, and given by organisers only', async () => {
  const { season, call, submission, organiser } = await closedCall()
  const reviewer = await inSeason('reviewer', season)
  const { id } = await insertReview(t.db, submission.id, reviewer.id)

  expect(
    await unguarded(
      t,
      [
        ['get', `/api/v1/calls/${call.id}/reviewers`],
        ['put', `/api/v1/submissions/${submission.id}/reviewers/${reviewer.id}`],
        ['delete', `/api/v1/submissions/${submission.id}/reviewers/${reviewer.id}`],
      ],
      { stranger: reviewer, owner: organiser },
    ),
  ).toEqual([])
  expect(
    await unguarded(t, [['get', `/api/v1/submissions/${submission.id}/reviews`]], {
      stranger: await inSeason('reviewer', season),
      owner: reviewer,
    }),
  ).toEqual([])
  expect(
    await unguarded(
      t,
      [
        ['get', `/api/v1/reviews/${id}`],
        ['put', `/api/v1/reviews/${id}`, content],
        ['post', `/api/v1/reviews/${id}/finish`],
        ['post', `/api/v1/reviews/${id}/recuse`, { reason: 'Lien' }],
      ],
      { stranger: organiser, owner: reviewer },
    ),
  ).toEqual([])
  expect(await unguarded(t, [['get', '/api/v1/me/reviews?limit=5']], { owner: reviewer })).toEqual([])
  for (const write of [
    reviewer.put(`/api/v1/reviews/${id}`).send(content),
    reviewer.post(`/api/v1/reviews/${id}/finish`),
  ])
    expect((await write.expect(428)).body.code).toBe('if_match_required')
  expect((await finish(reviewer, id, 9).expect(412)).body.code).toBe('version_conflict')
})
