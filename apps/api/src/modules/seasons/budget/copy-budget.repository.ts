import { sql } from 'drizzle-orm'
import type { CopyPart } from '../copies/next-edition.ts'

/** What is planned again. What came of it, its receipts, and funders and notes, which may name people, stay behind. */
export const copyBudget: CopyPart = async (tx, { from, to }) => {
  await tx.execute(sql`
    insert into budget_lines (season_id, kind, heading, other_heading, label, planned_cents)
    select ${to.id}, kind, heading, other_heading, label, planned_cents
    from budget_lines where season_id = ${from.id} order by created_at, id`)
}
