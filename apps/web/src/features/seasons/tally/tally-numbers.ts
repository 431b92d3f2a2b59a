import { countsWholes } from '@essor/contracts'
import { z } from 'zod'
import type { TallyKind } from './tally.queries.ts'

/** « 2,5 », « -1 »: undefined where it is no number, or has more than one decimal. */
export function numberOf(typed: string): number | undefined {
  const bare = typed.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  return /^-?\d{1,6}(\.\d)?$/.test(bare) ? Number(bare) : undefined
}

export const typedNumber = (amount: number | null): string => (amount === null ? '' : String(amount).replace('.', ','))

const read = (typed: string, context: z.core.$RefinementCtx): number => {
  const amount = numberOf(typed)
  if (amount !== undefined && amount >= 0) return amount
  context.addIssue({ code: 'custom', message: 'oneDecimal', input: typed })
  return z.NEVER
}

export const Counted = z.string().transform(read)
export const CountedOrNothing = z
  .string()
  .transform((typed, context) => (typed.trim() === '' ? null : read(typed, context)))

/** Cups and meals come whole. */
export function wholes({ kind, ...fields }: Amounts & { target: number | null }, context: z.core.$RefinementCtx): void {
  for (const path of ['amount', 'part', 'target'] as const) {
    const amount = fields[path]
    if (amount !== null && countsWholes(kind) && !Number.isInteger(amount))
      context.addIssue({ code: 'custom', message: 'whole', path: [path], input: amount })
  }
}

interface Amounts {
  kind: TallyKind
  amount: number
  part: number
}

/** Of all that was lent, how much came back; of all that was ordered, how much was thrown away. In percent, where there is any. */
export function shareOf(counters: readonly Amounts[], kind: 'loop' | 'meals') {
  const of = counters.filter((counter) => counter.kind === kind)
  const amount = of.reduce((sum, counter) => sum + counter.amount, 0)
  const part = of.reduce((sum, counter) => sum + counter.part, 0)
  return amount === 0 ? undefined : { amount, part, percent: percentOf(part, amount) }
}

/** Rounded, but never to 0 or 100 where something is there, or missing. */
export function percentOf(part: number, whole: number): number {
  if (whole === 0 || part === 0) return 0
  if (part >= whole) return 100
  return Math.min(99, Math.max(1, Math.round((100 * part) / whole)))
}
