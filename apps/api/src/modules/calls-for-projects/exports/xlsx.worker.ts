import writeXlsxFile from 'write-excel-file/node'
import { move } from 'piscina'

interface Table {
  titles: string[]
  rows: (string | number | null)[][]
}

/** As much as a cell of a workbook can hold. */
const longest = 32_767

/** Every text is written as a text, so that nothing in it is ever taken for a formula. */
export default async function writeTable({ titles, rows }: Table) {
  const bytes = await writeXlsxFile(
    [
      titles.map((value) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true })),
      ...rows.map((row) =>
        row.map((value) =>
          typeof value === 'number'
            ? { value, type: Number }
            : value
              ? { value: value.slice(0, longest), type: String }
              : null,
        ),
      ),
    ],
    { sheet: 'Projets', stickyRowsCount: 1, columns: titles.map(() => ({ width: 24 })) },
  ).toBuffer()
  const own = new Uint8Array(bytes)
  return move(own)
}
