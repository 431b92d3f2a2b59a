import { useNow } from '@vueuse/core'
import { useI18n } from 'vue-i18n'

/** How long something takes or has taken, in the largest unit that says enough. */
export function useWaits() {
  const { t } = useI18n({ useScope: 'global' })
  const now = useNow({ interval: 30_000 })

  const spanText = (seconds: number): string => {
    const minutes = Math.max(0, Math.round(seconds / 60))
    if (minutes < 1) return t('mentoring.span.moment')
    if (minutes < 60) return t('mentoring.span.minutes', { count: minutes }, minutes)
    const hours = Math.round(minutes / 60)
    if (hours < 48) return t('mentoring.span.hours', { count: hours }, hours)
    const days = Math.round(hours / 24)
    return t('mentoring.span.days', { count: days }, days)
  }

  return {
    spanText,
    sinceText: (iso: string): string => spanText((now.value.getTime() - new Date(iso).getTime()) / 1000),
  }
}
