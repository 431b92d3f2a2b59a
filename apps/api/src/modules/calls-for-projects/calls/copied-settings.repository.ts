import { sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'

/** The form of each call, the words of its answers, and how it is reviewed, for the call made after it. */
export async function copyWhatGoesWith(tx: Db, pairs: [before: string, after: string][]): Promise<void> {
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
