import { useToast } from '@nuxt/ui/composables'
import type { Schema } from '@essor/api-client'
import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useProblemText } from '../../../platform/problems.ts'
import { useReread } from '../../../platform/reread.ts'

type Answer = Schema<'RankedEnrolment'>

/** What someone does with their own enrolment: the answer is told, and their space is read again whatever happened. */
export function useOwnMoves() {
  const { t } = useI18n({ useScope: 'global' })
  const toast = useToast()
  const problemText = useProblemText()
  const reread = useReread()
  const moving = ref(false)

  async function make(act: () => Promise<Answer>, done: (answer: Answer) => string): Promise<boolean> {
    moving.value = true
    try {
      toast.add({ title: done(await act()), color: 'success', icon: 'i-lucide-circle-check' })
      return true
    } catch (error) {
      toast.add({ title: problemText(error), color: 'error', icon: 'i-lucide-circle-alert' })
      return false
    } finally {
      moving.value = false
      await reread(['my-enrolments'])
      await reread(['next'])
    }
  }

  const outcome = ({ status, waitingRank }: Answer): string =>
    status === 'waiting'
      ? t('seasons.places.now.waiting', { rank: waitingRank ?? 1 })
      : t(`seasons.places.now.${status}`)

  return { moving, make, outcome }
}
