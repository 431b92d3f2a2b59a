import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  insertCall,
  insertCallReaders,
  insertCoHolder,
  insertProject,
  insertReview,
  insertSeason,
  insertSubmission,
} from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { roleGrants } from '../../identity/index.ts'
import { calls } from '../calls/calls.table.ts'
import { attentionOf } from '../index.ts'
import { projects } from '../submissions/submissions.table.ts'

const t = useTestApp()
const closed = { closesAt: new Date('2026-03-01T22:59:59.999Z') }

const inSeason = (role: 'organiser' | 'reviewer', season: { id: string }) =>
  t.person({ role, scopeKind: 'season', scopeId: season.id })

/** A file, one organiser whom its call names, and one whom it does not. */
async function aFile(over: Parameters<typeof insertSubmission>[3] = {}, named = true) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, closed)
  const holder = await t.person()
  const submission = await insertSubmission(t.db, call.id, holder.id, over)
  const [reader, organiser] = [await inSeason('organiser', season), await inSeason('organiser', season)]
  if (named) await insertCallReaders(t.db, call.id, [reader.id])
  const path = `/api/v1/submissions/${submission.id}`
  const choose = (by: TestPerson, confidentiality: 'open' | 'restricted', words: object = {}) =>
    by.put(`${path}/confidentiality`).send({ confidentiality, ...words })
  const name = (by: TestPerson, who: { id: string }) => by.put(`${path}/readers/${who.id}`)
  return { season, call, holder, submission, reader, organiser, path, choose, name }
}

const restricted = { confidentiality: 'restricted' } as const

it('shows a holder by name who would see the file, and hides it from everyone else at once', async () => {
  const { holder, submission, reader, organiser, path, choose } = await aFile()
  const { body: before } = await holder.get(`${path}/confidentiality`).expect(200)

  const { body: after } = await choose(holder, 'restricted', { publicTitle: 'Un lieu d’écoute' }).expect(200)

  const expected = {
    confidentiality: 'open',
    reference: submission.id.slice(-6).toUpperCase(),
    readers: [{ personId: reader.id, name: reader.name, ofCall: true }],
    publicTitle: '',
    publicSummary: '',
    mayRestrict: true,
    mayOpen: true,
    mayName: false,
  }
  expect(before).toEqual(expected)
  expect(after).toEqual({ ...expected, confidentiality: 'restricted', publicTitle: 'Un lieu d’écoute' })
  const admin = await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })
  for (const who of [organiser, admin]) await who.get(path).expect(404)
  await reader.get(path).expect(200)
  const [mail] = await t.mailsTo(holder.email)
  expect(mail).toEqual({
    subject: `Qui peut lire votre dossier ${expected.reference}`,
    text: expect.stringContaining(`– ${reader.name}\n`),
  })
  expect(JSON.stringify(mail)).not.toContain(submission.title)
})

it('protects a file also where nobody is named, and asks the organisers to name someone', async () => {
  const { season, call, holder, organiser, reader, submission, path, choose } = await aFile({}, false)
  const admin = await t.person({ role: 'delegation_admin', scopeKind: 'delegation', scopeId: season.delegationId })

  const { body } = await choose(holder, 'restricted').expect(200)

  expect(body.readers).toEqual([])
  await organiser.get(path).expect(404)
  for (const { email } of [organiser, reader, admin]) {
    const mails = await t.mailsTo(email)
    expect(mails.map(({ subject }) => subject)).toEqual(['Quelqu’un demande la confidentialité : Appel à projets'])
    expect(JSON.stringify(mails)).not.toContain(submission.title)
  }
  expect(await attentionOf(t.deps, season.id)).toEqual([{ code: 'calls.confidential_readers_to_name', count: 1 }])

  await organiser
    .put(`/api/v1/calls/${call.id}/confidential-readers`)
    .send({ personIds: [reader.id] })
    .expect(200)

  expect(await attentionOf(t.deps, season.id)).toEqual([])
  expect((await t.mailsTo(holder.email)).map(({ text }) => text)).toEqual([
    expect.stringContaining(`– ${reader.name}\n`),
  ])
  await reader.get(path).expect(200)
})

it('lets a named organiser protect a file, and only its holders open it again', async () => {
  const { holder, reader, organiser, choose, path } = await aFile()

  const byOther = await choose(organiser, 'restricted').expect(403)
  const { body } = await choose(reader, 'restricted').expect(200)
  const opened = await choose(reader, 'open').expect(403)
  await choose(reader, 'restricted', { publicTitle: 'Un lieu d’accueil' }).expect(200)
  await choose(holder, 'open').expect(200)

  expect([byOther.body.code, opened.body.code]).toEqual(['forbidden', 'forbidden'])
  expect(body).toMatchObject({ mayRestrict: true, mayOpen: false, mayName: true })
  await organiser.get(path).expect(200)
})

it('shows organisers who are not named a number, in place of the file', async () => {
  const { call, submission, holder, reader, organiser } = await aFile(restricted)
  const open = await insertSubmission(t.db, call.id, holder.id)
  const idsFor = async (who: TestPerson, list: 'board' | 'decisions') =>
    (await who.get(`/api/v1/calls/${call.id}/${list}`).expect(200)).body.items.map(
      (item: { id?: string; submissionId?: string }) => item.id ?? item.submissionId,
    )
  const numbers = async (who: TestPerson) => (await who.get(`/api/v1/calls/${call.id}/confidentiality`)).body

  for (const list of ['board', 'decisions'] as const) {
    expect(await idsFor(organiser, list)).toEqual([open.id])
    expect((await idsFor(reader, list)).toSorted()).toEqual([submission.id, open.id].toSorted())
  }
  const both = [reader, organiser]
  const common = {
    readers: [{ personId: reader.id, name: reader.name }],
    candidates: expect.arrayContaining(both.map(({ id, name }) => ({ personId: id, name, mayDecide: true }))),
    restricted: 1,
  }
  expect(await numbers(organiser)).toEqual({ ...common, hidden: 1, hiddenToDecide: 1, mayChange: false })
  expect(await numbers(reader)).toEqual({ ...common, hidden: 0, hiddenToDecide: 0, mayChange: true })
})

it('lets only those who are named decide, and publishes their decision with all others', async () => {
  const { call, season, submission, holder, reader, organiser, path } = await aFile({
    ...restricted,
    status: 'under_review',
    publicTitle: 'Un lieu d’écoute',
  })
  const decide = (who: TestPerson) =>
    who.put(`${path}/decision`).set('if-match', '"1"').send({ outcome: 'accepted', reason: 'Un besoin grave' })

  await decide(organiser).expect(404)
  const early = await organiser.post(`/api/v1/calls/${call.id}/decisions/publish`).expect(409)
  await decide(reader).expect(200)
  await organiser.post(`/api/v1/calls/${call.id}/decisions/publish`).expect(200)
  await holder.post(`${path}/confirm`).expect(200)

  expect(early.body.code).toBe('decisions_incomplete')
  const mails = await t.mailsTo(holder.email)
  expect(mails.map(({ subject }) => subject)).toEqual([
    `Votre projet est retenu : ${season.name}`,
    `Votre participation est confirmée : ${season.name}`,
  ])
  expect(JSON.stringify(mails)).not.toMatch(/jardin|locataires|grave/)
  const [project] = await t.db.select().from(projects)
  expect(project).toMatchObject({
    title: 'Un lieu d’écoute',
    structure: 'En confidence',
    summary: '',
    wantedSkills: submission.wantedSkills,
  })
})

it('gives a project its own name back, or takes it away, when its holder changes their mind', async () => {
  const { season, submission, holder, choose } = await aFile({ status: 'confirmed' })
  const project = await insertProject(t.db, season.id, { submissionId: submission.id, title: submission.title })
  const wordsNow = async () => {
    const { body } = await holder.get(`/api/v1/submissions/${submission.id}`)
    expect(body.title).toBe(submission.title)
    return (await t.db.select().from(projects)).find(({ id }) => id === project.id)
  }

  await choose(holder, 'restricted').expect(200)
  expect(await wordsNow()).toMatchObject({ title: 'Projet accompagné en confidence', structure: 'En confidence' })
  await choose(holder, 'open').expect(200)
  expect(await wordsNow()).toMatchObject({ title: submission.title, structure: submission.structure })
})

it('names the reviewer to whom somebody named gives it, until they step aside', async () => {
  const { season, reader, organiser, path } = await aFile(restricted)
  const [reviewer, other] = [await inSeason('reviewer', season), await inSeason('reviewer', season)]

  await organiser.put(`${path}/reviewers/${reviewer.id}`).expect(404)
  const { body: review } = await reader.put(`${path}/reviewers/${reviewer.id}`).expect(200)
  await reader.put(`${path}/reviewers/${other.id}`).expect(200)
  await reader.delete(`${path}/reviewers/${other.id}`).expect(204)

  expect((await reviewer.get(path)).status).toBe(200)
  expect((await reviewer.get(`/api/v1/reviews/${review.id}`)).status).toBe(200)
  expect((await other.get(path)).status).toBe(404)
  await reviewer.post(`/api/v1/reviews/${review.id}/recuse`).send({ reason: 'Je la connais' }).expect(200)
  await reviewer.get(path).expect(404)
})

it('takes a file from a reviewer who was not named, when it becomes restricted', async () => {
  const { season, holder, submission, choose } = await aFile({ status: 'under_review' })
  const reviewer = await inSeason('reviewer', season)
  const review = await insertReview(t.db, submission.id, reviewer.id)
  await reviewer.get(`/api/v1/reviews/${review.id}`).expect(200)

  await choose(holder, 'restricted').expect(200)

  await reviewer.get(`/api/v1/reviews/${review.id}`).expect(404)
  expect((await reviewer.get('/api/v1/me/reviews')).body.items).toEqual([])
  expect((await reviewer.get('/api/v1/me/next')).body).toEqual([])
})

it('lets somebody named let another person see this one file, of which its holders learn', async () => {
  const { season, call, holder, submission, reader, organiser, path, name } = await aFile(restricted)
  const reviewer = await inSeason('reviewer', season)
  const stranger = await t.person()

  await name(reader, stranger).expect(404)
  const conflict = await name(reader, holder).expect(404)
  await name(reader, reviewer).expect(204)
  await name(reader, reviewer).expect(204)
  const byNamed = await name(reviewer, organiser).expect(403)

  expect([conflict.body.code, byNamed.body.code]).toEqual(['not_found', 'forbidden'])
  expect((await t.mailsTo(holder.email)).at(-1)!.text).toContain(`– ${reader.name}\n– ${reviewer.name}\n`)
  expect((await reviewer.get('/api/v1/me/confidential-submissions').expect(200)).body).toEqual({
    items: [
      {
        id: submission.id,
        reference: submission.id.slice(-6).toUpperCase(),
        title: submission.title,
        structure: submission.structure,
        status: 'submitted',
        submittedAt: '2026-03-01T10:00:00.000Z',
        callId: call.id,
        callTitle: call.title,
        seasonId: season.id,
        seasonName: season.name,
      },
    ],
    nextCursor: null,
  })
  await reader.delete(`${path}/readers/${reviewer.id}`).expect(204)
  await reader.delete(`${path}/readers/${reviewer.id}`).expect(404)
  await reviewer.get(path).expect(404)
  expect((await reviewer.get('/api/v1/me/confidential-submissions')).body.items).toEqual([])
})

it('names nobody for a file that is open, nor anyone who holds it', async () => {
  const { season, holder, reader, path, name, choose } = await aFile()
  const reviewer = await inSeason('reviewer', season)
  const [naming, unnaming] = [await name(reader, reviewer), await reader.delete(`${path}/readers/${reviewer.id}`)]
  await choose(holder, 'restricted').expect(200)
  const both = await aFile(restricted)
  const coHolder = await inSeason('reviewer', both.season)
  await insertCoHolder(t.db, both.submission.id, coHolder.id)

  const held = await both.name(both.reader, coHolder).expect(409)

  expect([naming, unnaming, held].map(({ body }) => body.code)).toEqual([
    'submission_not_restricted',
    'submission_not_restricted',
    'review_conflict_of_interest',
  ])
})

it('keeps somebody who may decide among those named, and lets only them let others in', async () => {
  const { season, call, reader, organiser } = await aFile(restricted)
  const reviewer = await inSeason('reviewer', season)
  const change = (by: TestPerson, ...who: { id: string }[]) =>
    by.put(`/api/v1/calls/${call.id}/confidential-readers`).send({ personIds: who.map(({ id }) => id) })

  const refused = [
    await change(organiser, organiser),
    await change(reader),
    await change(reader, reviewer),
    await change(reader, reader, await t.person()),
  ]
  await change(reader, reader, reviewer).expect(200)
  const { body } = await change(reader, organiser).expect(200)

  expect(refused.map(({ body: { code } }) => code)).toEqual([
    'forbidden',
    'confidential_readers_needed',
    'confidential_readers_needed',
    'not_found',
  ])
  expect(body.readers).toEqual([{ personId: organiser.id, name: organiser.name }])
  await change(reader, reader).expect(403)
})

it('lets whoever lost their role read nothing of it', async () => {
  const { season, reader, path } = await aFile(restricted)
  await t.db.delete(roleGrants).where(and(eq(roleGrants.personId, reader.id), eq(roleGrants.scopeId, season.id)))

  await reader.get(path).expect(404)
  expect((await reader.get('/api/v1/me/confidential-submissions')).body.items).toEqual([])
})

it('lists no restricted laureate', async () => {
  const { season, call, holder } = await aFile({ ...restricted, status: 'accepted' })
  await insertSubmission(t.db, call.id, holder.id, { status: 'accepted', title: 'Un projet de tous' })
  await t.db.update(calls).set({ status: 'decided' })

  const { body } = await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/laureates`).expect(200)

  expect(body.items.map(({ title }: { title: string }) => title)).toEqual(['Un projet de tous'])
})

it('is refused to all who have no business with it', async () => {
  const { call, holder, reader, path } = await aFile()
  const stranger = await t.person()
  const level = { confidentiality: 'restricted' }

  expect(
    await unguarded(
      t,
      [
        ['get', `${path}/confidentiality`],
        ['put', `${path}/confidentiality`, level],
        ['put', `${path}/readers/${reader.id}`],
        ['delete', `${path}/readers/${reader.id}`],
        ['get', `/api/v1/calls/${call.id}/confidentiality`],
        ['put', `/api/v1/calls/${call.id}/confidential-readers`, { personIds: [] }],
      ],
      { stranger, owner: reader },
    ),
  ).toEqual([])
  expect(await unguarded(t, [['get', '/api/v1/me/confidential-submissions?limit=5']], { owner: reader })).toEqual([])
  await holder.put(`${path}/confidentiality`).send({ confidentiality: 'secret' }).expect(400)
  await reader
    .put(`/api/v1/calls/${call.id}/confidential-readers`)
    .send({ personIds: ['x'] })
    .expect(400)
})
