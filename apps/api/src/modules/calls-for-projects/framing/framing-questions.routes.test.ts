import { expect, it } from 'vitest'
import { insertCall, insertCallReaders, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { testNow, useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { attentionOf, coHolders } from '../index.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
const asked = { about: 'framing.payers' as const, text: 'Que faut-il écrire quand on ne sait pas encore ?' }

async function draftOf(over: Parameters<typeof insertSubmission>[3] = {}) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  const holder = await t.person()
  const submission = await insertSubmission(t.db, call.id, holder.id, { status: 'draft', ...over })
  return { season, call, holder, submission, questions: `/api/v1/submissions/${submission.id}/framing-questions` }
}

it('reaches the organisers with what is written there, and their answer comes back', async () => {
  const { season, call, holder, submission, questions } = await draftOf()
  const organiser = await organiserOf(season)

  const { body: question } = await holder.post(questions).send(asked).expect(201)
  const waiting = await attentionOf(t.deps, season.id)
  const seen = await organiser.get(`/api/v1/seasons/${season.id}/framing-questions?state=waiting`).expect(200)
  const answer = { text: 'Dites qui pourrait payer, et ce qu’il reste à trouver.' }
  const answered = await organiser.put(`/api/v1/framing-questions/${question.id}/answer`).send(answer).expect(200)
  const read = await holder.get(questions).expect(200)

  const asHolder = {
    id: expect.any(String),
    submissionId: submission.id,
    ...asked,
    askedByName: holder.name,
    createdAt: testNow,
    answer: '',
    answeredByName: null,
    answeredAt: null,
  }
  const asOrganiser = { ...asHolder, callId: call.id, callTitle: call.title, restricted: false }
  const context = { title: submission.title, written: submission.framing.payers }
  const done = { answer: answer.text, answeredByName: organiser.name, answeredAt: testNow }
  expect(question).toEqual(asHolder)
  expect(waiting).toEqual([{ code: 'calls.framing_questions', count: 1 }])
  expect(seen.body).toEqual({ items: [{ ...asOrganiser, ...context }], nextCursor: null })
  expect(answered.body).toEqual({ ...asOrganiser, ...context, ...done })
  expect(read.body).toEqual({ items: [{ ...asHolder, ...done }], nextCursor: null })
  expect(await attentionOf(t.deps, season.id)).toEqual([])
  const [toOrganiser, toHolder] = [await t.mailsTo(organiser.email), await t.mailsTo(holder.email)]
  expect(toOrganiser.map(({ subject }) => subject)).toEqual([`Une question vous attend : ${season.name}`])
  expect(toOrganiser[0]!.text).toContain(asked.text)
  expect(toHolder.map(({ subject }) => subject)).toEqual([`Une réponse à votre question : ${season.name}`])
  expect(toHolder[0]!.text).toContain(answer.text)
})

it('shows the question of a restricted file to those who may read it, and mails not even that', async () => {
  const { season, call, holder, questions } = await draftOf({ confidentiality: 'restricted' })
  const [reader, organiser] = [await organiserOf(season), await organiserOf(season)]
  await insertCallReaders(t.db, call.id, [reader.id])
  const listed = async (who: TestPerson) =>
    (await who.get(`/api/v1/seasons/${season.id}/framing-questions?limit=5`).expect(200)).body.items

  const { body: question } = await holder.post(questions).send(asked).expect(201)
  const answer = (who: TestPerson) =>
    who.put(`/api/v1/framing-questions/${question.id}/answer`).send({ text: 'Un secret.' })
  const [seen, hidden] = [await listed(reader), await listed(organiser)]
  await answer(organiser).expect(404)
  await answer(reader).expect(200)

  expect([seen, hidden]).toMatchObject([[{ ...asked, restricted: true }], []])
  const mails = [...(await t.mailsTo(reader.email)), ...(await t.mailsTo(holder.email))]
  expect(mails).toHaveLength(2)
  expect(mails.map(({ text }) => text).join()).not.toMatch(new RegExp(`${asked.text}|secret|${holder.name}`))
  expect(await t.mailsTo(organiser.email)).toEqual([])
})

it('asks the organisers to name somebody where nobody may read the file', async () => {
  const { season, holder, questions } = await draftOf({ confidentiality: 'restricted' })
  const organiser = await organiserOf(season)

  await holder.post(questions).send(asked).expect(201)

  const [mail] = await t.mailsTo(organiser.email)
  expect(mail!.text).toContain('/confidentialite')
  expect(mail!.text).not.toMatch(new RegExp(`${asked.text}|${holder.name}`))
})

it('is answered once, whoever is first, and the answer is mailed once', async () => {
  const { season, holder, questions } = await draftOf()
  const organiser = await organiserOf(season)
  const { body: question } = await holder.post(questions).send(asked).expect(201)

  const answers = await Promise.all(
    ['Un', 'Deux', 'Trois'].map((text) =>
      organiser.put(`/api/v1/framing-questions/${question.id}/answer`).send({ text }),
    ),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('framing_question_answered')
  const won = answers.find(({ status }) => status === 200)!.body.answer
  expect((await holder.get(questions)).body.items).toMatchObject([{ answer: won }])
  expect(await t.mailsTo(holder.email)).toHaveLength(1)
})

it('takes ten questions of a person in a day, however fast they come', async () => {
  const { holder, questions } = await draftOf()

  const answers = await Promise.all(Array.from({ length: 14 }, () => holder.post(questions).send(asked)))
  const refused = answers.filter(({ status }) => status === 429)

  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10)
  expect(refused.map(({ body }) => body.code)).toEqual(Array(4).fill('too_many_requests'))
  t.setNow('2026-03-03T12:00:00.000Z')
  await holder.post(questions).send(asked).expect(201)
})

it('is asked while the file may change, by each of those who hold it', async () => {
  const { holder, submission, questions } = await draftOf()
  const together = await t.person()
  await t.db.insert(coHolders).values({ submissionId: submission.id, personId: together.id })
  const over = await draftOf({ status: 'declined' })

  await holder.post(questions).send(asked).expect(201)
  const late = await over.holder.post(over.questions).send(asked).expect(409)

  expect(late.body.code).toBe('submission_transition')
})

it('refuses what is no question, and no answer', async () => {
  const { season, holder, questions } = await draftOf()
  const organiser = await organiserOf(season)
  const { body: question } = await holder.post(questions).send(asked).expect(201)
  const paths = async (body: object) =>
    (await holder.post(questions).send(body).expect(400)).body.errors.map(({ path }: { path: string }) => path)

  expect(await paths({ ...asked, about: 'budget' })).toEqual(['about'])
  expect(await paths({ ...asked, text: ' ' })).toEqual(['text'])
  await organiser.put(`/api/v1/framing-questions/${question.id}/answer`).send({ text: '' }).expect(400)
})

it('stays between holders and organisers', async () => {
  const { season, holder, questions } = await draftOf()
  const organiser = await organiserOf(season)
  const { body: question } = await holder.post(questions).send(asked).expect(201)

  const ofHolder = [
    ['get', `${questions}?limit=5`],
    ['post', questions, asked],
  ] as const
  const ofOrganiser = [
    ['get', `/api/v1/seasons/${season.id}/framing-questions?limit=5`],
    ['put', `/api/v1/framing-questions/${question.id}/answer`, { text: 'Oui.' }],
  ] as const
  const submitted = await insertSubmission(t.db, (await insertCall(t.db, season.id)).id, holder.id)

  expect(await unguarded(t, ofOrganiser, { stranger: holder, owner: organiser })).toEqual([])
  expect(await unguarded(t, ofHolder, { owner: holder })).toEqual([])
  expect(
    await unguarded(t, [['get', `/api/v1/submissions/${submitted.id}/framing-questions?limit=5`]], {
      stranger: organiser,
      owner: holder,
    }),
  ).toEqual([])
  // A draft does not exist for anybody else.
  await organiser.get(questions).expect(404)
})
