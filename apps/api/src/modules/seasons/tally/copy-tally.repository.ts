import { sql } from 'drizzle-orm'
import type { CopyPart } from '../copies/next-edition.ts'

/** The same counters with the same targets, and nothing counted yet. */
export const copyTally: CopyPart = async (tx, { from, to }) => {
  await tx.execute(sql`
    insert into tally_counters (season_id, kind, label, unit, target, public)
    select ${to.id}, kind, label, unit, target, public
    from tally_counters where season_id = ${from.id} order by created_at, id`)
}
