import { useI18n } from 'vue-i18n'
import { useInstants } from '../../platform/instants.ts'

type Span = { startsAt: string; endsAt: string }

/** From when to when, as people say it; the zone is told once, by the heading of the list. */
export function useSpans() {
  const { t } = useI18n({ useScope: 'global' })
  const { formatInstant } = useInstants()

  function spanText({ startsAt, endsAt }: Span, zone: string): string {
    const [first, last] = [formatInstant(startsAt, zone, 'day'), formatInstant(endsAt, zone, 'day')]
    const [from, to] = [formatInstant(startsAt, zone, 'hour'), formatInstant(endsAt, zone, 'hour')]
    return first === last ? t('seasons.span.oneDay', { day: first, from, to }) : t('seasons.span.days', { first, last })
  }

  return { spanText }
}
