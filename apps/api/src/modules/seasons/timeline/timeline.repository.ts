import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { findSessions, type SeasonSession } from '../sessions/season-sessions.repository.ts'
import { placed, type PlacedSpan } from './placed-spans.repository.ts'
import { phases } from './timeline.table.ts'

export type Phase = typeof phases.$inferSelect

export async function insertPhases(db: Db, rows: (typeof phases.$inferInsert)[]): Promise<void> {
  await db.insert(phases).values(rows)
}

export async function updatePhase(
  db: Db,
  seasonId: string,
  id: string,
  span: { startsAt: Date; endsAt: Date },
): Promise<Phase | undefined> {
  const [phase] = await db
    .update(phases)
    .set({ ...span, version: sql`${phases.version} + 1` })
    .where(and(eq(phases.seasonId, seasonId), eq(phases.id, id)))
    .returning()
  return phase
}

export async function findPhases(db: Db, seasonId: string): Promise<Phase[]> {
  return db.select().from(phases).where(eq(phases.seasonId, seasonId)).orderBy(asc(phases.startsAt), asc(phases.id))
}

/** Puts any number of phases elsewhere, in one statement. */
export async function placePhases(db: Db, spans: readonly PlacedSpan[]): Promise<void> {
  await db.execute(sql`
    update phases set starts_at = placed.starts_at, ends_at = placed.ends_at, version = version + 1
    from ${placed(spans)} where phases.id = placed.id`)
}

/** Phases and sessions in the order in which they happen. A season has a few dozen at most. */
export async function findTimeline(db: Db, seasonId: string): Promise<{ phases: Phase[]; sessions: SeasonSession[] }> {
  return {
    phases: await findPhases(db, seasonId),
    sessions: await findSessions(db, seasonId),
  }
}

export async function findPhase(db: Db, seasonId: string, kind: Phase['kind']): Promise<Phase | undefined> {
  const [phase] = await db
    .select()
    .from(phases)
    .where(and(eq(phases.seasonId, seasonId), eq(phases.kind, kind)))
  return phase
}

export async function findPhaseById(db: Db, seasonId: string, id: string): Promise<Phase | undefined> {
  const [phase] = await db
    .select()
    .from(phases)
    .where(and(eq(phases.seasonId, seasonId), eq(phases.id, id)))
  return phase
}

/** Whoever registers for a session, or added it, has not moved it. */
const moving = ['phase.moved', 'session.changed']

/** Who last moved this phase or session, by itself or with the whole season. */
export async function findLastChange(db: Db, seasonId: string, momentId: string) {
  const withSeason = and(
    eq(auditLog.subjectId, seasonId),
    eq(auditLog.action, 'season.changed'),
    sql`${auditLog.details}->>'days' <> '0'`,
  )
  const [change] = await db
    .select({ at: auditLog.at, by: people.name })
    .from(auditLog)
    .leftJoin(people, eq(people.id, auditLog.actorId))
    .where(or(and(eq(auditLog.subjectId, momentId), inArray(auditLog.action, moving)), withSeason))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(1)
  return change
}
