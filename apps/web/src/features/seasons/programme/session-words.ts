import { useI18n } from 'vue-i18n'
import { useInstants } from '../../../platform/instants.ts'

type Meeting = { startsAt: string; endsAt: string; timeZone: string }

/** When a session is, at the clock of where it is held; whose clock that is is said where it is not the season's. */
export function useSessionWords() {
  const { t } = useI18n({ useScope: 'global' })
  const { formatInstant, zoneName } = useInstants()

  /** With its hours, also where it lasts over midnight. */
  function spanText({ startsAt, endsAt, timeZone }: Meeting): string {
    const [first, last] = [formatInstant(startsAt, timeZone, 'day'), formatInstant(endsAt, timeZone, 'day')]
    const [from, to] = [formatInstant(startsAt, timeZone, 'hour'), formatInstant(endsAt, timeZone, 'hour')]
    return first === last
      ? t('seasons.span.oneDay', { day: first, from, to })
      : t('seasons.programme.overNight', { first, from, last, to })
  }

  function whenText(session: Meeting, seasonZone?: string): string {
    const span = spanText(session)
    return session.timeZone === seasonZone
      ? span
      : t('seasons.programme.atClock', { span, zone: zoneName(session.startsAt, session.timeZone) })
  }

  return { whenText }
}
