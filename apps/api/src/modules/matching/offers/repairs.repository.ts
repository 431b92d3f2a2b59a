import { and, eq, lt, or, sql } from 'drizzle-orm'
import type { PlacementReasons } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { leaseFrom, mostAttempts } from '../run.rules.ts'
import { teamMembers, teams } from '../teams.table.ts'
import { teamRepairs } from './offers.table.ts'

export type TeamRepairRow = typeof teamRepairs.$inferSelect
type Change = Partial<typeof teamRepairs.$inferInsert>

/** Undefined where one is under way already: two who ask at once, one asks. */
export async function insertRepair(db: Db, draft: typeof teamRepairs.$inferInsert): Promise<TeamRepairRow | undefined> {
  const [row] = await db.insert(teamRepairs).values(draft).onConflictDoNothing().returning()
  return row
}

export async function findRepairUnderWay(db: Db, seasonId: string): Promise<TeamRepairRow | undefined> {
  const [row] = await db
    .select()
    .from(teamRepairs)
    .where(and(eq(teamRepairs.seasonId, seasonId), sql`${teamRepairs.status} in ('queued', 'running')`))
  return row
}

const newest: ListOrder = { by: teamRepairs.createdAt, id: teamRepairs.id, direction: 'desc' }

export async function findNewestRepair(db: Db, seasonId: string): Promise<TeamRepairRow | undefined> {
  const [row] = await db
    .select()
    .from(teamRepairs)
    .where(eq(teamRepairs.seasonId, seasonId))
    .orderBy(...inOrder(newest))
    .limit(1)
  return row
}

export async function findRepair(db: Db, id: string): Promise<TeamRepairRow | undefined> {
  const [row] = await db.select().from(teamRepairs).where(eq(teamRepairs.id, id))
  return row
}

export async function lockRepair(db: Db, id: string): Promise<TeamRepairRow | undefined> {
  const [row] = await db.select().from(teamRepairs).where(eq(teamRepairs.id, id)).for('update')
  return row
}

export async function updateRepair(db: Db, id: string, change: Change): Promise<void> {
  await db.update(teamRepairs).set(change).where(eq(teamRepairs.id, id))
}

/** Without their options, which may be large. */
export async function listRepairs(db: Db, seasonId: string, page: PageOf) {
  const { id, status, weight, fingerprint, askedBy, createdAt, endedAt, acceptedAt, acceptedOption } = teamRepairs
  const rows = await db
    .select({
      id,
      seasonId: teamRepairs.seasonId,
      status,
      weight,
      fingerprint,
      askedBy,
      createdAt,
      endedAt,
      acceptedAt,
      acceptedOption,
    })
    .from(teamRepairs)
    .where(and(eq(teamRepairs.seasonId, seasonId), afterCursor(newest, page)))
    .orderBy(...inOrder(newest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}

/** Takes a waiting search, or one whose process has been silent for the length of a lease. PostgreSQL lets one have it. */
export async function claimRepair(db: Db, id: string, now: Date): Promise<TeamRepairRow | undefined> {
  const [row] = await db
    .update(teamRepairs)
    .set({ status: 'running', attempt: sql`${teamRepairs.attempt} + 1`, leaseUntil: leaseFrom(now) })
    .where(
      and(
        eq(teamRepairs.id, id),
        or(
          eq(teamRepairs.status, 'queued'),
          and(
            eq(teamRepairs.status, 'running'),
            lt(teamRepairs.leaseUntil, now),
            lt(teamRepairs.attempt, mostAttempts),
          ),
        ),
      ),
    )
    .returning()
  return row
}

type Held = Pick<TeamRepairRow, 'id' | 'attempt'>

/** Only the latest attempt may write, so that its result is there once; false for all others. */
export async function writeAttempt(db: Db, { id, attempt }: Held, change: Change): Promise<boolean> {
  const written = await db
    .update(teamRepairs)
    .set(change)
    .where(and(eq(teamRepairs.id, id), eq(teamRepairs.status, 'running'), eq(teamRepairs.attempt, attempt)))
    .returning({ id: teamRepairs.id })
  return written.length === 1
}

interface NewPlace {
  teamId: string
  seasonId: string
  personId: string
  why: PlacementReasons
  answerBy: Date
  remindAt: Date | null
  createdAt: Date
}

export async function offerPlaces(db: Db, places: readonly NewPlace[]): Promise<void> {
  if (places.length > 0)
    await db.insert(teamMembers).values(places.map((place) => ({ ...place, status: 'offered' as const })))
}

/** Where others came or left, the reasons of those who stay change too, but for a hand that put them there; one statement for all. */
export async function rewriteReasons(
  db: Db,
  seasonId: string,
  reasons: readonly { personId: string; why: PlacementReasons }[],
): Promise<void> {
  await db.execute(sql`update team_members
    set why = said.why || jsonb_build_object('byHand', coalesce((team_members.why ->> 'byHand')::boolean, false))
    from jsonb_to_recordset(${JSON.stringify(reasons)}::jsonb) as said("personId" uuid, why jsonb)
    where team_members.season_id = ${seasonId} and team_members.person_id = said."personId"`)
}

/** From now on, who holds a place is who is wanted. */
export async function settlePlaces(db: Db, seasonId: string): Promise<void> {
  await db
    .update(teams)
    .set({ places: sql`(select count(*)::int from team_members m where m.team_id = teams.id)` })
    .where(and(eq(teams.seasonId, seasonId), sql`${teams.closedAt} is null`))
}

export async function insertTeam(db: Db, seasonId: string, projectId: string, name: string): Promise<string> {
  const [row] = await db.insert(teams).values({ seasonId, projectId, name }).returning({ id: teams.id })
  return row!.id
}
