import { useQueryCache } from '@pinia/colada'
import { ref } from 'vue'
import { judgingKey } from '../judging.queries.ts'

/** One act at a time: a second tap waits, a refusal is shown, and what everyone sees is asked again. */
export function useAct(seasonId: string) {
  const queries = useQueryCache()
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
      // What is asked again after this one is newer; being overtaken by it is no failure.
      await queries.invalidateQueries({ key: judgingKey(seasonId) }).catch(() => undefined)
    }
  }

  return { act, acting, failure }
}
