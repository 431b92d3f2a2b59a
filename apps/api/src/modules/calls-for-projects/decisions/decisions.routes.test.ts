import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { aCriterion, insertCall, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { seasons } from '../../seasons/index.ts'
import { attentionOf, nextFor } from '../index.ts'

const t = useTestApp()

const useful = aCriterion({ label: 'Utilité', max: 10 })

/** A call past its deadline, and its organiser. */
async function closedCall() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, {
    closesAt: new Date('2026-03-01T22:59:59.999Z'),
    criteria: [useful],
  })
  return { season, call, organiser: await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id }) }
}

const decide = (who: TestPerson, id: string, version: number, body: object) =>
  who.put(`/api/v1/submissions/${id}/decision`).set('if-match', `"${version}"`).send(body)
const done = (mark: number, feasible = true) => ({ status: 'done' as const, marks: { [useful.id]: mark }, feasible })

it('withholds scores and decisions from whoever holds the submission or has not reviewed it yet', async () => {
  const { call, organiser } = await closedCall()
  const own = await insertSubmission(t.db, call.id, organiser.id, {
    pendingOutcome: 'declined',
    pendingReason: 'Secret',
  })
  const toReview = await insertSubmission(t.db, call.id, (await t.person()).id, {
    pendingOutcome: 'accepted',
    pendingReason: 'Secret',
  })
  await insertReview(t.db, toReview.id, organiser.id)
  for (const { id } of [own, toReview]) await insertReview(t.db, id, (await t.person()).id, done(8))

  const { body } = await organiser.get(`/api/v1/calls/${call.id}/board`).expect(200)
  const decisions = await organiser.get(`/api/v1/calls/${call.id}/decisions`).expect(200)

  expect(body.items).toMatchObject(
    [own, toReview].map(({ id }) => ({ id, sealed: true, score: null, pendingOutcome: null, pendingReason: '' })),
  )
  expect(decisions.body.items).toMatchObject(
    [own, toReview].map(({ id }) => ({ submissionId: id, sealed: true, outcome: null, reason: '', mail: null })),
  )
  expect(decisions.text).not.toContain('Secret')
})

it('is decided in private, with the mail as it will be sent', async () => {
  const { season, call, organiser } = await closedCall()
  const holder = await t.person()
  const submission = await insertSubmission(t.db, call.id, holder.id)

  const { body } = await decide(organiser, submission.id, 1, { outcome: 'declined', reason: 'Trop vaste.' }).expect(200)
  const { body: preview } = await organiser.get(`/api/v1/calls/${call.id}/decisions`).expect(200)

  expect(body).toEqual({ submissionId: submission.id, outcome: 'declined', reason: 'Trop vaste.', version: 2 })
  expect(preview).toEqual({
    items: [
      {
        submissionId: submission.id,
        title: submission.title,
        structure: submission.structure,
        holderName: holder.name,
        sealed: false,
        outcome: 'declined',
        reason: 'Trop vaste.',
        waitingRank: null,
        version: 2,
        recipients: [holder.name],
        mail: { subject: `Réponse à votre projet : ${season.name}`, text: expect.stringContaining('Trop vaste.') },
      },
    ],
    nextCursor: null,
  })
  expect(await t.mailsTo(holder.email)).toEqual([])
  expect((await holder.get(`/api/v1/submissions/${submission.id}`)).body).toMatchObject({
    status: 'submitted',
    reason: '',
  })
})

it('needs a reason to decline, and the version that was read', async () => {
  const { call, organiser } = await closedCall()
  const { id } = await insertSubmission(t.db, call.id, (await t.person()).id)

  const silent = await decide(organiser, id, 1, { outcome: 'declined', reason: '  ' }).expect(400)
  const blind = await organiser.put(`/api/v1/submissions/${id}/decision`).send({ outcome: 'accepted' }).expect(428)
  const answers = await Promise.all(
    ['accepted', 'waitlisted', 'accepted'].map((outcome) => decide(organiser, id, 1, { outcome })),
  )
  const taken = await decide(organiser, id, 2, { outcome: null }).expect(200)

  expect(silent.body.errors).toMatchObject([{ path: 'reason' }])
  expect(blind.body.code).toBe('if_match_required')
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
  expect(taken.body).toEqual({ submissionId: id, outcome: null, reason: '', version: 3 })
})

it('is decided between the deadline and publication, by people with no tie to it', async () => {
  const { season, call, organiser } = await closedCall()
  const holder = await t.person()
  const code = async (id: string) => (await decide(organiser, id, 1, { outcome: 'accepted' }).expect(409)).body.code
  const own = await insertSubmission(t.db, call.id, organiser.id)
  const recused = await insertSubmission(t.db, call.id, holder.id)
  await insertReview(t.db, recused.id, organiser.id, { status: 'recused' })
  const gone = await insertSubmission(t.db, call.id, holder.id, { status: 'withdrawn' })
  const open = await insertSubmission(t.db, (await insertCall(t.db, season.id)).id, holder.id)
  const decided = await insertCall(t.db, season.id, { status: 'decided' })
  const answered = await insertSubmission(t.db, decided.id, holder.id, { status: 'waitlisted' })

  expect([
    await code(own.id),
    await code(recused.id),
    await code(gone.id),
    await code(open.id),
    await code(answered.id),
  ]).toEqual([
    'review_conflict_of_interest',
    'review_conflict_of_interest',
    'review_closed',
    'call_still_open',
    'decisions_published',
  ])
})

it('publishes every answer in one act that happens once, whoever presses at the same time', async () => {
  const { season, call, organiser } = await closedCall()
  const second = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const [taken, waiting, refused] = [await t.person(), await t.person(), await t.person()]
  const accepted = await insertSubmission(t.db, call.id, taken.id, { pendingOutcome: 'accepted' })
  await insertSubmission(t.db, call.id, waiting.id, { pendingOutcome: 'waitlisted' })
  const declined = await insertSubmission(t.db, call.id, refused.id, {
    status: 'under_review',
    pendingOutcome: 'declined',
    pendingReason: 'Trop vaste pour deux mois.',
  })
  await insertSubmission(t.db, call.id, refused.id, { status: 'withdrawn' })

  const answers = await Promise.all(
    [organiser, second, organiser, second].map((who) => who.post(`/api/v1/calls/${call.id}/decisions/publish`)),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
  expect(answers.find(({ status }) => status === 200)!.body).toEqual({ accepted: 1, waitlisted: 1, declined: 1 })
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('decisions_published')
  expect((await taken.get(`/api/v1/submissions/${accepted.id}`)).body).toMatchObject({ status: 'accepted' })
  expect((await refused.get(`/api/v1/submissions/${declined.id}`)).body).toMatchObject({
    status: 'declined',
    reason: 'Trop vaste pour deux mois.',
  })
  expect((await organiser.get(`/api/v1/calls/${call.id}`)).body).toMatchObject({ status: 'decided' })
  const subjects = await Promise.all(
    [taken, waiting, refused].map(async ({ email }) => (await t.mailsTo(email)).map(({ subject }) => subject)),
  )
  expect(subjects).toEqual([
    [`Votre projet est retenu : ${season.name}`],
    [`Votre projet est sur liste d’attente : ${season.name}`],
    [`Réponse à votre projet : ${season.name}`],
  ])
  const [answer] = await t.mailsTo(refused.email)
  expect(answer!.text).toContain('Pourquoi :\nTrop vaste pour deux mois.')
})

it('publishes nothing while a decision is missing, there is none to make, or the call is open', async () => {
  const { season, call, organiser } = await closedCall()
  const holder = await t.person()
  await insertSubmission(t.db, call.id, holder.id, { pendingOutcome: 'accepted' })
  await insertSubmission(t.db, call.id, holder.id)
  const empty = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T00:00:00Z') })
  const open = await insertCall(t.db, season.id)
  const code = async (id: string) =>
    (await organiser.post(`/api/v1/calls/${id}/decisions/publish`).expect(409)).body.code

  expect([await code(call.id), await code(empty.id), await code(open.id)]).toEqual([
    'decisions_incomplete',
    'decisions_incomplete',
    'call_still_open',
  ])
  expect(await t.mailsTo(holder.email)).toEqual([])
})

it('answers no more than no once the season is over', async () => {
  const { season, call, organiser } = await closedCall()
  const { id } = await insertSubmission(t.db, call.id, (await t.person()).id)
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))
  await decide(organiser, id, 1, { outcome: 'accepted', reason: '' }).expect(200)

  const { body } = await organiser.post(`/api/v1/calls/${call.id}/decisions/publish`).expect(409)
  await decide(organiser, id, 2, { outcome: 'declined', reason: 'La saison est finie.' }).expect(200)

  expect(body.code).toBe('season_not_open')
  await organiser.post(`/api/v1/calls/${call.id}/decisions/publish`).expect(200)
})

it('is for organisers of the season only', async () => {
  const { season, call, organiser } = await closedCall()
  const { id } = await insertSubmission(t.db, call.id, (await t.person()).id)

  expect(
    await unguarded(
      t,
      [
        ['get', `/api/v1/calls/${call.id}/board?limit=5`],
        ['get', `/api/v1/calls/${call.id}/decisions?limit=5`],
        ['put', `/api/v1/submissions/${id}/decision`, { outcome: 'accepted' }],
        ['post', `/api/v1/calls/${call.id}/decisions/publish`],
      ],
      { stranger: await t.person({ role: 'reviewer', scopeKind: 'season', scopeId: season.id }), owner: organiser },
    ),
  ).toEqual([])
})

it('tells organisers what waits for them', async () => {
  const { season, call } = await closedCall()
  const holder = await t.person()
  await insertCall(t.db, season.id, { status: 'draft' })
  await insertSubmission(t.db, call.id, holder.id)
  const reviewed = await insertSubmission(t.db, call.id, holder.id, { pendingOutcome: 'accepted' })
  await insertReview(t.db, reviewed.id, (await t.person()).id, { status: 'draft' })
  const ready = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T00:00:00Z') })
  await insertSubmission(t.db, ready.id, holder.id, { pendingOutcome: 'accepted' })

  expect(await attentionOf(t.deps, season.id)).toEqual([
    { code: 'calls.drafts_to_publish', count: 1 },
    { code: 'calls.submissions_unassigned', count: 2 },
    { code: 'calls.reviews_missing', count: 1 },
    { code: 'calls.submissions_to_decide', count: 1 },
    { code: 'calls.decisions_to_publish', count: 1 },
  ])
  expect(await attentionOf(t.deps, (await insertSeason(t.db)).id)).toEqual([])
})

it('tells people what is theirs to do next', async () => {
  const { season, call } = await closedCall()
  const person = await t.person()
  const open = await insertCall(t.db, season.id)
  const draft = await insertSubmission(t.db, open.id, person.id, { title: 'À finir', status: 'draft' })
  await insertSubmission(t.db, call.id, person.id, { title: 'Trop tard', status: 'draft' })
  const accepted = await insertSubmission(t.db, call.id, person.id, { title: 'Retenu', status: 'accepted' })
  const other = await insertSubmission(t.db, call.id, (await t.person()).id, { title: 'À relire' })
  const review = await insertReview(t.db, other.id, person.id)

  const tasks = await nextFor(t.deps, person.id)

  const common = { seasonId: season.id }
  expect(tasks).toEqual([
    { ...common, code: 'calls.answer_to_confirm', subjectId: accepted.id, title: 'Retenu', dueAt: null },
    { ...common, code: 'calls.draft_to_submit', subjectId: draft.id, title: 'À finir', dueAt: open.closesAt },
    { ...common, code: 'calls.review_to_write', subjectId: review.id, title: 'À relire', dueAt: null },
  ])
})
