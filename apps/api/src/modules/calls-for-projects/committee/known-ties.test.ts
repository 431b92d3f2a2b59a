import { expect, it } from 'vitest'
import { insertCall, insertCoHolder, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { nextFor } from '../index.ts'
import { conflictPins, declaredTies } from './committee.table.ts'

const t = useTestApp()
const structure = 'Association des locataires'

/** A file with a score and a private decision, and somebody who organises the season and reviews in it. */
async function decidedFile() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T22:59:59.999Z') })
  const holder = await t.person()
  const submission = await insertSubmission(t.db, call.id, holder.id, {
    structure,
    status: 'under_review',
    pendingOutcome: 'accepted',
    pendingReason: 'Un secret.',
  })
  const here = { scopeKind: 'season', scopeId: season.id } as const
  const both = await t.person({ role: 'organiser', ...here }, { role: 'reviewer', ...here })
  const reviewer = await t.person({ role: 'reviewer', ...here })
  await insertReview(t.db, submission.id, reviewer.id)
  return { season, call, holder, submission, both, reviewer, path: `/api/v1/submissions/${submission.id}` }
}

type At = Awaited<ReturnType<typeof decidedFile>>

const ties: Record<string, (at: At) => Promise<unknown>> = {
  'holds it with others': ({ submission, both }) => insertCoHolder(t.db, submission.id, both.id),
  'stepped aside': ({ submission, both }) => insertReview(t.db, submission.id, both.id, { status: 'recused' }),
  'declared a tie with it': ({ call, submission, both }) =>
    t.db
      .insert(declaredTies)
      .values({ callId: call.id, reviewerId: both.id, submissionId: submission.id, reason: 'Cousins' }),
  'declared a tie with its structure, spelled otherwise': ({ call, both }) =>
    t.db
      .insert(declaredTies)
      .values({ callId: call.id, reviewerId: both.id, structure: 'asso. les LOCATAIRES', reason: 'J’y siège' }),
  'was pinned to it': ({ submission, both }) =>
    t.db
      .insert(conflictPins)
      .values({ submissionId: submission.id, reviewerId: both.id, stance: 'conflict', reason: 'Lien' }),
}

const offer = {
  starts: { day: '2026-03-10', hour: '18:00' },
  minutes: 20,
  count: 1,
  place: 'Salle 2',
  link: '',
  openTo: 'undecided',
}
const correction = { kind: 'incorrect', parts: [], message: 'Est-ce bien cela ?' }

/** What each act answers, and what is read of the file. */
async function handOf({ call, submission, both, reviewer, holder, path }: At) {
  const listed = `/api/v1/calls/${call.id}`
  const board = (await both.get(`${listed}/board`).expect(200)).body.items[0]
  const decision = (await both.get(`${listed}/decisions`).expect(200)).body.items[0]
  const { body: capacity } = await both.get(`${listed}/capacity?min=2&max=5`).expect(200)
  const { text: csv } = await both.get(`${listed}/submissions.csv`).expect(200)
  const { body: slots } = await both.post(`${listed}/interview-slots`).send(offer).expect(201)
  const { body: free } = await holder.get(`${path}/interview`).expect(200)
  const toBook = (await nextFor(t.deps, holder.id)).filter(({ code }) => code === 'calls.interview_to_book').length
  const many = { submissions: [{ id: submission.id, version: 1 }], outcome: 'declined', reason: 'Non.' }
  const fate = (await both.post(`${listed}/decisions`).send(many).expect(200)).body.results[0].fate
  const version = fate === 'decided' ? 2 : 1
  const asking = { ...correction, answerBy: { day: '2026-03-09', hour: '18:00' } }
  const acts = [
    await both.put(`${path}/decision`).set('if-match', `"${version}"`).send({ outcome: 'accepted', reason: '' }),
    await both.post(`${listed}/shortlist`).send({ submissionIds: [submission.id], shortlisted: true }),
    await both.put(`${path}/reviewers/${reviewer.id}`),
    await both.get(`${path}/reviewers`),
    await both.put(`${path}/conflicts/${reviewer.id}`).send({ stance: 'dismissed', reason: 'Aucun' }),
    await both.delete(`${path}/conflicts/${both.id}`),
    await holder.put(`${path}/interview`).send({ slotId: slots[0].id }),
    await both.post(`${path}/corrections`).send(asking),
  ]
  return {
    seen: [board.sealed, board.pendingOutcome, decision.outcome, capacity.projects.sealed, csv.includes('Un secret')],
    offered: [free.free.length, toBook],
    fate,
    acts: acts.map(({ status, body }) => (status < 300 ? status : body.code)),
  }
}

it.each(Object.entries(ties))('whoever %s has no hand in its answer', async (_, tie) => {
  const at = await decidedFile()
  await tie(at)

  expect(await handOf(at)).toEqual({
    seen: [true, null, null, 1, false],
    offered: [0, 0],
    fate: 'conflict_of_interest',
    acts: Array(8).fill('review_conflict_of_interest'),
  })
})

it('leaves everything to who has no tie with it, one that was put aside among them', async () => {
  const at = await decidedFile()
  const { call, submission, both } = at
  await t.db
    .insert(conflictPins)
    .values({ submissionId: submission.id, reviewerId: both.id, stance: 'dismissed', reason: 'Autre ville' })
  await t.db
    .insert(declaredTies)
    .values({ callId: call.id, reviewerId: both.id, structure: 'Régie de quartier', reason: 'J’y siège' })

  expect(await handOf(at)).toEqual({
    seen: [false, 'accepted', 'accepted', 0, true],
    offered: [1, 1],
    fate: 'decided',
    acts: [200, 200, 200, 200, 200, 204, 200, 201],
  })
})

it('lets who was pinned after their review read their own words, propose nothing more, and judge none of the others', async () => {
  const { submission, reviewer, both, path } = await decidedFile()
  const review = await insertReview(t.db, submission.id, both.id, { status: 'done', comment: 'Mes mots' })
  const reads = async (who: TestPerson) =>
    (await who.get(`${path}/reviews`).expect(200)).body.map(({ reviewerId }: { reviewerId: string }) => reviewerId)
  expect(await reads(both)).toEqual(expect.arrayContaining([both.id, reviewer.id]))

  await t.db
    .insert(conflictPins)
    .values({ submissionId: submission.id, reviewerId: both.id, stance: 'conflict', reason: 'Lien' })

  expect(await reads(both)).toEqual([both.id])
  const proposed = await both.post(`/api/v1/reviews/${review.id}/corrections`).send(correction).expect(409)
  expect(proposed.body.code).toBe('review_conflict_of_interest')
})
