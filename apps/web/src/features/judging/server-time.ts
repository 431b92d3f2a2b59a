import { onScopeDispose, ref } from 'vue'

interface Reading {
  /** Server milliseconds minus this page's own steady clock. */
  offset: number
  /** Half of the way there and back: the offset cannot be wrong by more. */
  doubt: number
  at: number
}

const TRUSTED_FOR = 120_000

/** The surest of two readings, unless it has grown old: clocks drift. */
export function surerOf(kept: Reading | undefined, next: Reading): Reading {
  return kept && kept.doubt < next.doubt && next.at - kept.at < TRUSTED_FOR ? kept : next
}

let best: Reading | undefined

/**
 * `asked` and `answered` are of `performance.now()`, which nobody can set: a wall clock that is wrong, on one phone or on the
 * beamer's laptop, changes nothing.
 */
export function learnServerTime(serverNow: string, asked: number, answered: number): void {
  const middle = (asked + answered) / 2
  best = surerOf(best, { offset: Date.parse(serverNow) - middle, doubt: (answered - asked) / 2, at: answered })
}

const serverNow = (): number => (best ? performance.now() + best.offset : Date.now())

/** The server's time, told anew five times a second while the component lives. */
export function useServerNow() {
  const now = ref(serverNow())
  const tick = setInterval(() => {
    now.value = serverNow()
  }, 200)
  onScopeDispose(() => clearInterval(tick))
  return now
}
