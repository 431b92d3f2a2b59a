import type { Db } from '../../../platform/db/connection.ts'
import { sumLines } from './budget.repository.ts'
import { budgetOf } from './budget.rules.ts'

/** A plan that spends more than it finds waits for its organisers, until the season is over. */
export async function budgetAttention(db: Db, season: { id: string; status: string }) {
  if (season.status === 'closed') return []
  const { balance } = budgetOf(await sumLines(db, season.id))
  return balance.plannedCents < 0 ? [{ code: 'seasons.budget_in_deficit', count: 1 }] : []
}
