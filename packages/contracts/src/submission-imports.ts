import { z } from 'zod'

const yesOrNo = z
  .enum(['true', 'false'])
  .default('true')
  .transform((value) => value === 'true')

/** `preview` tells what would happen and changes nothing; `mail` tells the holders of what is new that it is in. */
export const SubmissionImportQuery = z.object({ preview: yesOrNo, mail: yesOrNo })
export type SubmissionImportQuery = z.output<typeof SubmissionImportQuery>

export const SubmissionImportField = z
  .enum([
    'title',
    'structure',
    'summary',
    'problem',
    'beneficiaries',
    'users',
    'payers',
    'benefit',
    'deliverable',
    'skills',
    'holderName',
    'holderEmail',
  ])
  .meta({ id: 'SubmissionImportField' })
export type SubmissionImportField = z.output<typeof SubmissionImportField>

/** `unknown_skill` is only a remark: the line is taken without that skill. */
export const SubmissionImportProblem = z
  .object({
    field: SubmissionImportField,
    code: z.enum(['required', 'too_long', 'not_an_email', 'unreadable', 'unknown_skill', 'too_many']),
    message: z.string(),
  })
  .meta({
    id: 'SubmissionImportProblem',
    examples: [{ field: 'holderEmail', code: 'not_an_email', message: 'This is no e-mail address.' }],
  })
export type SubmissionImportProblem = z.output<typeof SubmissionImportProblem>

export const SubmissionImportOutcome = z
  .enum(['to_add', 'added', 'already_there', 'twice_in_file', 'refused'])
  .meta({ id: 'SubmissionImportOutcome' })

/** `line` is where the row begins in the file. Whether the address belongs to an account is never told. */
export const SubmissionImportLine = z
  .object({
    line: z.number().int(),
    title: z.string(),
    structure: z.string(),
    holderName: z.string(),
    holderEmail: z.string(),
    outcome: SubmissionImportOutcome,
    problems: z.array(SubmissionImportProblem),
    remarks: z.array(SubmissionImportProblem),
  })
  .meta({
    id: 'SubmissionImportLine',
    examples: [
      {
        line: 2,
        title: 'Un jardin pour la résidence',
        structure: 'Association des locataires',
        holderName: 'Camille Martin',
        holderEmail: 'camille@example.org',
        outcome: 'to_add',
        problems: [],
        remarks: [],
      },
    ],
  })
export type SubmissionImportLine = z.output<typeof SubmissionImportLine>

/** Every line, in the order of the file, and how many there are of each outcome. `columns` are those that were understood. */
export const SubmissionImport = z
  .object({
    preview: z.boolean(),
    encoding: z.enum(['utf-8', 'utf-16', 'windows-1252']),
    separator: z.enum([';', ',', '\t']),
    columns: z.array(SubmissionImportField),
    counts: z.object({
      to_add: z.number().int(),
      added: z.number().int(),
      already_there: z.number().int(),
      twice_in_file: z.number().int(),
      refused: z.number().int(),
    }),
    lines: z.array(SubmissionImportLine),
  })
  .meta({ id: 'SubmissionImport' })
export type SubmissionImport = z.output<typeof SubmissionImport>
