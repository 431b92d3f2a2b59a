import { and, asc, count, countDistinct, eq, exists, inArray, notExists, notInArray, or, sql } from 'drizzle-orm'
import type { Diet, NeedKind } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { goneStatuses } from '../enrolments/enrolment-hold.repository.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasons } from '../seasons.table.ts'
import { inclusionNeeds } from './needs.table.ts'

export type Need = typeof inclusionNeeds.$inferSelect

/** Telling the same again changes nothing. */
export async function putNeed(db: Db, need: typeof inclusionNeeds.$inferInsert): Promise<Need> {
  const { detail, diets, children, changedAt } = need
  const [row] = await db
    .insert(inclusionNeeds)
    .values(need)
    .onConflictDoUpdate({
      target: [inclusionNeeds.seasonId, inclusionNeeds.personId, inclusionNeeds.kind],
      set: { detail, diets, children: children ?? null, changedAt },
    })
    .returning()
  return row!
}

const ofPerson = (seasonId: string, personId: string) =>
  and(eq(inclusionNeeds.seasonId, seasonId), eq(inclusionNeeds.personId, personId))

export async function deleteNeed(db: Db, seasonId: string, personId: string, kind: NeedKind): Promise<boolean> {
  const rows = await db
    .delete(inclusionNeeds)
    .where(and(ofPerson(seasonId, personId), eq(inclusionNeeds.kind, kind)))
    .returning({ id: inclusionNeeds.id })
  return rows.length > 0
}

/** Whoever leaves a season leaves nothing of this behind. */
export async function deleteNeeds(db: Db, seasonId: string, personIds: readonly string[]): Promise<void> {
  await db
    .delete(inclusionNeeds)
    .where(and(eq(inclusionNeeds.seasonId, seasonId), inArray(inclusionNeeds.personId, [...personIds])))
}

export async function findNeeds(db: Db, seasonId: string, personId: string): Promise<Need[]> {
  return db.select().from(inclusionNeeds).where(ofPerson(seasonId, personId)).orderBy(asc(inclusionNeeds.kind))
}

const byName: ListOrder = { by: people.name, id: people.id, direction: 'asc' }
const takesPart = notInArray(enrolments.status, goneStatuses)
const comes = inArray(enrolments.status, ['confirmed', 'checked_in'])

/** The people of a season who told a need, by name, with what they need. */
export async function listPeopleNeeds(db: Db, seasonId: string, filter: PageOf & { kind?: NeedKind | undefined }) {
  const needed = and(
    eq(inclusionNeeds.seasonId, seasonId),
    filter.kind ? eq(inclusionNeeds.kind, filter.kind) : undefined,
  )
  const rows = await db
    .select({ personId: people.id, personName: people.name, enrolmentStatus: enrolments.status })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(
      and(
        eq(enrolments.seasonId, seasonId),
        takesPart,
        exists(
          db
            .select()
            .from(inclusionNeeds)
            .where(and(needed, eq(inclusionNeeds.personId, people.id))),
        ),
        afterCursor(byName, filter),
      ),
    )
    .orderBy(...inOrder(byName))
    .limit(filter.limit + 1)
  const found = pageOf(rows, filter, (row) => [row.personName, row.personId])
  const ids = found.items.map(({ personId }) => personId)
  const needs = await db
    .select()
    .from(inclusionNeeds)
    .where(and(needed, inArray(inclusionNeeds.personId, ids)))
    .orderBy(asc(inclusionNeeds.kind))
  const needsOf = Map.groupBy(needs, ({ personId }) => personId)
  return { ...found, items: found.items.map((row) => ({ ...row, needs: needsOf.get(row.personId) ?? [] })) }
}

const ofThoseWhoCome = (seasonId: string) =>
  and(
    eq(enrolments.seasonId, inclusionNeeds.seasonId),
    eq(enrolments.personId, inclusionNeeds.personId),
    eq(enrolments.seasonId, seasonId),
    comes,
  )

/** Numbers of those who come, and nothing that leads to one of them. */
export async function countNeeds(db: Db, seasonId: string) {
  const [coming] = await db
    .select({ total: count() })
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), comes))
  const [needing] = await db
    .select({ people: countDistinct(inclusionNeeds.personId) })
    .from(inclusionNeeds)
    .innerJoin(enrolments, ofThoseWhoCome(seasonId))
  const kinds = await db
    .select({
      kind: inclusionNeeds.kind,
      people: count(),
      children: sql<number>`coalesce(sum(${inclusionNeeds.children}), 0)::int`,
    })
    .from(inclusionNeeds)
    .innerJoin(enrolments, ofThoseWhoCome(seasonId))
    .groupBy(inclusionNeeds.kind)
  const diet = sql<Diet>`jsonb_array_elements_text(${inclusionNeeds.diets})`
  const eaten = db
    .select({ diet: diet.as('diet') })
    .from(inclusionNeeds)
    .innerJoin(enrolments, ofThoseWhoCome(seasonId))
    .as('eaten')
  const diets = await db
    .select({ diet: eaten.diet, people: count() })
    .from(eaten)
    .groupBy(eaten.diet)
    .orderBy(eaten.diet)
  return { coming: coming!.total, people: needing!.people, kinds, diets }
}

/**
 * Erases the needs of every season whose days of keeping are over in its own zone, and of whoever takes no part any more;
 * says how many went, by season.
 */
export async function eraseDueNeeds(db: Db, now: Date): Promise<Map<string, number>> {
  const due = db
    .select({ id: seasons.id })
    .from(seasons)
    .where(
      sql`(${now.toISOString()}::timestamptz at time zone ${seasons.timeZone})::date > ${seasons.endsOn} + ${seasons.needsKeptDays}`,
    )
  const part = db
    .select()
    .from(enrolments)
    .where(
      and(
        eq(enrolments.seasonId, inclusionNeeds.seasonId),
        eq(enrolments.personId, inclusionNeeds.personId),
        takesPart,
      ),
    )
  const rows = await db
    .delete(inclusionNeeds)
    .where(or(inArray(inclusionNeeds.seasonId, due), notExists(part)))
    .returning({ seasonId: inclusionNeeds.seasonId })
  const counts = new Map<string, number>()
  for (const { seasonId } of rows) counts.set(seasonId, (counts.get(seasonId) ?? 0) + 1)
  return counts
}
