import { skillFamilies } from '@essor/contracts'
import type { Schema } from '@essor/api-client'
import { useI18n } from 'vue-i18n'
import type { StatusTone } from '../../ui/StatusBadge.vue'
import type { DecisionOutcome, SubmissionStatus } from './calls.queries.ts'

type Badge = { label: string; tone: StatusTone; icon?: string }

/** The states of calls, files and reviews as people read them; each with its tone. */
export function useWording() {
  const { t, locale } = useI18n({ useScope: 'global' })
  const skills = new Map(skillFamilies.flatMap((family) => family.skills.map((skill) => [skill.code, skill])))

  const callBadge = (status: Schema<'CallStatus'>, reopenedAt: string | null): Badge =>
    ({
      draft: { label: t('calls-for-projects.callStatus.draft'), tone: 'neutral' as const },
      upcoming: { label: t('calls-for-projects.callStatus.upcoming'), tone: 'progress' as const },
      open: {
        label: reopenedAt ? t('calls-for-projects.callStatus.reopened') : t('calls-for-projects.callStatus.open'),
        tone: 'good' as const,
      },
      closed: { label: t('calls-for-projects.callStatus.closed'), tone: 'progress' as const },
      decided: { label: t('calls-for-projects.callStatus.decided'), tone: 'neutral' as const },
    })[status]

  const submissionBadge = (status: SubmissionStatus): Badge =>
    ({
      draft: {
        label: t('calls-for-projects.submissionStatus.draft'),
        tone: 'attention' as const,
        icon: 'i-lucide-pencil',
      },
      submitted: {
        label: t('calls-for-projects.submissionStatus.submitted'),
        tone: 'good' as const,
        icon: 'i-lucide-send',
      },
      under_review: { label: t('calls-for-projects.submissionStatus.under_review'), tone: 'progress' as const },
      accepted: { label: t('calls-for-projects.submissionStatus.accepted'), tone: 'good' as const },
      waitlisted: {
        label: t('calls-for-projects.submissionStatus.waitlisted'),
        tone: 'progress' as const,
        icon: 'i-lucide-hourglass',
      },
      declined: { label: t('calls-for-projects.submissionStatus.declined'), tone: 'neutral' as const },
      confirmed: {
        label: t('calls-for-projects.submissionStatus.confirmed'),
        tone: 'good' as const,
        icon: 'i-lucide-handshake',
      },
      correction_asked: {
        label: t('calls-for-projects.submissionStatus.correction_asked'),
        tone: 'attention' as const,
        icon: 'i-lucide-message-circle-question',
      },
      shortlisted: { label: t('calls-for-projects.submissionStatus.shortlisted'), tone: 'progress' as const },
      turned_down: { label: t('calls-for-projects.submissionStatus.turned_down'), tone: 'neutral' as const },
      lapsed: { label: t('calls-for-projects.submissionStatus.lapsed'), tone: 'neutral' as const },
      withdrawn: { label: t('calls-for-projects.submissionStatus.withdrawn'), tone: 'neutral' as const },
    })[status]

  const reviewBadge = (status: Schema<'ReviewStatus'>): Badge =>
    ({
      assigned: { label: t('calls-for-projects.reviewStatus.assigned'), tone: 'attention' as const },
      draft: { label: t('calls-for-projects.reviewStatus.draft'), tone: 'progress' as const, icon: 'i-lucide-pencil' },
      done: { label: t('calls-for-projects.reviewStatus.done'), tone: 'good' as const },
      recused: { label: t('calls-for-projects.reviewStatus.recused'), tone: 'neutral' as const },
    })[status]

  const outcomeBadge = (outcome: DecisionOutcome | null): Badge =>
    outcome === null
      ? { label: t('calls-for-projects.outcome.none'), tone: 'attention' }
      : {
          accepted: { label: t('calls-for-projects.outcome.accepted'), tone: 'good' as const },
          waitlisted: {
            label: t('calls-for-projects.outcome.waitlisted'),
            tone: 'progress' as const,
            icon: 'i-lucide-hourglass',
          },
          declined: { label: t('calls-for-projects.outcome.declined'), tone: 'neutral' as const },
        }[outcome]

  const lateLabel = (late: Schema<'LateRight'>): string =>
    ({
      grace: t('calls-for-projects.late.grace'),
      code: t('calls-for-projects.late.code'),
      extension: t('calls-for-projects.late.extension'),
    })[late]

  return {
    callBadge,
    lateLabel,
    submissionBadge,
    reviewBadge,
    outcomeBadge,
    /** For the title of the browser's page: a draft is told from what was submitted among many tabs. */
    statusAndTitle: ({ status, title }: { status: SubmissionStatus; title: string }) =>
      `${submissionBadge(status).label} – ${title || t('calls-for-projects.untitled')}`,
    titleOf: ({ title }: { title: string }) => title || t('calls-for-projects.untitled'),
    skillName: (code: string): string => {
      const skill = skills.get(code)
      return (locale.value === 'en' ? skill?.en : skill?.fr) ?? code
    },
  }
}
