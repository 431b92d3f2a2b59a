import { computed, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** One page of the canvas: a question, a part of the call's own form, or the end. */
export interface CanvasStep {
  id: string
  name: string
  section: string
  isMissing: boolean
  hasAnswer: boolean
  isEnd: boolean
}

/** Where one is in the canvas stands in the address, so that going back and reading again both lead there. */
export function useSteps(steps: Ref<CanvasStep[]>) {
  const route = useRoute()
  const router = useRouter()
  const at = computed(() => {
    const index = steps.value.findIndex(({ id }) => id === route.query['question'])
    return index === -1 ? 0 : index
  })
  return {
    at,
    current: computed(() => steps.value[at.value]!),
    go: (id: string) => router.push({ query: { ...route.query, question: id } }),
  }
}
