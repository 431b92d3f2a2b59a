import { setImmediate as turn } from 'node:timers/promises'
import { AppError } from '../../../platform/errors.ts'
import { decodeCsv, type CsvEncoding } from './csv-encoding.ts'
import { readRows, separatorOf, type CsvSeparator } from './csv-rows.ts'
import { columnsOf, plain, readPerson, type ReadRow } from './people-csv.rules.ts'

export interface PeopleFile {
  encoding: CsvEncoding
  separator: CsvSeparator
  rows: ReadRow[]
}

/** The people of a CSV file, in the order of its lines, with what is wrong in each. */
export async function readPeople(
  bytes: Uint8Array,
  sites: readonly { id: string; name: string }[],
): Promise<PeopleFile> {
  const { encoding, pieces } = await decodeCsv(bytes)
  const { separator, skipped, text } = start(pieces)
  const [titles, ...rows] = await readRows(text, separator)
  if (!titles) throw refused('file', 'empty', 'The file is empty.')
  const { columns, missing } = columnsOf(titles.cells)
  if (missing.length > 0) {
    const detail = `The first row must name the columns; there is none for: ${missing.join(', ')}.`
    throw new AppError(
      'csv_unreadable',
      detail,
      missing.map((path) => ({ path, message: detail, code: 'missing_column' })),
    )
  }
  const siteIds = new Map(sites.map(({ id, name }) => [plain(name), id]))
  const people: ReadRow[] = []
  for (const [index, row] of rows.entries()) {
    if (index % rowsAtOnce === 0) await turn()
    people.push(readPerson({ ...row, line: row.line + skipped }, columns, siteIds))
  }
  return { encoding, separator, rows: people }
}

/** Others get their turn after so many. */
const rowsAtOnce = 500

/** Some spreadsheets say in a first line of its own what separates the cells. */
function start([first = '', ...rest]: readonly string[]): { separator: CsvSeparator; skipped: number; text: string[] } {
  const told = /^sep=([;,\t])\r?\n/i.exec(first)
  if (told) return { separator: told[1] as CsvSeparator, skipped: 1, text: [first.slice(told[0].length), ...rest] }
  return { separator: separatorOf(/^[^\r\n]*/.exec(first)![0]), skipped: 0, text: [first, ...rest] }
}

const refused = (path: string, code: string, detail: string) =>
  new AppError('csv_unreadable', detail, [{ path, message: detail, code }])
