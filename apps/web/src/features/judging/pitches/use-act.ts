import { ref } from 'vue'
import { judgingKey } from '../judging.queries.ts'
import { useReread } from '../../../platform/reread.ts'

/** One act at a time: a second tap waits, a refusal is shown, and what everyone sees is asked again. */
export function useAct(seasonId: string) {
  const reread = useReread()
  const failure = ref<unknown>()
  const acting = ref(false)

  async function act(work: () => Promise<unknown>): Promise<boolean> {
    if (acting.value) return false
    acting.value = true
    failure.value = undefined
    try {
      await work()
      return true
    } catch (error) {
      failure.value = error
      return false
    } finally {
      acting.value = false
      await reread(judgingKey(seasonId))
    }
  }

  return { act, acting, failure }
}
