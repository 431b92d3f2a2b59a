import { useQuery } from '@pinia/colada'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useI18n } from 'vue-i18n'
import type { SubmissionFile } from '../calls.queries.ts'
import type { CanvasStep } from '../framing/canvas-steps.ts'
import { answerProgress, useAnswerProblems } from './answer-texts.ts'
import { sectionsIn, submissionFormQuery } from './forms.queries.ts'

/** The call's own questions beside the canvas: what is asked, what is wrong with the answers, and the step they stand in. */
export function useOwnQuestions(submissionId: string, file: MaybeRefOrGetter<SubmissionFile>) {
  const { t } = useI18n({ useScope: 'global' })
  const form = useQuery(() => submissionFormQuery(submissionId))
  const problemsOf = useAnswerProblems()
  const answers = computed(() => toValue(file).answers ?? {})
  const sections = computed(() => sectionsIn(form.data.value?.sections ?? []))
  const problems = computed(() => problemsOf(sections.value, answers.value))
  const steps = computed<CanvasStep[]>(() =>
    sections.value.length === 0
      ? []
      : [
          {
            id: 'questions',
            name: t('calls-for-projects.forms.step.name'),
            section: t('calls-for-projects.forms.step.section'),
            isMissing: Object.keys(problems.value).length > 0,
            hasAnswer: false,
            isEnd: false,
          },
        ],
  )
  return {
    form,
    sections,
    problems,
    progress: computed(() => answerProgress(sections.value, answers.value)),
    steps,
  }
}
