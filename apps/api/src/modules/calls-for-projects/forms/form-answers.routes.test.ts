import { randomUUID } from 'node:crypto'
import type { Answers, FormSection } from '@essor/contracts'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCall, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { aQuestion, aSection, insertForm } from '../../../../test/forms.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { submissions } from '../submissions/submissions.table.ts'

const t = useTestApp()
const afterDeadline = '2026-03-15T23:00:00.000Z'
const pdf = Buffer.from('%PDF-1.7\nstatuts')

async function aDraft(sections: FormSection[], over: Partial<typeof submissions.$inferInsert> = {}) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  await insertForm(t.db, call.id, sections)
  const holder = await t.person()
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft', formVersion: 1, ...over })
  return { season, call, holder, draft, path: `/api/v1/submissions/${draft.id}` }
}
type Draft = Awaited<ReturnType<typeof aDraft>>

const put = ({ holder, draft, path }: Pick<Draft, 'holder' | 'draft' | 'path'>, answers: Answers, version = 1) =>
  holder.put(path).set('if-match', `"${version}"`).send({
    title: draft.title,
    structure: draft.structure,
    summary: draft.summary,
    framing: draft.framing,
    wantedSkills: draft.wantedSkills,
    answers,
  })
const submit = ({ holder, path }: Pick<Draft, 'holder' | 'path'>, version: number) =>
  holder.post(`${path}/submit`).set('if-match', `"${version}"`)
const upload = (who: TestPerson, to: string, body: Buffer = pdf, type = 'application/pdf', name = 'Statuts.pdf') =>
  who.post(to).set('content-type', type).set('file-name', name).send(body)
const errorsOf = ({ body }: { body: { code: string; errors?: { path: string; code: string }[] } }) => [
  body.code,
  ...(body.errors ?? []).map(({ path, code }) => `${path} ${code}`),
]
const amiens = {
  street: '1 rue des Lilas',
  postcode: '80000',
  commune: '80021',
  communeName: 'Amiens',
  departement: '80',
}

it('follows the form that was published when it was begun', async () => {
  const sections = [aSection(aQuestion('siret'))]
  const { call, holder } = await aDraft(sections)

  const { body } = await holder.post(`/api/v1/calls/${call.id}/submissions`).send({}).expect(201)
  const { body: form } = await holder.get(`/api/v1/submissions/${body.id}/form`).expect(200)

  expect(form).toEqual({ version: 1, sections, newer: null })
})

it('keeps a draft as it is typed, and says at submission what is not right', async () => {
  const siret = aQuestion('siret', { required: true })
  const [address, name] = [aQuestion('address', { required: true }), aQuestion('short_text')]
  const made = await aDraft([aSection(siret, address, name)])
  const half = {
    [siret.id]: '732 829',
    [address.id]: { ...amiens, street: '' },
    [name.id]: '<script>alert(1)</script>',
  }

  expect((await put(made, half).expect(200)).body.answers).toEqual(half)
  expect(errorsOf(await submit(made, 2).expect(409))).toEqual([
    'submission_incomplete',
    `answers.${siret.id} answer_siret`,
    `answers.${address.id}.street required`,
  ])
  const right = { ...half, [siret.id]: '732 829 320 00074', [address.id]: amiens }
  await put(made, right, 2).expect(200)
  const { body } = await submit(made, 3).expect(200)
  expect([body.status, body.answers]).toEqual(['submitted', { ...right, [siret.id]: '73282932000074' }])
  expect(errorsOf(await put(made, {}, 4).expect(409))).toEqual([
    'submission_incomplete',
    `answers.${siret.id} required`,
    `answers.${address.id} required`,
  ])
})

it('refuses answers that no question could have, and keeps what was saved', async () => {
  const [amount, address] = [aQuestion('money'), aQuestion('address')]
  const made = await aDraft([aSection(amount, address)], { answers: { [amount.id]: 1200 } })
  const stray = randomUUID()

  expect(errorsOf(await put(made, { [amount.id]: 'mille', [stray]: 'x' }).expect(400))).toEqual([
    'invalid_input',
    `answers.${stray} question_unknown`,
    `answers.${amount.id} invalid_type`,
  ])
  for (const wrong of [{ commune: '00000' }, { departement: '75' }, { communeName: 'Abbeville' }])
    expect(errorsOf(await put(made, { [address.id]: { ...amiens, ...wrong } }).expect(400))).toEqual([
      'invalid_input',
      `answers.${address.id}.commune answer_commune`,
    ])
  expect(errorsOf(await put(made, { [amount.id]: 'a\u0000' }).expect(400))[0]).toBe('invalid_input')
  expect((await made.holder.get(made.path)).body).toMatchObject({ answers: { [amount.id]: 1200 }, version: 1 })
})

it('does not need what its conditions hide, and drops it when it is submitted', async () => {
  const options = [
    { id: randomUUID(), label: 'Association' },
    { id: randomUUID(), label: 'Entreprise' },
  ]
  const kind = aQuestion('choice', { required: true, options })
  const only = (value: string) => ({
    match: 'all' as const,
    tests: [{ question: kind.id, test: 'equals' as const, value }],
  })
  const rna = aQuestion('rna', { required: true, condition: only(options[0]!.id) })
  const accounts = aQuestion('file', { condition: only(options[1]!.id) })
  const made = await aDraft([aSection(kind, rna, accounts)])
  await upload(made.holder, `${made.path}/files/${accounts.id}`).expect(201)
  await put(made, { [kind.id]: options[1]!.id, [rna.id]: 'W1' }).expect(200)
  const { body: saved } = await put(made, { [kind.id]: options[0]!.id, [rna.id]: 'w751234567' }, 2).expect(200)

  const { body } = await submit(made, 3).expect(200)

  expect(Object.keys(saved.answers).toSorted()).toEqual([kind.id, rna.id, accounts.id].toSorted())
  expect(body.answers).toEqual({ [kind.id]: options[0]!.id, [rna.id]: 'W751234567' })
  expect((await made.holder.get(`${made.path}/files/${accounts.id}`)).body.code).toBe('not_found')
  const removals = await t.db.execute(sql`select 1 from pgboss.job where name = 'files.remove'`)
  expect(removals.rows).toHaveLength(1)
})

it('tells a draft what a newer version changes, and takes it over in one act', async () => {
  const [name, size, statutes] = [aQuestion('short_text', { label: 'Nom' }), aQuestion('number'), aQuestion('file')]
  const made = await aDraft([aSection(name, size, statutes)], { answers: { [name.id]: 'Essor', [size.id]: 4 } })
  await upload(made.holder, `${made.path}/files/${statutes.id}`).expect(201)
  const phone = aQuestion('phone', { required: true, label: 'Téléphone' })
  const sections = [aSection({ ...name, label: 'Votre nom' }, phone)]
  const { body: before } = await made.holder.get(`${made.path}/form`)
  await insertForm(t.db, made.call.id, sections, 2)
  const takeOver = (version: number, read = 1) =>
    made.holder.post(`${made.path}/form`).set('if-match', `"${read}"`).send({ version })

  const { body: form } = await made.holder.get(`${made.path}/form`).expect(200)
  const stale = await takeOver(1).expect(409)
  const unread = await takeOver(2, 8).expect(412)
  const { body: taken } = await takeOver(2).expect(200)

  const line = (question: { id: string; label: string }, over: object) => ({
    questionId: question.id,
    label: question.label,
    required: false,
    keepsAnswer: false,
    what: [],
    ...over,
  })
  expect(before.newer).toBe(null)
  expect([form.version, form.newer]).toEqual([
    1,
    {
      version: 2,
      changes: [
        line({ ...name, label: 'Votre nom' }, { change: 'changed', keepsAnswer: true, what: ['label'] }),
        line(phone, { change: 'added', required: true, keepsAnswer: true }),
        line(size, { change: 'removed' }),
        line(statutes, { change: 'removed' }),
      ],
    },
  ])
  expect([stale.body.code, unread.body.code]).toEqual(['form_not_newest', 'version_conflict'])
  expect([taken.answers, taken.version]).toEqual([{ [name.id]: 'Essor' }, 2])
  expect((await made.holder.get(`${made.path}/form`)).body).toEqual({ version: 2, sections, newer: null })
  expect((await made.holder.get(`${made.path}/files/${statutes.id}`)).body.code).toBe('not_found')
})

it('leaves what is submitted on the form that it answered', async () => {
  const name = aQuestion('short_text')
  const made = await aDraft([aSection(name)], { status: 'submitted', submittedAt: new Date('2026-03-01T10:00:00Z') })
  await insertForm(t.db, made.call.id, [aSection(aQuestion('siret', { required: true }))], 2)

  const { body } = await made.holder.get(`${made.path}/form`).expect(200)
  const refused = await made.holder.post(`${made.path}/form`).set('if-match', '"1"').send({ version: 2 }).expect(409)

  expect([body.version, body.newer]).toEqual([1, null])
  expect(refused.body.code).toBe('submission_transition')
  expect((await made.holder.post(`${made.path}/form`).send({ version: 2 })).body.code).toBe('if_match_required')
})

it('offers the first form to drafts that were begun before there was one', async () => {
  const made = await aDraft([aSection(aQuestion('short_text'))], { formVersion: null })

  const { body } = await made.holder.get(`${made.path}/form`).expect(200)
  expect([body.version, body.sections, body.newer.version]).toEqual([null, [], 1])
  await made.holder.post(`${made.path}/form`).set('if-match', '"1"').send({ version: 1 }).expect(200)
})

it('takes a file beside what is being typed, replaces it, gives it to be saved, and removes it', async () => {
  const [statutes, name] = [aQuestion('file'), aQuestion('short_text')]
  const made = await aDraft([aSection(statutes, name)])
  const at = `${made.path}/files/${statutes.id}`
  const { body: first } = await upload(made.holder, at).expect(201)
  const typed = await put(made, { [name.id]: 'Essor' }).expect(200)
  const png = Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1')
  const { body: second } = await upload(made.holder, at, png, 'image/png', '..%2Flogo.pdf').expect(201)
  const { body, headers } = await made.holder.get(at).buffer(true).expect(200)

  expect(first).toEqual({ id: expect.any(String), name: 'Statuts.pdf', type: 'application/pdf', size: pdf.length })
  expect(typed.body).toMatchObject({ version: 2, answers: { [statutes.id]: first, [name.id]: 'Essor' } })
  expect(second).toMatchObject({ name: 'logo.pdf.png', type: 'image/png' })
  expect(Buffer.compare(body, png)).toBe(0)
  expect([
    headers['content-disposition'],
    headers['content-security-policy'],
    headers['x-content-type-options'],
  ]).toEqual([
    `attachment; filename="logo.pdf.png"; filename*=UTF-8''logo.pdf.png`,
    "default-src 'none'; sandbox",
    'nosniff',
  ])
  expect((await made.holder.get(made.path)).body.answers).toEqual({ [statutes.id]: second, [name.id]: 'Essor' })
  await made.holder.delete(at).expect(204)
  expect((await made.holder.get(made.path)).body.answers).toEqual({ [name.id]: 'Essor' })
  expect((await made.holder.delete(at)).body.code).toBe('not_found')
})

it.each([
  ['a program named .pdf', Buffer.from('MZ\x90\x00\x03', 'latin1'), 'application/pdf', 'statuts.pdf', 415],
  ['a drawing that holds a script', Buffer.from('<svg><script>alert(1)</script></svg>'), 'image/svg+xml', 'a.svg', 415],
  ['a type that the question does not take', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'image/jpeg', 'a.jpg', 415],
  ['more than the question takes', Buffer.alloc(1024 * 1024 + 1, '%PDF-'), 'application/pdf', 'a.pdf', 413],
  ['30 MB', Buffer.alloc(30 * 1024 * 1024, '%PDF-'), 'application/pdf', 'a.pdf', 413],
])('refuses %s, and keeps the file that was there', async (_what, bytes, type, name, status) => {
  const statutes = aQuestion('file')
  const made = await aDraft([aSection(statutes)])
  const at = `${made.path}/files/${statutes.id}`
  const { body: kept } = await upload(made.holder, at).expect(201)

  const answer = await fetch(`${t.url}${at}`, {
    method: 'POST',
    headers: { cookie: made.holder.cookie, 'content-type': type, 'file-name': name },
    body: bytes,
  })

  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    status,
    status === 413 ? 'too_large' : 'file_type_refused',
  ])
  expect((await made.holder.get(made.path)).body.answers).toEqual({ [statutes.id]: kept })
})

it('takes files for questions that ask for one, while the file may still change', async () => {
  const [statutes, name] = [aQuestion('file', { required: true }), aQuestion('short_text')]
  const made = await aDraft([aSection(statutes, name)])
  const at = `${made.path}/files/${statutes.id}`
  expect((await upload(made.holder, `${made.path}/files/${name.id}`).expect(404)).body.code).toBe('not_found')
  await upload(made.holder, at).expect(201)
  await submit(made, 1).expect(200)

  expect(errorsOf(await made.holder.delete(at).expect(409))).toEqual([
    'submission_incomplete',
    `answers.${statutes.id} required`,
  ])
  await upload(made.holder, at).expect(201)
  t.setNow(afterDeadline)
  const late = [await upload(made.holder, at), await made.holder.delete(at)]
  await t.db.update(submissions).set({ status: 'under_review' }).where(eq(submissions.id, made.draft.id))
  const reviewed = [await upload(made.holder, at), await made.holder.delete(at)]
  expect([...late, ...reviewed].map(({ body }) => body.code)).toEqual([
    'call_not_open',
    'call_not_open',
    'submission_transition',
    'submission_transition',
  ])
})

it('takes files for a correction until its moment has passed, as it takes words', async () => {
  const statutes = aQuestion('file')
  const made = await aDraft([aSection(statutes)])
  const at = `${made.path}/files/${statutes.id}`
  await upload(made.holder, at).expect(201)
  await submit(made, 1).expect(200)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: made.season.id })
  t.setNow(afterDeadline)
  const answerBy = { day: '2026-03-20', hour: '18:00' }
  await organiser
    .post(`${made.path}/corrections`)
    .send({ kind: 'outdated', parts: [], message: 'Vos statuts ont changé.', answerBy })
    .expect(201)

  const inTime = await upload(made.holder, at, Buffer.from('%PDF-nouveaux'))
  t.setNow('2026-03-20T17:01:00.000Z')
  const late = [await upload(made.holder, at), await made.holder.delete(at)]

  expect(inTime.status).toBe(201)
  expect(late.map(({ body }) => body.code)).toEqual(['correction_over', 'correction_over'])
  expect((await made.holder.get(made.path)).body.answers).toEqual({ [statutes.id]: inTime.body })
})

it('ends with one file, however many come at once', async () => {
  const statutes = aQuestion('file')
  const made = await aDraft([aSection(statutes)])
  const at = `${made.path}/files/${statutes.id}`

  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, place) => upload(made.holder, at, Buffer.from(`%PDF-${place}`))),
  )

  const { body } = await made.holder.get(made.path)
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201))
  expect(answers.map(({ body: file }) => file)).toContainEqual(body.answers[statutes.id])
})

it('says so when the bytes of a file are gone', async () => {
  const statutes = aQuestion('file')
  const made = await aDraft([aSection(statutes)])
  const at = `${made.path}/files/${statutes.id}`
  await upload(made.holder, at, Buffer.from(`%PDF-${randomUUID()}`)).expect(201)
  const { rows } = await t.db.execute<{ key: string }>(sql`select key from files order by id desc limit 1`)
  await t.deps.files.remove(rows[0]!.key)

  expect((await made.holder.get(at).expect(410)).body.code).toBe('file_missing')
})

it('is read by those who read the file, and written by its holder', async () => {
  const statutes = aQuestion('file')
  const made = await aDraft([aSection(statutes)])
  const at = `${made.path}/files/${statutes.id}`
  await upload(made.holder, at).expect(201)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: made.season.id })
  const reviewer = await t.person({ role: 'reviewer', scopeKind: 'season', scopeId: made.season.id })
  const juror = await t.person({ role: 'juror', scopeKind: 'season', scopeId: made.season.id })
  expect((await organiser.get(at)).body.code).toBe('not_found')
  await submit(made, 1).expect(200)
  await insertReview(t.db, made.draft.id, reviewer.id)

  expect((await organiser.get(at)).status).toBe(200)
  expect((await reviewer.get(at)).status).toBe(200)
  expect((await reviewer.get(`${made.path}/form`)).status).toBe(200)
  expect((await upload(organiser, at)).body.code).toBe('forbidden')
  expect(
    await unguarded(
      t,
      [
        ['get', `${made.path}/form`],
        ['post', `${made.path}/form`, { version: 1 }],
        ['get', at],
        ['post', at, {}],
        ['delete', at],
      ],
      { stranger: juror, owner: made.holder },
    ),
  ).toEqual([])
})
