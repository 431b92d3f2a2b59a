import type { BudgetHeading, BudgetKind } from './budget.queries.ts'

export const kindIcons: Record<BudgetKind, string> = {
  income: 'i-lucide-hand-coins',
  expense: 'i-lucide-shopping-basket',
  in_kind: 'i-lucide-gift',
}

export const headingIcons: Record<BudgetHeading, string> = {
  funding: 'i-lucide-landmark',
  venue: 'i-lucide-building-2',
  meals: 'i-lucide-utensils',
  facilitation: 'i-lucide-presentation',
  prizes: 'i-lucide-award',
  communication: 'i-lucide-megaphone',
  travel: 'i-lucide-train-front',
  equipment: 'i-lucide-package',
  other: 'i-lucide-ellipsis',
}

/** What a first budget mostly begins with. */
export const usualLines: { kind: BudgetKind; heading: BudgetHeading }[] = [
  { kind: 'income', heading: 'funding' },
  { kind: 'in_kind', heading: 'venue' },
  { kind: 'expense', heading: 'meals' },
  { kind: 'expense', heading: 'facilitation' },
  { kind: 'expense', heading: 'prizes' },
  { kind: 'expense', heading: 'communication' },
  { kind: 'expense', heading: 'equipment' },
  { kind: 'expense', heading: 'travel' },
]
