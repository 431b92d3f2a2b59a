import { expect, it } from 'vitest'
import { aCriterion, insertCall, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { testNow, useTestApp } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
const criterion = { label: 'Utilité sociale', description: 'À qui cela sert-il ?', weight: 3, max: 5 }
/** Until organisers set it otherwise. */
const usual = {
  closingMessage: '',
  reopenedAt: null,
  graceMinutes: 0,
  editableAfterClose: 'nothing',
  confirmDays: 7,
  closedAt: null,
}
const draft = {
  title: 'Appel à projets 2026',
  presentation: 'Racontez-nous votre besoin.',
  timeZone: 'Europe/Paris',
  opens: { day: '2026-02-20', hour: '09:00' },
  closes: { day: '2026-03-29', hour: '23:59' },
  criteria: [criterion],
}

it('makes a call as a draft, with its instants in the zone of the call', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)

  const { body, headers } = await organiser.post(`/api/v1/seasons/${season.id}/calls`).send(draft).expect(201)

  expect(body).toEqual({
    id: expect.any(String),
    seasonId: season.id,
    title: draft.title,
    presentation: draft.presentation,
    timeZone: 'Europe/Paris',
    opensAt: '2026-02-20T08:00:00.000Z',
    closesAt: '2026-03-29T21:59:59.999Z',
    criteria: [{ ...criterion, id: expect.any(String) }],
    status: 'draft',
    ...usual,
    version: 1,
    createdAt: expect.any(String),
  })
  expect(headers['etag']).toBe('"1"')
  const read = await organiser.get(`/api/v1/calls/${body.id}`).expect(200)
  expect(read.body).toEqual(body)
})

it('names every field of a call that is not right', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const refused = async (over: object) => {
    const { body } = await organiser
      .post(`/api/v1/seasons/${season.id}/calls`)
      .send({ ...draft, ...over })
      .expect(400)
    return body.errors.map(({ path }: { path: string }) => path)
  }

  expect(await refused({ timeZone: 'Europe/Nowhere' })).toEqual(['timeZone'])
  expect(await refused({ closes: { day: '2026-02-30', hour: '23:59' } })).toEqual(['closes.day'])
  expect(await refused({ closes: { day: '2026-03-29', hour: '24:00' } })).toEqual(['closes.hour'])
  expect(await refused({ closes: { day: '2026-02-19', hour: '23:59' } })).toEqual(['closes.day'])
  expect(await refused({ criteria: [] })).toEqual(['criteria'])
  expect(await refused({ criteria: [{ ...criterion, weight: 0 }] })).toEqual(['criteria.0.weight'])
})

it('changes a draft, for whoever read its last version', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const { body: made } = await organiser.post(`/api/v1/seasons/${season.id}/calls`).send(draft)
  const change = { ...draft, title: 'Appel 2026', criteria: [...made.criteria, { label: 'Clarté' }] }

  const { body } = await organiser.put(`/api/v1/calls/${made.id}`).set('if-match', '"1"').send(change).expect(200)
  const again = await organiser.put(`/api/v1/calls/${made.id}`).set('if-match', '"1"').send(change).expect(412)
  const blind = await organiser.put(`/api/v1/calls/${made.id}`).send(change).expect(428)
  await organiser
    .put(`/api/v1/calls/${made.id}/criteria`)
    .send({ criteria: [criterion] })
    .expect(428)

  expect(body).toEqual({
    ...made,
    title: 'Appel 2026',
    criteria: [...made.criteria, { id: expect.any(String), label: 'Clarté', description: '', weight: 1, max: 5 }],
    version: 2,
  })
  expect([again.body.code, blind.body.code]).toEqual(['version_conflict', 'if_match_required'])
})

it('takes neither days of another age nor halves of characters', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const refused = async (over: object) =>
    (
      await organiser
        .post(`/api/v1/seasons/${season.id}/calls`)
        .send({ ...draft, ...over })
        .expect(400)
    ).body.errors.map(({ path }: { path: string }) => path)

  expect([
    await refused({ opens: { day: '0000-01-01', hour: '09:00' } }),
    await refused({ closes: { day: '9999-12-31', hour: '23:59' } }),
    await refused({ title: 'Appel \ud83c' }),
    await refused({ criteria: [{ ...criterion, label: 'Utilité \ud83c' }] }),
  ]).toEqual([['opens.day'], ['closes.day'], ['title'], ['criteria.0.label']])
})

it.each([
  ['an instant that no call has', ['+275760-09-13T00:00:00.000Z', '0198a1c2-0000-7000-8000-000000000001']],
  ['an instant before our era', ['0000-01-01T00:00:00.000Z', '0198a1c2-0000-7000-8000-000000000001']],
  ['an id that is none', ['2026-03-02T09:00:00.000Z', '-'.repeat(36)]],
])('refuses a cursor with %s', async (_what, key) => {
  const season = await insertSeason(t.db)
  const cursor = Buffer.from(JSON.stringify(key)).toString('base64url')

  const { body } = await (await organiserOf(season)).get(`/api/v1/seasons/${season.id}/calls?cursor=${cursor}`)

  expect(body).toMatchObject({ status: 400, code: 'cursor_invalid' })
})

it('is published once, and then no longer changes', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const { body: made } = await organiser.post(`/api/v1/seasons/${season.id}/calls`).send(draft)

  const answers = await Promise.all(Array.from({ length: 6 }, () => organiser.post(`/api/v1/calls/${made.id}/publish`)))
  const change = await organiser.put(`/api/v1/calls/${made.id}`).set('if-match', '"2"').send(draft).expect(409)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409])
  expect(answers.find(({ status }) => status === 200)?.body).toEqual({ ...made, status: 'open', version: 2 })
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('call_transition')
  expect(change.body.code).toBe('call_published')
})

it('is not published in a season that is not, nor after its deadline', async () => {
  const hidden = await insertSeason(t.db, { status: 'draft' })
  const season = await insertSeason(t.db)
  const early = await insertCall(t.db, hidden.id, { status: 'draft' })
  const late = await insertCall(t.db, season.id, { status: 'draft', closesAt: new Date('2026-03-02T08:59:59.999Z') })

  const unseen = await (await organiserOf(hidden)).post(`/api/v1/calls/${early.id}/publish`).expect(409)
  const past = await (await organiserOf(season)).post(`/api/v1/calls/${late.id}/publish`).expect(409)

  expect([unseen.body.code, past.body.code]).toEqual(['season_not_open', 'call_deadline_past'])
})

it('changes criteria until a review is begun', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const call = await insertCall(t.db, season.id, { criteria: [aCriterion()] })
  const submission = await insertSubmission(t.db, call.id, (await t.person()).id, { status: 'under_review' })
  await insertReview(t.db, submission.id, (await t.person()).id)
  const put = (version: number) =>
    organiser
      .put(`/api/v1/calls/${call.id}/criteria`)
      .set('if-match', `"${version}"`)
      .send({ criteria: [{ ...call.criteria[0], weight: 4 }] })

  const { body } = await put(1).expect(200)
  const stale = await put(1).expect(412)
  await insertReview(t.db, submission.id, (await t.person()).id, { status: 'draft' })
  const frozen = await put(2).expect(409)

  expect(body).toEqual({
    id: call.id,
    seasonId: season.id,
    title: call.title,
    presentation: call.presentation,
    timeZone: call.timeZone,
    opensAt: call.opensAt.toISOString(),
    closesAt: call.closesAt.toISOString(),
    criteria: [{ ...call.criteria[0], weight: 4 }],
    status: 'open',
    ...usual,
    version: 2,
    createdAt: call.createdAt.toISOString(),
  })
  expect([stale.body.code, frozen.body.code]).toEqual(['version_conflict', 'criteria_frozen'])
})

it('lists the calls of a season page by page, counting drafts and what came in', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season)
  const first = await insertCall(t.db, season.id, { createdAt: new Date('2026-01-01T00:00:00Z') })
  await insertCall(t.db, season.id, { title: 'Second appel', createdAt: new Date('2026-01-02T00:00:00Z') })
  const holder = await t.person()
  for (const status of ['draft', 'draft', 'submitted', 'declined', 'withdrawn'] as const)
    await insertSubmission(t.db, first.id, holder.id, { status })

  const { body: newest } = await organiser.get(`/api/v1/seasons/${season.id}/calls?limit=1`).expect(200)
  const { body: oldest } = await organiser
    .get(`/api/v1/seasons/${season.id}/calls?limit=1&cursor=${newest.nextCursor}`)
    .expect(200)

  expect(newest.items).toMatchObject([{ title: 'Second appel', drafts: 0, submitted: 0 }])
  expect(oldest).toEqual({
    items: [expect.objectContaining({ id: first.id, status: 'open', drafts: 2, submitted: 2 })],
    nextCursor: null,
  })
})

it('shows published calls to anyone, and drafts to nobody', async () => {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  const hidden = await insertCall(t.db, season.id, { status: 'draft' })

  const { body } = await t.anonymous.get(`/api/v1/public/calls/${call.id}`).expect(200)
  const { body: list } = await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/calls`).expect(200)
  const unseen = await t.anonymous.get(`/api/v1/public/calls/${hidden.id}`).expect(404)
  const unknown = await t.anonymous.get('/api/v1/public/seasons/nowhere/calls').expect(404)
  await t.anonymous.get('/api/v1/public/calls/nothing').expect(400)
  await t.anonymous.get('/api/v1/public/seasons/Nowhere!/calls').expect(400)
  await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/calls?cursor=wrong`).expect(400)

  const card = {
    id: call.id,
    title: call.title,
    opensAt: call.opensAt.toISOString(),
    closesAt: call.closesAt.toISOString(),
    timeZone: 'Europe/Paris',
    status: 'open',
    reopenedAt: null,
  }
  expect(body).toEqual({
    ...card,
    seasonId: season.id,
    presentation: '',
    closingMessage: '',
    criteria: call.criteria,
    seasonName: season.name,
    seasonSlug: season.slug,
    now: testNow,
  })
  expect(list).toEqual({ items: [card], nextCursor: null })
  expect([unseen.body.code, unknown.body.code]).toEqual(['not_found', 'not_found'])
})

it('names laureates once decisions are published, and nothing else of them', async () => {
  const season = await insertSeason(t.db)
  const decided = await insertCall(t.db, season.id, { status: 'decided' })
  const private_ = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-01T00:00:00Z') })
  const holder = await t.person()
  await insertSubmission(t.db, decided.id, holder.id, { title: 'Bibliothèque', status: 'accepted' })
  await insertSubmission(t.db, decided.id, holder.id, { title: 'Atelier vélo', status: 'confirmed' })
  await insertSubmission(t.db, decided.id, holder.id, { title: 'Refusé', status: 'declined' })
  await insertSubmission(t.db, decided.id, holder.id, { title: 'Parti', status: 'withdrawn' })
  await insertSubmission(t.db, private_.id, holder.id, {
    title: 'Secret',
    status: 'under_review',
    pendingOutcome: 'accepted',
  })

  const { body } = await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/laureates`).expect(200)
  await t.anonymous.get('/api/v1/public/seasons/nowhere/laureates').expect(404)
  await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/laureates?limit=0`).expect(400)
  await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/laureates?cursor=wrong`).expect(400)

  const common = { structure: 'Association des locataires', summary: 'Un potager commun' }
  expect(body).toEqual({
    items: [
      { title: 'Atelier vélo', ...common },
      { title: 'Bibliothèque', ...common },
    ],
    nextCursor: null,
  })
})

it('is made, changed and published by organisers of its season only', async () => {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { status: 'draft' })
  const elsewhere = await organiserOf(await insertSeason(t.db))
  expect(
    await unguarded(
      t,
      [
        ['get', `/api/v1/seasons/${season.id}/calls?limit=5`],
        ['post', `/api/v1/seasons/${season.id}/calls`, draft],
        ['get', `/api/v1/calls/${call.id}`],
        ['put', `/api/v1/calls/${call.id}`, draft],
        ['put', `/api/v1/calls/${call.id}/criteria`, { criteria: [criterion] }],
        ['post', `/api/v1/calls/${call.id}/publish`],
      ],
      { stranger: elsewhere, owner: await organiserOf(season) },
    ),
  ).toEqual([])
})
