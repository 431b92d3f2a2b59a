import { eq } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import {
  insertCall,
  insertEnrolment,
  insertProject,
  insertReview,
  insertSeason,
  insertSite,
  insertSubmission,
  type Insert,
} from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { profileSkills } from '../../community/index.ts'
import { nextFor } from '../attention.service.ts'
import { coHolders, namedReaders } from '../people/submission-people.table.ts'
import { submissions } from '../submissions/submissions.table.ts'

const t = useTestApp()

async function closedCall(over: Parameters<typeof insertCall>[2] = {}) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T22:59:59.999Z'), ...over })
  return { season, call, organiser: await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id }) }
}

/** A call whose answers are published, with one accepted file and so many that wait. */
async function answeredCall(waiting = 2) {
  const found = await closedCall({ status: 'decided' })
  const holder = await t.person()
  const accepted = await insertSubmission(t.db, found.call.id, holder.id, {
    status: 'accepted',
    confirmBy: new Date('2026-03-09T22:59:59.999Z'),
  })
  const queue: string[] = []
  const waiters: TestPerson[] = []
  for (let rank = 1; rank <= waiting; rank += 1) {
    waiters.push(await t.person())
    const row = await insertSubmission(t.db, found.call.id, waiters.at(-1)!.id, {
      status: 'waitlisted',
      waitingRank: rank,
      reason: 'Il manque une place.',
      // The one that came last waits first: the order is that of the ranks.
      submittedAt: new Date(Date.UTC(2026, 1, 20 - rank)),
    })
    queue.push(row.id)
  }
  return { ...found, holder, accepted, queue, waiters }
}

const rowsOf = async (callId: string) =>
  new Map(
    (await t.db.select().from(submissions).where(eq(submissions.callId, callId))).map((row) => [row.id, row] as const),
  )

it('decides for many at once, and says what became of each', async () => {
  const { season, call, organiser } = await closedCall()
  const holder = await t.person()
  const add = (over: Insert<typeof submissions> = {}, by = holder.id) => insertSubmission(t.db, call.id, by, over)
  const [good, corrected, own, recused, gone, changed, draft] = [
    await add(),
    await add({ status: 'correction_asked' }),
    await add({}, organiser.id),
    await add(),
    await add({ status: 'withdrawn' }),
    await add({ version: 3 }),
    await add({ status: 'draft' }),
  ]
  const joined = await add()
  await t.db.insert(coHolders).values({ submissionId: joined.id, personId: organiser.id })
  await insertReview(t.db, recused.id, organiser.id, { status: 'recused' })
  const elsewhere = await insertSubmission(t.db, (await insertCall(t.db, season.id)).id, holder.id)
  const all = [good, corrected, own, recused, gone, changed, draft, joined, elsewhere]

  const { body } = await organiser
    .post(`/api/v1/calls/${call.id}/decisions`)
    .send({
      submissions: all.map(({ id }) => ({ id, version: 1 })),
      outcome: 'declined',
      reason: 'Trop vaste pour deux mois.',
    })
    .expect(200)

  expect(body.results).toEqual([
    { submissionId: good.id, fate: 'decided', version: 2 },
    { submissionId: corrected.id, fate: 'decided', version: 2 },
    { submissionId: own.id, fate: 'conflict_of_interest', version: 1 },
    { submissionId: recused.id, fate: 'conflict_of_interest', version: 1 },
    { submissionId: gone.id, fate: 'not_undecided', version: 1 },
    { submissionId: changed.id, fate: 'changed_meanwhile', version: 3 },
    { submissionId: draft.id, fate: 'not_found', version: null },
    { submissionId: joined.id, fate: 'conflict_of_interest', version: 1 },
    { submissionId: elsewhere.id, fate: 'not_found', version: null },
  ])
  const rows = await rowsOf(call.id)
  expect(all.slice(0, 8).map(({ id }) => rows.get(id)!.pendingOutcome)).toEqual([
    'declined',
    'declined',
    ...Array(6).fill(null),
  ])
  const noted = await t.db.select().from(auditLog).where(eq(auditLog.actorId, organiser.id))
  expect(noted.map(({ action, subjectId }) => [action, subjectId])).toEqual(
    [good, corrected].map(({ id }) => ['decision.prepared', id]),
  )
})

it('decides for many between deadline and publication, with a reason to decline, and each named once', async () => {
  const { season, call, organiser } = await closedCall()
  const row = await insertSubmission(t.db, call.id, (await t.person()).id)
  const open = await insertCall(t.db, season.id)
  const decided = await insertCall(t.db, season.id, { status: 'decided' })
  const decide = (callId: string, body: object) =>
    organiser
      .post(`/api/v1/calls/${callId}/decisions`)
      .send({ submissions: [{ id: row.id, version: 1 }], outcome: 'accepted', ...body })

  const silent = await decide(call.id, { outcome: 'declined' }).expect(400)
  const twice = await decide(call.id, {
    submissions: [
      { id: row.id, version: 1 },
      { id: row.id, version: 1 },
    ],
  }).expect(400)
  const early = await decide(open.id, {}).expect(409)
  const late = await decide(decided.id, {}).expect(409)
  await decide(call.id, { submissions: [] }).expect(400)

  expect(silent.body.errors).toMatchObject([{ path: 'reason' }])
  expect(twice.body.errors).toMatchObject([{ path: 'submissions' }])
  expect([early.body.code, late.body.code]).toEqual(['call_still_open', 'decisions_published'])
})

it('puts those waitlisted one after the other, and takes an order', async () => {
  const { call, organiser } = await closedCall()
  const holder = await t.person()
  const [a, b, c, own] = [
    await insertSubmission(t.db, call.id, holder.id),
    await insertSubmission(t.db, call.id, holder.id),
    await insertSubmission(t.db, call.id, holder.id),
    await insertSubmission(t.db, call.id, organiser.id, { pendingOutcome: 'waitlisted', waitingRank: 1 }),
  ]
  const decide = (submissionsTo: { id: string }[], version: number, outcome: string) =>
    organiser
      .post(`/api/v1/calls/${call.id}/decisions`)
      .send({ submissions: submissionsTo.map(({ id }) => ({ id, version })), outcome })
      .expect(200)
  const ranks = async () => {
    const rows = await rowsOf(call.id)
    return [own, a, b, c].map(({ id }) => rows.get(id)!.waitingRank)
  }
  const order = (submissionIds: string[]) =>
    organiser.put(`/api/v1/calls/${call.id}/waiting-list`).send({ submissionIds })

  await decide([b, a], 1, 'waitlisted')
  await decide([c], 1, 'waitlisted')
  expect(await ranks()).toEqual([1, 3, 2, 4])
  await decide([b], 2, 'waitlisted')
  expect(await ranks()).toEqual([1, 3, 2, 4])
  expect((await order([c.id, a.id, b.id]).expect(200)).body).toEqual({ submissionIds: [c.id, a.id, b.id] })
  expect(await ranks()).toEqual([1, 3, 4, 2])
  for (const wish of [[c.id, a.id], [c.id, a.id, b.id, own.id], [c.id, a.id, a.id], []])
    expect((await order(wish).expect(409)).body.code).toBe('waiting_list_changed')
  await order(['x']).expect(400)
  await decide([a], 2, 'accepted')
  expect(await ranks()).toEqual([1, null, 4, 2])
})

it('keeps the words of the organisers for each outcome, and sends them with what is fixed', async () => {
  const { season, call, organiser } = await closedCall()
  const path = `/api/v1/calls/${call.id}/answer-words`
  const holder = await t.person()
  await insertSubmission(t.db, call.id, holder.id, { pendingOutcome: 'accepted', pendingReason: 'Bravo à vous.' })
  const nothing = { intro: '', closing: '' }
  const words = {
    accepted: { intro: 'Le comité a été touché.', closing: 'Rendez-vous le 3 avril.' },
    waitlisted: nothing,
    declined: nothing,
    reasons: ['Trop vaste pour deux mois.'],
  }
  const save = (version: number) => organiser.put(path).set('if-match', `"${version}"`).send(words)

  expect((await organiser.get(path).expect(200)).body).toEqual({
    accepted: nothing,
    waitlisted: nothing,
    declined: nothing,
    reasons: [],
    version: 1,
  })
  const answers = await Promise.all([save(1), save(1), save(1)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
  expect((await organiser.get(path).expect(200)).body).toEqual({ ...words, version: 2 })
  expect((await organiser.put(path).send(words).expect(428)).body.code).toBe('if_match_required')
  await organiser
    .put(path)
    .set('if-match', '"2"')
    .send({ ...words, reasons: [''] })
    .expect(400)

  const { body } = await organiser.get(`/api/v1/calls/${call.id}/decisions`).expect(200)
  const text = [
    'Bonjour,',
    'Le comité a été touché.',
    `Bonne nouvelle : votre projet « Un jardin pour la résidence » est retenu pour « ${season.name} » (saison).`,
    'Une chose reste à faire : dites-nous si vous participez, avant la fin du jour indiqué ici : lundi 9 mars 2026 à 23 h 59, heure de Paris. Passé ce moment, la place ira à un autre projet. Répondez sur cette page :',
    `http://essor.test/mon-espace/projets/${body.items[0].submissionId}`,
    'Un mot du comité :\nBravo à vous.',
    'Rendez-vous le 3 avril.',
    `À bientôt,\nL’organisation de « ${season.name} »`,
  ].join('\n\n')
  expect(body.items[0].mail.text).toBe(text)
  await organiser.post(`/api/v1/calls/${call.id}/decisions/publish`).expect(200)
  expect((await t.mailsTo(holder.email)).map((mail) => mail.text)).toEqual([text])
  expect((await save(2).expect(409)).body.code).toBe('decisions_published')
})

it('answers everyone: those with a correction under way too, and each holder once, naming nothing of what is restricted', async () => {
  const { season, call, organiser } = await closedCall()
  const [holder, coHolder, other] = [await t.person(), await t.person(), await t.person()]
  const restricted = await insertSubmission(t.db, call.id, holder.id, {
    title: 'Un refuge',
    confidentiality: 'restricted',
    status: 'correction_asked',
    pendingOutcome: 'declined',
    pendingReason: 'Parlons des violences.',
  })
  await t.db.insert(coHolders).values({ submissionId: restricted.id, personId: coHolder.id })
  await t.db.insert(namedReaders).values({ submissionId: restricted.id, personId: organiser.id })
  const waiting = await insertSubmission(t.db, call.id, other.id, {
    status: 'shortlisted',
    pendingOutcome: 'waitlisted',
    waitingRank: 5,
  })

  const preview = await organiser.get(`/api/v1/calls/${call.id}/decisions`).expect(200)
  await organiser.post(`/api/v1/calls/${call.id}/decisions/publish`).expect(200)

  expect(preview.body.items[0].recipients).toEqual([holder.name, coHolder.name])
  const mails = await Promise.all([holder, coHolder].map(({ email }) => t.mailsTo(email)))
  expect(mails.map((all) => all.map(({ subject }) => subject))).toEqual(
    Array(2).fill([`Réponse à votre projet : ${season.name}`]),
  )
  expect(JSON.stringify(mails)).not.toMatch(/refuge|violences/)
  const rows = await rowsOf(call.id)
  expect(rows.get(restricted.id)).toMatchObject({
    status: 'declined',
    reason: 'Parlons des violences.',
    confirmBy: null,
    confirmRemindAt: null,
  })
  expect(rows.get(waiting.id)).toMatchObject({ status: 'waitlisted', waitingRank: 5, confirmBy: null })
})

it('asks for no correction any more of what was answered', async () => {
  const { call, organiser } = await closedCall()
  const holder = await t.person()
  const file = await insertSubmission(t.db, call.id, holder.id, { status: 'under_review', pendingOutcome: 'accepted' })
  await organiser
    .post(`/api/v1/submissions/${file.id}/corrections`)
    .send({ kind: 'outdated', parts: [], message: 'Et aujourd’hui ?', answerBy: { day: '2026-03-20', hour: '18:00' } })
    .expect(201)
  const asked = await nextFor(t.deps, holder.id)

  await organiser.post(`/api/v1/calls/${call.id}/decisions/publish`).expect(200)

  const { body } = await holder
    .post(`/api/v1/submissions/${file.id}/corrections/answer`)
    .set('if-match', '"3"')
    .send({ note: '' })
    .expect(409)
  expect([asked, await nextFor(t.deps, holder.id)].map((tasks) => tasks.map(({ code }) => code))).toEqual([
    ['calls.correction_to_answer'],
    ['calls.answer_to_confirm'],
  ])
  expect(body.code).toBe('correction_transition')
})

it('gives holders until the end of a day, told on their page', async () => {
  const { call, organiser } = await closedCall({ confirmDays: 3, timeZone: 'Indian/Reunion' })
  const holder = await t.person()
  const { id } = await insertSubmission(t.db, call.id, holder.id, { pendingOutcome: 'accepted' })
  await organiser.post(`/api/v1/calls/${call.id}/decisions/publish`).expect(200)

  const { body } = await holder.get(`/api/v1/submissions/${id}`).expect(200)
  expect(body).toMatchObject({ status: 'accepted', confirmBy: '2026-03-05T19:59:59.999Z' })
  t.setNow('2026-03-05T20:00:00.000Z')
  expect((await holder.post(`/api/v1/submissions/${id}/confirm`).expect(409)).body.code).toBe('confirmation_late')
  t.setNow('2026-03-05T19:59:59.999Z')
  await holder.post(`/api/v1/submissions/${id}/confirm`).expect(200)
})

it('weighs the projects against the people who come, and hides what the asker may not know', async () => {
  const { season, call, organiser } = await closedCall()
  const holder = await t.person()
  const [site, remote] = [
    await insertSite(t.db, season.id, { name: 'Amiens' }),
    await insertSite(t.db, season.id, { name: 'À distance', kind: 'remote' }),
  ]
  const law = (level: 2 | 3) => [{ skill: 'law.associations', level, count: 2 }]
  await insertSubmission(t.db, call.id, holder.id, { pendingOutcome: 'accepted', wantedSkills: law(3) })
  await insertSubmission(t.db, call.id, holder.id, { pendingOutcome: 'declined', wantedSkills: law(3) })
  await insertSubmission(t.db, call.id, organiser.id, { pendingOutcome: 'accepted', wantedSkills: law(3) })
  const wished = await insertSubmission(t.db, call.id, holder.id, { wantedSkills: law(2) })
  await insertProject(t.db, season.id)
  const [a, b, c, d] = [await t.person(), await t.person(), await t.person(), await t.person()]
  for (const [person, siteId] of [
    [a, site.id],
    [b, site.id],
    [c, null],
  ] as const)
    await insertEnrolment(t.db, season.id, person.id, { siteId })
  await insertEnrolment(t.db, season.id, d.id, { siteId: site.id, status: 'waiting' })
  await t.db.insert(profileSkills).values([
    { personId: a.id, skill: 'law.associations', level: 3 },
    { personId: b.id, skill: 'law.associations', level: 2 },
    { personId: d.id, skill: 'law.associations', level: 4 },
  ])
  const ask = (query: string) => organiser.get(`/api/v1/calls/${call.id}/capacity${query}`)

  expect((await ask(`?min=1&max=2&also=${wished.id}`).expect(200)).body).toEqual({
    teamSize: { min: 1, max: 2 },
    projects: { here: 2, elsewhere: 1, sealed: 1, total: 3 },
    people: { coming: 3, waiting: 1 },
    needed: { min: 3, max: 6 },
    possible: { min: 2, max: 3 },
    verdict: 'fits',
    sites: [
      { siteId: site.id, name: 'Amiens', kind: 'place', coming: 2, possible: { min: 1, max: 2 } },
      { siteId: remote.id, name: 'À distance', kind: 'remote', coming: 0, possible: { min: 0, max: 0 } },
      { siteId: null, name: '', kind: null, coming: 1, possible: { min: 1, max: 1 } },
    ],
    skills: [{ skill: 'law.associations', wanted: 4, available: 2, missing: 2 }],
  })
  expect((await ask('').expect(200)).body).toMatchObject({
    teamSize: { min: 3, max: 5 },
    projects: { here: 1, total: 2 },
    verdict: 'too_few_people',
  })
  for (const wrong of ['?min=5&max=2', '?min=0', '?also=x', '?max=1000']) await ask(wrong).expect(400)
})

it('is for organisers, and answered by who holds it', async () => {
  const { season, call, organiser, holder, accepted, queue } = await answeredCall()
  const reviewer = await t.person({ role: 'reviewer', scopeKind: 'season', scopeId: season.id })
  const nothing = { intro: '', closing: '' }
  const words = { accepted: nothing, waitlisted: nothing, declined: nothing, reasons: [] }

  expect(
    await unguarded(
      t,
      [
        [
          'post',
          `/api/v1/calls/${call.id}/decisions`,
          {
            submissions: [{ id: randomUUID(), version: 1 }],
            outcome: 'accepted',
          },
        ],
        ['put', `/api/v1/calls/${call.id}/waiting-list`, { submissionIds: queue }],
        ['get', `/api/v1/calls/${call.id}/capacity`],
        ['get', `/api/v1/calls/${call.id}/answer-words`],
        ['put', `/api/v1/calls/${call.id}/answer-words`, words],
        ['get', `/api/v1/calls/${call.id}/answers?limit=5`],
        ['post', `/api/v1/submissions/${queue[0]}/promote`],
      ],
      { stranger: reviewer, owner: organiser },
    ),
  ).toEqual([])
  expect(
    await unguarded(
      t,
      [
        ['post', `/api/v1/submissions/${accepted.id}/turn-down`, { words: '' }],
        ['post', `/api/v1/submissions/${accepted.id}/withdraw`, { reason: '' }],
        ['post', `/api/v1/submissions/${accepted.id}/confirm`],
      ],
      { stranger: organiser, owner: holder },
    ),
  ).toEqual([])
  await organiser.get(`/api/v1/calls/${call.id}/answers?status=draft`).expect(400)
  await holder
    .post(`/api/v1/submissions/${accepted.id}/turn-down`)
    .send({ words: 'x'.repeat(1001) })
    .expect(400)
})
