import { describe, expect, it } from 'vitest'
import { readPeople } from './read-people.ts'

const amiens = { id: '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7', name: 'Maison d’Étouvie' }
const camille = {
  line: 2,
  name: 'Camille Élan',
  email: 'camille@exemple.fr',
  category: 'student',
  origin: 'IUT d’Amiens',
  siteId: amiens.id,
  problems: [],
}
const french =
  'Prénom;Nom;Courriel;Catégorie;Origine;Site\r\nCamille;Élan;Camille@Exemple.fr;étudiante;IUT d’Amiens;maison d etouvie\r\n'

/** The bytes that a Western European spreadsheet of the nineties writes. */
const windows1252 = (text: string) => Buffer.from(text.replaceAll('’', '\u0092'), 'latin1')
const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()

describe('whatever spreadsheet wrote the file', () => {
  it.each([
    ['utf-8', ';', Buffer.from(french)],
    ['utf-8', ';', Buffer.from(`\ufeff${french}`)],
    ['windows-1252', ';', windows1252(french)],
    ['utf-16', ';', Buffer.from(`\ufeff${french}`, 'utf16le')],
    ['utf-16', ';', Buffer.from(french, 'utf16le')],
    ['utf-16', ';', utf16be(french)],
    ['utf-8', ',', Buffer.from(french.replaceAll(';', ','))],
    ['utf-8', '\t', Buffer.from(french.replaceAll(';', '\t').replaceAll('\r\n', '\n'))],
    [
      'utf-8',
      ';',
      Buffer.from(
        french
          .replace('Prénom;Nom', 'First name;Last name')
          .replaceAll(/[^;\r]+\r/g, '"$&')
          .replaceAll('\r', '"\r')
          .replaceAll('""', '"'),
      ),
    ],
  ])('reads %s with %j', async (encoding, separator, bytes) => {
    expect(await readPeople(bytes, [amiens])).toEqual({ encoding, separator, rows: [camille] })
  })

  it('heeds the first line in which a spreadsheet says what separates the cells', async () => {
    const bytes = Buffer.from(`sep=,\r\n${french.replaceAll(';', ',')}`)

    expect(await readPeople(bytes, [amiens])).toEqual({
      encoding: 'utf-8',
      separator: ',',
      rows: [{ ...camille, line: 3 }],
    })
  })
})

it('reads a file that mixes ends of lines', async () => {
  const { rows } = await readPeople(Buffer.from('nom;e-mail\r\nA;a@exemple.fr\nB;b@exemple.fr\rC;c@exemple.fr'), [])

  expect(rows.map(({ line, name, email }) => [line, name, email])).toEqual([
    [2, 'A', 'a@exemple.fr'],
    [3, 'B', 'b@exemple.fr'],
    [4, 'C', 'c@exemple.fr'],
  ])
})

it('counts lines as a spreadsheet does: through empty rows and cells of several lines', async () => {
  const { rows } = await readPeople(
    Buffer.from('\nnom;e-mail;origine\n\nA;a@exemple.fr;"Une école\nà Amiens"\n;;\nB;b@exemple.fr;\n'),
    [],
  )

  expect(rows.map(({ line, name, origin, category }) => [line, name, origin, category])).toEqual([
    [4, 'A', 'Une école\nà Amiens', 'other'],
    [7, 'B', '', 'other'],
  ])
})

it('says of each cell what is wrong with it', async () => {
  const long = 'x'.repeat(121)
  const { rows } = await readPeople(
    Buffer.from(
      `nom;e-mail;catégorie;origine;site\n;personne;robot;${long};Lune\n${long};;résident·e;a\u0001b;\nBon;bon@exemple.fr;social_worker;;\n`,
    ),
    [amiens],
  )

  expect(rows.map(({ line, problems }) => [line, ...problems.map(({ field, code }) => `${field}: ${code}`)])).toEqual([
    [
      2,
      'name: required',
      'origin: too_long',
      'email: not_an_email',
      'category: unknown_category',
      'site: unknown_site',
    ],
    [3, 'name: too_long', 'origin: unreadable', 'email: required'],
    [4],
  ])
})

it('takes off the mark that keeps a spreadsheet from taking a cell for a formula', async () => {
  const { rows } = await readPeople(Buffer.from("nom;e-mail;origine\n'=HYPERLINK(1);a@exemple.fr;'quoted'\n"), [])

  expect(rows.map(({ name, origin }) => [name, origin])).toEqual([['=HYPERLINK(1)', "'quoted'"]])
})

describe('a file that cannot be read', () => {
  const twoThousand = Array.from({ length: 10_002 }, (_, index) => `N${index};n${index}@exemple.fr`).join('\n')
  it.each([
    ['nothing', '', 'file', 'empty'],
    ['no titles', 'Camille;camille@exemple.fr\n', 'name', 'missing_column'],
    ['a quotation mark never closed', 'nom;e-mail\nA;a@x.fr\n"B;b@x.fr\nC;c@x.fr\n', 'line.3', 'quotes'],
    [
      'a quotation mark closed far too late',
      `nom;e-mail\n"A;a@x.fr\n${'B;b@x.fr\n'.repeat(20_000)}`,
      'line.2',
      'quotes',
    ],
    ['a quotation mark amid words', 'nom;e-mail\nA;a@x.fr\nB"C;b@x.fr\n', 'line.3', 'quotes'],
    ['words after a quotation', 'nom;e-mail\n"A"b;a@x.fr\n', 'line.2', 'quotes'],
    ['too many rows', `nom;e-mail\n${twoThousand}`, 'file', 'too_many_rows'],
    ['a workbook', 'PK\u0003\u0004 and so on', 'file', 'not_csv'],
    ['a picture', 'abc\u0000defghijklm', 'file', 'not_csv'],
  ])('names what is wrong: %s', async (_name, content, path, code) => {
    await expect(readPeople(Buffer.from(content), [])).rejects.toMatchObject({
      code: 'csv_unreadable',
      errors: expect.arrayContaining([expect.objectContaining({ path, code })]),
    })
  })
})

it('lets others have their turn while it reads ten thousand rows', async () => {
  const row = (index: number) => `Prénom Nom${index};personne${index}@exemple.fr;étudiant;"IUT ${'é'.repeat(90)}";\r\n`
  const bytes = windows1252(
    `nom;e-mail;catégorie;origine;site\r\n${Array.from({ length: 10_000 }, (_, index) => row(index)).join('')}`,
  )
  let [turns, reading] = [0, true]
  const turn = () => {
    turns += 1
    if (reading) setImmediate(turn)
  }
  setImmediate(turn)

  const { rows } = await readPeople(bytes, [amiens])

  reading = false
  expect(rows).toHaveLength(10_000)
  // So many parts take some milliseconds each; all at once would take most of a second on a slow machine.
  expect(turns).toBeGreaterThan(60)
})
