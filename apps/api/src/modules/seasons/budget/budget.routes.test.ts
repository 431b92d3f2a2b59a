import { beforeAll, expect, it } from 'vitest'
import { asc, eq } from 'drizzle-orm'
import { insertBudgetLine, insertSeason } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { attentionOf } from '../season-news.service.ts'
import { seasons } from '../seasons.table.ts'
import { copyBudget } from './copy-budget.repository.ts'
import { budgetLines } from './budget.table.ts'

const t = useTestApp()
let season: Awaited<ReturnType<typeof insertSeason>>
let organiser: TestPerson

beforeAll(async () => {
  season = await insertSeason(t.db)
  organiser = await organiserOf(season)
})

const organiserOf = ({ delegationId }: { delegationId: string }) =>
  t.person({ role: 'organiser', scopeKind: 'delegation', scopeId: delegationId })

const aLine = {
  kind: 'expense',
  heading: 'meals',
  label: 'Repas du samedi',
  plannedCents: 60_000,
}
const whole = { otherHeading: '', funder: '', realCents: null, note: '' }
const linesOf = ({ id }: { id: string }) => `/api/v1/seasons/${id}/budget-lines`

it('adds a line, changes it over the version that was read, and removes it', async () => {
  const { body: made, headers } = await organiser.post(linesOf(season)).send(aLine).expect(201)
  expect(headers['etag']).toBe('"1"')
  expect(made).toEqual({
    id: expect.any(String),
    seasonId: season.id,
    ...whole,
    ...aLine,
    version: 1,
    createdAt: expect.any(String),
    receipts: [],
  })

  const at = `/api/v1/budget-lines/${made.id}`
  const change = {
    ...aLine,
    heading: 'other',
    otherHeading: ' Goûter ',
    funder: 'CCAS',
    realCents: 58_250,
    note: 'Payé',
  }
  const { body: changed } = await organiser.put(at).set('if-match', '"1"').send(change).expect(200)
  expect(changed).toEqual({ ...made, ...change, otherHeading: 'Goûter', version: 2 })

  await organiser.delete(at).set('if-match', '"2"').expect(204)
  expect((await organiser.get(linesOf(season)).expect(200)).body).toEqual({ items: [], nextCursor: null })
  const log = await t.db
    .select({ action: auditLog.action, actorId: auditLog.actorId, details: auditLog.details })
    .from(auditLog)
    .where(eq(auditLog.subjectId, made.id))
    .orderBy(asc(auditLog.at), asc(auditLog.id))
  expect(log).toEqual(
    ['added', 'changed', 'removed'].map((what) => ({
      action: `budget_line.${what}`,
      actorId: organiser.id,
      details: { seasonId: season.id },
    })),
  )
})

it('keeps words of a heading only where the heading is other', async () => {
  const { body } = await organiser
    .post(linesOf(season))
    .send({ ...aLine, otherHeading: 'Goûter' })
    .expect(201)

  expect(body).toMatchObject({ heading: 'meals', otherHeading: '' })
})

it('lets nobody overwrite or remove a line that changed since it was read', async () => {
  const { id } = await insertBudgetLine(t.db, season.id, { version: 3 })
  const at = `/api/v1/budget-lines/${id}`

  const refused = [
    await organiser.put(at).set('if-match', '"2"').send(aLine),
    await organiser.put(at).send(aLine),
    await organiser.delete(at).set('if-match', '"2"'),
    await organiser.delete(at),
  ]

  expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
    [412, 'version_conflict'],
    [428, 'if_match_required'],
    [412, 'version_conflict'],
    [428, 'if_match_required'],
  ])
})

it('lets exactly one of many who change a line at once win', async () => {
  const { id } = await insertBudgetLine(t.db, season.id)

  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      organiser
        .put(`/api/v1/budget-lines/${id}`)
        .set('if-match', '"1"')
        .send({ ...aLine, plannedCents: index }),
    ),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(7).fill(412)])
})

it.each([
  ['a fraction of a cent', { plannedCents: 0.5 }, 'plannedCents'],
  ['less than nothing', { plannedCents: -1 }, 'plannedCents'],
  ['more than ten million euros', { plannedCents: 1_000_000_001 }, 'plannedCents'],
  ['words for money', { realCents: '12,50' }, 'realCents'],
  ['no label', { label: ' ' }, 'label'],
  ['a heading that there is not', { heading: 'champagne' }, 'heading'],
  ['a kind that there is not', { kind: 'debt' }, 'kind'],
])('refuses %s', async (_what, wrong, path) => {
  const { body } = await organiser
    .post(linesOf(season))
    .send({ ...aLine, ...wrong })
    .expect(400)

  expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path }] })
})

it('holds a thousand lines and no more', async () => {
  const full = await insertSeason(t.db, { delegationId: season.delegationId })
  const line = { seasonId: full.id, kind: 'expense', heading: 'meals', label: 'Repas', plannedCents: 1 } as const
  await t.db.insert(budgetLines).values(Array.from({ length: 999 }, () => line))

  const answers = await Promise.all([1, 2, 3].map(() => organiser.post(linesOf(full)).send(aLine)))

  expect(answers.map(({ body }) => body.code ?? 'made').toSorted()).toEqual([
    'made',
    'too_many_of_these',
    'too_many_of_these',
  ])
})

it('tells the budget at a glance, without mixing what is in kind into the money', async () => {
  const one = await insertSeason(t.db, { delegationId: season.delegationId })
  const insert = (over: Parameters<typeof insertBudgetLine>[2]) => insertBudgetLine(t.db, one.id, over)
  await insert({ kind: 'income', heading: 'funding', funder: 'Département', plannedCents: 200_000, realCents: 200_000 })
  await insert({ kind: 'income', heading: 'prizes', funder: 'Bailleur', plannedCents: 100_000 })
  await insert({ kind: 'expense', heading: 'prizes', funder: 'Bailleur', plannedCents: 100_000 })
  await insert({ kind: 'expense', heading: 'meals', plannedCents: 300_000, realCents: 280_050 })
  await insert({ kind: 'expense', heading: 'meals', plannedCents: 25_000, realCents: 30_000 })
  await insert({ kind: 'in_kind', heading: 'venue', funder: 'Mairie', plannedCents: 80_000, realCents: 80_000 })

  const { body } = await organiser.get(`/api/v1/seasons/${one.id}/budget`).expect(200)

  const none = { plannedCents: 0, realCents: 0, openCents: 0, lines: 0 }
  const of = (plannedCents: number, realCents: number, openCents: number, lines = 1) => ({
    plannedCents,
    realCents,
    openCents,
    lines,
  })
  const group = { income: none, expense: none, inKind: none }
  expect(body).toEqual({
    balance: { plannedCents: -125_000, realCents: -110_050, forecastCents: -110_050 },
    income: of(300_000, 200_000, 100_000, 2),
    expense: of(425_000, 310_050, 100_000, 3),
    inKind: of(80_000, 80_000, 0),
    funders: [
      { ...group, funder: '', expense: of(325_000, 310_050, 0, 2) },
      { ...group, funder: 'Bailleur', income: of(100_000, 0, 100_000), expense: of(100_000, 0, 100_000) },
      { ...group, funder: 'Département', income: of(200_000, 200_000, 0) },
      { ...group, funder: 'Mairie', inKind: of(80_000, 80_000, 0) },
    ],
    headings: expect.any(Array),
  })
  expect(
    body.headings.toSorted((a: { heading: string }, b: { heading: string }) => (a.heading < b.heading ? -1 : 1)),
  ).toEqual([
    { ...group, heading: 'funding', otherHeading: '', income: of(200_000, 200_000, 0) },
    { ...group, heading: 'meals', otherHeading: '', expense: of(325_000, 310_050, 0, 2) },
    {
      ...group,
      heading: 'prizes',
      otherHeading: '',
      income: of(100_000, 0, 100_000),
      expense: of(100_000, 0, 100_000),
    },
    { ...group, heading: 'venue', otherHeading: '', inKind: of(80_000, 80_000, 0) },
  ])
})

it('adds up more money than an integer of the database holds', async () => {
  const rich = await insertSeason(t.db, { delegationId: season.delegationId })
  for (let line = 0; line < 5; line += 1) await insertBudgetLine(t.db, rich.id, { plannedCents: 1_000_000_000 })

  const { body } = await organiser.get(`/api/v1/seasons/${rich.id}/budget`).expect(200)

  expect(body.expense).toEqual({ plannedCents: 5_000_000_000, realCents: 0, openCents: 5_000_000_000, lines: 5 })
})

it('lists lines by page, and those of one kind, heading or funder', async () => {
  const one = await insertSeason(t.db, { delegationId: season.delegationId })
  const labels = (body: { items: { label: string }[] }) => body.items.map(({ label }) => label)
  for (const [index, funder] of ['CCAS', '', 'CCAS'].entries())
    await insertBudgetLine(t.db, one.id, { label: `L${index}`, funder, kind: index === 2 ? 'income' : 'expense' })

  const { body: first } = await organiser.get(`${linesOf(one)}?limit=2`).expect(200)
  const { body: second } = await organiser.get(`${linesOf(one)}?limit=2&cursor=${first.nextCursor}`).expect(200)
  const filtered = async (query: string) => labels((await organiser.get(`${linesOf(one)}?${query}`).expect(200)).body)

  expect([labels(first), labels(second), second.nextCursor]).toEqual([['L0', 'L1'], ['L2'], null])
  expect(await filtered('funder=CCAS')).toEqual(['L0', 'L2'])
  expect(await filtered('kind=income')).toEqual(['L2'])
  expect(await filtered('heading=venue')).toEqual([])
})

it('exports the lines to a spreadsheet, where nothing that was typed becomes a formula', async () => {
  const one = await insertSeason(t.db, { delegationId: season.delegationId })
  await insertBudgetLine(t.db, one.id, { label: '=HYPERLINK("http://mal.example";"clic")', funder: '@SUM(A1)' })
  await insertBudgetLine(t.db, one.id, {
    kind: 'in_kind',
    heading: 'other',
    otherHeading: 'Son; lumière',
    label: 'Prêt',
    plannedCents: 125_050,
    realCents: 5,
    note: 'Deux\nlignes',
  })

  await insertBudgetLine(t.db, one.id, { kind: 'income', heading: 'funding', label: 'Subvention' })

  const { text, headers } = await organiser.get(`${linesOf(one)}.csv`).expect(200)

  expect(text).toBe(
    [
      '\ufeffNature;Poste;Libellé;Financeur;Prévu (€);Réel (€);Justificatifs;Note',
      'Recette;Financement;Subvention;;600,00;;0;',
      `Dépense;Repas;"'=HYPERLINK(""http://mal.example"";""clic"")";'@SUM(A1);600,00;;0;`,
      'Don en nature;"Son; lumière";Prêt;;1250,50;0,05;0;"Deux\nlignes"',
      '',
    ].join('\r\n'),
  )
  expect([headers['content-type'], headers['content-disposition'], headers['cache-control']]).toEqual([
    'text/csv; charset=utf-8',
    'attachment; filename="budget.csv"',
    'private, no-store',
  ])
})

it('still lets organisers keep the accounts of a season that is over', async () => {
  const over = await insertSeason(t.db, { delegationId: season.delegationId, status: 'closed' })

  const { status } = await organiser.post(linesOf(over)).send(aLine)

  expect(status).toBe(201)
})

it('tells organisers of a plan that spends more than it finds, until the season is over', async () => {
  const one = await insertSeason(t.db)
  const attention = async () => attentionOf({ db: t.db, now: t.deps.now }, one.id)
  await insertBudgetLine(t.db, one.id, { plannedCents: 100 })
  await insertBudgetLine(t.db, one.id, { kind: 'in_kind', heading: 'venue', plannedCents: 100 })
  expect(await attention()).toEqual([{ code: 'seasons.budget_in_deficit', count: 1 }])
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, one.id))
  expect(await attention()).toEqual([])
  await t.db.update(seasons).set({ status: 'published' }).where(eq(seasons.id, one.id))

  await insertBudgetLine(t.db, one.id, { kind: 'income', heading: 'funding', plannedCents: 100 })

  expect(await attention()).toEqual([])
})

it('copies what was planned into the next edition, and nothing of what became of it', async () => {
  const next = await insertSeason(t.db)
  const before = await insertSeason(t.db)
  for (const label of ['Salle', 'Repas', 'Prix'])
    await insertBudgetLine(t.db, before.id, { label, funder: 'CCAS', realCents: 5, note: 'Retard', version: 4 })

  await t.db.transaction((tx) => copyBudget(tx, { from: before, to: next, days: 0, sites: new Map() }))

  const copies = await t.db.select().from(budgetLines).where(eq(budgetLines.seasonId, next.id)).orderBy(budgetLines.id)
  expect(copies).toEqual(
    ['Salle', 'Repas', 'Prix'].map((label) => ({
      id: expect.any(String),
      seasonId: next.id,
      kind: 'expense',
      heading: 'meals',
      otherHeading: '',
      funder: '',
      label,
      plannedCents: 60_000,
      realCents: null,
      note: '',
      version: 1,
      createdAt: expect.any(Date),
    })),
  )
})

it('shows the budget to its organisers only', async () => {
  const line = await insertBudgetLine(t.db, season.id)
  const stranger = await t.person(
    { role: 'coach', scopeKind: 'season', scopeId: season.id },
    { role: 'organiser', scopeKind: 'delegation', scopeId: (await insertSeason(t.db)).delegationId },
  )

  expect(
    await unguarded(
      t,
      [
        ['get', `/api/v1/seasons/${season.id}/budget`],
        ['get', `${linesOf(season)}?limit=5`],
        ['get', `${linesOf(season)}.csv`],
        ['post', linesOf(season), aLine],
        ['put', `/api/v1/budget-lines/${line.id}`, aLine],
        ['delete', `/api/v1/budget-lines/${line.id}`],
      ],
      { stranger, owner: organiser },
    ),
  ).toEqual([])
})
