import { mergeThree, type Clash } from '@essor/contracts'
import { newIdempotencyKey } from '../../../platform/api.ts'
import { forget, keep, keptUnder } from '../../../platform/kept.ts'

/** What was written here and is not saved yet, and what it was written upon. */
interface Unsaved<Values> {
  base: Values
  values: Values
}

interface Found<Values> {
  values: Values
  clashes: Clash[]
}

// Each tab keeps its own: the second one must not put its words over those of the first.
const tab = newIdempotencyKey()

/** Words that wait on this device, under the name of a document and of who writes it. */
export function keptWords<Values extends object>(name: string, isOne: (path: string) => boolean) {
  const own = `${name}.${tab}`
  return {
    /** False where this device keeps nothing. */
    hold: (unsaved: Unsaved<Values>): boolean => keep(own, unsaved),
    letGo: (): void => forget(own),
    /** What this device still held, from every tab that is gone, brought together with what the server has now. */
    takeUp(now: Values): Found<Values> | undefined {
      const waiting = keptUnder(`${name}.`).flatMap(({ key, value }) => {
        forget(key)
        return isUnsaved<Values>(value) ? [value] : []
      })
      if (waiting.length === 0) return undefined
      return waiting.reduce<Found<Values>>(
        ({ values, clashes }, { base, values: mine }) => {
          const { merged, clashes: more } = mergeThree(base, mine, values, isOne)
          return {
            values: merged,
            clashes: [...clashes.filter(({ path }) => !more.some((one) => one.path === path)), ...more],
          }
        },
        { values: now, clashes: [] },
      )
    },
  }
}

const isUnsaved = <Values>(value: unknown): value is Unsaved<Values> =>
  typeof value === 'object' && value !== null && 'base' in value && 'values' in value
