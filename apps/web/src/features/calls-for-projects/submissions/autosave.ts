import { keepBoth, mergeThree, placeOf, withPlace, type Clash } from '@essor/contracts'
import { computed, onScopeDispose, reactive, ref, watch } from 'vue'
import { useLeavingGuard } from '../../../platform/leaving.ts'
import { NetworkError, ProblemError } from '../../../platform/problem.ts'
import { keptWords } from './kept-words.ts'

interface Saved<Values> {
  values: Values
  version: number
}

interface Autosave<Values extends object> {
  /** Under which unsaved words wait on this device: of the document, and of who writes it. */
  name: string
  initial: Values
  version: number
  /** Answers with what the server then holds. */
  save: (values: Values, version: number) => Promise<Saved<Values>>
  read: () => Promise<Saved<Values>>
  /** The places that count as one value, such as an address. */
  isOne?: (path: string) => boolean
  /** False: only saved when asked; what waits is kept on this device all the same. */
  byItself?: boolean
}

export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline' | 'failed'
export type Choice = 'mine' | 'theirs' | 'both'

const PAUSE = 900
const RETRY = 5_000
const MOST_TRIES = 20

/**
 * Saves by itself a moment after the last word, one saving at a time. Words wait on this device until the server has them. What
 * others change meanwhile is taken over place by place; where both changed the same place, theirs stays saved and mine stays
 * here until the person has chosen.
 */
export function useAutosave<Values extends object>({
  name,
  initial,
  version,
  save,
  read,
  isOne = () => false,
  byItself = true,
}: Autosave<Values>) {
  const words = keptWords<Values>(name, isOne)
  const found = words.takeUp(initial)
  const values = reactive(copy(found?.values ?? initial)) as Values
  const clashes = ref<Clash[]>(found?.clashes ?? [])
  const taken = ref<string[]>([])
  const state = ref<SaveState>('saved')
  const failure = ref<unknown>()
  /** False where this device keeps nothing: then the page must stay open. */
  const isKept = ref(true)
  /** As the server holds it, at the version `known`. */
  let base = copy(initial)
  const known = ref(version)
  let timer: ReturnType<typeof setTimeout> | undefined
  let underWay: Promise<boolean> | undefined
  let over = false

  /** What the server should hold now: where nothing is chosen yet, what it has. */
  const outgoing = (): Values =>
    clashes.value.reduce((sent, { path, theirs }) => withPlace(sent, path, theirs), copy(values))
  const changed = (): boolean => mergeThree(base, base, outgoing(), isOne).taken.length > 0
  const unsaved = (): boolean => changed() || clashes.value.length > 0

  function put(path: string, value: unknown): void {
    Object.assign(values, withPlace(copy(values), path, value))
  }

  /** Brings what the server holds now together with what is written here. Tells what others changed. */
  function bringIn(next: Saved<Values>, upon: Values): string[] {
    const merge = mergeThree(upon, copy(values), next.values, isOne)
    for (const path of merge.taken) put(path, placeOf(next.values, path))
    const open = clashes.value.filter(({ path }) => !merge.clashes.some((clash) => clash.path === path))
    clashes.value = [
      ...open.map((clash) => ({ ...clash, theirs: placeOf(next.values, clash.path) })),
      ...merge.clashes,
    ].filter(({ mine, theirs }) => JSON.stringify(mine) !== JSON.stringify(theirs))
    base = copy(next.values)
    known.value = next.version
    return merge.taken
  }

  function hold(): void {
    if (unsaved()) isKept.value = words.hold({ base, values })
    else words.letGo()
  }

  function later(wait: number): void {
    clearTimeout(timer)
    if (!over) timer = setTimeout(() => void flush(), wait)
  }

  /** Saves what is not saved yet; false when it could not, or when something is still to be chosen. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    if (underWay) await underWay
    if (changed()) {
      underWay = attempt()
      const done = await underWay
      underWay = undefined
      if (!done) return false
      if (changed()) return flush()
    }
    return clashes.value.length === 0
  }

  async function attempt(): Promise<boolean> {
    state.value = 'saving'
    try {
      for (let tries = 0; changed(); tries += 1) {
        const sent = outgoing()
        try {
          bringIn(await save(sent, known.value), sent)
        } catch (error) {
          if (!isConflict(error) || tries === MOST_TRIES) throw error
          notice(bringIn(await read(), base))
        }
      }
      failure.value = undefined
      state.value = 'saved'
      return true
    } catch (error) {
      failure.value = error
      state.value = passes(error) ? 'offline' : 'failed'
      if (state.value === 'offline') later(RETRY)
      return false
    } finally {
      hold()
    }
  }

  const notice = (paths: string[]) => {
    taken.value = [...new Set([...taken.value, ...paths])]
  }

  /** It was read again: what others wrote shows here. */
  async function arrive(next: Saved<Values>): Promise<void> {
    while (underWay) await underWay
    if (next.version <= known.value) return
    notice(bringIn(next, base))
    hold()
  }

  function choose(path: string, choice: Choice): void {
    const clash = clashes.value.find((one) => one.path === path)
    if (!clash) return
    const mine = placeOf(values, path)
    clashes.value = clashes.value.filter((one) => one !== clash)
    if (choice === 'theirs') put(path, clash.theirs)
    if (choice === 'both') put(path, keepBoth({ mine, theirs: clash.theirs }))
    wrote()
  }

  function wrote(): void {
    hold()
    if (!changed()) {
      if (state.value === 'waiting') state.value = 'saved'
      return
    }
    if (state.value !== 'offline') state.value = 'waiting'
    if (byItself) later(PAUSE)
  }

  watch(() => JSON.stringify(values), wrote)
  if (found) wrote()

  /** Forgets what was not saved. */
  function discard(): void {
    over = true
    clearTimeout(timer)
    clashes.value = []
    Object.assign(values, copy(base))
    words.letGo()
  }

  const back = () => {
    if (state.value === 'offline') void flush()
  }
  const leave = () => {
    if (byItself && document.visibilityState === 'hidden' && state.value === 'waiting') void flush()
  }
  window.addEventListener('online', back)
  document.addEventListener('visibilitychange', leave)
  // What this device keeps is not lost by leaving; what is only saved when asked might be forgotten.
  useLeavingGuard(() => unsaved() && (!byItself || !isKept.value))
  onScopeDispose(() => {
    window.removeEventListener('online', back)
    document.removeEventListener('visibilitychange', leave)
    const waits = byItself && !over && state.value === 'waiting'
    over = true
    clearTimeout(timer)
    if (waits) void flush()
  })

  return reactive({
    values,
    state,
    failure,
    clashes,
    taken,
    isKept,
    /** Words from an earlier visit were found on this device. */
    found: found !== undefined,
    changed: computed(() => (void state.value, void known.value, unsaved())),
    flush,
    arrive,
    choose,
    discard,
    seen: () => {
      taken.value = []
    },
    /** What was last saved: a sending must name it. */
    version: known,
  })
}

const copy = <T>(values: T): T => JSON.parse(JSON.stringify(values)) as T

const isConflict = (error: unknown) => error instanceof ProblemError && error.problem.status === 412

/** The network or the server is away for a moment: none of it says that the words were wrong. */
const passes = (error: unknown) =>
  error instanceof NetworkError ||
  (error instanceof ProblemError &&
    (error.problem.status >= 500 || [408, 412, 429].includes(error.problem.status) || error.problem.code === 'busy'))
