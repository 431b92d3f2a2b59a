import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason, insertSite } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { attentionOf } from '../season-news.service.ts'

const t = useTestApp()

const nobody = { everyone: false, statuses: [], siteIds: [], teamIds: [], roles: [] }
const draft = {
  subject: 'Venez plus tôt',
  text: 'Un café vous attend dès 8 h 50.\n\nL’entrée est par la cour.',
  audience: { ...nobody, everyone: true },
  onSeasonPage: false,
}
const organiserOf = (seasonId: string) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: seasonId })
const listPath = (seasonId: string) => `/api/v1/seasons/${seasonId}/announcements`

async function written(organiser: TestPerson, seasonId: string, over: object = {}) {
  const { body } = await organiser
    .post(listPath(seasonId))
    .send({ ...draft, ...over })
    .expect(201)
  return { ...(body as { id: string; version: number }), path: `${listPath(seasonId)}/${body.id}` }
}

const send = (organiser: TestPerson, path: string, recipients: number, version = 1) =>
  organiser.post(`${path}/send`).set('if-match', `"${version}"`).send({ recipients })

it('keeps a draft that organisers change, and that nobody else reads', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  const comer = await t.person()
  await insertEnrolment(t.db, season.id, comer.id)

  const { body: made, headers: _ } = await organiser.post(listPath(season.id)).send(draft).expect(201)
  const path = `${listPath(season.id)}/${made.id}`
  const change = { ...draft, subject: 'Venez à 9 h', onSeasonPage: true }
  const { body: changed } = await organiser.put(path).set('if-match', '"1"').send(change).expect(200)
  const { body: stale } = await organiser.put(path).set('if-match', '"1"').send(draft).expect(412)
  const { body: blind } = await organiser.put(path).send(draft).expect(428)
  const read = await organiser.get(path).expect(200)

  const shown = {
    ...draft,
    id: made.id,
    seasonId: season.id,
    status: 'draft',
    recipientCount: null,
    sentAt: null,
    version: 1,
    createdAt: expect.any(String),
  }
  expect(made).toEqual(shown)
  expect(changed).toEqual({ ...shown, ...change, version: 2 })
  expect([stale.code, blind.code]).toEqual(['version_conflict', 'if_match_required'])
  expect([read.body, read.headers['etag']]).toEqual([changed, '"2"'])
  expect((await comer.get('/api/v1/me/announcements').expect(200)).body).toEqual({ items: [], nextCursor: null })
  const onPage = await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/announcements`).expect(200)
  expect(onPage.body).toEqual({ items: [], nextCursor: null })

  await organiser.delete(path).expect(204)
  await organiser.get(path).expect(404)
  const lines = await t.db
    .select()
    .from(auditLog)
    .where(eq(auditLog.subjectId, made.id))
    .orderBy(auditLog.at, auditLog.id)
  expect(lines.map(({ action, details }) => [action, details])).toEqual([
    ['announcement.drafted', {}],
    ['announcement.changed', {}],
    ['announcement.removed', {}],
  ])
})

it('tells before sending how many people it reaches, and what they will read', async () => {
  const season = await insertSeason(t.db, {
    name: 'Printemps',
    terminology: { event: 'marathon solidaire', team: 'équipe', structure: 'structure', participant: 'bénévole' },
  })
  const organiser = await organiserOf(season.id)
  for (let index = 0; index < 7; index += 1) await insertEnrolment(t.db, season.id, (await t.person()).id)
  await insertEnrolment(t.db, season.id, (await t.person()).id, { status: 'withdrawn' })
  const { path } = await written(organiser, season.id)

  const { body } = await organiser.get(`${path}/preview`).expect(200)

  expect(body).toEqual({
    version: 1,
    recipients: 7,
    firstNames: Array.from({ length: 5 }, () => expect.stringMatching(/^Personne \d+$/)),
    mail: {
      subject: 'Venez plus tôt : Printemps',
      text: [
        'Bonjour,',
        draft.text,
        `La page de « Printemps » (marathon solidaire) :\nhttp://essor.test/saisons/${season.slug}`,
        'Vos messages restent dans votre espace :\nhttp://essor.test/mon-espace/annonces',
        'À bientôt,\nL’organisation de « Printemps »',
      ].join('\n\n'),
    },
  })
  expect(JSON.stringify(body)).not.toContain('@')
})

it('is sent once, however many organisers press at the same time', async () => {
  const season = await insertSeason(t.db)
  const organisers = [await organiserOf(season.id), await organiserOf(season.id)] as const
  const comer = await t.person({ role: 'mentor', scopeKind: 'season', scopeId: season.id })
  await insertEnrolment(t.db, season.id, comer.id)
  const late = await t.person()
  const { id, path } = await written(organisers[0], season.id, { audience: { ...draft.audience, roles: ['mentor'] } })
  t.setNow('2026-03-05T08:00:00Z')

  const answers = await Promise.all([0, 1, 0, 1, 0].map((who) => send(organisers[who === 0 ? 0 : 1], path, 1)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
  expect(new Set(answers.flatMap(({ status, body }) => (status === 409 ? [body.code] : [])))).toEqual(
    new Set(['announcement_sent']),
  )
  const sent = answers.find(({ status }) => status === 200)!.body
  expect([sent.status, sent.recipientCount, sent.sentAt, sent.version]).toEqual([
    'sent',
    1,
    '2026-03-05T08:00:00.000Z',
    2,
  ])
  expect(await t.mailsTo(comer.email)).toEqual([
    { subject: 'Venez plus tôt : Saison de printemps', text: expect.stringContaining(draft.text) },
  ])
  const lines = await t.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, id), eq(auditLog.action, 'announcement.sent')))
  expect(lines).toMatchObject([{ details: { recipients: 1 }, delegationId: season.delegationId }])

  await insertEnrolment(t.db, season.id, late.id)
  await t.db.update(enrolments).set({ status: 'withdrawn' }).where(eq(enrolments.personId, comer.id))
  const mine = { id, subject: draft.subject, text: draft.text, sentAt: '2026-03-05T08:00:00.000Z' }
  expect((await comer.get('/api/v1/me/announcements').expect(200)).body.items).toEqual([
    {
      ...mine,
      seasonId: season.id,
      seasonName: season.name,
      seasonSlug: season.slug,
      terminology: season.terminology,
    },
  ])
  expect((await late.get('/api/v1/me/announcements').expect(200)).body.items).toEqual([])
})

it('stays as it was sent', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  await insertEnrolment(t.db, season.id, organiser.id)
  const { path } = await written(organiser, season.id)
  await send(organiser, path, 1).expect(200)

  const answers = [
    await organiser.put(path).set('if-match', '"2"').send(draft),
    await organiser.delete(path),
    await send(organiser, path, 1, 2),
  ]

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([409, 'announcement_sent']))
})

it('sends what was read: not another version, nor to another number of people', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  const comer = await t.person()
  const { path } = await written(organiser, season.id)

  const toNobody = await send(organiser, path, 0)
  await insertEnrolment(t.db, season.id, comer.id)
  const grown = await send(organiser, path, 0)
  await organiser
    .put(path)
    .set('if-match', '"1"')
    .send({ ...draft, text: 'Autre chose' })
    .expect(200)
  const changed = await send(organiser, path, 1)
  const unsaid = await organiser.post(`${path}/send`).send({ recipients: 1 })

  expect([toNobody, grown, changed, unsaid].map(({ status, body }) => [status, body.code])).toEqual([
    [409, 'announcement_without_reader'],
    [409, 'announcement_audience_changed'],
    [412, 'version_conflict'],
    [428, 'if_match_required'],
  ])
  expect(await t.mailsTo(comer.email)).toEqual([])
  expect((await organiser.get(path).expect(200)).body).toMatchObject({ status: 'draft', sentAt: null })
})

it('leads to a page that is there: after the season’s publication, and still after its end', async () => {
  const hidden = await insertSeason(t.db, { status: 'draft' })
  const over = await insertSeason(t.db, { status: 'closed' })
  const organiser = await t.person(
    { role: 'organiser', scopeKind: 'season', scopeId: hidden.id },
    { role: 'organiser', scopeKind: 'season', scopeId: over.id },
  )
  await insertEnrolment(t.db, hidden.id, organiser.id)
  await insertEnrolment(t.db, over.id, organiser.id)
  const early = await written(organiser, hidden.id)
  const thanks = await written(organiser, over.id, { subject: 'Merci' })

  expect((await send(organiser, early.path, 1).expect(409)).body.code).toBe('season_not_open')
  await send(organiser, thanks.path, 1).expect(200)
  expect((await t.mailsTo(organiser.email)).map(({ subject }) => subject)).toEqual(['Merci : Saison de printemps'])
})

it('shows on the season’s page what is for everybody, the latest first, page after page', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  for (const [index, subject] of ['Un', 'Deux', 'Trois'].entries()) {
    t.setNow(`2026-03-0${index + 3}T08:00:00Z`)
    const { path } = await written(organiser, season.id, { subject, audience: nobody, onSeasonPage: true })
    await send(organiser, path, 0).expect(200)
  }
  const { path } = await written(organiser, season.id, {
    subject: 'En privé',
    audience: { ...nobody, roles: ['organiser'] },
  })
  await send(organiser, path, 1).expect(200)
  const page = `/api/v1/public/seasons/${season.slug}/announcements?limit=2`

  const { body: first } = await t.anonymous.get(page).expect(200)
  const { body: second } = await t.anonymous.get(`${page}&cursor=${first.nextCursor}`).expect(200)

  expect(first.items[0]).toEqual({
    id: expect.any(String),
    subject: 'Trois',
    text: draft.text,
    sentAt: '2026-03-05T08:00:00.000Z',
  })
  expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual(['Trois', 'Deux', 'Un'])
  expect(second.nextCursor).toBeNull()
  const draftSeason = await insertSeason(t.db, { status: 'draft' })
  await t.anonymous.get(`/api/v1/public/seasons/${draftSeason.slug}/announcements`).expect(404)
  expect((await t.anonymous.get(`${page}&cursor=wrong`).expect(400)).body.code).toBe('cursor_invalid')
})

it('lists drafts and sent ones to organisers, page after page', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  for (const subject of ['Un', 'Deux', 'Trois']) await written(organiser, season.id, { subject, onSeasonPage: true })
  const { items } = (await organiser.get(listPath(season.id)).expect(200)).body
  await send(organiser, `${listPath(season.id)}/${items[0].id}`, 0).expect(200)
  const read = async (query: string) => (await organiser.get(`${listPath(season.id)}?limit=2${query}`).expect(200)).body

  const first = await read('')
  const second = await read(`&cursor=${first.nextCursor}`)

  const subjects = (list: { subject: string }[]) => list.map(({ subject }) => subject)
  expect(subjects([...first.items, ...second.items])).toEqual(['Trois', 'Deux', 'Un'])
  expect([subjects((await read('&status=sent')).items), subjects((await read('&status=draft')).items)]).toEqual([
    ['Trois'],
    ['Deux', 'Un'],
  ])
})

it('names what is not right', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  const site = await insertSite(t.db, (await insertSeason(t.db)).id)
  const refused = async (over: object) => {
    const { body } = await organiser
      .post(listPath(season.id))
      .send({ ...draft, ...over })
      .expect(400)
    return body.errors.map(({ path }: { path: string }) => path)
  }

  expect(await refused({ subject: ' ', text: '\u0000' })).toEqual(['subject', 'text'])
  expect(await refused({ audience: nobody })).toEqual(['audience'])
  expect(await refused({ audience: { ...nobody, siteIds: [site.id] } })).toEqual(['audience.siteIds'])
  expect(await refused({ audience: { ...nobody, roles: ['network_admin'] } })).toEqual(['audience.roles.0'])
})

it('waits to be sent: its organisers are told', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  const { path } = await written(organiser, season.id, { onSeasonPage: true, audience: nobody })
  await written(organiser, season.id)
  const waiting = async () =>
    (await attentionOf(t.deps, season.id)).filter(({ code }) => code === 'seasons.announcements_to_send')

  const before = await waiting()
  await send(organiser, path, 0).expect(200)

  expect([before, await waiting()]).toEqual([
    [{ code: 'seasons.announcements_to_send', count: 2 }],
    [{ code: 'seasons.announcements_to_send', count: 1 }],
  ])
})

it('is the business of organisers only', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  const mentor = await t.person({ role: 'mentor', scopeKind: 'season', scopeId: season.id })
  const { path } = await written(organiser, season.id)
  const list = listPath(season.id)

  expect(
    await unguarded(
      t,
      [
        ['get', `${list}?limit=5`],
        ['post', list, draft],
        ['get', path],
        ['put', path, draft],
        ['delete', path],
        ['get', `${path}/preview`],
        ['post', `${path}/send`, { recipients: 1 }],
      ],
      { stranger: mentor, owner: await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null }) },
    ),
  ).toEqual([])
  expect(await unguarded(t, [['get', '/api/v1/me/announcements?limit=5']], { owner: organiser })).toEqual([])
  const other = await insertSeason(t.db)
  const stray = path.replace(season.id, other.id)
  const admin = await organiserOf(other.id)
  const answers = [
    await admin.get(stray),
    await admin.get(`${stray}/preview`),
    await admin.put(stray).set('if-match', '"1"').send(draft),
    await admin.delete(stray),
    await send(admin, stray, 0),
  ]
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
})
