import { Readable } from 'node:stream'
import { questionsOf, type Question } from '@essor/contracts'
import { Piscina } from 'piscina'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { csvRows, utf8Mark, type CsvCell } from '../../../platform/csv/write-csv.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { canBeMailed } from '../../../platform/mail/addresses.ts'
import { findSeason } from '../../seasons/index.ts'
import { findCall, type Call } from '../calls/calls.repository.ts'
import { tiesOf } from '../committee/known-ties.repository.ts'
import { bySubmission, listHolders } from '../people/holders.repository.ts'
import { cellsOf, titlesOf, type ExportShape } from './submissions-export.rules.ts'
import { countMostReviews, listDoneReviews, listForExport, listFormSections } from './submissions-export.repository.ts'

type Exporting = Pick<Deps, 'db' | 'actor' | 'now'>

const atOnce = 100

/** Who took the files away is written down before the first line leaves; after that, never more than a page is held. */
export async function exportCsv(deps: Exporting, callId: string): Promise<{ name: string; content: Readable }> {
  const { call, shape, name } = await prepare(deps, callId, 'csv')
  async function* content() {
    yield utf8Mark + csvRows([titlesOf(shape)])
    for await (const rows of pages(deps, call, shape)) if (rows.length > 0) yield csvRows(rows)
  }
  return { name: `${name}.csv`, content: Readable.from(content()) }
}

let threads: Piscina | undefined

/** A workbook is written as a whole, in a thread of its own: 1 000 files with their reviews would keep everybody waiting. */
export async function exportXlsx(deps: Exporting, callId: string): Promise<{ name: string; content: Buffer }> {
  const { call, shape, name } = await prepare(deps, callId, 'xlsx')
  const rows: CsvCell[][] = []
  for await (const page of pages(deps, call, shape)) rows.push(...page)
  threads ??= new Piscina({
    filename: new URL('./xlsx.worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 5_000,
  })
  const bytes = (await threads.run({ titles: titlesOf(shape), rows })) as Uint8Array
  return { name: `${name}.xlsx`, content: Buffer.from(bytes) }
}

async function prepare({ db, actor, now }: Exporting, callId: string, format: 'csv' | 'xlsx') {
  const call = await findCall(db, callId)
  const season = call && (await findSeason(db, call.seasonId))
  if (!call || !season) throw new AppError('not_found', 'There is no such call.')
  await audit(
    { db, actor },
    {
      action: 'submissions.exported',
      subject: ['call', call.id],
      delegationId: season.delegationId,
      details: { format },
    },
  )
  const day = now().toLocaleDateString('en-CA', { timeZone: call.timeZone })
  return { call, shape: await shapeOf(db, call), name: `${season.slug}-projets-${day}` }
}

async function shapeOf(db: Deps['db'], call: Call): Promise<ExportShape> {
  const versions = await listFormSections(db, call.id)
  const sections = new Map(versions.map((one) => [one.version, one.sections]))
  const questions = new Map<string, Question>()
  // The latest wording of each question; those that only older versions ask come last.
  for (const version of versions)
    for (const question of questionsOf(version.sections))
      if (!questions.has(question.id)) questions.set(question.id, question)
  const instant = new Intl.DateTimeFormat('fr-FR', {
    timeZone: call.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  return {
    criteria: call.criteria,
    questions: [...questions.values()],
    sectionsOf: (version) => (version === null ? [] : (sections.get(version) ?? [])),
    reviewCount: await countMostReviews(db, call.id),
    instant: (at) => instant.format(at),
  }
}

async function* pages({ db, actor }: Exporting, call: Call, shape: ExportShape): AsyncGenerator<CsvCell[][]> {
  let cursor: string | null | undefined
  do {
    const page = await listForExport(db, call.id, { limit: atOnce, cursor: cursor ?? undefined })
    const ids = page.items.map(({ id }) => id)
    const holdersOf = bySubmission(await listHolders(db, ids))
    const { sealed } = await tiesOf(db, ids, actor.personId)
    const reviews = Map.groupBy(await listDoneReviews(db, ids), ({ submissionId }) => submissionId)
    yield page.items.map((submission) =>
      cellsOf(
        {
          submission,
          holders: holdersOf(submission.id).map(({ name, email }) => ({
            name,
            email: canBeMailed(email) ? email : '',
          })),
          reviews: sealed.has(submission.id) ? [] : (reviews.get(submission.id) ?? []),
          sealed: sealed.has(submission.id),
        },
        shape,
      ),
    )
    cursor = page.nextCursor
  } while (cursor)
}
