import { computed, onScopeDispose, reactive, ref, watch } from 'vue'
import { useLeavingGuard } from '../../../platform/leaving.ts'
import { NetworkError, ProblemError } from '../../../platform/problem.ts'

interface Autosave<Values extends object> {
  initial: Values
  version: number
  save: (values: Values, version: number) => Promise<{ version: number }>
  /** The version that the server holds now, for whoever chooses to keep their own words after a conflict. */
  currentVersion: () => Promise<number>
}

export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline' | 'conflict' | 'failed'

const PAUSE = 900
const RETRY = 5_000

/**
 * Saves by itself a moment after the last word. One saving at a time; a cut is waited out with the words kept here; when the
 * file was changed elsewhere it stops and lets the person choose, so that two tabs never overwrite each other.
 */
export function useAutosave<Values extends object>({ initial, version, save, currentVersion }: Autosave<Values>) {
  const values = reactive(structuredCopy(initial)) as Values
  const state = ref<SaveState>('saved')
  const failure = ref<unknown>()
  let known = version
  let stored = JSON.stringify(initial)
  let timer: ReturnType<typeof setTimeout> | undefined
  let underWay: Promise<boolean> | undefined

  const dirty = () => JSON.stringify(values) !== stored
  useLeavingGuard(() => dirty())

  function later(wait: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), wait)
  }

  /** Saves what is not saved yet; false when it could not. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    if (underWay) await underWay
    if (!dirty()) return state.value !== 'conflict'
    if (state.value === 'conflict') return false
    underWay = once()
    const saved = await underWay
    underWay = undefined
    if (saved && dirty()) return flush()
    return saved
  }

  async function once(): Promise<boolean> {
    const sent = JSON.stringify(values)
    state.value = 'saving'
    try {
      known = (await save(JSON.parse(sent) as Values, known)).version
      stored = sent
      failure.value = undefined
      state.value = dirty() ? 'waiting' : 'saved'
      return true
    } catch (error) {
      failure.value = error
      if (error instanceof NetworkError || (error instanceof ProblemError && error.problem.status === 503)) {
        state.value = 'offline'
        later(RETRY)
      } else {
        state.value = error instanceof ProblemError && error.problem.status === 412 ? 'conflict' : 'failed'
      }
      return false
    }
  }

  watch(
    () => JSON.stringify(values),
    () => {
      if (state.value === 'conflict' || !dirty()) return
      if (state.value !== 'offline') state.value = 'waiting'
      later(PAUSE)
    },
  )

  /** After a conflict: the words written here win, knowingly. */
  async function keepMine(): Promise<void> {
    try {
      known = await currentVersion()
      state.value = 'waiting'
      await flush()
    } catch (error) {
      failure.value = error
    }
  }

  const back = () => {
    if (state.value === 'offline') void flush()
  }
  window.addEventListener('online', back)
  onScopeDispose(() => {
    clearTimeout(timer)
    window.removeEventListener('online', back)
  })

  return reactive({
    values,
    state,
    failure,
    flush,
    keepMine,
    /** What was last saved; its version is what a sending must name. */
    version: computed(() => (void state.value, known)),
  })
}

const structuredCopy = <T>(values: T): T => JSON.parse(JSON.stringify(values)) as T
