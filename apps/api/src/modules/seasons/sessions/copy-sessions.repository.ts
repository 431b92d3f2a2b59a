import { sql } from 'drizzle-orm'
import type { CopyPart } from '../copies/next-edition.ts'
import { placed } from '../timeline/placed-spans.repository.ts'
import { spansLater } from '../timeline/timeline.rules.ts'
import { findSessions } from './season-sessions.repository.ts'

/** Sessions that were held, on the copies of their sites, in one statement. A link is made anew for each edition. */
export const copySessions: CopyPart = async (tx, { from, to, days, sites }) => {
  const held = (await findSessions(tx, from.id)).filter(({ cancelledAt }) => cancelledAt === null)
  await tx.execute(sql`
    with moved as materialized (
      select uuidv7() as new_id, placed.* from ${placed(spansLater(held, days, from.timeZone))}
    ), copied as (
      insert into season_sessions
        (id, season_id, kind, title, place, starts_at, ends_at, needs_registration, places, remind_hours)
      select new_id, ${to.id}, kind, title, place, moved.starts_at, moved.ends_at, needs_registration, places, remind_hours
      from moved join season_sessions using (id)
    )
    insert into session_sites (session_id, site_id)
    select moved.new_id, site.new_id
    from moved
    join session_sites on session_sites.session_id = moved.id
    join unnest(${sql.param([...sites.keys()])}::uuid[], ${sql.param([...sites.values()])}::uuid[]) as site(id, new_id)
      on site.id = session_sites.site_id`)
}
