import { z } from 'zod'

const mostCents = 1_000_000_000

/** « 1 250,50 € », « 1250.5 »: in cents. Undefined where it is no amount, or could be read in two ways. */
export function centsOf(typed: string): number | undefined {
  const bare = typed.replace(/[\s\u00a0\u202f’']/g, '').replace(/^€|(€|euros?)$/i, '')
  const [, euros, cents = ''] = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(bare) ?? []
  if (euros === undefined) return undefined
  const amount = Number(euros) * 100 + Number(cents.padEnd(2, '0'))
  return amount <= mostCents ? amount : undefined
}

/** As someone would type it. */
export function typedAmount(cents: number | null): string {
  if (cents === null) return ''
  const rest = cents % 100
  return rest === 0 ? String(cents / 100) : `${Math.floor(cents / 100)},${String(rest).padStart(2, '0')}`
}

const amount = (typed: string, context: z.core.$RefinementCtx): number => {
  const cents = centsOf(typed)
  if (cents !== undefined) return cents
  context.addIssue({ code: 'custom', message: typed.trim() === '' ? 'required' : 'amount', input: typed })
  return z.NEVER
}

export const Amount = z.string().transform(amount)

/** Empty while nobody knows yet. */
export const AmountOrNothing = z
  .string()
  .transform((typed, context) => (typed.trim() === '' ? null : amount(typed, context)))
