import { expect, it } from 'vitest'
import { euros, writeCsv } from './write-csv.ts'

it('writes what a French spreadsheet opens with a double click', () => {
  expect(
    writeCsv(
      ['Libellé', 'Prévu'],
      [
        ['Repas; boissons', euros(125_050)],
        ['« Salle "bleue" »', euros(null)],
      ],
    ),
  ).toBe('\ufeffLibellé;Prévu\r\n"Repas; boissons";1250,50\r\n"« Salle ""bleue"" »";\r\n')
})

it.each(['=HYPERLINK("http://mal.example")', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
  'shows a formula as text: %j',
  (cell) => {
    const [, row] = writeCsv(['Libellé'], [[cell]]).split(/\r\n(?=["'])/)

    expect(row?.replace(/^"/, '').startsWith("'")).toBe(true)
  },
)

it('writes money without ever going through a float', () => {
  expect([0, 5, 10, 99_999_999_999, null].map(euros)).toEqual(['0,00', '0,05', '0,10', '999999999,99', ''])
})
