import { expect, it } from 'vitest'
import { insertCall, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { startSecondApp, useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { attentionOf, nextFor } from '../attention.service.ts'
import { committeeSettings } from './committee.table.ts'
import { remindOfReviews } from './review-reminders.service.ts'

const t = useTestApp()

const inSeason = (role: 'organiser' | 'reviewer', season: { id: string }) =>
  t.person({ role, scopeKind: 'season', scopeId: season.id })

/** Reviews are due on Friday 20 March at 23:59 in Paris; two have something left, one has done everything. */
async function aCallUnderReview(over: { status?: 'decided' } = {}) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T22:59:59.999Z'), ...over })
  const holder = await t.person()
  const [late, begun, done] = [
    await inSeason('reviewer', season),
    await inSeason('reviewer', season),
    await inSeason('reviewer', season),
  ]
  const file = () => insertSubmission(t.db, call.id, holder.id, { status: over.status ? 'declined' : 'under_review' })
  const [first, second] = [await file(), await file()]
  await insertReview(t.db, first.id, late.id)
  await insertReview(t.db, second.id, late.id, { status: 'draft' })
  await insertReview(t.db, first.id, begun.id, { status: 'draft' })
  await insertReview(t.db, second.id, begun.id, { status: 'recused' })
  await insertReview(t.db, first.id, done.id, { status: 'done' })
  await t.db.insert(committeeSettings).values({ callId: call.id, reviewsDueAt: new Date('2026-03-20T22:59:59.999Z') })
  return { season, call, late, begun, done, organiser: await inSeason('organiser', season) }
}

const countsOf = (people: TestPerson[]) => Promise.all(people.map(async ({ email }) => (await t.mailsTo(email)).length))

it('writes to those who have not finished, once a day at most', async () => {
  const { call, late, begun, done, organiser } = await aCallUnderReview()
  const remind = async (personIds: string[] | null) =>
    (await organiser.post(`/api/v1/calls/${call.id}/committee/reminders`).send({ personIds }).expect(201)).body
  const people = [late, begun, done]

  expect(await remind([begun.id, done.id])).toEqual({ reminded: 1 })
  expect(await countsOf(people)).toEqual([0, 1, 0])
  t.setNow('2026-03-03T08:59:59Z')
  expect(await remind(null)).toEqual({ reminded: 1 })
  expect(await countsOf(people)).toEqual([1, 1, 0])
  t.setNow('2026-03-03T09:00:00Z')
  expect(await Promise.all(Array.from({ length: 4 }, () => remind(null)))).toEqual(
    expect.arrayContaining([{ reminded: 1 }, { reminded: 0 }, { reminded: 0 }, { reminded: 0 }]),
  )
  expect(await countsOf(people)).toEqual([1, 2, 0])
  expect(await t.mailsTo(late.email)).toEqual([
    {
      subject: 'Vos relectures : Saison de printemps',
      text: [
        'Bonjour,',
        'Il vous reste 2 projets à relire pour « Saison de printemps » :',
        'http://essor.test/mon-espace/relectures',
        'Vos relectures sont attendues jusqu’au vendredi 20 mars 2026 à 23 h 59, heure de Paris.',
        'Si vous n’en avez plus le temps, dites-le à l’organisation : quelqu’un prendra la suite.',
        'Merci de votre aide,\nL’organisation de « Saison de printemps »',
      ].join('\n\n'),
    },
  ])
  const { body } = await organiser.get(`/api/v1/calls/${call.id}/committee`).expect(200)
  expect(
    body.members.map(({ personId, remindedAt }: { personId: string; remindedAt: string | null }) => [
      personId,
      remindedAt,
    ]),
  ).toEqual(
    expect.arrayContaining([
      [late.id, '2026-03-03T08:59:59.000Z'],
      [begun.id, '2026-03-03T09:00:00.000Z'],
      [done.id, null],
    ]),
  )
  expect((await organiser.post(`/api/v1/calls/${call.id}/committee/reminders`).send({}).expect(400)).body.code).toBe(
    'invalid_input',
  )
})

it('reminds by itself two days before reviews are due, once, and again when they are due later', async () => {
  const { call, late, begun, done, organiser } = await aCallUnderReview()
  const decided = await aCallUnderReview({ status: 'decided' })
  const people = [late, begun, done, decided.late]
  const runAt = async (iso: string) => {
    t.setNow(iso)
    await remindOfReviews(t.deps)
    return countsOf(people)
  }

  expect(await runAt('2026-03-18T22:59:59.998Z')).toEqual([0, 0, 0, 0])
  expect(await runAt('2026-03-18T22:59:59.999Z')).toEqual([1, 1, 0, 0])
  expect(await runAt('2026-03-18T23:05:00.000Z')).toEqual([1, 1, 0, 0])
  await organiser
    .put(`/api/v1/calls/${call.id}/committee`)
    .set('if-match', '"1"')
    .send({ reviewsPerFile: 2, reviewAsFilesCome: false, reviewsDue: { day: '2026-03-25', hour: '12:00' } })
    .expect(200)
  expect(await runAt('2026-03-23T10:00:00.000Z')).toEqual([1, 1, 0, 0])
  expect(await runAt('2026-03-23T11:01:00.000Z')).toEqual([2, 2, 0, 0])
  expect(await runAt('2026-03-26T11:00:00.000Z')).toEqual([2, 2, 0, 0])
})

it('reminds once where several processes look at the same time', async () => {
  const { late, begun, done } = await aCallUnderReview()
  t.setNow('2026-03-20T09:00:00.000Z')
  const second = await startSecondApp(t)

  await Promise.all([t.deps, second.deps, t.deps, second.deps].map((deps) => remindOfReviews(deps)))
  await second.stop()

  expect(await countsOf([late, begun, done])).toEqual([1, 1, 0])
})

it('shows organisers what is late or in conflict, and reviewers until when they are awaited', async () => {
  const { season, call, late, organiser } = await aCallUnderReview()
  const [own] = (await late.get('/api/v1/me/reviews').expect(200)).body.items
  await late
    .post(`/api/v1/me/committees/${call.id}/ties`)
    .send({ submissionId: own.submissionId, reason: 'J’y travaille.' })
    .expect(201)
  const attention = () => attentionOf(t.deps, season.id)
  const inConflict = { code: 'calls.reviews_in_conflict', count: 1 }

  expect(await attention()).toContainEqual(inConflict)
  expect((await attention()).map(({ code }) => code)).not.toContain('calls.reviews_late')
  expect((await nextFor(t.deps, late.id)).map(({ dueAt }) => dueAt)).toEqual(
    Array(2).fill(new Date('2026-03-20T22:59:59.999Z')),
  )
  t.setNow('2026-03-20T23:00:00.000Z')
  expect(await attention()).toContainEqual({ code: 'calls.reviews_late', count: 3 })
  await organiser.delete(`/api/v1/submissions/${own.submissionId}/reviewers/${late.id}`).expect(204)
  expect(await attention()).not.toContainEqual(inConflict)
})
