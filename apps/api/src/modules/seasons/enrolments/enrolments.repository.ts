import { and, count, eq, inArray } from 'drizzle-orm'
import type { EnrolmentStatus, PersonCategory } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from './enrolments.table.ts'
import { seasons } from '../seasons.table.ts'

export type Enrolment = typeof enrolments.$inferSelect

/** Undefined when the person is enrolled already. */
export async function insertEnrolment(db: Db, draft: typeof enrolments.$inferInsert): Promise<Enrolment | undefined> {
  const [enrolment] = await db.insert(enrolments).values(draft).onConflictDoNothing().returning()
  return enrolment
}

export async function findEnrolment(db: Db, seasonId: string, personId: string): Promise<Enrolment | undefined> {
  const [enrolment] = await db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), eq(enrolments.personId, personId)))
  return enrolment
}

export async function findEnrolmentById(db: Db, id: string): Promise<Enrolment | undefined> {
  const [enrolment] = await db.select().from(enrolments).where(eq(enrolments.id, id))
  return enrolment
}

export async function lockEnrolment(db: Db, id: string): Promise<Enrolment | undefined> {
  const [enrolment] = await db.select().from(enrolments).where(eq(enrolments.id, id)).for('update')
  return enrolment
}

export async function updateEnrolment(
  db: Db,
  id: string,
  change: Partial<typeof enrolments.$inferInsert>,
): Promise<Enrolment> {
  const [enrolment] = await db.update(enrolments).set(change).where(eq(enrolments.id, id)).returning()
  return enrolment!
}

export async function countByStatus(db: Db, seasonId: string, statuses: readonly EnrolmentStatus[]): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), inArray(enrolments.status, [...statuses])))
  return row?.total ?? 0
}

const oldest: ListOrder = { by: enrolments.createdAt, id: enrolments.id, direction: 'asc' }

export interface EnrolmentFilter extends PageOf {
  status?: EnrolmentStatus | undefined
  category?: PersonCategory | undefined
}

export async function listEnrolments(db: Db, seasonId: string, filter: EnrolmentFilter) {
  const rows = await db
    .select({ enrolment: enrolments, personName: people.name })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(
      and(
        eq(enrolments.seasonId, seasonId),
        filter.status ? eq(enrolments.status, filter.status) : undefined,
        filter.category ? eq(enrolments.category, filter.category) : undefined,
        afterCursor(oldest, filter),
      ),
    )
    .orderBy(...inOrder(oldest))
    .limit(filter.limit + 1)
  return pageOf(
    rows.map(({ enrolment, personName }) => ({ ...enrolment, personName })),
    filter,
    (row) => [row.createdAt, row.id],
  )
}

/** Everyone who comes, for forming teams. */
export async function listComing(db: Db, seasonId: string) {
  return db
    .select({
      personId: enrolments.personId,
      name: people.name,
      category: enrolments.category,
      origin: enrolments.origin,
    })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(and(eq(enrolments.seasonId, seasonId), inArray(enrolments.status, ['confirmed', 'checked_in'])))
    .orderBy(enrolments.createdAt, enrolments.id)
}

const latest: ListOrder = { by: enrolments.createdAt, id: enrolments.id, direction: 'desc' }

/** The seasons someone is enrolled in, the latest first. */
export async function listOwnEnrolments(db: Db, personId: string, page: PageOf) {
  const rows = await db
    .select({
      enrolment: enrolments,
      season: {
        seasonName: seasons.name,
        seasonSlug: seasons.slug,
        seasonStatus: seasons.status,
        startsOn: seasons.startsOn,
        endsOn: seasons.endsOn,
        place: seasons.place,
        presence: seasons.presence,
        terminology: seasons.terminology,
      },
    })
    .from(enrolments)
    .innerJoin(seasons, eq(seasons.id, enrolments.seasonId))
    .where(and(eq(enrolments.personId, personId), afterCursor(latest, page)))
    .orderBy(...inOrder(latest))
    .limit(page.limit + 1)
  return pageOf(
    rows.map(({ enrolment, season }) => ({ ...enrolment, ...season })),
    page,
    (row) => [row.createdAt, row.id],
  )
}

/** How many people there are of each status and category. */
export async function countEnrolments(db: Db, seasonId: string) {
  return db
    .select({ status: enrolments.status, category: enrolments.category, total: count() })
    .from(enrolments)
    .where(eq(enrolments.seasonId, seasonId))
    .groupBy(enrolments.status, enrolments.category)
}
