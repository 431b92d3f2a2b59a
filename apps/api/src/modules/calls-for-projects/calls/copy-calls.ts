import { randomUUID } from 'node:crypto'
import type { CopyPart } from '../../seasons/index.ts'
import { movedSpan } from './call.rules.ts'
import { insertCalls, listWholeCalls } from './calls.repository.ts'
import { copyWhatGoesWith } from './copied-settings.repository.ts'

/**
 * Calls of the season as drafts of the next: words, settings, criteria and form, at the same hours of the days so much later.
 * The form begins anew as one that is being written.
 */
export const copyCalls: CopyPart = async (tx, { from, to, days }) => {
  const before = await listWholeCalls(tx, from.id)
  if (before.length === 0) return
  const made = await insertCalls(
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
  await copyWhatGoesWith(
    tx,
    before.map(({ id }, at) => [id, made[at]!]),
  )
}
