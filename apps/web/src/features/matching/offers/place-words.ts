import { useSeasonText } from '../../../platform/season-words.ts'
import type { OwnPlace } from './offers.queries.ts'

type Place = Pick<OwnPlace, 'status' | 'late'>

/** How an answer is shown: in words, with a tone and a sign. */
export function usePlaceWords() {
  const { t } = useSeasonText()
  return ({ status, late }: Place) => {
    if (late)
      return { label: t('matching.offers.status.late'), tone: 'attention', icon: 'i-lucide-alarm-clock' } as const
    switch (status) {
      case 'offered':
        return { label: t('matching.offers.status.offered'), tone: 'progress', icon: 'i-lucide-hourglass' } as const
      case 'accepted':
        return { label: t('matching.offers.status.accepted'), tone: 'good', icon: 'i-lucide-check' } as const
      case 'declined':
        return { label: t('matching.offers.status.declined'), tone: 'bad', icon: 'i-lucide-x' } as const
      case 'left':
        return { label: t('matching.offers.status.left'), tone: 'bad', icon: 'i-lucide-user-x' } as const
      case 'moved':
        return { label: t('matching.offers.status.moved'), tone: 'neutral', icon: 'i-lucide-shuffle' } as const
    }
  }
}
