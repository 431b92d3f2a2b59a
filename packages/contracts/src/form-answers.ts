import { z } from 'zod'
import type { AddressAnswer, Answers, AnswerValue, ConditionTest, FileAnswer, FormSection, Question } from './forms.ts'
import { isFrenchPhone, isRna, isSiret, isWebLink, plainIdentifier } from './french-identifiers.ts'
import { LocalDay } from './platform.ts'
import type { Problem } from './problem.ts'

export type AnswerError = NonNullable<Problem['errors']>[number]

export const questionsOf = (sections: readonly FormSection[]): Question[] =>
  sections.flatMap(({ questions }) => questions)

/** Undefined where there is no answer: the names of an object's own machinery are none. */
export const answerTo = (answers: Answers, questionId: string): AnswerValue | undefined =>
  Object.hasOwn(answers, questionId) ? answers[questionId] : undefined

/** Empty for what is no text. */
const textOf = (value: AnswerValue | undefined): string => (typeof value === 'string' ? value : '')

const isAddress = (value: unknown): value is AddressAnswer =>
  typeof value === 'object' && value !== null && 'street' in value
export const isFileAnswer = (value: unknown): value is FileAnswer =>
  typeof value === 'object' && value !== null && 'size' in value
const isIds = (value: unknown): value is string[] => Array.isArray(value)

export function isAnswered(value: AnswerValue | undefined): boolean {
  if (value === undefined || value === null || value === false) return false
  if (typeof value === 'string') return value.trim() !== ''
  if (isIds(value)) return value.length > 0
  if (isAddress(value)) return [value.street, value.postcode, value.commune].some((part) => part.trim() !== '')
  return true
}

function holds(test: ConditionTest, value: AnswerValue | undefined): boolean {
  if (!isAnswered(value)) return false
  switch (test.test) {
    case 'answered':
      return true
    case 'equals':
      if (isIds(value)) return value.includes(String(test.value))
      if (typeof value === 'string' && typeof test.value === 'string')
        return value.trim().toLocaleLowerCase('fr') === test.value.trim().toLocaleLowerCase('fr')
      return value === test.value
    case 'one_of':
      return isIds(value) ? value.some((id) => test.values.includes(id)) : test.values.includes(textOf(value))
    case 'at_least':
      return typeof value === 'number' && value >= test.value
    case 'at_most':
      return typeof value === 'number' && value <= test.value
    case 'more_than':
      return typeof value === 'number' && value > test.value
    case 'less_than':
      return typeof value === 'number' && value < test.value
  }
}

/**
 * The questions that are asked of someone with these answers, in order. Conditions see earlier questions alone, and of those
 * only the ones that are asked themselves: whatever a form says, this ends, with one answer.
 */
export function visibleQuestions(sections: readonly FormSection[], answers: Answers): Question[] {
  const asked = new Set<string>()
  return questionsOf(sections).filter(({ id, condition }) => {
    const met = (test: ConditionTest) => asked.has(test.question) && holds(test, answerTo(answers, test.question))
    const visible = !condition || (condition.match === 'all' ? condition.tests.every(met) : condition.tests.some(met))
    if (visible) asked.add(id)
    return visible
  })
}

/**
 * What is wrong with these answers, each error at `answers.<question id>` (of an address: `.street` and so on), in the order
 * of the form. Without `complete`, as for a draft, only what could not be kept: answers to questions that do not exist, of
 * the wrong kind, or too long. With it, all that submitting needs of the questions that are asked.
 */
export function checkAnswers(
  sections: readonly FormSection[],
  answers: Answers,
  { complete }: { complete: boolean },
): AnswerError[] {
  const questions = questionsOf(sections)
  const known = new Set(questions.map(({ id }) => id))
  const unknown = Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id) => error(id, 'question_unknown', 'This question is not part of the form.'))
  const asked = new Set(complete ? visibleQuestions(sections, answers).map(({ id }) => id) : [])
  return [
    ...unknown,
    ...questions.flatMap((question) => {
      const value = answerTo(answers, question.id)
      const misfit = value === undefined || value === null ? undefined : misfitOf(question, value)
      if (misfit) return [misfit]
      return asked.has(question.id) ? completeErrors(question, value) : []
    }),
  ]
}

/** As submitted: only what is asked and answered, identifiers without spaces. */
export function answersToKeep(sections: readonly FormSection[], answers: Answers): Answers {
  return Object.fromEntries(
    visibleQuestions(sections, answers).flatMap(({ id, kind }) => {
      const value = answerTo(answers, id)
      if (value === undefined || !isAnswered(value)) return []
      return [[id, (kind === 'siret' || kind === 'rna') && typeof value === 'string' ? plainIdentifier(value) : value]]
    }),
  )
}

const error = (path: string, code: string, message: string): AnswerError => ({ path: `answers.${path}`, code, message })

/** Answers of the wrong kind come from programs, not from people; too long ones from people too. */
function misfitOf(question: Question, value: AnswerValue): AnswerError | undefined {
  const { id } = question
  const wrong = () => error(id, 'invalid_type', `The answer does not fit a question of kind ${question.kind}.`)
  switch (question.kind) {
    case 'number':
    case 'money':
      return typeof value === 'number' ? undefined : wrong()
    case 'consent':
      return typeof value === 'boolean' ? undefined : wrong()
    case 'choices':
      return isIds(value) ? undefined : wrong()
    case 'address':
      return isAddress(value) ? undefined : wrong()
    case 'file':
      return isFileAnswer(value) ? undefined : wrong()
    case 'short_text':
    case 'long_text':
    case 'choice':
    case 'date':
    case 'email':
    case 'phone':
    case 'link':
    case 'siret':
    case 'rna': {
      if (typeof value !== 'string') return wrong()
      const most = 'maxLength' in question ? question.maxLength : 500
      return value.length > most ? error(id, 'answer_too_long', `At most ${most} characters.`) : undefined
    }
  }
}

const required = (path: string) => error(path, 'required', 'This is needed to submit.')

function completeErrors(question: Question, value: AnswerValue | undefined): AnswerError[] {
  if (value === undefined || !isAnswered(value)) return question.required ? [required(question.id)] : []
  const wrong = (code: string, message: string) => [error(question.id, code, message)]
  const when = (bad: boolean, code: string, message: string) => (bad ? wrong(code, message) : [])
  switch (question.kind) {
    case 'number':
      return question.whole && !Number.isInteger(value)
        ? wrong('whole', 'A whole number.')
        : when(outside(question, Number(value)), 'answer_out_of_range', `A number ${range(question)}.`)
    case 'money':
      return !Number.isSafeInteger(value) || Number(value) < 0
        ? wrong('amount', 'An amount in whole cents.')
        : when(outside(question, Number(value)), 'answer_out_of_range', `An amount ${range(question)}, in cents.`)
    case 'choice':
      return when(!question.options.some(({ id }) => id === value), 'choose', 'One of the options.')
    case 'choices':
      return choicesErrors(question, isIds(value) ? value : [])
    case 'date':
      return !LocalDay.safeParse(value).success
        ? wrong('answer_date', 'A day such as 2026-11-13.')
        : when(outsideDays(question, textOf(value)), 'answer_out_of_range', `A day ${range(question)}.`)
    case 'address':
      return isAddress(value) ? addressErrors(question.id, value) : []
    case 'email':
      return when(!z.email().safeParse(textOf(value).trim()).success, 'answer_email', 'An address such as a@b.fr.')
    case 'phone':
      return when(!isFrenchPhone(textOf(value)), 'answer_phone', 'A French number, such as 03 22 00 00 00.')
    case 'link':
      return when(!isWebLink(textOf(value)), 'answer_link', 'A whole address that begins with https://.')
    case 'siret':
      return when(!isSiret(textOf(value)), 'answer_siret', 'Fourteen digits of a real SIRET: one is not right.')
    case 'rna':
      return when(!isRna(textOf(value)), 'answer_rna', 'W and nine signs, such as W751234567.')
    case 'short_text':
    case 'long_text':
    case 'file':
    case 'consent':
      return []
  }
}

function choicesErrors({ id, options, min, max }: Extract<Question, { kind: 'choices' }>, chosen: string[]) {
  const known = chosen.every((one) => options.some((option) => option.id === one))
  if (!known || new Set(chosen).size !== chosen.length) return [error(id, 'choose', 'Some of the options, each once.')]
  if (min !== null && chosen.length < min) return [error(id, 'answer_too_few', `At least ${min}.`)]
  if (max !== null && chosen.length > max) return [error(id, 'answer_too_many', `At most ${max}.`)]
  return []
}

function addressErrors(id: string, { street, postcode, commune }: AddressAnswer): AnswerError[] {
  return [
    ...(street.trim() ? [] : [required(`${id}.street`)]),
    ...(postcode.trim() ? [] : [required(`${id}.postcode`)]),
    ...(postcode.trim() && !/^\d{5}$/.test(postcode.trim())
      ? [error(`${id}.postcode`, 'answer_postcode', 'Five digits.')]
      : []),
    ...(commune.trim() ? [] : [required(`${id}.commune`)]),
  ]
}

interface Bounds<Bound> {
  min: Bound | null
  max: Bound | null
}
const outside = ({ min, max }: Bounds<number>, value: number): boolean =>
  (min !== null && value < min) || (max !== null && value > max)
const outsideDays = ({ min, max }: Bounds<string>, day: string): boolean =>
  (min !== null && day < min) || (max !== null && day > max)
const range = ({ min, max }: Bounds<string | number>): string =>
  [min === null ? '' : `from ${min}`, max === null ? '' : `to ${max}`].filter(Boolean).join(' ')
