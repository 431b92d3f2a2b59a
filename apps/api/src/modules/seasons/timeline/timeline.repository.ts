import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { findSessions, type SeasonSession } from '../sessions/season-sessions.repository.ts'
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
    .set(span)
    .where(and(eq(phases.seasonId, seasonId), eq(phases.id, id)))
    .returning()
  return phase
}

export async function findPhases(db: Db, seasonId: string): Promise<Phase[]> {
  return db.select().from(phases).where(eq(phases.seasonId, seasonId)).orderBy(asc(phases.startsAt), asc(phases.id))
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
