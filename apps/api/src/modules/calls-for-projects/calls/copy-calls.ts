import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { CopyPart } from '../../seasons/index.ts'
import { movedSpan } from './call.rules.ts'
import { calls } from './calls.table.ts'

/** Calls of the season as drafts of the next: words, settings and criteria, at the same hours of the days so much later. */
export const copyCalls: CopyPart = async (tx, { from, to, days }) => {
  const before = await tx.select().from(calls).where(eq(calls.seasonId, from.id)).orderBy(calls.createdAt, calls.id)
  if (before.length === 0) return
  await tx.insert(calls).values(
    before.map((call) => ({
      seasonId: to.id,
      title: call.title,
      presentation: call.presentation,
      timeZone: call.timeZone,
      ...movedSpan(call, days),
      graceMinutes: call.graceMinutes,
      editableAfterClose: call.editableAfterClose,
      closingMessage: call.closingMessage,
      confirmDays: call.confirmDays,
      criteria: call.criteria.map((criterion) => ({ ...criterion, id: randomUUID() })),
    })),
  )
}
