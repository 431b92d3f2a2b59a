import { randomUUID } from 'node:crypto'
import type { CopyPart } from '../../seasons/index.ts'
import { movedSpan } from './call.rules.ts'
import { insertCalls, listWholeCalls } from './calls.repository.ts'

/** Calls of the season as drafts of the next: words, settings and criteria, at the same hours of the days so much later. */
export const copyCalls: CopyPart = async (tx, { from, to, days }) => {
  const before = await listWholeCalls(tx, from.id)
  await insertCalls(
    tx,
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
