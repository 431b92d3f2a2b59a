import { checkAnswers, visibleQuestions, type Answers, type FormSection } from '@essor/contracts'
import { useI18n } from 'vue-i18n'
import { fieldProblemText } from '../../../platform/field-texts.ts'

/** What is wrong with these answers, in words, by the place where it stands: the very check that the server makes. */
export function useAnswerProblems() {
  const translate = useI18n({ useScope: 'global' })
  return (sections: readonly FormSection[], answers: Answers): Record<string, string> =>
    Object.fromEntries(
      checkAnswers(sections, answers, { complete: true }).map((error) => [
        error.path,
        fieldProblemText(translate, error),
      ]),
    )
}

/** How many answers this person has to give, and how many of them are right, for the progress of the file. */
export function answerProgress(sections: readonly FormSection[], answers: Answers): { all: number; done: number } {
  const needed = visibleQuestions(sections, answers).filter(({ required }) => required)
  const wrong = checkAnswers(sections, answers, { complete: true }).map(({ path }) => path.split('.')[1])
  return { all: needed.length, done: needed.filter(({ id }) => !wrong.includes(id)).length }
}

/** « 1 250,50 » as a number; undefined where it is none. */
export function numberIn(typed: string): number | undefined {
  const bare = typed.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.')
  return /^-?\d{1,12}(\.\d{1,4})?$/.test(bare) ? Number(bare) : undefined
}
