import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | null

/** Says to spreadsheets that the file is UTF-8. */
export const utf8Mark = '\ufeff'

/** A whole table for the spreadsheets of this country: a mark that says UTF-8, titles, rows. */
export const writeCsv = (titles: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  utf8Mark + csvRows([titles, ...rows])

/**
 * Some rows of a table that is too long to be held whole, with semicolons between the cells. A cell that a spreadsheet would
 * take for a formula is shown as the text that it is; numbers stay numbers.
 */
export function csvRows(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(rows as CsvCell[][], {
    delimiter: ';',
    record_delimiter: '\r\n',
    escape_formulas: true,
    // Only the delimiter of rows is quoted by itself: either half of it would break a row too.
    quoted_match: /[\r\n]/,
  })
}

/** Cents as a French spreadsheet reads them: `1250,5` is a number there, `1250.5` is a word. Empty where nothing is known. */
export function euros(cents: number | null): string {
  return cents === null ? '' : `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`
}
