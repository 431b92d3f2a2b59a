import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { aCriterion, insertCall, insertReview, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { longestTurnOf } from '../../../../test/longest-turn.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'

const t = useTestApp()

const useful = aCriterion({ label: 'Utilité', max: 10 })

async function closedCall() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, {
    closesAt: new Date('2026-03-01T22:59:59.999Z'),
    criteria: [useful],
    timeZone: 'Indian/Reunion',
  })
  return { season, call, organiser: await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id }) }
}

const rowsOf = (text: string): Record<string, string>[] =>
  parse(text, { delimiter: ';', bom: true, columns: true, relax_column_count: true })

const csvOf = async (who: TestPerson, callId: string) =>
  (await who.get(`/api/v1/calls/${callId}/submissions.csv`).expect(200)).text

/** The one sheet of a workbook, as it is stored. */
function sheetOf(workbook: Buffer): string {
  let found = ''
  for (let at = workbook.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0;) {
    const nameLength = workbook.readUInt16LE(at + 28)
    const name = workbook.toString('utf8', at + 46, at + 46 + nameLength)
    const local = workbook.readUInt32LE(at + 42)
    const start = local + 30 + workbook.readUInt16LE(local + 26) + workbook.readUInt16LE(local + 28)
    const data = workbook.subarray(start, start + workbook.readUInt32LE(at + 20))
    if (/sheet1\.xml$|sharedStrings\.xml$/.test(name))
      found += workbook.readUInt16LE(at + 10) === 0 ? data.toString() : inflateRawSync(data).toString()
    at = workbook.indexOf('PK\u0001\u0002', at + 46, 'latin1')
  }
  return found
}

const workbookOf = async (who: TestPerson, callId: string) =>
  who
    .get(`/api/v1/calls/${callId}/submissions.xlsx`)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => done(null, Buffer.concat(chunks)))
    })
    .expect(200)

it('gives one row for each file, with its reviews, and notes who took it', async () => {
  const { season, call, organiser } = await closedCall()
  const [holder, reviewer] = [await t.person(), await t.person()]
  const file = await insertSubmission(t.db, call.id, holder.id, {
    pendingOutcome: 'declined',
    pendingReason: 'Trop vaste.',
    submittedAt: new Date('2026-02-28T21:00:00Z'),
  })
  await insertReview(t.db, file.id, reviewer.id, {
    status: 'done',
    marks: { [useful.id]: 7 },
    feasible: false,
    feasibleReason: 'Trop court',
    comment: '=SOMME(A1)',
  })
  await insertReview(t.db, file.id, (await t.person()).id, { status: 'draft', comment: 'Pas fini' })
  await insertSubmission(t.db, call.id, holder.id, { status: 'draft', title: 'Brouillon' })
  await insertSubmission(t.db, call.id, holder.id, { title: 'Refuge', confidentiality: 'restricted' })

  const answer = await organiser.get(`/api/v1/calls/${call.id}/submissions.csv`).expect(200)

  expect(rowsOf(answer.text)).toEqual([
    {
      Titre: file.title,
      Structure: file.structure,
      Personnes: holder.name,
      'E-mails': holder.email,
      État: 'Déposé',
      'Déposé le': '01/03/2026 01:00',
      'En deux phrases': file.summary,
      'Le problème': file.framing.problem,
      'Ce qui le montre': file.framing.evidence,
      'Qui en bénéficie': file.framing.beneficiaries,
      'Qui s’en sert': file.framing.users,
      'Qui paie': file.framing.payers,
      'Ce que la société y gagne': file.framing.benefit,
      'Et après ?': expect.any(String),
      'Dans le temps donné': file.framing.withinTime,
      'Ce qui existera à la fin': file.framing.deliverable,
      'Compétences recherchées': 'Droit des associations (1, pratique)',
      Décision: 'Non retenu',
      Raison: 'Trop vaste.',
      'Note sur 100': '70',
      Écart: '',
      'Faisable : oui': '0',
      'Faisable : non': '1',
      'Avis partagés': '',
      'Relecture 1 : par': reviewer.name,
      'Relecture 1 : Utilité (sur 10)': '7',
      'Relecture 1 : note sur 100': '70',
      'Relecture 1 : faisable': 'Non',
      'Relecture 1 : pourquoi': 'Trop court',
      'Relecture 1 : avis': "'=SOMME(A1)",
    },
  ])
  expect([answer.headers['content-type'], answer.headers['content-disposition']]).toEqual([
    'text/csv; charset=utf-8',
    `attachment; filename="${season.slug}-projets-2026-03-02.csv"`,
  ])
  await workbookOf(organiser, call.id)
  const noted = await t.db.select().from(auditLog).where(eq(auditLog.actorId, organiser.id))
  expect(noted.map(({ action, subjectId, details }) => [action, subjectId, details])).toEqual([
    ['submissions.exported', call.id, { format: 'csv' }],
    ['submissions.exported', call.id, { format: 'xlsx' }],
  ])
})

it('hides from an organiser what is sealed for them, row by row, in both formats', async () => {
  const { call, organiser } = await closedCall()
  const holder = await t.person()
  const decided = { pendingOutcome: 'accepted', pendingReason: 'Secret' } as const
  const own = await insertSubmission(t.db, call.id, organiser.id, { ...decided, title: 'Le mien' })
  const toReview = await insertSubmission(t.db, call.id, holder.id, { ...decided, title: 'À relire' })
  const open = await insertSubmission(t.db, call.id, holder.id, { title: 'Ouvert' })
  await insertReview(t.db, toReview.id, organiser.id)
  for (const { id } of [own, toReview, open])
    await insertReview(t.db, id, (await t.person()).id, {
      status: 'done',
      marks: { [useful.id]: 9 },
      feasible: true,
      comment: `Avis ${id}`,
    })

  const text = await csvOf(organiser, call.id)
  const sheet = sheetOf((await workbookOf(organiser, call.id)).body)

  expect(rowsOf(text).map((row) => [row['Titre'], row['Décision'], row['Note sur 100']])).toEqual(
    expect.arrayContaining([
      ['Le mien', '(caché)', ''],
      ['À relire', '(caché)', ''],
      ['Ouvert', '', '90'],
    ]),
  )
  for (const written of [text, sheet]) {
    expect(written).not.toMatch(new RegExp(`Secret|${own.id}|${toReview.id}`))
    expect(written).toContain(`Avis ${open.id}`)
  }
})

it('writes a workbook in which nothing is a formula', async () => {
  const { call, organiser } = await closedCall()
  await insertSubmission(t.db, call.id, (await t.person()).id, { title: '=HYPERLINK("http://mal.example")' })

  const { body, headers } = await workbookOf(organiser, call.id)
  const sheet = sheetOf(body)

  expect(headers['content-type']).toContain('spreadsheetml.sheet')
  expect(sheet).toContain('=HYPERLINK(')
  expect(sheet).not.toContain('<f>')
})

it('writes 1 000 files with three reviews each, and keeps nobody waiting', async () => {
  const { call, organiser } = await closedCall()
  const holder = await t.person()
  const reviewers = [await t.person(), await t.person(), await t.person()]
  const one = await insertSubmission(t.db, call.id, holder.id)
  const long = 'Un mot après l’autre. '.repeat(50)
  const { id: _, ...row } = one
  const made = await t.db
    .insert(submissions)
    .values(
      Array.from({ length: 999 }, (_one, index) => ({ ...row, title: `Projet ${index}`, summary: long.slice(0, 400) })),
    )
    .returning({ id: submissions.id })
  for (const { id: reviewerId } of reviewers)
    await t.db.insert(reviews).values(
      made.map(({ id }) => ({
        submissionId: id,
        reviewerId,
        status: 'done' as const,
        marks: { [useful.id]: 5 },
        feasible: true,
        comment: long,
      })),
    )

  const { answer, longestMs } = await longestTurnOf(() => workbookOf(organiser, call.id))
  const text = await csvOf(organiser, call.id)

  expect(sheetOf(answer.body).match(/<row /g)).toHaveLength(1_001)
  expect(rowsOf(text)).toHaveLength(1_000)
  // The test itself receives the answer on the same thread: what is left is far from the time that writing takes.
  expect(longestMs).toBeLessThan(400)
})

it('is for the organisers of the season', async () => {
  const { season, call, organiser } = await closedCall()

  expect(
    await unguarded(
      t,
      [
        ['get', `/api/v1/calls/${call.id}/submissions.csv`],
        ['get', `/api/v1/calls/${call.id}/submissions.xlsx`],
      ],
      { stranger: await t.person({ role: 'reviewer', scopeKind: 'season', scopeId: season.id }), owner: organiser },
    ),
  ).toEqual([])
})
