import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  insertCall,
  insertEnrolment,
  insertProject,
  insertReview,
  insertSeason,
  insertSubmission,
  insertTeam,
  insertTeamMentor,
} from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { people } from '../../identity/index.ts'
import { coHolders, namedReaders } from '../people/submission-people.table.ts'

const t = useTestApp()

const inSeason = (role: 'organiser' | 'reviewer', season: { id: string }) =>
  t.person({ role, scopeKind: 'season', scopeId: season.id })

/** A call past its deadline, with an organiser and a holder. */
async function aClosedCall() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T22:59:59.999Z') })
  return { season, call, organiser: await inSeason('organiser', season), holder: await t.person() }
}

const move = (person: { id: string }, email: string) =>
  t.db.update(people).set({ email }).where(eq(people.id, person.id))

/** One file, and a reviewer for each reason why they should not have it. */
async function tiedReviewers() {
  const { season, call, organiser, holder } = await aClosedCall()
  const file = await insertSubmission(t.db, call.id, holder.id)
  /** Lists go by name. */
  const named = async (name: string) => {
    const reviewer = await inSeason('reviewer', season)
    await t.db.update(people).set({ name }).where(eq(people.id, reviewer.id))
    return { ...reviewer, name }
  }
  const free = await named('A')
  const origin = await named('B')
  const colleague = await named('C')
  const coach = await named('D')
  const coHolder = await named('E')
  const declarer = await named('F')
  const recused = await named('G')
  const pinned = await named('H')
  await insertEnrolment(t.db, season.id, origin.id, { origin: 'association des LOCATAIRES' })
  await move(holder, `h${holder.id}@mairie-amiens.fr`)
  await move(colleague, `c${colleague.id}@mairie-amiens.fr`)
  const before = await insertSeason(t.db)
  const project = await insertProject(t.db, before.id, { structure: 'Asso des locataires' })
  const team = await insertTeam(t.db, before.id, [], { projectId: project.id })
  await insertTeamMentor(t.db, team.id, coach.id)
  await t.db.insert(coHolders).values({ submissionId: file.id, personId: coHolder.id })
  await declarer
    .post(`/api/v1/me/committees/${call.id}/ties`)
    .send({ structure: 'Les locataires', reason: 'J’en suis trésorière.' })
    .expect(201)
  await insertReview(t.db, file.id, recused.id, { status: 'recused', recusalReason: 'Mon frère.' })
  await organiser
    .put(`/api/v1/submissions/${file.id}/conflicts/${pinned.id}`)
    .send({ stance: 'conflict', reason: 'Voisins de palier.' })
    .expect(200)
  const tied = [origin, colleague, coach, coHolder, declarer, recused, pinned]
  return { season, call, organiser, holder, file, free, origin, tied }
}

it('sees each tie with its source, and gives the file to nobody who has one', async () => {
  const { call, organiser, file, free, tied } = await tiedReviewers()
  const expected = [
    ['same_structure', ''],
    ['same_mail_domain', ''],
    ['past_coach', ''],
    ['holder', ''],
    ['declared', 'J’en suis trésorière.'],
    ['declared', 'Mon frère.'],
    ['pinned', 'Voisins de palier.'],
  ] as const

  const { body } = await organiser.get(`/api/v1/calls/${call.id}/conflicts`).expect(200)
  const refused = []
  for (const { id } of tied)
    refused.push((await organiser.put(`/api/v1/submissions/${file.id}/reviewers/${id}`).expect(409)).body)
  const { body: candidates } = await organiser.get(`/api/v1/submissions/${file.id}/reviewers`).expect(200)
  const { body: plan } = await organiser.get(`/api/v1/calls/${call.id}/assignment`).expect(200)

  expect(body).toEqual({
    items: tied.map((reviewer, index) => ({
      submissionId: file.id,
      title: file.title,
      structure: file.structure,
      restricted: false,
      reviewerId: reviewer.id,
      reviewerName: reviewer.name,
      sources: [{ source: expected[index]![0], reason: expected[index]![1] }],
      dismissed: null,
      reviewStatus: index === 5 ? 'recused' : null,
    })),
    nextCursor: null,
  })
  expect(JSON.stringify(body)).not.toMatch(/mairie/i)
  expect(refused.map(({ code, errors }) => [code, errors[0].code])).toEqual(
    expected.map(([source]) => ['review_conflict_of_interest', source]),
  )
  expect(candidates[0]).toEqual({
    personId: free.id,
    name: free.name,
    reviewStatus: null,
    load: 0,
    capacity: null,
    expert: false,
    named: true,
    sources: [],
    dismissed: null,
  })
  expect(candidates.slice(1).map(({ sources }: { sources: { source: string }[] }) => sources[0]!.source)).toEqual(
    expected.map(([source]) => source),
  )
  expect(plan.files).toEqual([
    {
      submissionId: file.id,
      title: file.title,
      structure: file.structure,
      restricted: false,
      kept: [],
      given: [{ reviewerId: free.id, expert: false }],
      missing: 1,
      why: { conflict: 7, full: 0, notNamed: 0 },
    },
  ])
})

it('lists conflicts page by page, by reviewer, and those of files given all the same', async () => {
  const { call, organiser, file, tied, free } = await tiedReviewers()
  const list = async (query: string) => (await organiser.get(`/api/v1/calls/${call.id}/conflicts?${query}`)).body
  const ids = ({ items }: { items: { reviewerId: string }[] }) => items.map(({ reviewerId }) => reviewerId)
  await insertReview(t.db, file.id, tied[0]!.id, { status: 'draft' })

  const first = await list('limit=4')
  const second = await list(`limit=4&cursor=${first.nextCursor}`)

  expect([...ids(first), ...ids(second)]).toEqual(tied.map(({ id }) => id))
  expect(second.nextCursor).toBe(null)
  expect(ids(await list('assigned=true'))).toEqual([tied[0]!.id])
  expect(ids(await list('assigned=false'))).toEqual(tied.slice(1).map(({ id }) => id))
  expect(ids(await list(`reviewerId=${tied[2]!.id}`))).toEqual([tied[2]!.id])
  expect(ids(await list(`reviewerId=${free.id}`))).toEqual([])
  expect((await list('cursor=wrong')).code).toBe('cursor_invalid')
})

it('lets an organiser put a detection aside with a reason, until they take that back', async () => {
  const { season, organiser, file, origin, tied, holder } = await tiedReviewers()
  const path = `/api/v1/submissions/${file.id}/conflicts/${origin.id}`
  const dismissal = { stance: 'dismissed', reason: 'Autre ville.' }
  const assign = () => organiser.put(`/api/v1/submissions/${file.id}/reviewers/${origin.id}`)

  const { body: pin } = await organiser.put(path).send(dismissal).expect(200)
  await assign().expect(200)
  await organiser.delete(path).expect(204)
  const gone = await organiser.delete(path).expect(404)
  const refused = []
  for (const { id } of [tied[3]!, tied[4]!, tied[5]!])
    refused.push(await organiser.put(`/api/v1/submissions/${file.id}/conflicts/${id}`).send(dismissal).expect(409))

  expect(pin).toEqual({ submissionId: file.id, reviewerId: origin.id, ...dismissal })
  expect(gone.body.code).toBe('not_found')
  expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('conflict_not_dismissable'))
  // Nobody clears themself, and nobody settles who reviews their own file.
  const both = await t.person(
    { role: 'organiser', scopeKind: 'season', scopeId: season.id },
    { role: 'reviewer', scopeKind: 'season', scopeId: season.id },
  )
  const own = await insertSubmission(t.db, file.callId, organiser.id)
  const withdrawn = await insertSubmission(t.db, file.callId, holder.id, { status: 'withdrawn' })
  const answers = [
    await both.put(`/api/v1/submissions/${file.id}/conflicts/${both.id}`).send(dismissal),
    await organiser.put(`/api/v1/submissions/${own.id}/conflicts/${origin.id}`).send(dismissal),
    await organiser.delete(`/api/v1/submissions/${own.id}/conflicts/${origin.id}`),
    await organiser.get(`/api/v1/submissions/${own.id}/reviewers`),
    await organiser.put(`/api/v1/submissions/${withdrawn.id}/conflicts/${origin.id}`).send(dismissal),
    await organiser.get(`/api/v1/submissions/${withdrawn.id}/reviewers`),
  ]
  expect(answers.map(({ body }) => body.code)).toEqual([
    ...Array(4).fill('review_conflict_of_interest'),
    'review_closed',
    'review_closed',
  ])
})

it('takes a file back in one act from someone whose tie turned up later, begun or not', async () => {
  const { season, call, organiser, holder } = await aClosedCall()
  const file = await insertSubmission(t.db, call.id, holder.id, { status: 'under_review' })
  const [idle, begun, fair] = [
    await inSeason('reviewer', season),
    await inSeason('reviewer', season),
    await inSeason('reviewer', season),
  ]
  await insertReview(t.db, file.id, idle.id)
  await insertReview(t.db, file.id, begun.id, { status: 'done' })
  await insertReview(t.db, file.id, fair.id, { status: 'draft' })
  for (const reviewer of [idle, begun])
    await reviewer
      .post(`/api/v1/me/committees/${call.id}/ties`)
      .send({ submissionId: file.id, reason: 'J’y travaille.' })
      .expect(201)
  const take = (who: TestPerson) => organiser.delete(`/api/v1/submissions/${file.id}/reviewers/${who.id}`)

  await take(idle).expect(204)
  await take(begun).expect(204)
  const refused = await take(fair).expect(409)

  expect(refused.body.code).toBe('review_started')
  const { body: reviews } = await organiser.get(`/api/v1/submissions/${file.id}/reviews`).expect(200)
  expect(
    reviews.map(({ reviewerId, status, recusalReason }: Record<string, string>) => [reviewerId, status, recusalReason]),
  ).toEqual([
    [begun.id, 'recused', 'J’y travaille.'],
    [fair.id, 'draft', ''],
  ])
  await t.db.execute(`update submissions set status = 'declined' where id = '${file.id}'`)
  expect((await take(fair).expect(409)).body.code).toBe('review_closed')
})

it('keeps a restricted file from those who are not named, and its words from lists', async () => {
  const { season, call, organiser, holder } = await aClosedCall()
  const file = await insertSubmission(t.db, call.id, holder.id, {
    confidentiality: 'restricted',
    title: 'Délicat',
    structure: 'Refuge',
  })
  const [named, other] = [await inSeason('reviewer', season), await inSeason('reviewer', season)]
  await insertEnrolment(t.db, season.id, other.id, { origin: 'Refuge' })
  await t.db.insert(namedReaders).values({ submissionId: file.id, personId: named.id })
  const third = await inSeason('reviewer', season)
  const insider = await inSeason('organiser', season)
  await t.db.insert(namedReaders).values({ submissionId: file.id, personId: insider.id })

  const ask = async (who: TestPerson) => ({
    conflicts: (await who.get(`/api/v1/calls/${call.id}/conflicts`).expect(200)).body,
    plan: (await who.get(`/api/v1/calls/${call.id}/assignment`).expect(200)).body,
  })

  const outside = await ask(organiser)
  const inside = await ask(insider)
  const { body: candidates } = await insider.get(`/api/v1/submissions/${file.id}/reviewers`).expect(200)
  const hidden = await organiser.put(`/api/v1/submissions/${file.id}/reviewers/${named.id}`).expect(404)
  await insider.put(`/api/v1/submissions/${file.id}/reviewers/${third.id}`).expect(200)

  expect(JSON.stringify(outside)).not.toMatch(new RegExp(`Délicat|Refuge|${file.id}`))
  expect(outside.conflicts.items).toEqual([])
  expect(outside.plan).toMatchObject({ files: [], leftOut: 1 })
  expect(inside.conflicts.items).toMatchObject([{ title: 'Délicat', restricted: true, reviewerId: other.id }])
  expect(inside.plan.files).toMatchObject([
    {
      title: 'Délicat',
      structure: 'Refuge',
      restricted: true,
      given: [{ reviewerId: named.id }],
      missing: 1,
      why: { conflict: 1, full: 0, notNamed: 1 },
    },
  ])
  expect(
    candidates.map(({ personId, named: isNamed }: { personId: string; named: boolean }) => [personId, isNamed]),
  ).toEqual(
    expect.arrayContaining([
      [named.id, true],
      [third.id, false],
    ]),
  )
  expect(hidden.body.code).toBe('not_found')
})
