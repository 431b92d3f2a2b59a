import { useI18n } from 'vue-i18n'
import { useInstants } from '../../../platform/instants.ts'
import { useSpans } from '../spans.ts'

type Meeting = { startsAt: string; endsAt: string; timeZone: string }

/** When a session is, at the clock of where it is held; whose clock that is is said where it is not the season's. */
export function useSessionWords() {
  const { t } = useI18n({ useScope: 'global' })
  const { zoneName } = useInstants()
  const { spanText } = useSpans()

  function whenText(session: Meeting, seasonZone?: string): string {
    const span = spanText(session, session.timeZone)
    return session.timeZone === seasonZone
      ? span
      : t('seasons.programme.atClock', { span, zone: zoneName(session.startsAt, session.timeZone) })
  }

  return { whenText }
}
