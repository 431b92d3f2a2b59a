import { setImmediate as turn } from 'node:timers/promises'
import { CsvError, parse, type Info } from 'csv-parse'
import { AppError } from '../../../platform/errors.ts'

export type CsvSeparator = ';' | ',' | '\t'

export interface CsvRow {
  /** Where the row begins in the file; the first line is 1. */
  line: number
  cells: string[]
}

/** One more than this is refused rather than read half. */
export const mostRows = 10_000

/** The rows of a CSV file, the column titles among them; empty ones are left out. */
export async function readRows(pieces: readonly string[], separator: CsvSeparator): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  let begins = 1
  const parser = parse({
    delimiter: separator,
    // All of them at once: a file put together by hand may mix them.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    info: true,
    max_record_size: 100_000,
    on_record: (told: unknown) => {
      const { record, info } = told as { record: string[]; info: Info }
      const line = begins
      begins = info.lines + 1
      if (record.some((cell) => cell.trim() !== '')) rows.push({ line, cells: record })
      return null
    },
  })
  const failed = new Promise<never>((_resolve, reject) => void parser.once('error', reject))
  const ended = new Promise<void>((resolve) => void parser.resume().once('end', resolve))
  failed.catch(() => undefined)
  try {
    for (const piece of pieces) {
      for (const part of slices(piece)) {
        await Promise.race([failed, new Promise<void>((resolve) => void parser.write(part, () => resolve()))])
        if (rows.length > mostRows + 1) throw tooLong()
        await turn()
      }
    }
    parser.end()
    await Promise.race([failed, ended])
  } catch (error) {
    parser.destroy()
    throw error instanceof CsvError ? unreadable(error, begins) : error
  }
  return rows
}

/** What separates the cells is seen from the column titles. */
export function separatorOf(firstLine: string): CsvSeparator {
  const bare = firstLine.replaceAll(/"[^"]*"/g, '')
  const count = (separator: CsvSeparator) => bare.split(separator).length
  return (['\t', ','] as const).reduce<CsvSeparator>((best, one) => (count(one) > count(best) ? one : best), ';')
}

const characters = 32 * 1024

const slices = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / characters) }, (_, index) =>
    text.slice(index * characters, (index + 1) * characters),
  )

function unreadable({ code }: CsvError, line: number): AppError {
  const long = code === 'CSV_MAX_RECORD_SIZE'
  const detail = long
    ? `The row that begins at line ${line} is far too long: most likely a quotation mark is opened there and never closed.`
    : `The quotation marks of the row that begins at line ${line} do not come in pairs. Mend that line, or remove them.`
  return new AppError('csv_unreadable', detail, [{ path: `line.${line}`, message: detail, code: 'quotes' }])
}

function tooLong(): AppError {
  const detail = `The file has more than ${mostRows} rows. Send it in parts.`
  return new AppError('csv_unreadable', detail, [{ path: 'file', message: detail, code: 'too_many_rows' }])
}
