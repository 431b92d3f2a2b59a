import { sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'

/** Calls with a draft whose holders are, or will be within eight days, short of time; an extension counts. */
export async function listCallsToRemind(db: Db, now: Date): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select calls.id
    from calls join seasons on seasons.id = calls.season_id
    where calls.status = 'published' and seasons.status = 'published'
      and exists (select from submissions where call_id = calls.id and submissions.status = 'draft')
      and (
        ${near(sql`calls.closes_at`, now)}
        or exists (select from call_extensions where call_id = calls.id and ${near(sql`until`, now)})
        or exists (select from call_code_uses where call_id = calls.id and ${near(sql`until`, now)})
      )
    order by calls.closes_at, calls.id`)
  return rows.map(({ id }) => id)
}

const near = (at: ReturnType<typeof sql>, now: Date) =>
  sql`${at} between ${now.toISOString()}::timestamptz and ${now.toISOString()}::timestamptz + interval '8 days'`

export interface DueReminder {
  submissionId: string
  email: string
  deadline: Date
}

/**
 * Marks the reminders of a call that are due, and tells which. Days are counted by the wall clock of the call, so that a
 * change of clock moves no reminder. Of two that are due, only the later is left; a moment that had passed when the draft
 * was begun or joined, or when its holders learnt of this deadline, has no reminder. What gives one of them more time gives it
 * to all. Whoever else is marking waits, and finds none.
 */
export async function claimReminders(db: Db, callId: string, now: Date): Promise<DueReminder[]> {
  const { rows } = await db.execute<{ submission_id: string; email: string; deadline: string }>(sql`
    with held as (
      select id as submission_id, holder_id as person_id, created_at from submissions
      where call_id = ${callId} and status = 'draft'
      union
      select submissions.id, submission_co_holders.person_id,
        greatest(submissions.created_at, submission_co_holders.created_at)
      from submissions join submission_co_holders on submission_co_holders.submission_id = submissions.id
      where call_id = ${callId} and status = 'draft'
    ), timed as (
      select held.submission_id, held.person_id, calls.time_zone,
        greatest(
          calls.closes_at, max(call_extensions.until) over of_file, max(call_code_uses.until) over of_file
        ) as deadline,
        greatest(
          held.created_at,
          calls.deadline_moved_at,
          max(case when call_extensions.until > calls.closes_at then call_extensions.created_at end) over of_file,
          max(case when call_code_uses.until > calls.closes_at then call_code_uses.created_at end) over of_file
        ) as told_at
      from held
      join calls on calls.id = ${callId}
      join people on people.id = held.person_id
      left join call_extensions on call_extensions.call_id = calls.id and call_extensions.email = people.email
      left join call_code_uses on call_code_uses.call_id = calls.id and call_code_uses.person_id = people.id
      window of_file as (partition by held.submission_id)
    ), moments as (
      select *,
        ((deadline at time zone time_zone) - interval '7 days') at time zone time_zone as week,
        ((deadline at time zone time_zone) - interval '2 days') at time zone time_zone as days,
        deadline - interval '3 hours' as hours
      from timed
    ), due as (
      select submission_id, person_id, deadline, kind
      from moments
      cross join lateral (values ('week', week, days), ('days', days, hours), ('hours', hours, deadline))
        as span(kind, starts_at, ends_at)
      where ${now.toISOString()}::timestamptz >= starts_at
        and ${now.toISOString()}::timestamptz < ends_at
        and told_at <= starts_at
    ), claimed as (
      insert into call_reminders (submission_id, person_id, kind, deadline)
      select submission_id, person_id, kind, deadline from due
      on conflict do nothing
      returning submission_id, person_id, deadline
    )
    select claimed.submission_id, people.email, claimed.deadline
    from claimed join people on people.id = claimed.person_id
    order by people.email, claimed.submission_id`)
  return rows.map(({ submission_id, email, deadline }) => ({
    submissionId: submission_id,
    email,
    deadline: new Date(deadline),
  }))
}
