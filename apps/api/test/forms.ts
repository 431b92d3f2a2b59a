import { randomUUID } from 'node:crypto'
import type { FormSection, Question } from '@essor/contracts'
import { callForms } from '../src/modules/calls-for-projects/forms/forms.table.ts'
import type { Db } from '../src/platform/db/connection.ts'

type Of<Kind extends Question['kind']> = Extract<Question, { kind: Kind }>

/** What a kind has of its own, where a test does not care. */
const usual = {
  short_text: { maxLength: 200 },
  long_text: { maxLength: 2000 },
  number: { min: null, max: null, whole: true },
  money: { min: null, max: null },
  choice: { options: [] },
  choices: { options: [], min: null, max: null },
  date: { min: null, max: null },
  file: { types: ['application/pdf', 'image/png'], maxBytes: 1024 * 1024 },
} as const satisfies { [Kind in Question['kind']]?: Partial<Of<Kind>> }

export const aQuestion = <Kind extends Question['kind']>(kind: Kind, over: Partial<Of<Kind>> = {}): Of<Kind> =>
  ({
    id: randomUUID(),
    kind,
    label: `Une question : ${kind}`,
    help: '',
    required: false,
    identifying: false,
    condition: null,
    ...(kind in usual ? usual[kind as keyof typeof usual] : {}),
    ...over,
  }) as Of<Kind>

export const aSection = (...questions: Question[]): FormSection => ({
  id: randomUUID(),
  title: 'Votre structure',
  text: '',
  questions,
})

/** A published version of a call's form. */
export async function insertForm(db: Db, callId: string, sections: FormSection[], version = 1) {
  const [row] = await db
    .insert(callForms)
    .values({ callId, version, sections, revision: version, publishedAt: new Date('2026-02-01T09:00:00Z') })
    .returning()
  return row!
}
