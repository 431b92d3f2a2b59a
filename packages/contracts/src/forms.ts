import { z } from 'zod'
import { Cents, Id, Instant, LocalDay, text } from './platform.ts'

/**
 * The form that a call adds to the framing of the need: sections of questions. Answers are kept by question id, so a
 * question that only changes its words keeps what was answered to it.
 */

const test = <Name extends string>(name: Name) => z.object({ question: Id, test: z.literal(name) })

/** What one earlier answer must be. `equals` takes the id of an option, true for a consent, a number (money in cents) or a text. */
export const ConditionTest = z
  .discriminatedUnion('test', [
    test('answered'),
    test('equals').extend({ value: z.union([text(200, 0), z.number(), z.boolean()]) }),
    test('one_of').extend({ values: z.array(Id).max(50) }),
    test('at_least').extend({ value: z.number() }),
    test('at_most').extend({ value: z.number() }),
    test('more_than').extend({ value: z.number() }),
    test('less_than').extend({ value: z.number() }),
  ])
  .meta({ id: 'ConditionTest' })
export type ConditionTest = z.output<typeof ConditionTest>

/** The question is asked where all, or any, of the tests hold. An answer that is not asked for itself counts as none. */
export const Condition = z
  .object({ match: z.enum(['all', 'any']), tests: z.array(ConditionTest).min(1).max(6) })
  .meta({ id: 'Condition' })
export type Condition = z.output<typeof Condition>

const Option = z.object({ id: Id, label: text(200, 0) })

/** The types of file that Essor takes; their bytes decide what they are. */
export const AnswerFileType = z.enum(['application/pdf', 'image/jpeg', 'image/png', 'image/webp'])
export type AnswerFileType = z.output<typeof AnswerFileType>

/** No question takes a larger file, in bytes. */
export const largestAnswerFile = 20 * 1024 * 1024

const kind = <Kind extends string>(name: Kind) =>
  z.object({
    id: Id,
    kind: z.literal(name),
    label: text(300, 0),
    help: text(1000, 0),
    required: z.boolean(),
    /** Says who is asking: hidden from reviewers in the blind phase. */
    identifying: z.boolean(),
    condition: Condition.nullable(),
  })

/** While a form is being written its words may be missing; `checkForm` says what publishing it needs. */
export const Question = z
  .discriminatedUnion('kind', [
    kind('short_text').extend({ maxLength: z.number().int().min(1).max(500) }),
    kind('long_text').extend({ maxLength: z.number().int().min(1).max(10_000) }),
    kind('number').extend({ min: z.number().nullable(), max: z.number().nullable(), whole: z.boolean() }),
    /** In cents. */
    kind('money').extend({ min: Cents.nullable(), max: Cents.nullable() }),
    kind('choice').extend({ options: z.array(Option).max(50) }),
    kind('choices').extend({
      options: z.array(Option).max(50),
      min: z.number().int().min(0).max(50).nullable(),
      max: z.number().int().min(1).max(50).nullable(),
    }),
    kind('date').extend({ min: LocalDay.nullable(), max: LocalDay.nullable() }),
    kind('address'),
    kind('email'),
    kind('phone'),
    kind('link'),
    kind('file').extend({
      types: z.array(AnswerFileType).min(1).max(4),
      maxBytes: z.number().int().min(1024).max(largestAnswerFile),
    }),
    kind('siret'),
    kind('rna'),
    kind('consent'),
  ])
  .meta({ id: 'Question' })
export type Question = z.output<typeof Question>
export type QuestionKind = Question['kind']

export const identifyingKinds: readonly QuestionKind[] = ['siret', 'rna', 'email', 'phone', 'address']

export const FormSection = z
  .object({ id: Id, title: text(120, 0), text: text(1000, 0), questions: z.array(Question).max(60) })
  .meta({ id: 'FormSection' })
export type FormSection = z.output<typeof FormSection>

/** As many questions as a file can hold answers. */
const mostQuestions = 300

const Sections = z
  .array(FormSection)
  .max(20)
  .refine((all) => all.reduce((sum, { questions }) => sum + questions.length, 0) <= mostQuestions, 'too_big')

/** Of a commune: its INSEE code. `departement` is its code too, such as 2A or 974; of the same commune. */
export const AddressAnswer = z
  .object({
    street: text(200, 0),
    postcode: text(10, 0),
    commune: text(5, 0),
    communeName: text(100, 0),
    departement: text(3, 0),
  })
  .meta({ id: 'AddressAnswer' })
export type AddressAnswer = z.output<typeof AddressAnswer>

/** Set by the server when a file comes in; what is sent in its place when saving is not looked at. */
export const FileAnswer = z
  .object({ id: Id, name: z.string().max(200), type: AnswerFileType, size: z.number().int() })
  .meta({
    id: 'FileAnswer',
    examples: [
      { id: '0198a1c2-0000-7000-8000-0000000000fa', name: 'Statuts.pdf', type: 'application/pdf', size: 182_044 },
    ],
  })
export type FileAnswer = z.output<typeof FileAnswer>

/** A text, a number (money in cents), true or false for a consent, the ids of options, an address, a file; null is none. */
export const AnswerValue = z
  .union([text(10_000, 0), z.number(), z.boolean(), z.array(Id).max(50), AddressAnswer, FileAnswer, z.null()])
  .meta({ id: 'AnswerValue' })
export type AnswerValue = z.output<typeof AnswerValue>

/**
 * By question id. While a file is a draft, answers to questions that its conditions hide are kept: they come back when the
 * question does. They are not needed, and are dropped when the file is submitted.
 */
export const Answers = z
  .record(Id, AnswerValue)
  .refine((answers) => Object.keys(answers).length <= mostQuestions, 'too_big')
  .meta({ id: 'Answers' })
export type Answers = z.output<typeof Answers>

const ids = {
  section: '0198a1c2-0000-7000-8000-000000000f01',
  kind: '0198a1c2-0000-7000-8000-000000000f02',
  siret: '0198a1c2-0000-7000-8000-000000000f03',
  association: '0198a1c2-0000-7000-8000-000000000f04',
  company: '0198a1c2-0000-7000-8000-000000000f05',
}

const sectionsExample = [
  {
    id: ids.section,
    title: 'Votre structure',
    text: '',
    questions: [
      {
        id: ids.kind,
        kind: 'choice' as const,
        label: 'Vous êtes…',
        help: '',
        required: true,
        identifying: false,
        condition: null,
        options: [
          { id: ids.association, label: 'Une association' },
          { id: ids.company, label: 'Une entreprise' },
        ],
      },
      {
        id: ids.siret,
        kind: 'siret' as const,
        label: 'Numéro SIRET',
        help: 'Quatorze chiffres.',
        required: true,
        identifying: true,
        condition: {
          match: 'all' as const,
          tests: [{ question: ids.kind, test: 'equals' as const, value: ids.company }],
        },
      },
    ],
  },
]

export const FormDraft = z.object({ sections: Sections }).meta({
  id: 'FormDraft',
  examples: [{ sections: sectionsExample }],
})

/**
 * The form of a call as organisers write it. `nextVersion` is what it becomes when it is published; `publishedVersion` the
 * one that new files follow, null before the first. `version` is the one to name in If-Match. `draftsBehind`: drafts that
 * follow another version than the published one.
 */
export const CallForm = z
  .object({
    callId: Id,
    sections: Sections,
    published: Sections,
    nextVersion: z.number().int(),
    publishedVersion: z.number().int().nullable(),
    draftsBehind: z.number().int(),
    version: z.number().int(),
  })
  .meta({
    id: 'CallForm',
    examples: [
      {
        callId: ids.section,
        sections: sectionsExample,
        published: [],
        nextVersion: 1,
        publishedVersion: null,
        draftsBehind: 0,
        version: 3,
      },
    ],
  })
export type CallForm = z.output<typeof CallForm>

/** What one version changes of a question. Where `keepsAnswer` is false, what was answered to it goes. */
export const FormChange = z
  .object({
    change: z.enum(['added', 'removed', 'changed']),
    questionId: Id,
    label: z.string(),
    required: z.boolean(),
    keepsAnswer: z.boolean(),
    what: z.array(z.enum(['kind', 'label', 'help', 'required', 'options', 'limits', 'condition'])),
  })
  .meta({ id: 'FormChange' })
export type FormChange = z.output<typeof FormChange>

const changeExample = {
  change: 'added' as const,
  questionId: ids.siret,
  label: 'Numéro SIRET',
  required: true,
  keepsAnswer: true,
  what: [],
}

/** `files` counts drafts and submissions that follow it; `changes` is against the version before. */
export const FormVersion = z
  .object({
    id: Id,
    version: z.number().int(),
    publishedAt: Instant,
    questions: z.number().int(),
    files: z.number().int(),
    changes: z.array(FormChange),
  })
  .meta({
    id: 'FormVersion',
    examples: [
      {
        id: ids.section,
        version: 1,
        publishedAt: '2026-09-30T10:00:00.000Z',
        questions: 1,
        files: 4,
        changes: [changeExample],
      },
    ],
  })

/** The questions that a file follows; `version` is null where the call had none when it was begun. `newer` is for drafts. */
export const SubmissionForm = z
  .object({
    version: z.number().int().nullable(),
    sections: Sections,
    newer: z.object({ version: z.number().int(), changes: z.array(FormChange) }).nullable(),
  })
  .meta({
    id: 'SubmissionForm',
    examples: [{ version: 1, sections: sectionsExample, newer: { version: 2, changes: [changeExample] } }],
  })
export type SubmissionForm = z.output<typeof SubmissionForm>

/** The version whose changes were read. */
export const FormTakeover = z
  .object({ version: z.number().int().min(1).max(100_000) })
  .meta({ id: 'FormTakeover', examples: [{ version: 2 }] })

/** `search`: the beginning of a name, without accents or hyphens if one likes, or of a postcode. */
export const CommuneQuery = z.object({
  search: text(100),
  departement: z
    .string()
    .regex(/^(\d{2}|2[AB]|9\d{2})$/, 'A code such as 80, 2A or 974.')
    .optional(),
})

const Departement = z.object({ code: z.string(), name: z.string() })

export const Commune = z
  .object({ code: z.string(), name: z.string(), postcodes: z.array(z.string()), departement: Departement })
  .meta({
    id: 'Commune',
    examples: [
      {
        code: '80021',
        name: 'Amiens',
        postcodes: ['80000', '80080', '80090'],
        departement: { code: '80', name: 'Somme' },
      },
    ],
  })
export type Commune = z.output<typeof Commune>
