import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { aCriterion, insertCall, insertCoHolder, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { aQuestion } from '../../../../test/forms.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { people } from '../../identity/people.table.ts'
import { callForms } from '../forms/forms.table.ts'
import { putSettings } from './review-settings.repository.ts'

const t = useTestApp()
const marker = 'Nommée-Entre-Toutes'

const question = (id: string, identifying: boolean) => ({
  id,
  kind: 'short_text' as const,
  label: 'Une question',
  help: '',
  required: false,
  identifying,
  condition: null,
  maxLength: 200,
})
const shown = '0198a1c2-0000-7000-8000-00000000aa01'
const hidden = '0198a1c2-0000-7000-8000-00000000aa02'
const [statutes, sketch] = [aQuestion('file', { identifying: true }), aQuestion('file')]
const attach = (who: TestPerson, path: string, questionId: string) =>
  who
    .post(`${path}/files/${questionId}`)
    .set('content-type', 'application/pdf')
    .set('file-name', 'Fichier.pdf')
    .send(Buffer.from(`%PDF-1.7\n${questionId === statutes.id ? marker : 'Un croquis'}`))
    .expect(201)

/** A file whose every mark of identity carries one word, with a correction made, an interview booked and mails sent. */
async function blindCall() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, {
    closesAt: new Date('2026-03-01T22:59:59.999Z'),
    criteria: [aCriterion()],
  })
  await t.db.insert(callForms).values({
    callId: call.id,
    version: 1,
    revision: 1,
    publishedAt: new Date('2026-02-01T09:00:00Z'),
    sections: [
      {
        id: call.id,
        title: 'La structure',
        text: '',
        questions: [question(shown, false), question(hidden, true), statutes, sketch],
      },
    ],
  })
  const [holder, coHolder] = [await t.person(), await t.person()]
  for (const { id } of [holder, coHolder])
    await t.db
      .update(people)
      .set({ name: `Aminata ${marker}` })
      .where(eq(people.id, id))
  const submission = await insertSubmission(t.db, call.id, holder.id, {
    structure: `Association ${marker}`,
    status: 'shortlisted',
    formVersion: 1,
    answers: { [shown]: 'Une réponse à lire', [hidden]: `Siège de ${marker}` },
  })
  await insertCoHolder(t.db, submission.id, coHolder.id)
  await putSettings(t.db, call.id, { blind: true })
  const scope = { scopeKind: 'season', scopeId: season.id } as const
  const organiser = await t.person({ role: 'organiser', ...scope })
  const reviewer = await t.person({ role: 'reviewer', ...scope })
  const path = `/api/v1/submissions/${submission.id}`

  const { body: assigned } = await organiser.put(`${path}/reviewers/${reviewer.id}`).expect(200)
  await organiser
    .post(`${path}/corrections`)
    .send({
      kind: 'incorrect',
      parts: [],
      message: `${marker}, est-ce bien cela ?`,
      answerBy: { day: '2026-03-09', hour: '18:00' },
    })
    .expect(201)
  const { body: file } = await holder.get(path).expect(200)
  const mended = {
    ...file,
    structure: `Fédération ${marker}`,
    answers: { [shown]: 'Une autre réponse', [hidden]: `Local de ${marker}` },
  }
  await holder.put(path).set('if-match', `"${file.version}"`).send(mended).expect(200)
  for (const { id } of [statutes, sketch]) await attach(holder, path, id)
  const { body: half } = await reviewer.get(`/api/v1/reviews/${assigned.id}`).expect(200)
  await reviewer.get(`${path}/files/${sketch.id}`).expect(404)
  await holder
    .post(`${path}/corrections/answer`)
    .set('if-match', `"${file.version + 1}"`)
    .send({ note: `De la part de ${marker}` })
    .expect(200)
  await organiser
    .post(`/api/v1/calls/${call.id}/shortlist`)
    .send({ submissionIds: [submission.id], shortlisted: true })
    .expect(200)
  const offer = { starts: { day: '2026-03-10', hour: '18:00' }, minutes: 20, place: 'Salle 2', link: '' }
  const { body: slots } = await reviewer.post(`/api/v1/calls/${call.id}/interview-slots`).send(offer).expect(201)
  await holder.put(`${path}/interview`).send({ slotId: slots[0].id }).expect(200)
  return { season, call, submission, reviewer, organiser, assigned, half }
}

/** Every address that can be read, with what there is of this call and file in it. */
async function readable(ids: Record<string, string>): Promise<string[]> {
  const { body } = await t.anonymous.get('/api/openapi.json').expect(200)
  const paths = Object.entries(body.paths as Record<string, object>)
  return (
    paths
      .filter(([, methods]) => 'get' in methods)
      .map(([path]) => path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => ids[name] ?? whole))
      // The mailbox of a machine for trying Essor out holds everybody's mails, and says so.
      .filter((path) => !path.endsWith('/mailbox'))
      .filter((path) => !path.includes('{') && !path.endsWith('/events') && !path.includes('openapi'))
  )
}

it('leaves no trace of whose file it is in anything that its reviewer can read, nor in their mails', async () => {
  const { season, call, submission, reviewer, assigned, half } = await blindCall()
  const paths = await readable({
    seasonId: season.id,
    callId: call.id,
    submissionId: submission.id,
    reviewId: assigned.id,
    personId: reviewer.id,
    slug: season.slug,
    questionId: statutes.id,
  })
  const traces: string[] = []
  let read = 0
  for (const path of paths) {
    const answer = await reviewer.get(path)
    if (answer.status === 200) read += 1
    if ((answer.text ?? String(answer.body)).includes(marker)) traces.push(path)
  }
  const mails = await t.mailsTo(reviewer.email)

  expect(traces).toEqual([])
  expect(read).toBeGreaterThan(10)
  expect(JSON.stringify(half)).not.toContain(marker)
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Des projets à relire : Saison de printemps',
    'Un entretien est réservé avec vous : Saison de printemps',
  ])
  expect(JSON.stringify(mails)).not.toContain(marker)
  const { body: sheet } = await reviewer.get(`/api/v1/reviews/${assigned.id}`)
  expect([sheet.blind, sheet.submission.structure, sheet.submission.answers]).toEqual([
    true,
    '',
    { [shown]: 'Une autre réponse', [sketch.id]: expect.objectContaining({ name: 'Fichier.pdf' }) },
  ])
  expect(Object.keys(half.submission.answers)).toEqual([shown])
  const files = `/api/v1/submissions/${submission.id}/files`
  await reviewer.get(`${files}/${sketch.id}`).expect(200)
  await reviewer.get(`${files}/${statutes.id}`).expect(404)
})

it('shows it all to its reviewer once it is lifted, and at all times to who organises', async () => {
  const { call, submission, reviewer, organiser } = await blindCall()
  const structure = async (who: typeof reviewer) =>
    (await who.get(`/api/v1/submissions/${submission.id}`).expect(200)).body.structure

  expect(await structure(organiser)).toBe(`Fédération ${marker}`)
  expect(await structure(reviewer)).toBe('')
  const file = `/api/v1/submissions/${submission.id}/files/${statutes.id}`
  await organiser.get(file).expect(200)
  await organiser.post(`/api/v1/calls/${call.id}/blind-phase/lift`).expect(200)
  await reviewer.get(file).expect(200)
  expect(await structure(reviewer)).toBe(`Fédération ${marker}`)
  const { body } = await reviewer.get('/api/v1/me/reviews').expect(200)
  expect(body.items[0].structure).toBe(`Fédération ${marker}`)
})
