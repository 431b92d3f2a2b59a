import { useToast } from '@nuxt/ui/composables'
import { useI18n } from 'vue-i18n'
import { api } from '../../../platform/api.ts'
import { ProblemError } from '../../../platform/problem.ts'
import { useProblemText } from '../../../platform/problems.ts'
import { useReread } from '../../../platform/reread.ts'
import type { SeasonDetails } from '../seasons.queries.ts'
import type { Draft, DrawnMoment } from './drawn-moments.ts'
import { useMomentDates } from './moment-words.ts'

/** Saves where a moment was put, once; says what was done, and how to take it back. */
export function useMomentSaving(season: () => SeasonDetails | undefined) {
  const { t } = useI18n({ useScope: 'global' })
  const datesOf = useMomentDates()
  const toast = useToast()
  const problemText = useProblemText()
  const reread = useReread()

  async function save(moment: DrawnMoment, draft: Draft, undoing = false): Promise<void> {
    const { id: seasonId, timeZone } = season()!
    try {
      const { version } = await put(season()!, moment, draft)
      const undo = {
        label: t('seasons.planning.undo'),
        size: 'lg' as const,
        color: 'neutral' as const,
        variant: 'outline' as const,
        onClick: () => {
          const { id, startsAt, endsAt } = moment
          void save({ ...moment, ...draft }, { id, startsAt, endsAt, version }, true)
        },
      }
      toast.add({
        title: t(undoing ? 'seasons.planning.undone' : 'seasons.planning.moved', { name: moment.name }),
        description: datesOf(draft, moment.timeZone, timeZone),
        color: 'success',
        icon: 'i-lucide-circle-check',
        ...(!undoing && { actions: [undo] }),
      })
    } catch (error) {
      const late = error instanceof ProblemError && error.problem.code === 'version_conflict'
      toast.add({
        title: late ? await whoWasFirst(seasonId, moment) : problemText(error),
        color: late ? 'warning' : 'error',
        icon: late ? 'i-lucide-users-round' : 'i-lucide-circle-alert',
      })
    } finally {
      await reread(['season', seasonId])
    }
  }

  /** Their dates are read again right after: what this says is only who they were. */
  async function whoWasFirst(seasonId: string, { id, name }: DrawnMoment): Promise<string> {
    const change = await api
      .get('/api/v1/seasons/{seasonId}/moments/{momentId}/last-change', { path: { seasonId, momentId: id } })
      .catch(() => undefined)
    return change?.by
      ? t('seasons.planning.conflictBy', { name, who: change.by })
      : t('seasons.planning.conflict', { name })
  }

  return { save }
}

function put(season: SeasonDetails, { id, what }: DrawnMoment, { startsAt, endsAt, version }: Draft) {
  const ifMatch = `"${version}"`
  if (what === 'phase')
    return api.put(
      '/api/v1/seasons/{seasonId}/phases/{phaseId}',
      { startsAt, endsAt },
      { path: { seasonId: season.id, phaseId: id }, ifMatch },
    )
  const { kind, title, place, siteIds, onlineUrl, needsRegistration, places, remindHours } = season.sessions.find(
    (session) => session.id === id,
  )!
  return api.put(
    '/api/v1/seasons/{seasonId}/sessions/{sessionId}',
    { kind, title, place, siteIds, onlineUrl, needsRegistration, places, remindHours, startsAt, endsAt },
    { path: { seasonId: season.id, sessionId: id }, ifMatch },
  )
}
