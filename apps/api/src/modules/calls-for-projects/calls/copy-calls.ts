import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import type { CopyPart } from '../../seasons/index.ts'
import { movedSpan } from './call.rules.ts'
import { calls } from './calls.table.ts'

/**
 * Calls of the season as drafts of the next: words, settings, criteria and form, at the same hours of the days so much later.
 * The form begins anew as one that is being written.
 */
export const copyCalls: CopyPart = async (tx, { from, to, days }) => {
  const before = await tx.select().from(calls).where(eq(calls.seasonId, from.id)).orderBy(calls.createdAt, calls.id)
  if (before.length === 0) return
  const rows = before.map((call) => ({
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
  }))
  const made = await tx.insert(calls).values(rows).returning({ id: calls.id })
  await copyWhatGoesWith(
    tx,
    before.map(({ id }, at) => [id, made[at]!.id]),
  )
}

async function copyWhatGoesWith(tx: Db, pairs: [before: string, after: string][]): Promise<void> {
  const copied = sql`unnest(${sql.param(pairs.map(([id]) => id))}::uuid[], ${sql.param(pairs.map(([, id]) => id))}::uuid[]) as copied (old_id, new_id)`
  await tx.execute(sql`
    insert into call_forms (call_id, version, sections, revision)
    select distinct on (new_id) new_id, 1, sections, 1
    from ${copied} join call_forms on call_id = old_id
    order by new_id, published_at is null, version desc`)
  await tx.execute(sql`
    insert into call_answer_words (call_id, words, version)
    select new_id, words, version from ${copied} join call_answer_words on call_id = old_id`)
  await tx.execute(sql`
    insert into review_settings (call_id, blind, others, comment_min_length, interview_change_hours)
    select new_id, blind, others, comment_min_length, interview_change_hours
    from ${copied} join review_settings on call_id = old_id`)
  await tx.execute(sql`
    insert into call_committee_settings (call_id, reviews_per_file, review_as_files_come)
    select new_id, reviews_per_file, review_as_files_come
    from ${copied} join call_committee_settings on call_id = old_id`)
}
