import type { CopyPart } from '../copies/next-edition.ts'
import { findTimeline, insertPhases } from './timeline.repository.ts'
import { spanLater } from './timeline.rules.ts'

/** Every phase at the same hours, as many days later as the season begins. */
export const copyPhases: CopyPart = async (tx, { from, to, days }) => {
  const { phases } = await findTimeline(tx, from.id)
  const rows = phases.map((phase) => ({ seasonId: to.id, kind: phase.kind, ...spanLater(phase, days, from.timeZone) }))
  if (rows.length > 0) await insertPhases(tx, rows)
}
