import { setImmediate as turn } from 'node:timers/promises'
import { AppError } from '../../../platform/errors.ts'
import type { CsvEncoding } from './csv-encoding.ts'
import type { CsvSeparator } from './csv-rows.ts'
import { readTable } from './csv-table.ts'
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
  const { encoding, separator, titles, rows } = await readTable(bytes)
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
    people.push(readPerson(row, columns, siteIds))
  }
  return { encoding, separator, rows: people }
}

/** Others get their turn after so many. */
const rowsAtOnce = 500
