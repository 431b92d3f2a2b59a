import type { BudgetTotal } from '@essor/contracts'
import { AppError } from '../../../platform/errors.ts'
import type { FileType } from '../../../platform/files/file.rules.ts'
import type { BudgetGroup } from './budget.repository.ts'

export const receiptLimits = {
  types: ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'] as const satisfies readonly FileType[],
  maxBytes: 10 * 1024 * 1024,
}

export const mostReceipts = 20
export const mostLines = 1000

export function assertRoom(found: number, most: number): void {
  if (found >= most)
    throw new AppError('too_many_of_these', `There are ${most} already, which is the most there may be.`)
}

/** Only `other` is named by words of its own. */
export const withHeading = <Fields extends { heading: string; otherHeading: string }>(fields: Fields): Fields => ({
  ...fields,
  otherHeading: fields.heading === 'other' ? fields.otherHeading : '',
})

type Sums = Pick<BudgetGroup, 'kind' | 'plannedCents' | 'realCents' | 'openCents' | 'lines'>

function totalOf(groups: readonly Sums[], kind: Sums['kind']): BudgetTotal {
  const total = { plannedCents: 0, realCents: 0, openCents: 0, lines: 0 }
  for (const group of groups) {
    if (group.kind !== kind) continue
    total.plannedCents += group.plannedCents
    total.realCents += group.realCents
    total.openCents += group.openCents
    total.lines += group.lines
  }
  return total
}

const byKind = (groups: readonly Sums[]) => ({
  income: totalOf(groups, 'income'),
  expense: totalOf(groups, 'expense'),
  inKind: totalOf(groups, 'in_kind'),
})

/** In kind is valued on both sides, so it is told apart and never part of the balance of the money. */
export function budgetOf(groups: readonly BudgetGroup[]) {
  const whole = byKind(groups)
  const { income, expense } = whole
  const forecast = ({ realCents, openCents }: BudgetTotal) => realCents + openCents
  const funders = Map.groupBy(groups, ({ funder }) => funder)
  const headings = Map.groupBy(groups, ({ heading, otherHeading }) => `${heading} ${otherHeading}`)
  return {
    ...whole,
    balance: {
      plannedCents: income.plannedCents - expense.plannedCents,
      realCents: income.realCents - expense.realCents,
      forecastCents: forecast(income) - forecast(expense),
    },
    funders: [...funders].map(([funder, of]) => ({ funder, ...byKind(of) })),
    headings: [...headings.values()].map((of) => ({
      heading: of[0]!.heading,
      otherHeading: of[0]!.otherHeading,
      ...byKind(of),
    })),
  }
}

const kinds = { income: 'Recette', expense: 'Dépense', in_kind: 'Don en nature' } as const
const headings = {
  funding: 'Financement',
  venue: 'Lieu',
  meals: 'Repas',
  facilitation: 'Animation',
  prizes: 'Prix',
  communication: 'Communication',
  travel: 'Déplacements',
  equipment: 'Matériel',
  other: 'Autre',
} as const

/** In French, as the accounts that it is pasted into are. */
export const csvWords = {
  titles: ['Nature', 'Poste', 'Libellé', 'Financeur', 'Prévu (€)', 'Réel (€)', 'Justificatifs', 'Note'],
  kind: (kind: keyof typeof kinds) => kinds[kind],
  heading: ({ heading, otherHeading }: { heading: keyof typeof headings; otherHeading: string }) =>
    otherHeading || headings[heading],
}
