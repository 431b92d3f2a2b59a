import { PersonCategory, text } from '@essor/contracts'
import { z } from 'zod'
import type { CsvRow } from './csv-rows.ts'

export type PersonField = 'name' | 'email' | 'category' | 'origin' | 'site'
export type RowProblemCode =
  | 'required'
  | 'too_long'
  | 'not_an_email'
  | 'unknown_category'
  | 'unknown_site'
  | 'unreadable'

export interface RowProblem {
  field: PersonField
  code: RowProblemCode
  /** Plain English that says what to do. */
  message: string
}

export interface PersonRow {
  line: number
  name: string
  email: string
  category: PersonCategory
  origin: string
  siteId: string | null
}

/** What stands in a row, as it will be shown again, and what is wrong with it. */
export interface ReadRow extends Omit<PersonRow, 'category'> {
  category: PersonCategory | null
  problems: RowProblem[]
}

type Column = PersonField | 'givenName'

const columnNames: Record<Column, readonly string[]> = {
  givenName: ['prenom', 'prenoms', 'first name', 'firstname', 'given name', 'forename'],
  name: [
    'nom',
    'nom de famille',
    'nom complet',
    'prenom nom',
    'prenom et nom',
    'nom prenom',
    'nom et prenom',
    'personne',
  ].concat(['name', 'full name', 'last name', 'lastname', 'surname', 'family name']),
  email: [
    'email',
    'e mail',
    'mail',
    'courriel',
    'adresse mail',
    'adresse email',
    'adresse e mail',
    'adresse electronique',
  ].concat(['email address', 'e mail address']),
  category: ['categorie', 'category', 'profil', 'situation', 'statut professionnel'],
  origin: [
    'origine',
    'origin',
    'structure',
    'organisation',
    'organization',
    'ecole',
    'association',
    'school',
    'company',
  ].concat(['etablissement', 'entreprise']),
  site: ['site', 'lieu', 'ville', 'place', 'location'],
}

const categoryNames: Record<PersonCategory, readonly string[]> = {
  student: ['student', 'etudiant', 'etudiante', 'etudiant e', 'lyceen', 'lyceenne', 'eleve'],
  professional: [
    'professional',
    'professionnel',
    'professionnelle',
    'professionnel le',
    'salarie',
    'salariee',
    'salarie e',
  ],
  resident: ['resident', 'residente', 'resident e', 'habitant', 'habitante', 'habitant e', 'locataire'],
  social_worker: [
    'social worker',
    'travailleur social',
    'travailleuse sociale',
    'travail social',
    'travailleur se social e',
  ],
  job_seeker: [
    'job seeker',
    'demandeur d emploi',
    'demandeuse d emploi',
    'demandeur se d emploi',
    'en recherche d emploi',
  ],
  retired: ['retired', 'a la retraite', 'retraite', 'retraitee', 'retraite e'],
  other: ['other', 'autre', ''],
}

/** Without accents, case and punctuation: « E-mail », « étudiant·e » and « Étudiant(e) » are typed in many ways. */
export const plain = (typed: string): string =>
  typed
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const lookup = <Key extends string>(names: Record<Key, readonly string[]>) =>
  new Map(
    Object.entries<readonly string[]>(names).flatMap(([key, all]) => all.map((one) => [one, key as Key] as const)),
  )

const columnOf = lookup(columnNames)
const categoryOf = new Map([...lookup(categoryNames), ...PersonCategory.options.map((one) => [one, one] as const)])

export type Columns = Partial<Record<Column, number>>

/** Where each field stands, by the titles in the first row. */
export function columnsOf(titles: readonly string[]): { columns: Columns; missing: ('name' | 'email')[] } {
  const columns: Columns = {}
  for (const [index, title] of titles.entries()) {
    const column = columnOf.get(plain(title))
    if (column && columns[column] === undefined) columns[column] = index
  }
  const missing = (['name', 'email'] as const).filter(
    (needed) => columns[needed] === undefined && !(needed === 'name' && columns.givenName !== undefined),
  )
  return { columns, missing }
}

const Email = z.email().max(254)
const limits = { name: text(120), origin: text(120, 0) }

/** `siteIds` by the plain name of each site. */
export function readPerson({ line, cells }: CsvRow, columns: Columns, siteIds: ReadonlyMap<string, string>): ReadRow {
  const cell = (column: Column) => withoutGuard(cells[columns[column] ?? -1] ?? '').trim()
  const problems: RowProblem[] = []
  const complain = (field: PersonField, code: RowProblemCode, message: string) =>
    void problems.push({ field, code, message })
  const name = [cell('givenName'), cell('name')].filter(Boolean).join(' ')
  const email = cell('email').toLowerCase()
  const origin = cell('origin')
  const category = categoryOf.get(plain(cell('category'))) ?? categoryOf.get(cell('category')) ?? null
  const siteId = siteIds.get(plain(cell('site'))) ?? null

  for (const [field, value] of [
    ['name', name],
    ['origin', origin],
  ] as const) {
    if (field === 'name' && value === '') complain(field, 'required', 'Give a name.')
    else if (value.length > 120) complain(field, 'too_long', 'Write at most 120 characters.')
    else if (!limits[field].safeParse(value).success) complain(field, 'unreadable', 'This holds unreadable characters.')
  }
  if (email === '') complain('email', 'required', 'Give an e-mail address.')
  else if (!Email.safeParse(email).success) complain('email', 'not_an_email', 'This is no e-mail address.')
  if (!category) complain('category', 'unknown_category', 'This is none of the categories.')
  if (cell('site') !== '' && !siteId) complain('site', 'unknown_site', 'The season has no site of this name.')
  return {
    line,
    name: name.slice(0, 200),
    email: email.slice(0, 254),
    category,
    origin: origin.slice(0, 200),
    siteId,
    problems,
  }
}

/** Undoes what an export adds so that no spreadsheet takes the cell for a formula. */
export const withoutGuard = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
