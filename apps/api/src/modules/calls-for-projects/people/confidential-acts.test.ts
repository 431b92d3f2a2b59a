import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  insertCall,
  insertCallReaders,
  insertProject,
  insertReview,
  insertSeason,
  insertSubmission,
} from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { attentionOf, nextFor } from '../index.ts'
import { callReaders, namedReaders } from './submission-people.table.ts'

const t = useTestApp()
const skill = { skill: 'law.associations', level: 2, count: 1 }

/** Beside an open file a restricted one, an organiser and a reviewer whom the call names, and one of each whom it does not. */
async function aSecret(over: Parameters<typeof insertSubmission>[3] = {}) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T22:59:59.999Z') })
  const holder = await t.person()
  const secret = await insertSubmission(t.db, call.id, holder.id, {
    title: 'Refuge',
    status: 'under_review',
    confidentiality: 'restricted',
    wantedSkills: [skill],
    ...over,
  })
  const here = { scopeKind: 'season', scopeId: season.id } as const
  const [reader, organiser] = [
    await t.person({ role: 'organiser', ...here }),
    await t.person({ role: 'organiser', ...here }),
  ]
  const [named, unnamed] = [
    await t.person({ role: 'reviewer', ...here }),
    await t.person({ role: 'reviewer', ...here }),
  ]
  await insertCallReaders(t.db, call.id, [reader.id, named.id])
  const path = `/api/v1/calls/${call.id}`
  return {
    season,
    call,
    holder,
    secret,
    reader,
    organiser,
    named,
    unnamed,
    path,
    file: `/api/v1/submissions/${secret.id}`,
  }
}

it('is not among the files that are compared, however they are sorted and filtered, nor put on the shortlist', async () => {
  const { reader, organiser, secret, path } = await aSecret()
  const queries = ['', '?sort=title', '?sort=missing', '?skill=law.associations', '?search=refu', '?status=undecided']
  const counts = async (who: typeof reader) => {
    const found = []
    for (const query of queries) found.push((await who.get(`${path}/board${query}`).expect(200)).body.items.length)
    return found
  }
  const shortlist = { submissionIds: [secret.id], shortlisted: true }

  expect([await counts(reader), await counts(organiser)]).toEqual([Array(6).fill(1), Array(6).fill(0)])
  await organiser.post(`${path}/shortlist`).send(shortlist).expect(404)
  await reader.post(`${path}/shortlist`).send(shortlist).expect(200)
})

it('counts as one that is hidden in the what-if, with nothing of the skills that it wants', async () => {
  const { reader, organiser, secret, path } = await aSecret({ pendingOutcome: 'accepted' })
  const read = async (who: typeof reader) => {
    const { body } = await who.get(`${path}/capacity?min=2&max=5&also=${secret.id}`).expect(200)
    return [body.projects.here, body.projects.sealed, JSON.stringify(body).includes('law.associations')]
  }

  expect([await read(reader), await read(organiser)]).toEqual([
    [1, 0, true],
    [0, 1, false],
  ])
})

it('counts for those who may look at it: corrections, questions and what is to decide', async () => {
  const { season, holder, reader, organiser, named, secret, file } = await aSecret()
  const review = await insertReview(t.db, secret.id, named.id)
  const proposal = { kind: 'incomplete', parts: [], message: 'Combien ?' }
  await named.post(`/api/v1/reviews/${review.id}/corrections`).send(proposal).expect(201)
  await reader
    .post(`${file}/corrections`)
    .send({ ...proposal, message: 'Combien de femmes ?', answerBy: { day: '2026-03-09', hour: '18:00' } })
    .expect(201)
  const question = { about: 'framing.payers', text: 'Qui paie un refuge ?' }
  await holder.post(`${file}/framing-questions`).send(question).expect(201)
  const codes = async (who: typeof reader) =>
    (await attentionOf({ ...t.deps, actor: { personId: who.id, grants: [] } as never }, season.id)).map(
      ({ code }) => code,
    )

  expect(await codes(reader)).toEqual([
    'calls.framing_questions',
    'calls.reviews_missing',
    'calls.corrections_proposed',
    'calls.submissions_to_decide',
  ])
  expect(await codes(organiser)).toEqual([])
  const mails = [...(await t.mailsTo(holder.email)), ...(await t.mailsTo(reader.email))]
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Une précision sur votre dossier : Saison de printemps',
    'Une question vous attend : Saison de printemps',
  ])
  expect(mails.map(({ text }) => text).join()).not.toMatch(/Combien|refuge|paie/i)
  expect(await t.mailsTo(organiser.email)).toEqual([])
})

it('meets those only who may read it, and is named to nobody else in the list of interviews', async () => {
  const { call, holder, reader, organiser, named, unnamed, secret, path, file } = await aSecret()
  const offer = (day: string) => ({
    starts: { day, hour: '18:00' },
    minutes: 20,
    place: 'Salle 2',
    link: '',
    openTo: 'undecided',
  })
  const { body: closedTo } = await unnamed.post(`${path}/interview-slots`).send(offer('2026-03-10')).expect(201)
  const without = await nextFor(t.deps, holder.id)
  const { body: openTo } = await named.post(`${path}/interview-slots`).send(offer('2026-03-11')).expect(201)

  const { body: own } = await holder.get(`${file}/interview`).expect(200)
  const refused = await holder.put(`${file}/interview`).send({ slotId: closedTo[0].id }).expect(409)
  await holder.put(`${file}/interview`).send({ slotId: openTo[0].id }).expect(200)
  const bookings = async (who: typeof reader) =>
    (await who.get(`${path}/interview-slots`).expect(200)).body.items.map(({ booking }: { booking: object }) => booking)

  expect(without).toEqual([])
  expect(own.free.map(({ id }: { id: string }) => id)).toEqual([openTo[0].id])
  expect(refused.body.code).toBe('interview_not_open')
  expect(await bookings(reader)).toMatchObject([null, { submissionId: secret.id, title: 'Refuge' }])
  expect(await bookings(organiser)).toEqual([null, null])
  await t.db.delete(callReaders).where(eq(callReaders.callId, call.id))
  expect(await bookings(named)).toEqual([null, null])
  expect((await nextFor(t.deps, named.id)).map(({ title }) => title)).toEqual([secret.id.slice(-6).toUpperCase()])
})

it('is shared out by those whom it is open to, to those whom it is open to, who then stay named until it is taken back', async () => {
  const { secret, reader, organiser, named, path, file } = await aSecret()
  const preview = async (who: typeof reader) => (await who.get(`${path}/assignment`).expect(200)).body
  const readers = async () =>
    (await t.db.select().from(namedReaders).where(eq(namedReaders.submissionId, secret.id))).map(
      ({ personId }) => personId,
    )
  const hidden = await preview(organiser)
  const plan = await preview(reader)
  const given = plan.files.map((one: { given: { reviewerId: string }[] }) => one.given.map((to) => to.reviewerId))

  expect([hidden.files, hidden.leftOut]).toEqual([[], 1])
  expect(given).toEqual([[named.id]])
  const apply = { fingerprint: plan.fingerprint, files: [{ submissionId: secret.id, reviewerIds: [named.id] }] }
  await reader.post(`${path}/assignment`).send(apply).expect(201)
  expect(await readers()).toEqual([named.id])
  await reader.delete(`${file}/reviewers/${named.id}`).expect(204)
  expect(await readers()).toEqual([])
})

it('keeps the public words of its project to its holders, and its removal to those who may read it', async () => {
  const { season, call, secret, reader, organiser } = await aSecret({ status: 'confirmed' })
  const words = { title: 'Un lieu d’écoute', structure: 'En confidence', summary: '' }
  const project = await insertProject(t.db, season.id, { submissionId: secret.id, ...words, wantedSkills: [] })
  const change = (over: object) =>
    reader
      .put(`/api/v1/projects/${project.id}`)
      .set('if-match', '"1"')
      .send({ ...words, wantedSkills: [skill], ...over })

  await change({ title: 'Refuge' }).expect(403)
  const { body } = await change({}).expect(200)
  await organiser.post(`/api/v1/projects/${project.id}/remove`).send({ reason: 'Non.' }).expect(403)
  await reader.post(`/api/v1/projects/${project.id}/remove`).send({ reason: 'Non.' }).expect(204)

  expect(body).toMatchObject({ ...words, wantedSkills: [skill] })
  expect(call.seasonId).toBe(season.id)
})

it('is not found out by an import, unless it came by one', async () => {
  const { secret, holder, reader, organiser, path } = await aSecret()
  const preview = async (who: typeof reader) => {
    const csv = `titre;structure;e-mail\r\n${secret.title};Amicale;${holder.email}\r\n`
    const sent = who.post(`${path}/submission-imports`).set('content-type', 'text/csv').send(csv)
    return (await sent.expect(200)).body.lines[0].outcome
  }
  expect([await preview(reader), await preview(organiser)]).toEqual(['already_there', 'to_add'])

  const imported = await aSecret({ submittedBy: organiser.id })
  const csv = `titre;structure;e-mail\r\nRefuge;Amicale;${imported.holder.email}\r\n`
  const again = imported.organiser.post(`${imported.path}/submission-imports`).set('content-type', 'text/csv').send(csv)
  expect((await again.expect(200)).body.lines[0].outcome).toBe('already_there')
})
