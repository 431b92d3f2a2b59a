import {
  identifyingKinds,
  testsOf,
  type ConditionTest,
  type FormSection,
  type Question,
  type QuestionKind,
} from '@essor/contracts'

const newId = (): string => crypto.randomUUID()

export const kinds = [
  'short_text',
  'long_text',
  'choice',
  'choices',
  'number',
  'money',
  'date',
  'address',
  'email',
  'phone',
  'link',
  'file',
  'siret',
  'rna',
  'consent',
] as const satisfies readonly QuestionKind[]

/** A question of this kind, to be filled in; with what it had already, where its kind changes. */
export function newQuestion(kind: QuestionKind, kept: Partial<Question> = {}): Question {
  const base = {
    id: newId(),
    label: '',
    help: '',
    required: kind === 'consent',
    condition: null,
    ...kept,
    identifying: identifyingKinds.includes(kind),
  }
  const options = 'options' in kept && kept.options?.length ? kept.options : [newOption(), newOption()]
  switch (kind) {
    case 'short_text':
      return { ...base, kind, maxLength: 200 }
    case 'long_text':
      return { ...base, kind, maxLength: 2000 }
    case 'number':
      return { ...base, kind, min: null, max: null, whole: true }
    case 'money':
    case 'date':
      return { ...base, kind, min: null, max: null }
    case 'choice':
      return { ...base, kind, options }
    case 'choices':
      return { ...base, kind, options, min: null, max: null }
    case 'file':
      return {
        ...base,
        kind,
        types: ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'],
        maxBytes: 10 * 1024 * 1024,
      }
    case 'address':
    case 'email':
    case 'phone':
    case 'link':
    case 'siret':
    case 'rna':
    case 'consent':
      return { ...base, kind }
  }
}

export const newOption = () => ({ id: newId(), label: '' })

export const newSection = (title = ''): FormSection => ({ id: newId(), title, text: '', questions: [] })

/** Changes the kind of a question; what other kinds have too stays. */
export function ofKind({ id, label, help, required, condition, ...rest }: Question, kind: QuestionKind): Question {
  const options = 'options' in rest ? { options: rest.options } : {}
  return newQuestion(kind, { id, label, help, required, condition, ...options } as Partial<Question>)
}

/** The same again, right after it, as a question of its own. */
export function duplicated(question: Question): Question {
  const copy = JSON.parse(JSON.stringify(question)) as Question
  copy.id = newId()
  if ('options' in copy) for (const option of copy.options) option.id = newId()
  return copy
}

interface Place {
  section: number
  at: number
}

/** One step up or down, over the edge of a section too; nothing where there is nowhere to go. */
export function stepFrom(sections: readonly FormSection[], { section, at }: Place, by: 1 | -1): Place | undefined {
  const next = at + by
  if (next >= 0 && next < sections[section]!.questions.length) return { section, at: next }
  const other = sections[section + by]
  return other && { section: section + by, at: by === 1 ? 0 : other.questions.length }
}

/** `to.at` counts as if the question were gone from where it was. */
export function moveQuestion(sections: FormSection[], from: Place, to: Place): void {
  const [question] = sections[from.section]?.questions.splice(from.at, 1) ?? []
  if (question) sections[to.section]?.questions.splice(to.at, 0, question)
}

/** A test of this question that can hold; the one named where the question knows it. */
export function newTest(source: Question, test?: ConditionTest['test']): ConditionTest {
  const tests = testsOf(source)
  const usual = tests.includes('equals') && source.kind !== 'short_text' ? 'equals' : tests[0]!
  const name = test && tests.includes(test) ? test : usual
  const question = source.id
  if (name === 'answered') return { question, test: name }
  const first = 'options' in source ? (source.options[0]?.id ?? '') : ''
  if (name === 'one_of') return { question, test: name, values: first ? [first] : [] }
  if (name !== 'equals') return { question, test: name, value: 0 }
  if (source.kind === 'consent') return { question, test: name, value: true }
  return { question, test: name, value: source.kind === 'number' || source.kind === 'money' ? 0 : first }
}

/** Words for the form that is offered to begin with. */
export interface StarterWords {
  about: string
  kind: string
  association: string
  other: string
  rna: string
  rnaHelp: string
  siret: string
  siretHelp: string
  address: string
  contact: string
  phone: string
  link: string
  consent: string
}

/** What most calls ask: who proposes this, where they are, how to reach them, and their consent. */
export function starterForm(words: StarterWords): FormSection[] {
  const [association, other] = [
    { id: newId(), label: words.association },
    { id: newId(), label: words.other },
  ]
  const kind = {
    ...newQuestion('choice', { label: words.kind, required: true }),
    options: [association, other],
  } as Question
  const only = (value: string) => ({
    match: 'all' as const,
    tests: [{ question: kind.id, test: 'equals' as const, value }],
  })
  return [
    {
      ...newSection(words.about),
      questions: [
        kind,
        newQuestion('rna', { label: words.rna, help: words.rnaHelp, condition: only(association.id) }),
        newQuestion('siret', { label: words.siret, help: words.siretHelp, required: true, condition: only(other.id) }),
        newQuestion('address', { label: words.address, required: true }),
      ],
    },
    {
      ...newSection(words.contact),
      questions: [
        newQuestion('phone', { label: words.phone, required: true }),
        newQuestion('link', { label: words.link }),
        newQuestion('consent', { label: words.consent, required: true }),
      ],
    },
  ]
}
