import {
  emptyFraming,
  skillFamilies,
  text,
  type SubmissionFile,
  type SubmissionImportField,
  type SubmissionImportProblem,
} from '@essor/contracts'
import { z } from 'zod'
import { plain, withoutGuard, type CsvTable } from '../../seasons/index.ts'

/** Titles of columns as they are found in spreadsheets, without accents and punctuation. */
const columnNames: Record<SubmissionImportField, readonly string[]> = {
  title: ['titre', 'titre du projet', 'nom du projet', 'projet', 'title', 'project', 'project title', 'project name'],
  structure: ['structure', 'association', 'organisation', 'organization', 'nom de la structure', 'porteur', 'charity'],
  summary: ['resume', 'en deux phrases', 'en quelques mots', 'presentation', 'description', 'summary', 'abstract'],
  problem: ['probleme', 'le probleme', 'besoin', 'le besoin', 'constat', 'problem', 'need'],
  beneficiaries: ['beneficiaires', 'qui en beneficie', 'public', 'public vise', 'beneficiaries'],
  users: ['utilisateurs', 'usagers', 'qui s en sert', 'users'],
  payers: ['payeurs', 'financeurs', 'financement', 'qui paie', 'payers', 'funding'],
  benefit: ['utilite sociale', 'ce que la societe y gagne', 'interet general', 'benefit', 'social benefit', 'impact'],
  deliverable: ['livrable', 'livrables', 'resultat attendu', 'ce qui existera a la fin', 'deliverable', 'deliverables'],
  skills: ['competences', 'competences recherchees', 'competences souhaitees', 'skills', 'wanted skills'],
  holderName: ['nom', 'contact', 'personne', 'personnes', 'nom du contact', 'referent', 'name', 'contact name'],
  holderEmail: [
    'email',
    'e mail',
    'e mails',
    'mail',
    'courriel',
    'adresse mail',
    'adresse e mail',
    'e mail du contact',
    'email address',
    'contact email',
  ],
}

const columnOf = new Map(
  Object.entries(columnNames).flatMap(([field, names]) =>
    names.map((name) => [name, field as SubmissionImportField] as const),
  ),
)

const skillOf = new Map(
  skillFamilies.flatMap(({ skills }) =>
    skills.flatMap(({ code, fr, en }) => [code, plain(fr), plain(en)].map((name) => [name, code] as const)),
  ),
)

export type Columns = Partial<Record<SubmissionImportField, number>>

export const needed = ['title', 'structure', 'holderEmail'] as const satisfies SubmissionImportField[]

/** Where each field stands, by the titles in the first row; the first column of a name counts. Structures go by the season's word too. */
export function columnsOf(
  titles: readonly string[],
  structureWord: string,
): { columns: Columns; missing: SubmissionImportField[] } {
  const columns: Columns = {}
  for (const [index, title] of titles.entries()) {
    const field = columnOf.get(plain(title)) ?? (plain(title) === plain(structureWord) ? 'structure' : undefined)
    if (field) columns[field] ??= index
  }
  return { columns, missing: needed.filter((field) => columns[field] === undefined) }
}

/** A submission as a line of a spreadsheet gives it, and what is wrong with it. */
export interface ReadLine {
  line: number
  holderName: string
  holderEmail: string
  file: Omit<SubmissionFile, 'answers'>
  problems: SubmissionImportProblem[]
  remarks: SubmissionImportProblem[]
}

const limits = {
  title: 120,
  structure: 120,
  summary: 400,
  problem: 3000,
  beneficiaries: 2000,
  users: 2000,
  payers: 2000,
  benefit: 2000,
  deliverable: 2000,
  holderName: 120,
} as const
const Email = z.email().max(254)
const mostSkills = 12
/** Twelve skills with what stands in brackets take a few hundred; a whole file in one cell would take long to read. */
const longestSkills = 4000

export function readLine({ line, cells }: CsvTable['rows'][number], columns: Columns): ReadLine {
  const problems: SubmissionImportProblem[] = []
  const remarks: SubmissionImportProblem[] = []
  const cell = (field: SubmissionImportField) => withoutGuard(cells[columns[field] ?? -1] ?? '').trim()
  const complain = (field: SubmissionImportField, code: SubmissionImportProblem['code'], message: string) =>
    void problems.push({ field, code, message })
  const words = (field: keyof typeof limits): string => {
    const typed = cell(field)
    const most = limits[field]
    if (typed.length > most) complain(field, 'too_long', `Write at most ${most} characters.`)
    else if (!text(most, 0).safeParse(typed).success) complain(field, 'unreadable', 'This holds unreadable characters.')
    return typed.slice(0, most)
  }
  const typedSkills = cell('skills')
  if (typedSkills.length > longestSkills) complain('skills', 'too_long', `Write at most ${longestSkills} characters.`)
  const { skills, unknown } = readSkills(typedSkills.slice(0, longestSkills))
  for (const name of unknown)
    remarks.push({
      field: 'skills',
      code: 'unknown_skill',
      message: `Not in the list of skills: ${name.slice(0, 100)}`,
    })
  if (skills.length > mostSkills) complain('skills', 'too_many', `Name at most ${mostSkills} skills.`)
  const holderEmail = cell('holderEmail').toLowerCase()
  if (holderEmail === '') complain('holderEmail', 'required', 'Give an e-mail address.')
  else if (!Email.safeParse(holderEmail).success) complain('holderEmail', 'not_an_email', 'This is no e-mail address.')
  const file = {
    title: words('title'),
    structure: words('structure'),
    summary: words('summary'),
    framing: {
      ...emptyFraming,
      problem: words('problem'),
      beneficiaries: words('beneficiaries'),
      users: words('users'),
      payers: words('payers'),
      benefit: words('benefit'),
      deliverable: words('deliverable'),
    },
    wantedSkills: skills.slice(0, mostSkills).map((skill) => ({ skill, level: 2, count: 1 })),
  }
  for (const field of ['title', 'structure'] as const)
    if (file[field] === '') complain(field, 'required', 'This is needed.')
  return { line, holderName: words('holderName'), holderEmail: holderEmail.slice(0, 254), file, problems, remarks }
}

/** « Droit des associations (2, pratique), Comptabilité »: what stands in brackets is left aside. */
function readSkills(typed: string): { skills: string[]; unknown: string[] } {
  const names = typed
    .replaceAll(/\([^()]*\)/g, '')
    .split(/[,;|\n/]+/)
    .map((name) => name.trim())
    .filter(Boolean)
  const found = names.map((name) => skillOf.get(name) ?? skillOf.get(plain(name)))
  return {
    skills: [...new Set(found.flatMap((code) => code ?? []))],
    unknown: names.filter((_, index) => !found[index]).slice(0, mostSkills),
  }
}

/** A submission is known by who holds it and its title, however that is typed. */
export const keyOf = ({ holderEmail, title }: { holderEmail: string; title: string }): string =>
  `${holderEmail}\n${plain(title)}`
