import { useQuery } from '@pinia/colada'
import { useOnline } from '@vueuse/core'
import { computed, onScopeDispose, watch } from 'vue'
import { useLive } from '../../../platform/live.ts'
import { useSession } from '../../../platform/session.ts'
import { myJuryQuery } from './my-jury.queries.ts'
import { useSheets } from './sheets.ts'

/** The jury of one season with the sheets of the juror signed in, live while there is a network. */
export function useMyJury(seasonId: string) {
  const session = useSession()
  const sheets = useSheets()
  const personId = session.me?.id ?? ''
  const jury = useQuery(myJuryQuery({ seasonId, personId }))
  const online = useOnline()
  useLive([`season:${seasonId}`], { invalidates: [['my-jury', seasonId]] })

  watch(
    jury.data,
    (data) => {
      for (const pitch of data?.pitches ?? []) sheets.open(pitch.scorecard)
    },
    { immediate: true },
  )
  watch(online, (back) => {
    if (back) void jury.refetch()
  })

  const offline = computed(() => !online.value || jury.data.value?.unreachable === true)
  const asking = setInterval(() => {
    if (offline.value) void jury.refetch()
  }, 10_000)
  onScopeDispose(() => clearInterval(asking))

  return { jury, sheets, offline }
}
