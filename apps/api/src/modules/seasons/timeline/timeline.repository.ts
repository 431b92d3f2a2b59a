import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { phases, seasonSessions } from './timeline.table.ts'

export type Phase = typeof phases.$inferSelect
export type SeasonSession = typeof seasonSessions.$inferSelect

export async function insertPhases(db: Db, rows: (typeof phases.$inferInsert)[]): Promise<void> {
  await db.insert(phases).values(rows)
}

export async function insertSessions(db: Db, rows: (typeof seasonSessions.$inferInsert)[]): Promise<SeasonSession[]> {
  return db.insert(seasonSessions).values(rows).returning()
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

export async function updateSession(
  db: Db,
  seasonId: string,
  id: string,
  change: Partial<Omit<SeasonSession, 'id' | 'seasonId'>>,
): Promise<SeasonSession | undefined> {
  const [session] = await db
    .update(seasonSessions)
    .set(change)
    .where(and(eq(seasonSessions.seasonId, seasonId), eq(seasonSessions.id, id)))
    .returning()
  return session
}

export async function deleteSession(db: Db, seasonId: string, id: string): Promise<boolean> {
  const gone = await db
    .delete(seasonSessions)
    .where(and(eq(seasonSessions.seasonId, seasonId), eq(seasonSessions.id, id)))
    .returning({ id: seasonSessions.id })
  return gone.length === 1
}

/** Phases and sessions in the order in which they happen. A season has a few dozen at most. */
export async function findTimeline(db: Db, seasonId: string): Promise<{ phases: Phase[]; sessions: SeasonSession[] }> {
  return {
    phases: await db
      .select()
      .from(phases)
      .where(eq(phases.seasonId, seasonId))
      .orderBy(asc(phases.startsAt), asc(phases.id)),
    sessions: await db
      .select()
      .from(seasonSessions)
      .where(eq(seasonSessions.seasonId, seasonId))
      .orderBy(asc(seasonSessions.startsAt), asc(seasonSessions.id)),
  }
}

export async function findPhase(db: Db, seasonId: string, kind: Phase['kind']): Promise<Phase | undefined> {
  const [phase] = await db
    .select()
    .from(phases)
    .where(and(eq(phases.seasonId, seasonId), eq(phases.kind, kind)))
  return phase
}
