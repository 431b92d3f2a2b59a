import type { EnrolmentStatus, PersonCategory } from '@essor/contracts'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { enrolledAs, type EnrolmentFilter } from '../enrolments/enrolments.repository.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'

/** Which of these addresses belong to someone enrolled in the season. */
export async function findEnrolledAddresses(
  db: Db,
  seasonId: string,
  addresses: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .select({ email: people.email })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(and(eq(enrolments.seasonId, seasonId), sql`${people.email} = any(${sql.param(addresses)}::text[])`))
  return new Set(rows.map(({ email }) => email))
}

interface Imported {
  personId: string
  category: PersonCategory | null
  origin: string
  siteId: string | null
  status: EnrolmentStatus | null
}

interface Made {
  id: string
  personId: string
  to: EnrolmentStatus
}

/** In the order given, after all who came before; tells those who were not enrolled yet. The season is locked. */
export async function insertImported(
  db: Db,
  seasonId: string,
  imported: readonly Imported[],
  { at, by }: { at: Date; by: string },
): Promise<Made[]> {
  const { rows } = await db.execute<{ id: string; personId: string; to: EnrolmentStatus }>(sql`
    with last as (select coalesce(max(arrival), 0) as arrival from enrolments where season_id = ${seasonId}),
    given as (
      select *, row_number() over () as position
      from jsonb_to_recordset(${JSON.stringify(imported)}::jsonb)
        as given ("personId" uuid, category text, origin text, "siteId" uuid, status text)
    )
    insert into enrolments
      (season_id, person_id, category, origin, motivation, site_id, status, status_at, status_by, arrival)
    select ${seasonId}, "personId", category, origin, '', "siteId", status, ${at.toISOString()}::timestamptz, ${by},
      last.arrival + position
    from given, last
    order by position
    on conflict (season_id, person_id) do nothing
    returning id, person_id as "personId", status as to`)
  return rows
}

const inArrival: ListOrder = { by: enrolments.arrival, id: enrolments.id, direction: 'asc' }

/** What organisers take away: never what people told in private, such as inclusion needs. */
export async function listForExport(db: Db, seasonId: string, filter: EnrolmentFilter, page: PageOf) {
  const rows = await db
    .select({
      id: enrolments.id,
      arrival: enrolments.arrival,
      name: people.name,
      email: people.email,
      category: enrolments.category,
      origin: enrolments.origin,
      site: seasonSites.name,
      status: enrolments.status,
      statusAt: enrolments.statusAt,
      createdAt: enrolments.createdAt,
    })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .leftJoin(seasonSites, eq(seasonSites.id, enrolments.siteId))
    .where(and(enrolledAs(seasonId, filter), afterCursor(inArrival, page)))
    .orderBy(...inOrder(inArrival))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.arrival, row.id])
}

export type ExportedRow = Awaited<ReturnType<typeof listForExport>>['items'][number]
