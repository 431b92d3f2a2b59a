import { AppError } from '../../../platform/errors.ts'
import { decodeCsv, type CsvEncoding } from './csv-encoding.ts'
import { readRows, separatorOf, type CsvRow, type CsvSeparator } from './csv-rows.ts'

export interface CsvTable {
  encoding: CsvEncoding
  separator: CsvSeparator
  titles: CsvRow
  rows: CsvRow[]
}

/** The column titles and the rows of a CSV file as any spreadsheet writes it; `line` is that of the file. */
export async function readTable(bytes: Uint8Array): Promise<CsvTable> {
  const { encoding, pieces } = await decodeCsv(bytes)
  const { separator, skipped, text } = start(pieces)
  const [titles, ...rows] = await readRows(text, separator)
  if (!titles) {
    const detail = 'The file is empty.'
    throw new AppError('csv_unreadable', detail, [{ path: 'file', message: detail, code: 'empty' }])
  }
  return { encoding, separator, titles, rows: rows.map((row) => ({ ...row, line: row.line + skipped })) }
}

/** Some spreadsheets say in a first line of its own what separates the cells. */
function start([first = '', ...rest]: readonly string[]): { separator: CsvSeparator; skipped: number; text: string[] } {
  const told = /^sep=([;,\t])\r?\n/i.exec(first)
  if (told) return { separator: told[1] as CsvSeparator, skipped: 1, text: [first.slice(told[0].length), ...rest] }
  return { separator: separatorOf(/^[^\r\n]*/.exec(first)![0]), skipped: 0, text: [first, ...rest] }
}
