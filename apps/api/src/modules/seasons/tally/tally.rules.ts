import { countsWholes, type TallyKind } from '@essor/contracts'
import { AppError } from '../../../platform/errors.ts'

export const mostCounters = 50

/** Cups, meals and people come whole; only what is measured has a decimal. */
export function assertWhole(kind: TallyKind, amounts: Record<string, number | null>): void {
  const halves = countsWholes(kind)
    ? Object.entries(amounts).filter(([, amount]) => amount !== null && !Number.isInteger(amount))
    : []
  if (halves.length === 0) return
  throw new AppError(
    'invalid_input',
    'This counter counts whole things.',
    halves.map(([path]) => ({ path, message: 'Give a whole number.', code: 'whole' })),
  )
}

/** A plain count has nothing that comes back. */
export function assertHasPart(kind: TallyKind, path: string): void {
  if (kind !== 'count') return
  throw new AppError('invalid_input', 'Nothing of this counter comes back or is thrown away.', [
    { path, message: 'Count the amount itself.', code: 'no_part' },
  ])
}

export const outOfRange = () =>
  new AppError(
    'tally_out_of_range',
    'This would go below zero or too high, or more would come back than was given out.',
  )
