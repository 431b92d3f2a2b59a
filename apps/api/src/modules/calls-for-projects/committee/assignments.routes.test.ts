import { randomUUID } from 'node:crypto'
import type { AssignmentPlan } from '@essor/contracts'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCall, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { people, roleGrants } from '../../identity/index.ts'
import { calls } from '../calls/calls.table.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'
import { committeeMembers, committeeSettings, conflictPins } from './committee.table.ts'

const t = useTestApp()

const inSeason = (role: 'organiser' | 'reviewer', season: { id: string }) =>
  t.person({ role, scopeKind: 'season', scopeId: season.id })

/** A call past its deadline with so many files, of which each should be reviewed twice. */
async function aClosedCall(fileCount: number) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T22:59:59.999Z') })
  const holder = await t.person()
  const files = []
  for (let n = 0; n < fileCount; n++)
    files.push(await insertSubmission(t.db, call.id, holder.id, { submittedAt: new Date(Date.UTC(2026, 1, 20, 8, n)) }))
  return { season, call, holder, files, organiser: await inSeason('organiser', season) }
}

const preview = async (organiser: TestPerson, callId: string): Promise<AssignmentPlan> =>
  (await organiser.get(`/api/v1/calls/${callId}/assignment`).expect(200)).body

const asRead = ({ fingerprint, files }: AssignmentPlan) => ({
  fingerprint,
  files: files
    .filter(({ given }) => given.length > 0)
    .map(({ submissionId, given }) => ({ submissionId, reviewerIds: given.map(({ reviewerId }) => reviewerId) })),
})

const apply = (organiser: TestPerson, callId: string, plan: object) =>
  organiser.post(`/api/v1/calls/${callId}/assignment`).send(plan)

it('previews who gets what, then gives it out in one act, with one mail for each pile', async () => {
  const { season, call, holder, files, organiser } = await aClosedCall(3)
  const reviewers = [await inSeason('reviewer', season), await inSeason('reviewer', season)]
  await insertReview(t.db, files[0]!.id, reviewers[0]!.id, { status: 'draft' })
  await t.db.insert(committeeSettings).values({ callId: call.id, reviewsDueAt: new Date('2026-03-20T22:59:59.999Z') })

  const plan = await preview(organiser, call.id)
  const { body: applied } = await apply(organiser, call.id, asRead(plan)).expect(201)
  const after = await preview(organiser, call.id)

  expect(
    plan.files.map(({ kept, given, missing }) => [kept, given.map(({ reviewerId }) => reviewerId), missing]),
  ).toEqual([
    [[reviewers[0]!.id], [reviewers[1]!.id], 0],
    [[], expect.arrayContaining(reviewers.map(({ id }) => id)), 0],
    [[], expect.arrayContaining(reviewers.map(({ id }) => id)), 0],
  ])
  expect(plan).toMatchObject({ reviewsPerFile: 2, leftOut: 0 })
  expect(new Map(plan.reviewers.map(({ reviewerId, before, after: then }) => [reviewerId, [before, then]]))).toEqual(
    new Map([
      [reviewers[0]!.id, [1, 3]],
      [reviewers[1]!.id, [0, 3]],
    ]),
  )
  expect(applied).toEqual({ reviews: 5, reviewers: 2 })
  expect(after.files.map(({ given, missing }) => [given, missing])).toEqual(Array(3).fill([[], 0]))
  expect(await t.mailsTo(reviewers[1]!.email)).toEqual([
    {
      subject: 'Des projets à relire : Saison de printemps',
      text: [
        'Bonjour,',
        'L’organisation de « Saison de printemps » vous confie la relecture de 3 projets. Tout est ici :',
        'http://essor.test/mon-espace/relectures',
        'Vos relectures sont attendues jusqu’au vendredi 20 mars 2026 à 23 h 59, heure de Paris.',
        'Si vous connaissez de près les structures qui proposent ces projets, dites-le depuis la fiche : quelqu’un d’autre les relira.',
        'Merci de votre aide,\nL’organisation de « Saison de printemps »',
      ].join('\n\n'),
    },
  ])
  expect((await holder.get(`/api/v1/submissions/${files[1]!.id}`)).body.status).toBe('under_review')
  expect((await reviewers[1]!.get('/api/v1/me/reviews')).body.items).toHaveLength(3)
})

it('is applied once where two do so at the same time', async () => {
  const { season, call, organiser } = await aClosedCall(4)
  await inSeason('reviewer', season)
  await inSeason('reviewer', season)
  const plan = asRead(await preview(organiser, call.id))

  const answers = await Promise.all(Array.from({ length: 5 }, () => apply(organiser, call.id, plan)))

  expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([
    201,
    ...Array(4).fill('assignment_changed'),
  ])
  expect(
    await t.db.$count(reviews, sql`submission_id in (select id from submissions where call_id = ${call.id})`),
  ).toBe(8)
})

it('has to be looked at again once anything that it was made from has changed', async () => {
  const { season, call, files, holder, organiser } = await aClosedCall(2)
  const reviewer = await inSeason('reviewer', season)
  const changes: Record<string, () => Promise<unknown>> = {
    'a tie': () =>
      reviewer
        .post(`/api/v1/me/committees/${call.id}/ties`)
        .send({ structure: 'association des locataires', reason: 'x' }),
    'a capacity': () => t.db.insert(committeeMembers).values({ callId: call.id, personId: reviewer.id, capacity: 1 }),
    'a review': () => insertReview(t.db, files[0]!.id, reviewer.id),
    'a file': () => holder.post(`/api/v1/submissions/${files[1]!.id}/withdraw`).expect(200),
    'a reviewer': () => inSeason('reviewer', season),
    'a setting': () => t.db.insert(committeeSettings).values({ callId: call.id, reviewsPerFile: 5 }),
  }

  const answers = []
  for (const [what, change] of Object.entries(changes)) {
    const plan = asRead(await preview(organiser, call.id))
    await change()
    answers.push([what, (await apply(organiser, call.id, plan)).body.code])
  }

  expect(answers).toEqual(Object.keys(changes).map((what) => [what, 'assignment_changed']))
})

it('takes a plan with lines left out, and none that was made up', async () => {
  const { season, call, files, organiser } = await aClosedCall(2)
  const [reviewer, tied] = [await inSeason('reviewer', season), await inSeason('reviewer', season)]
  await t.db
    .insert(conflictPins)
    .values({ submissionId: files[0]!.id, reviewerId: tied.id, stance: 'conflict', reason: 'Voisins' })
  const { fingerprint } = await preview(organiser, call.id)
  const send = (submissionId: string, reviewerId: string) =>
    apply(organiser, call.id, { fingerprint, files: [{ submissionId, reviewerIds: [reviewerId] }] })

  const refused = [
    await send(files[0]!.id, tied.id).expect(409),
    await send(files[0]!.id, organiser.id).expect(404),
    await send(randomUUID(), reviewer.id).expect(404),
    await send('wrong', reviewer.id).expect(400),
  ]
  const { body } = await send(files[1]!.id, tied.id).expect(201)

  expect(refused.map(({ body: problem }) => problem.code)).toEqual([
    'review_conflict_of_interest',
    'not_found',
    'not_found',
    'invalid_input',
  ])
  expect(body).toEqual({ reviews: 1, reviewers: 1 })
  expect(
    await t.db.select({ status: submissions.status }).from(submissions).where(eq(submissions.id, files[0]!.id)),
  ).toEqual([{ status: 'submitted' }])
})

it('leaves out the files of the one who asks: somebody else shares those out', async () => {
  const { season, call, organiser } = await aClosedCall(1)
  await inSeason('reviewer', season)
  const own = await insertSubmission(t.db, call.id, organiser.id)

  const plan = await preview(organiser, call.id)

  expect(plan.leftOut).toBe(1)
  expect(plan.files.map(({ submissionId }) => submissionId)).not.toContain(own.id)
  expect((await organiser.get(`/api/v1/calls/${call.id}/conflicts`)).body.items).toEqual([])
})

it('waits for the deadline, unless the call is reviewed as files come in', async () => {
  const { season, call, files, holder, organiser } = await aClosedCall(1)
  const reviewer = await inSeason('reviewer', season)
  const path = `/api/v1/submissions/${files[0]!.id}/reviewers/${reviewer.id}`
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })
  t.setNow('2026-02-25T09:00:00Z')

  const early = [
    await organiser.get(`/api/v1/calls/${call.id}/assignment`).expect(409),
    await apply(organiser, call.id, { fingerprint: 'x', files: [] }).expect(409),
    await organiser.put(path).expect(409),
  ]
  await organiser
    .put(`/api/v1/calls/${call.id}/committee`)
    .set('if-match', '"0"')
    .send({ reviewsPerFile: 1, reviewAsFilesCome: true, reviewsDue: null })
    .expect(200)
  const plan = await preview(organiser, call.id)
  await organiser.put(path).expect(200)
  const frozen = await holder
    .put(`/api/v1/submissions/${files[0]!.id}`)
    .set('if-match', '"2"')
    .send({ ...files[0], title: 'Trop tard' })
    .expect(409)

  expect(early.map(({ body }) => body.code)).toEqual(Array(3).fill('call_still_open'))
  expect(plan.files.map(({ submissionId }) => submissionId)).toEqual([files[0]!.id])
  expect(plan.files.map(({ submissionId }) => submissionId)).not.toContain(draft.id)
  expect(frozen.body.code).toBe('submission_transition')
  await t.db.update(calls).set({ status: 'decided' }).where(eq(calls.id, call.id))
  const late = [
    await organiser.get(`/api/v1/calls/${call.id}/assignment`).expect(409),
    await apply(organiser, call.id, { fingerprint: 'x', files: [] }).expect(409),
  ]
  expect(late.map(({ body }) => body.code)).toEqual(Array(2).fill('decisions_published'))
})

it('warns of what an organiser should know when giving a file by hand', async () => {
  const { season, call, files, organiser } = await aClosedCall(2)
  const reviewer = await inSeason('reviewer', season)
  await t.db
    .insert(committeeMembers)
    .values({ callId: call.id, personId: reviewer.id, capacity: 1, expertise: ['law'] })
  const give = async (n: number) =>
    (await organiser.put(`/api/v1/submissions/${files[n]!.id}/reviewers/${reviewer.id}`).expect(200)).body.warnings

  expect([await give(0), await give(1)]).toEqual([[], ['over_capacity']])
  await t.db.update(committeeMembers).set({ expertise: ['food'], capacity: null })
  expect(await give(1)).toEqual(['no_expertise'])
})

/** Three pairs of a file and a reviewer in twenty are in conflict, always the same ones. */
const isTied = (file: number, reviewer: number) => (file * 13 + reviewer * 7) % 20 < 3

async function aLargeCall(fileCount: number, capacities: (number | null)[]) {
  const { season, call, holder, organiser } = await aClosedCall(0)
  const files = await t.db
    .insert(submissions)
    .values(
      Array.from({ length: fileCount }, (_, n) => ({
        callId: call.id,
        holderId: holder.id,
        title: `Projet ${n}`,
        structure: `Structure ${n}`,
        summary: '',
        framing: {
          problem: '',
          evidence: '',
          beneficiaries: '',
          users: '',
          payers: '',
          benefit: '',
          horizon: null,
          withinTime: '',
          deliverable: '',
        },
        wantedSkills: [{ skill: n % 2 ? 'law.labour' : 'food.cooking', level: 1, count: 1 }],
        status: 'submitted' as const,
        submittedAt: new Date(Date.UTC(2026, 1, 20, 8, 0, n)),
      })),
    )
    .returning({ id: submissions.id })
  const reviewers = await t.db
    .insert(people)
    .values(
      capacities.map((_, n) => ({ name: `R${String(n).padStart(2, '0')}`, email: `r${n}-${call.id}@example.org` })),
    )
    .returning({ id: people.id })
  await t.db
    .insert(roleGrants)
    .values(
      reviewers.map(({ id }) => ({ personId: id, role: 'reviewer', scopeKind: 'season', scopeId: season.id }) as const),
    )
  await t.db.insert(committeeMembers).values(
    reviewers.map(({ id }, n) => ({
      callId: call.id,
      personId: id,
      capacity: capacities[n],
      expertise: [n % 2 ? 'law' : 'food'],
    })),
  )
  await t.db.insert(committeeSettings).values({ callId: call.id, reviewsPerFile: 3 })
  return { call, organiser, files, reviewers }
}

it('shares 200 files out to 40 reviewers, three each, never in conflict, with even loads', async () => {
  // Some can take few files only; the others share the rest.
  const capacities = Array.from({ length: 40 }, (_, n) => (n % 8 === 0 ? 10 : n % 8 === 1 ? 20 : null))
  const { call, organiser, files, reviewers } = await aLargeCall(200, capacities)
  const tied = files.flatMap((file, f) =>
    reviewers.flatMap((reviewer, r) => (isTied(f, r) ? [{ submissionId: file.id, reviewerId: reviewer.id }] : [])),
  )
  await t.db.insert(conflictPins).values(tied.map((pair) => ({ ...pair, stance: 'conflict' as const, reason: 'Lien' })))
  expect(tied.length / (200 * 40)).toBe(0.15)

  const begun = performance.now()
  const plan = await preview(organiser, call.id)
  const { body: applied } = await apply(organiser, call.id, asRead(plan)).expect(201)
  const seconds = (performance.now() - begun) / 1000

  process.stdout.write(`200 files, 40 reviewers, 3 each: previewed and given out in ${seconds.toFixed(1)} s\n`)
  expect(seconds).toBeLessThan(20)
  expect(applied).toEqual({ reviews: 600, reviewers: 40 })
  const given = await t.db
    .select({ submissionId: reviews.submissionId, reviewerId: reviews.reviewerId })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .where(eq(submissions.callId, call.id))
  const key = (pair: (typeof given)[number]) => `${pair.submissionId} ${pair.reviewerId}`
  const barred = new Set(tied.map(key))
  expect(given.filter((pair) => barred.has(key(pair)))).toEqual([])
  const perFile = Map.groupBy(given, ({ submissionId }) => submissionId)
  expect([...perFile.values()].every((pile) => pile.length === 3) && perFile.size).toBe(200)
  const loads = reviewers.map(({ id }) => given.filter(({ reviewerId }) => reviewerId === id).length)
  expect(loads.filter((_, n) => capacities[n] === 10)).toEqual(Array(5).fill(10))
  const others = loads.filter((_, n) => capacities[n] !== 10)
  expect([Math.min(...others), Math.max(...others)]).toEqual([15, 16])
  expect(plan.files.every(({ missing }) => missing === 0)).toBe(true)
})

it('names the files that lack someone, and why nobody else can take them', async () => {
  const { call, organiser, files, reviewers } = await aLargeCall(6, [6, 6, 1, 1, 1])
  // Nobody but the first two may take the first file, and the others have room for one file each.
  await t.db.insert(conflictPins).values(
    reviewers.slice(2).map(({ id }) => ({
      submissionId: files[0]!.id,
      reviewerId: id,
      stance: 'conflict' as const,
      reason: 'Lien',
    })),
  )

  const plan = await preview(organiser, call.id)

  const lacking = plan.files.filter(({ missing }) => missing > 0)
  expect(lacking).toHaveLength(3)
  expect(lacking.find(({ submissionId }) => submissionId === files[0]!.id)).toMatchObject({
    title: 'Projet 0',
    given: expect.arrayContaining(reviewers.slice(0, 2).map(({ id }) => expect.objectContaining({ reviewerId: id }))),
    missing: 1,
    why: { conflict: 3, full: 0, notNamed: 0 },
  })
  for (const file of lacking.filter(({ submissionId }) => submissionId !== files[0]!.id))
    expect([file.missing, file.why]).toEqual([1, { conflict: 0, full: 3, notNamed: 0 }])
  expect(plan.reviewers.map(({ after }) => after)).toEqual([6, 6, 1, 1, 1])
})
