import { expect, it } from 'vitest'
import { aCriterion, insertCall, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'

const t = useTestApp()

const inSeason = (role: 'organiser' | 'reviewer', season: { id: string }) =>
  t.person({ role, scopeKind: 'season', scopeId: season.id })

const useful = aCriterion({
  label: 'Utilité',
  max: 5,
  levels: [
    { mark: 1, text: 'Personne ne le demande.' },
    { mark: 5, text: 'Des personnes concernées l’ont dit.' },
  ],
  commentMinLength: 10,
})
const chosen = { blind: true, others: 'never', commentMinLength: 20, interviewChangeHours: 48 }

async function closedCall() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, {
    closesAt: new Date('2026-03-01T22:59:59.999Z'),
    criteria: [useful],
  })
  const holder = await t.person()
  const submission = await insertSubmission(t.db, call.id, holder.id)
  const organiser = await inSeason('organiser', season)
  const path = `/api/v1/calls/${call.id}/review-settings`
  const save = (version: number, body: object = chosen) =>
    organiser.put(path).set('if-match', `"${version}"`).send(body)
  return { season, call, holder, submission, organiser, path, save }
}

const saveReview = (reviewer: TestPerson, id: string, version: number, body: object) =>
  reviewer.put(`/api/v1/reviews/${id}`).set('if-match', `"${version}"`).send(body)
const finish = (reviewer: TestPerson, id: string, version: number) =>
  reviewer.post(`/api/v1/reviews/${id}/finish`).set('if-match', `"${version}"`)

it('are defaults until an organiser changes them, one after the other', async () => {
  const { organiser, path, save } = await closedCall()

  const { body: before } = await organiser.get(path).expect(200)
  const { body: saved } = await save(0).expect(200)
  const again = await save(0).expect(412)
  const unread = await organiser.put(path).send(chosen).expect(428)
  await save(1, { ...chosen, others: 'after_own' }).expect(200)

  const rest = { blindLiftedAt: null, begun: false }
  expect(before).toEqual({
    blind: false,
    others: 'after_own',
    commentMinLength: 1,
    interviewChangeHours: 24,
    ...rest,
    version: 0,
  })
  expect(saved).toEqual({ ...chosen, ...rest, version: 1 })
  expect([again.body.code, unread.body.code]).toEqual(['version_conflict', 'if_match_required'])
  expect((await organiser.get(path)).body).toEqual({ ...chosen, others: 'after_own', ...rest, version: 2 })
  expect((await save(2, { ...chosen, commentMinLength: -1 }).expect(400)).body.code).toBe('invalid_input')
})

it('choose the blind phase before anyone has begun; then it can only be lifted, once, in one act', async () => {
  const { season, call, submission, organiser, save } = await closedCall()
  const reviewer = await inSeason('reviewer', season)
  await save(0).expect(200)
  const { id } = await insertReview(t.db, submission.id, reviewer.id, { status: 'draft' })
  const structure = async () => (await reviewer.get(`/api/v1/reviews/${id}`).expect(200)).body.submission.structure
  const lift = () => organiser.post(`/api/v1/calls/${call.id}/blind-phase/lift`)

  expect((await save(1, { ...chosen, blind: false }).expect(409)).body.code).toBe('blind_phase_fixed')
  expect(await structure()).toBe('')
  const answers = await Promise.all(Array.from({ length: 5 }, lift))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
  expect(answers.find(({ status }) => status === 200)?.body).toEqual({
    ...chosen,
    blindLiftedAt: '2026-03-02T09:00:00.000Z',
    begun: true,
    version: 2,
  })
  expect(await structure()).toBe('Association des locataires')
  expect((await lift().expect(409)).body.code).toBe('blind_phase_over')
})

it('ask for words of a length, on the whole and beside each mark', async () => {
  const { season, submission, save } = await closedCall()
  const reviewer = await inSeason('reviewer', season)
  await save(0).expect(200)
  const { id } = await insertReview(t.db, submission.id, reviewer.id)
  const words = (comment: string, beside: string) => ({
    marks: { [useful.id]: 4 },
    criterionComments: beside ? { [useful.id]: beside } : {},
    comment,
    feasible: true,
    feasibleReason: '',
  })
  const refused = async (version: number) =>
    (await finish(reviewer, id, version).expect(409)).body.errors.map(
      ({ path, code }: { path: string; code: string }) => [path, code],
    )

  await saveReview(reviewer, id, 1, words('Trop court', '')).expect(200)
  expect(await refused(2)).toEqual([
    [`criterionComments.${useful.id}`, 'required'],
    ['comment', 'too_small'],
  ])
  await saveReview(reviewer, id, 2, words('Un avis de vingt lettres', 'Peu')).expect(200)
  expect(await refused(3)).toEqual([[`criterionComments.${useful.id}`, 'too_small']])
  await saveReview(reviewer, id, 3, words('Un avis de vingt lettres', 'Assez de mots')).expect(200)
  const { body } = await finish(reviewer, id, 4).expect(200)
  expect(body).toMatchObject({ status: 'done', criterionComments: { [useful.id]: 'Assez de mots' } })
  const unknown = await saveReview(reviewer, id, 5, { ...words('', ''), criterionComments: { [submission.id]: 'x' } })
  expect(unknown.body.code).toBe('review_transition')
})

it('may keep the reviews of others hidden for good', async () => {
  const { season, submission, organiser, save } = await closedCall()
  const [reviewer, other] = [await inSeason('reviewer', season), await inSeason('reviewer', season)]
  await insertReview(t.db, submission.id, reviewer.id, { status: 'done' })
  await insertReview(t.db, submission.id, other.id, { status: 'done' })
  const seen = async (who: TestPerson) =>
    (await who.get(`/api/v1/submissions/${submission.id}/reviews`).expect(200)).body.map(
      ({ reviewerId }: { reviewerId: string }) => reviewerId,
    )

  expect(await seen(reviewer)).toEqual([reviewer.id, other.id])
  await save(0, { ...chosen, blind: false }).expect(200)
  expect(await seen(reviewer)).toEqual([reviewer.id])
  expect(await seen(organiser)).toEqual([reviewer.id, other.id])
})

it('keeps what each mark looks like with the criterion, and refuses what does not fit', async () => {
  const { call, organiser } = await closedCall()
  const change = (criterion: object) =>
    organiser
      .put(`/api/v1/calls/${call.id}/criteria`)
      .set('if-match', '"1"')
      .send({ criteria: [criterion] })
  const level = (mark: number) => ({ mark, text: 'Comme ceci' })

  const above = await change({ ...useful, levels: [level(6)] }).expect(400)
  const twice = await change({ ...useful, levels: [level(2), level(2)] }).expect(400)
  const { body } = await change({ ...useful, levels: [level(3)], commentMinLength: 30 }).expect(200)

  expect([above, twice].map(({ body: { errors } }) => errors[0].message)).toEqual(['level_above_max', 'level_twice'])
  expect(body.criteria).toEqual([{ ...useful, levels: [level(3)], commentMinLength: 30 }])
})

it('are for those who organise', async () => {
  const { season, call, organiser, path } = await closedCall()
  const found = await unguarded(
    t,
    [
      ['get', path],
      ['put', path, chosen],
      ['post', `/api/v1/calls/${call.id}/blind-phase/lift`],
    ],
    { stranger: await inSeason('reviewer', season), owner: organiser },
  )
  expect(found).toEqual([])
})
