import { z } from 'zod'
import { EnrolmentQuery, EnrolmentStatus } from './enrolments.ts'
import { Id } from './platform.ts'
import { PersonCategory } from './seasons.ts'

const yesOrNo = z
  .enum(['true', 'false'])
  .default('true')
  .transform((value) => value === 'true')

/**
 * `preview` tells what would happen and changes nothing. `as` is what the people become: `confirmed` (those for whom no place
 * is left wait in the order of the file) or `applied`. `mail` tells those who are new that they are enrolled.
 */
export const PeopleImportQuery = z.object({
  preview: yesOrNo,
  as: z.enum(['confirmed', 'applied']).default('confirmed'),
  mail: yesOrNo,
})
export type PeopleImportQuery = z.output<typeof PeopleImportQuery>

export const PeopleImportOutcome = z
  .enum(['to_add', 'added', 'already_enrolled', 'twice_in_file', 'refused'])
  .meta({ id: 'PeopleImportOutcome' })
export type PeopleImportOutcome = z.output<typeof PeopleImportOutcome>

export const PeopleImportProblem = z
  .object({
    field: z.enum(['name', 'email', 'category', 'origin', 'site']),
    code: z.enum(['required', 'too_long', 'not_an_email', 'unknown_category', 'unknown_site', 'unreadable']),
    message: z.string(),
  })
  .meta({
    id: 'PeopleImportProblem',
    examples: [{ field: 'email', code: 'not_an_email', message: 'This is no e-mail address.' }],
  })
export type PeopleImportProblem = z.output<typeof PeopleImportProblem>

/** `line` is where the row begins in the file. `status` is what the person became, or would become. */
export const PeopleImportLine = z
  .object({
    line: z.number().int(),
    name: z.string(),
    email: z.string(),
    category: PersonCategory.nullable(),
    origin: z.string(),
    siteId: Id.nullable(),
    outcome: PeopleImportOutcome,
    status: EnrolmentStatus.nullable(),
    problems: z.array(PeopleImportProblem),
  })
  .meta({
    id: 'PeopleImportLine',
    examples: [
      {
        line: 2,
        name: 'Camille Martin',
        email: 'camille@example.org',
        category: 'student',
        origin: 'IUT d’Amiens',
        siteId: null,
        outcome: 'to_add',
        status: 'confirmed',
        problems: [],
      },
    ],
  })
export type PeopleImportLine = z.output<typeof PeopleImportLine>

/** Every line, in the order of the file, and how many there are of each outcome. */
export const PeopleImport = z
  .object({
    preview: z.boolean(),
    encoding: z.enum(['utf-8', 'utf-16', 'windows-1252']),
    separator: z.enum([';', ',', '\t']),
    counts: z.object({
      to_add: z.number().int(),
      added: z.number().int(),
      already_enrolled: z.number().int(),
      twice_in_file: z.number().int(),
      refused: z.number().int(),
    }),
    lines: z.array(PeopleImportLine),
  })
  .meta({ id: 'PeopleImport' })
export type PeopleImport = z.output<typeof PeopleImport>

/** Those that the list of enrolments shows. */
export const EnrolmentExportQuery = EnrolmentQuery.omit({ cursor: true, limit: true })
