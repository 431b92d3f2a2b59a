import {
  answerTo,
  isAnswered,
  visibleQuestions,
  type AddressAnswer,
  type Answers,
  type AnswerValue,
  type FileAnswer,
  type FormSection,
  type Question,
} from '@essor/contracts'

/** The call's own questions that are asked, each with its answer in words. */
export const answersInWords = (sections: readonly FormSection[], answers: Answers): [label: string, answer: string][] =>
  visibleQuestions(sections, answers).map((question) => [question.label, answerInWords(question, answers)])

/** Empty where there is none. */
export function answerInWords(question: Question, answers: Answers): string {
  const value = answerTo(answers, question.id)
  return isAnswered(value) ? inWords(question, value!) : ''
}

const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' })
const number = new Intl.NumberFormat('fr-FR')
const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' })

const textOf = (value: AnswerValue): string => (typeof value === 'string' ? value : '')

function inWords(question: Question, value: AnswerValue): string {
  switch (question.kind) {
    case 'money':
      return euros.format(Number(value) / 100)
    case 'number':
      return number.format(Number(value))
    case 'consent':
      return 'Oui'
    case 'choice':
    case 'choices': {
      const chosen = new Set([value].flat())
      return question.options.flatMap(({ id, label }) => (chosen.has(id) ? [label] : [])).join(', ')
    }
    case 'date': {
      const at = new Date(`${textOf(value)}T00:00:00Z`)
      return Number.isNaN(at.getTime()) ? textOf(value) : day.format(at)
    }
    case 'address': {
      const { street, postcode, communeName } = value as AddressAnswer
      return `${street}\n${postcode} ${communeName}`
    }
    case 'file':
      return (value as FileAnswer).name
    case 'short_text':
    case 'long_text':
    case 'email':
    case 'phone':
    case 'link':
    case 'siret':
    case 'rna':
      return textOf(value)
  }
}
