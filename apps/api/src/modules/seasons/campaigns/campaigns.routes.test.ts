import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCampaign } from '../../../../test/factories.ts'
import { useTestApp, type GivenRole } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'

const t = useTestApp()

const network: GivenRole = { role: 'network_admin', scopeKind: 'network', scopeId: null }
const evening = {
  title: 'Soirée nationale',
  startsAt: '2026-04-17T17:00:00.000Z',
  endsAt: '2026-04-17T19:30:00.000Z',
  onlineUrl: 'https://direct.example.org/soiree',
}
const draft = {
  slug: 'printemps-solidaire',
  name: 'Printemps solidaire',
  theme: 'Rompre l’isolement',
  summary: 'Partout en France.',
  startsOn: '2026-04-10',
  endsOn: '2026-04-19',
  timeZone: 'Europe/Paris',
  evening,
}
const path = '/api/v1/campaigns'

it('is drawn up, published, closed and reopened by the network’s admins', async () => {
  const admin = await t.person(network)

  const { body: made } = await admin
    .post(path)
    .send({ ...draft, timeZone: undefined })
    .expect(201)
  const one = `${path}/${made.id}`
  const hidden = await t.anonymous.get(`/api/v1/public/campaigns/${draft.slug}`)
  const { body: changed } = await admin
    .put(one)
    .set('if-match', '"1"')
    .send({ ...draft, theme: 'Se nourrir près de chez soi', evening: null })
    .expect(200)
  const { body: stale } = await admin.put(one).set('if-match', '"1"').send(draft).expect(412)
  const { body: blind } = await admin.put(one).send(draft).expect(428)
  const read = await admin.get(one).expect(200)
  const moves = []
  for (const to of ['closed', 'published', 'draft', 'closed', 'published'])
    moves.push(await admin.post(`${one}/status`).send({ to }))

  const shown = {
    ...draft,
    id: made.id,
    evening: { ...evening, status: 'planned' },
    status: 'draft',
    version: 1,
    createdAt: expect.any(String),
  }
  expect(made).toEqual(shown)
  expect(hidden.status).toBe(404)
  expect(changed).toEqual({ ...shown, theme: 'Se nourrir près de chez soi', evening: null, version: 2 })
  expect([stale.code, blind.code]).toEqual(['version_conflict', 'if_match_required'])
  expect([read.body, read.headers['etag']]).toEqual([changed, '"2"'])
  expect(moves.map(({ status, body }) => [status, body.code ?? body.status])).toEqual([
    [409, 'campaign_transition'],
    [200, 'published'],
    [409, 'campaign_transition'],
    [200, 'closed'],
    [200, 'published'],
  ])
  const lines = await t.db
    .select()
    .from(auditLog)
    .where(eq(auditLog.subjectId, made.id))
    .orderBy(auditLog.at, auditLog.id)
  expect(lines.map(({ action, actorId }) => [action, actorId])).toEqual(
    ['created', 'changed', 'published', 'closed', 'published'].map((done) => [`campaign.${done}`, admin.id]),
  )
})

it('gives an address to one campaign only, also to those who ask at once', async () => {
  const admin = await t.person(network)
  const make = () => admin.post(path).send({ ...draft, slug: 'la-meme' })

  const answers = await Promise.all([make(), make(), make()])
  const other = await insertCampaign(t.db)
  const { body } = await admin
    .put(`${path}/${other.id}`)
    .set('if-match', '"1"')
    .send({ ...draft, slug: 'la-meme' })
    .expect(409)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
  expect(body).toMatchObject({ code: 'already_exists', errors: [{ path: 'slug', code: 'taken' }] })
})

it('shows the link of the evening once told live, and no longer once it is over', async () => {
  const admin = await t.person(network)
  const { id, slug } = await insertCampaign(t.db)
  const move = (to: string) => admin.post(`${path}/${id}/evening`).send({ to })
  const seen = async () => (await t.anonymous.get(`/api/v1/public/campaigns/${slug}`).expect(200)).body.evening

  const before = await seen()
  const early = await move('over')
  await move('live').expect(200)
  const during = await seen()
  await move('over').expect(200)
  const after = await seen()

  const shown = { title: 'Soirée nationale', startsAt: evening.startsAt, endsAt: evening.endsAt }
  expect(early.body.code).toBe('campaign_transition')
  expect([before, during, after]).toEqual([
    { ...shown, status: 'planned', onlineUrl: null },
    { ...shown, status: 'live', onlineUrl: evening.onlineUrl },
    { ...shown, status: 'over', onlineUrl: null },
  ])
})

it('has no live evening without a date, or on a page that nobody sees', async () => {
  const admin = await t.person(network)
  const none = await insertCampaign(t.db, { eveningTitle: null, eveningStartsAt: null, eveningEndsAt: null })
  const hidden = await insertCampaign(t.db, { status: 'draft' })

  const answers = await Promise.all(
    [none, hidden].map(({ id }) => admin.post(`${path}/${id}/evening`).send({ to: 'live' })),
  )

  expect(answers.map(({ body }) => body.code)).toEqual(['campaign_transition', 'campaign_transition'])
})

it('names what is not right', async () => {
  const admin = await t.person(network)
  const refused = async (over: object) => {
    const { body } = await admin
      .post(path)
      .send({ ...draft, slug: 'jamais', ...over })
      .expect(400)
    return body.errors.map((error: { path: string }) => error.path).toSorted()
  }

  expect(await refused({ slug: 'Pas Bon', name: ' ', theme: '', timeZone: 'Mars' })).toEqual([
    'name',
    'slug',
    'theme',
    'timeZone',
  ])
  expect(await refused({ endsOn: '2026-04-09' })).toEqual(['endsOn'])
  expect(await refused({ evening: { ...evening, endsAt: evening.startsAt } })).toEqual(['evening.endsAt'])
  expect(await refused({ evening: { ...evening, onlineUrl: 'javascript:alert(1)' } })).toEqual(['evening.onlineUrl'])
  expect(
    await refused({ evening: { ...evening, startsAt: '2062-04-17T17:00:00Z', endsAt: '2062-04-17T18:00:00Z' } }),
  ).toEqual(['evening.startsAt'])
})

it('lists campaigns: drafts to the network’s admins, the others to everybody', async () => {
  const admin = await t.person(network)
  const made = []
  for (const [name, startsOn, status] of [
    ['Tard', '2031-05-01', 'closed'],
    ['Brouillon', '2031-04-01', 'draft'],
    ['Tôt', '2031-03-01', 'published'],
  ] as const)
    made.push(await insertCampaign(t.db, { name, startsOn, endsOn: '2031-06-01', status }))
  const names = ({ items }: { items: { name: string }[] }) => items.map(({ name }) => name)
  const read = async (list: string, caller: typeof t.anonymous) => (await caller.get(list).expect(200)).body

  const first = await read('/api/v1/public/campaigns?limit=1', t.anonymous)
  const second = await read(`/api/v1/public/campaigns?limit=1&cursor=${first.nextCursor}`, t.anonymous)
  const mine = await read(`${path}?limit=3`, admin)

  expect(first.items).toEqual([
    {
      id: made[0]!.id,
      slug: made[0]!.slug,
      name: 'Tard',
      theme: 'Rompre l’isolement',
      summary: '',
      startsOn: '2031-05-01',
      endsOn: '2031-06-01',
      timeZone: 'Europe/Paris',
      status: 'closed',
    },
  ])
  expect(names(second)).toEqual(['Tôt'])
  expect(names(mine)).toEqual(['Tôt', 'Brouillon', 'Tard'])
  expect((await t.anonymous.get('/api/v1/public/campaigns?cursor=wrong').expect(400)).body.code).toBe('cursor_invalid')
})

it('is drawn up by nobody else', async () => {
  const { id } = await insertCampaign(t.db)
  const local = await t.person({ role: 'delegation_admin', scopeKind: 'delegation', scopeId: id })

  expect(
    await unguarded(
      t,
      [
        ['get', `${path}?limit=5`],
        ['post', path, draft],
        ['get', `${path}/${id}`],
        ['post', `${path}/${id}/status`, { to: 'closed' }],
        ['post', `${path}/${id}/evening`, { to: 'live' }],
      ],
      { stranger: local, owner: await t.person(network) },
    ),
  ).toEqual([])
  expect((await local.put(`${path}/${id}`).set('if-match', '"1"').send(draft).expect(403)).body.code).toBe('forbidden')
})
