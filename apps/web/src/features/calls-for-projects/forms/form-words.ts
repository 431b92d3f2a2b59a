import type { Condition, ConditionTest, Question, QuestionKind } from '@essor/contracts'
import { useI18n } from 'vue-i18n'
import { useInstants } from '../../../platform/instants.ts'

/** Kinds of questions and conditions in plain words. */
export function useFormWords() {
  const { t } = useI18n({ useScope: 'global' })
  const { formatEuros, formatNumber } = useInstants()

  const kindNames: Record<QuestionKind, () => string> = {
    short_text: () => t('calls-for-projects.forms.kinds.shortText'),
    long_text: () => t('calls-for-projects.forms.kinds.longText'),
    choice: () => t('calls-for-projects.forms.kinds.choice'),
    choices: () => t('calls-for-projects.forms.kinds.choices'),
    number: () => t('calls-for-projects.forms.kinds.number'),
    money: () => t('calls-for-projects.forms.kinds.money'),
    date: () => t('calls-for-projects.forms.kinds.date'),
    address: () => t('calls-for-projects.forms.kinds.address'),
    email: () => t('calls-for-projects.forms.kinds.email'),
    phone: () => t('calls-for-projects.forms.kinds.phone'),
    link: () => t('calls-for-projects.forms.kinds.link'),
    file: () => t('calls-for-projects.forms.kinds.file'),
    siret: () => t('calls-for-projects.forms.kinds.siret'),
    rna: () => t('calls-for-projects.forms.kinds.rna'),
    consent: () => t('calls-for-projects.forms.kinds.consent'),
  }
  const testNames: Record<ConditionTest['test'], () => string> = {
    answered: () => t('calls-for-projects.forms.tests.answered'),
    equals: () => t('calls-for-projects.forms.tests.equals'),
    one_of: () => t('calls-for-projects.forms.tests.oneOf'),
    at_least: () => t('calls-for-projects.forms.tests.atLeast'),
    at_most: () => t('calls-for-projects.forms.tests.atMost'),
    more_than: () => t('calls-for-projects.forms.tests.moreThan'),
    less_than: () => t('calls-for-projects.forms.tests.lessThan'),
  }
  const kindName = (kind: QuestionKind) => kindNames[kind]()
  const testName = (test: ConditionTest['test']) => testNames[test]()
  const nameOf = ({ label }: Pick<Question, 'label'>) => label || t('calls-for-projects.forms.builder.untitled')

  function valueText(test: ConditionTest, source: Question | undefined): string {
    const labelOf = (id: unknown) =>
      (source && 'options' in source && source.options.find((option) => option.id === id)?.label) || '…'
    if (test.test === 'answered') return ''
    if (test.test === 'one_of') return test.values.map(labelOf).join(', ')
    if (typeof test.value === 'boolean') return t('calls-for-projects.forms.tests.ticked')
    if (typeof test.value === 'number')
      return source?.kind === 'money' ? formatEuros(test.value) : formatNumber(test.value)
    return source && 'options' in source ? labelOf(test.value) : test.value
  }

  /** « Seulement si “Vous êtes…” est “Une association” ». */
  function conditionText(condition: Condition, questions: readonly Question[]): string {
    const parts = condition.tests.map((test) => {
      const source = questions.find(({ id }) => id === test.question)
      const name = source ? nameOf(source) : t('calls-for-projects.forms.builder.gone')
      return `« ${name} » ${testName(test.test)} ${valueText(test, source)}`.trim()
    })
    const between =
      condition.match === 'all' ? t('calls-for-projects.forms.tests.and') : t('calls-for-projects.forms.tests.or')
    return t('calls-for-projects.forms.tests.onlyIf', { tests: parts.join(` ${between} `) })
  }

  return { kindName, testName, nameOf, conditionText }
}
