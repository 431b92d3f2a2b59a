import { answerTo, questionsOf, type AnswerError } from './form-answers.ts'
import type { Answers, ConditionTest, FormChange, FormSection, Question } from './forms.ts'

/**
 * What stands in the way of publishing this form, each error at its place (`sections.0.questions.2.condition`). `message`
 * names the questions at fault.
 */
export function checkForm(sections: readonly FormSection[]): AnswerError[] {
  const questions = questionsOf(sections)
  const order = new Map(questions.map((question, place) => [question.id, { question, place }]))
  const circles = circlesIn(questions)
  const seen = new Set<string>()
  const errors: AnswerError[] = []
  if (questions.length === 0) errors.push({ path: 'sections', code: 'form_empty', message: 'Add a question first.' })
  sections.forEach((section, at) => {
    const put = (path: string, code: string, message: string) =>
      errors.push({ path: `sections.${at}${path}`, code, message })
    if (!section.title) put('.title', 'required', 'A section needs a title.')
    if (section.questions.length === 0) put('', 'form_empty', `The section “${section.title}” holds no question.`)
    if (seen.has(section.id)) put('.id', 'form_id_twice', 'Two things of this form have the same id.')
    seen.add(section.id)
    section.questions.forEach((question, place) => {
      for (const [path, code, message] of questionErrors(question, seen, order, circles))
        put(`.questions.${place}${path}`, code, message)
      seen.add(question.id)
    })
  })
  return errors
}

type Fault = [path: string, code: string, message: string]
type Places = Map<string, { question: Question; place: number }>

function questionErrors(
  question: Question,
  seen: Set<string>,
  order: Places,
  circles: Map<string, Question[]>,
): Fault[] {
  const faults: Fault[] = []
  if (!question.label) faults.push(['.label', 'required', 'A question needs words.'])
  if (seen.has(question.id)) faults.push(['.id', 'form_id_twice', 'Two things of this form have the same id.'])
  if ('options' in question) {
    if (question.options.length < 2)
      faults.push(['.options', 'form_options', 'Give at least two answers to choose from.'])
    if (new Set(question.options.map(({ id }) => id)).size < question.options.length)
      faults.push(['.options', 'form_id_twice', 'Two options have the same id.'])
    question.options.forEach(({ label }, at) => {
      if (!label) faults.push([`.options.${at}.label`, 'required', 'An option needs words.'])
    })
  }
  if ('min' in question && question.min !== null && question.max !== null && question.min > question.max)
    faults.push(['.max', 'form_limits', 'The largest is smaller than the smallest.'])
  if (question.kind === 'choices' && Math.max(question.min ?? 0, 1) > question.options.length)
    faults.push(['.min', 'form_limits', 'More are asked for than there are options.'])
  const circle = circles.get(question.id)
  if (circle) {
    const names = [...circle, circle[0]!].map(({ label }) => `“${label}”`).join(' → ')
    faults.push(['.condition', 'form_circle', `These questions wait for each other in a circle: ${names}.`])
  } else {
    question.condition?.tests.forEach((test, at) => {
      const fault = testFault(test, question, order)
      if (fault) faults.push([`.condition.tests.${at}`, ...fault])
    })
  }
  return faults
}

function testFault(
  test: ConditionTest,
  question: Question,
  order: Places,
): [code: string, message: string] | undefined {
  const source = order.get(test.question)
  if (!source) return ['form_condition_unknown', `“${question.label}” depends on a question that is not in the form.`]
  if (source.place >= order.get(question.id)!.place)
    return ['form_condition_later', `“${question.label}” depends on “${source.question.label}”, which comes after it.`]
  return testFits(test, source.question)
    ? undefined
    : ['form_condition_value', `What “${question.label}” asks of “${source.question.label}” cannot be answered to it.`]
}

/** Which tests make sense of a question; the builder offers these. */
export function testsOf({ kind }: Pick<Question, 'kind'>): ConditionTest['test'][] {
  switch (kind) {
    case 'number':
    case 'money':
      return ['answered', 'equals', 'at_least', 'at_most', 'more_than', 'less_than']
    case 'choice':
    case 'choices':
      return ['answered', 'equals', 'one_of']
    case 'short_text':
      return ['answered', 'equals']
    case 'consent':
      return ['equals']
    case 'long_text':
    case 'date':
    case 'address':
    case 'email':
    case 'phone':
    case 'link':
    case 'file':
    case 'siret':
    case 'rna':
      return ['answered']
  }
}

function testFits(test: ConditionTest, source: Question): boolean {
  if (!testsOf(source).includes(test.test)) return false
  const isOption = (id: unknown) => 'options' in source && source.options.some((option) => option.id === id)
  if (test.test === 'one_of') return test.values.length > 0 && test.values.every(isOption)
  if (test.test !== 'equals') return true
  if ('options' in source) return isOption(test.value)
  if (source.kind === 'consent') return test.value === true
  if (test.value === '') return false
  return typeof test.value === (source.kind === 'short_text' ? 'string' : 'number')
}

/** Each question that waits for itself in the end, with the questions on the way, in order of the circle. */
function circlesIn(questions: readonly Question[]): Map<string, Question[]> {
  const byId = new Map(questions.map((question) => [question.id, question]))
  const needs = (question: Question) =>
    (question.condition?.tests ?? []).flatMap((test) => byId.get(test.question) ?? [])
  const circles = new Map<string, Question[]>()
  const done = new Set<string>()
  const visit = (question: Question, way: Question[]): void => {
    const start = way.indexOf(question)
    if (start >= 0) for (const one of way.slice(start)) circles.set(one.id, way.slice(start))
    if (start >= 0 || done.has(question.id)) return
    for (const next of needs(question)) visit(next, [...way, question])
    done.add(question.id)
  }
  for (const question of questions) visit(question, [])
  return circles
}

/** What `after` changes of `before`, question by question: those of `after` in order, then those that are gone. */
export function formChanges(before: readonly FormSection[], after: readonly FormSection[]): FormChange[] {
  const old = new Map(questionsOf(before).map((question) => [question.id, question]))
  const fresh = questionsOf(after)
  const still = new Set(fresh.map(({ id }) => id))
  const line = (change: FormChange['change'], { id, label, required }: Question, what: FormChange['what'] = []) => ({
    change,
    questionId: id,
    label,
    required,
    keepsAnswer: change !== 'removed' && !what.includes('kind'),
    what,
  })
  return [
    ...fresh.flatMap((question) => {
      const known = old.get(question.id)
      if (!known) return [line('added', question)]
      const what = differences(known, question)
      return what.length > 0 ? [line('changed', question, what)] : []
    }),
    ...[...old.values()].filter(({ id }) => !still.has(id)).map((question) => line('removed', question)),
  ]
}

function differences(before: Question, after: Question): FormChange['what'] {
  if (before.kind !== after.kind) return ['kind']
  const compared = [
    'label',
    'help',
    'required',
    'options',
    'condition',
  ] as const satisfies readonly FormChange['what'][number][]
  const same = (names: readonly string[]) =>
    names.every((name) => canonical(Reflect.get(before, name)) === canonical(Reflect.get(after, name)))
  return [
    ...compared.filter((name) => !same([name])),
    ...(same(['maxLength', 'min', 'max', 'whole', 'types', 'maxBytes']) ? [] : (['limits'] as const)),
  ]
}

/** The database keeps the names in an object in an order of its own. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const named = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${named.map(([name, inner]) => `${name}:${canonical(inner)}`).join()}}`
}

/** The answers that outlive the change to another version: of questions with the same id and kind, options that still exist. */
export function answersCarriedOver(
  before: readonly FormSection[],
  after: readonly FormSection[],
  answers: Answers,
): Answers {
  const kinds = new Map(questionsOf(before).map(({ id, kind }) => [id, kind]))
  return Object.fromEntries(
    questionsOf(after).flatMap((question) => {
      const value = answerTo(answers, question.id)
      if (value === undefined || kinds.get(question.id) !== question.kind) return []
      if (!('options' in question)) return [[question.id, value]]
      const exists = (id: unknown) => question.options.some((option) => option.id === id)
      if (Array.isArray(value)) return [[question.id, value.filter(exists)]]
      return exists(value) ? [[question.id, value]] : []
    }),
  )
}
