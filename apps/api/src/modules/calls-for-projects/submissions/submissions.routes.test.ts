import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCall, insertEnrolment, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { lockCall } from '../calls/calls.repository.ts'
import { submissions } from './submissions.table.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
const afterDeadline = '2026-03-15T23:00:00.000Z'

const file = {
  title: 'Un jardin pour la résidence',
  structure: 'Association des locataires',
  summary: 'Un potager commun au pied des tours.',
  framing: {
    problem: 'Aucun lieu commun pour 200 foyers.',
    evidence: '140 foyers le disent.',
    beneficiaries: 'Les habitants.',
    users: 'Vingt jardiniers.',
    payers: 'Le bailleur.',
    benefit: 'Moins d’isolement.',
    horizon: 'long_running' as const,
    withinTime: 'Dessiner la parcelle.',
    deliverable: 'Un plan et une parcelle.',
  },
  wantedSkills: [{ skill: 'law.associations', level: 2, count: 1, days: 2.5 }],
}

async function openCall() {
  const season = await insertSeason(t.db)
  return { season, call: await insertCall(t.db, season.id) }
}

const put = (holder: TestPerson, id: string, version: number, body: object = file) =>
  holder.put(`/api/v1/submissions/${id}`).set('if-match', `"${version}"`).send(body)
const submit = (holder: TestPerson, id: string, version: number) =>
  holder.post(`/api/v1/submissions/${id}/submit`).set('if-match', `"${version}"`)

it('begins as a draft that may be saved with anything missing', async () => {
  const { call } = await openCall()
  const holder = await t.person()

  const { body } = await holder.post(`/api/v1/calls/${call.id}/submissions`).send({}).expect(201)
  const half = { ...file, framing: { ...file.framing, payers: '' }, wantedSkills: [] }
  const saved = await put(holder, body.id, 1, half).expect(200)

  expect(body).toEqual({
    id: expect.any(String),
    callId: call.id,
    title: '',
    structure: '',
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
    wantedSkills: [],
    answers: {},
    status: 'draft',
    submittedAt: null,
    reason: '',
    version: 1,
    createdAt: expect.any(String),
  })
  expect(saved.body).toEqual({ ...body, ...half, version: 2 })
})

it('is one of twenty drafts of a person at most, however fast they begin them', async () => {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  const holder = await t.person()
  for (let n = 0; n < 18; n += 1) await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })
  await insertSubmission(t.db, call.id, holder.id)

  const answers = await Promise.all(
    Array.from({ length: 8 }, () => holder.post(`/api/v1/calls/${call.id}/submissions`).send({})),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, ...Array(6).fill(409)])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('too_many_of_these')
})

it('is made once for the same Idempotency-Key', async () => {
  const { call } = await openCall()
  const holder = await t.person()
  const start = (title: string) =>
    holder.post(`/api/v1/calls/${call.id}/submissions`).set('idempotency-key', 'un').send({ title })

  const first = await start('Jardin').expect(201)
  const again = await start('Jardin').expect(201)
  const other = await start('Autre').expect(422)

  expect(again.body).toEqual(first.body)
  expect(other.body.code).toBe('idempotency_mismatch')
})

it('names every field that is missing, and stays a draft', async () => {
  const { call } = await openCall()
  const holder = await t.person()
  const draft = await insertSubmission(t.db, call.id, holder.id, {
    status: 'draft',
    summary: '',
    framing: { ...file.framing, payers: '' },
    wantedSkills: [],
  })

  const { body } = await submit(holder, draft.id, 1).expect(409)
  const read = await holder.get(`/api/v1/submissions/${draft.id}`).expect(200)

  expect(body).toMatchObject({
    code: 'submission_incomplete',
    errors: [
      { path: 'summary', code: 'required' },
      { path: 'framing.payers', code: 'required' },
      { path: 'wantedSkills', code: 'required' },
    ],
  })
  expect(read.body).toMatchObject({ status: 'draft', version: 1 })
  expect(await t.mailsTo(holder.email)).toEqual([])
})

it('refuses what is not fit to be saved, and keeps what was', async () => {
  const { call } = await openCall()
  const holder = await t.person()
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })
  const refused = async (over: object) =>
    (await put(holder, draft.id, 1, { ...file, ...over }).expect(400)).body.errors.map(
      ({ path }: { path: string }) => path,
    )

  expect(await refused({ title: 'x'.repeat(121) })).toEqual(['title'])
  expect(await refused({ title: 'a\u0000b' })).toEqual(['title'])
  expect(await refused({ wantedSkills: [{ skill: 'magic.wand', level: 2, count: 1 }] })).toEqual([
    'wantedSkills.0.skill',
  ])
  expect(await refused({ wantedSkills: [...file.wantedSkills, ...file.wantedSkills] })).toEqual(['wantedSkills'])
  expect((await holder.get(`/api/v1/submissions/${draft.id}`)).body).toMatchObject({ title: draft.title, version: 1 })
})

it('never lets two tabs overwrite each other silently', async () => {
  const { call } = await openCall()
  const holder = await t.person()
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })

  const answers = await Promise.all(
    ['Un', 'Deux', 'Trois', 'Quatre'].map((title) => put(holder, draft.id, 1, { ...file, title })),
  )
  const blind = await holder.put(`/api/v1/submissions/${draft.id}`).send(file).expect(428)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412])
  const won = answers.find(({ status }) => status === 200)!.body.title
  expect((await holder.get(`/api/v1/submissions/${draft.id}`)).body).toMatchObject({ title: won, version: 2 })
  expect(blind.body.code).toBe('if_match_required')
})

it('is submitted once, with one receipt, however often it is sent', async () => {
  const { call } = await openCall()
  const holder = await t.person()
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })

  const answers = await Promise.all(Array.from({ length: 6 }, () => submit(holder, draft.id, 1)))
  const again = await submit(holder, draft.id, 2).expect(409)
  await holder.post(`/api/v1/submissions/${draft.id}/submit`).expect(428)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412, 412, 412])
  expect(again.body.code).toBe('submission_transition')
  expect(await t.mailsTo(holder.email)).toHaveLength(1)
})

it('may still be edited once submitted, as long as it stays complete', async () => {
  const { call } = await openCall()
  const holder = await t.person()
  const submitted = await insertSubmission(t.db, call.id, holder.id)

  const emptied = await put(holder, submitted.id, 1, { ...file, summary: '' }).expect(409)
  const { body } = await put(holder, submitted.id, 1).expect(200)

  expect(emptied.body.code).toBe('submission_incomplete')
  expect(body).toMatchObject({ ...file, status: 'submitted', version: 2 })
})

it('is in at the last instant of the deadline, and out after it', async () => {
  const { call } = await openCall()
  const closesAt = new Date('2026-03-15T22:59:59.999Z')
  const season = await insertSeason(t.db)
  const exact = await insertCall(t.db, season.id, { closesAt })
  const holder = await t.person()
  const [first, second] = [
    await insertSubmission(t.db, exact.id, holder.id, { status: 'draft' }),
    await insertSubmission(t.db, exact.id, holder.id, { status: 'draft' }),
  ]

  t.setNow('2026-03-15T22:59:59.999Z')
  await submit(holder, first.id, 1).expect(200)
  t.setNow('2026-03-15T23:00:00.000Z')
  const late = await submit(holder, second.id, 1).expect(409)
  const edit = await put(holder, first.id, 2).expect(409)
  const start = await holder.post(`/api/v1/calls/${call.id}/submissions`).send({}).expect(409)
  t.setNow('2026-02-01T07:59:59.999Z')
  const early = await holder.post(`/api/v1/calls/${call.id}/submissions`).send({}).expect(409)

  expect([late, edit, start, early].map(({ body }) => body.code)).toEqual(Array(4).fill('call_not_open'))
})

it('is late when the deadline passes while it waits for its turn', async () => {
  const { call } = await openCall()
  const holder = await t.person()
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })
  let sending: Promise<{ status: number; body: { code: string } }> | undefined

  await t.db.transaction(async (tx) => {
    await lockCall(tx, call.id)
    sending = submit(holder, draft.id, 1).then((answer) => answer)
    await expect
      .poll(async () => {
        const { rows } = await t.db.execute(
          `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        )
        return rows.length
      })
      .toBe(1)
    t.setNow(afterDeadline)
  })

  expect(await sending).toMatchObject({ status: 409, body: { code: 'call_not_open' } })
  const [row] = await t.db.select().from(submissions).where(eq(submissions.id, draft.id))
  expect(row).toMatchObject({ status: 'draft', submittedAt: null })
})

it('is withdrawn at any time before it is confirmed, and stays so', async () => {
  const { call } = await openCall()
  const holder = await t.person()
  for (const status of ['draft', 'submitted', 'under_review', 'accepted', 'waitlisted'] as const) {
    const { id } = await insertSubmission(t.db, call.id, holder.id, { status })
    const { body } = await holder.post(`/api/v1/submissions/${id}/withdraw`).expect(200)
    expect(body).toMatchObject({ id, status: 'withdrawn', version: 2 })
  }
  const { id } = await insertSubmission(t.db, call.id, holder.id, { status: 'declined' })

  const refused = await holder.post(`/api/v1/submissions/${id}/withdraw`).expect(409)
  const edit = await put(holder, id, 1).expect(409)

  expect([refused.body.code, edit.body.code]).toEqual(['submission_transition', 'submission_transition'])
})

it('becomes a project of the season when its holder confirms, once', async () => {
  const { season, call } = await openCall()
  const holder = await t.person()
  const accepted = await insertSubmission(t.db, call.id, holder.id, { status: 'accepted' })

  const answers = await Promise.all(
    Array.from({ length: 5 }, () => holder.post(`/api/v1/submissions/${accepted.id}/confirm`)),
  )
  const participant = await t.person()
  await insertEnrolment(t.db, season.id, participant.id)
  const { body } = await participant.get(`/api/v1/seasons/${season.id}/projects`).expect(200)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('submission_transition')
  expect(answers.find(({ status }) => status === 200)!.body).toMatchObject({ id: accepted.id, status: 'confirmed' })
  expect(body).toEqual({
    items: [
      {
        id: expect.any(String),
        seasonId: season.id,
        submissionId: accepted.id,
        title: accepted.title,
        structure: accepted.structure,
        summary: accepted.summary,
        wantedSkills: accepted.wantedSkills,
        version: 1,
        createdAt: expect.any(String),
      },
    ],
    nextCursor: null,
  })
  expect(await t.mailsTo(holder.email)).toMatchObject([
    { subject: `Votre participation est confirmée : ${season.name}` },
  ])
})

it('is written by its holder only', async () => {
  const { season, call } = await openCall()
  const holder = await t.person()
  const { id } = await insertSubmission(t.db, call.id, holder.id)

  expect(
    await unguarded(
      t,
      [
        ['get', `/api/v1/submissions/${id}`],
        ['get', `/api/v1/seasons/${season.id}/projects?limit=5`],
      ],
      { stranger: await t.person(), owner: await organiserOf(season) },
    ),
  ).toEqual([])
  expect(
    await unguarded(
      t,
      [
        ['put', `/api/v1/submissions/${id}`, file],
        ['post', `/api/v1/submissions/${id}/submit`],
        ['post', `/api/v1/submissions/${id}/withdraw`],
        ['post', `/api/v1/submissions/${id}/confirm`],
      ],
      { stranger: await organiserOf(season), owner: holder },
    ),
  ).toEqual([])
  expect(
    await unguarded(
      t,
      [
        ['post', `/api/v1/calls/${call.id}/submissions`, {}],
        ['get', '/api/v1/me/submissions?limit=5'],
      ],
      { owner: holder },
    ),
  ).toEqual([])
})
