import { and, asc, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../platform/db/pages.ts'
import { projects } from '../calls-for-projects/index.ts'
import { teams } from '../matching/index.ts'
import { pitches, pitchSessions } from './pitches.table.ts'

export type PitchSession = typeof pitchSessions.$inferSelect
export type Pitch = typeof pitches.$inferSelect

export async function insertPitchSession(db: Db, draft: typeof pitchSessions.$inferInsert): Promise<PitchSession> {
  const [session] = await db.insert(pitchSessions).values(draft).returning()
  return session!
}

export async function findPitchSession(db: Db, id: string): Promise<PitchSession | undefined> {
  const [session] = await db.select().from(pitchSessions).where(eq(pitchSessions.id, id))
  return session
}

/** `update` for those who change the session; `share` for those who count on its state staying as it is. */
export async function lockPitchSession(
  db: Db,
  id: string,
  strength: 'update' | 'share',
): Promise<PitchSession | undefined> {
  const [session] = await db.select().from(pitchSessions).where(eq(pitchSessions.id, id)).for(strength)
  return session
}

/** Undefined when somebody changed it since that version was read. */
export async function updatePitchSession(
  db: Db,
  id: string,
  version: number,
  change: Partial<typeof pitchSessions.$inferInsert>,
): Promise<PitchSession | undefined> {
  const [session] = await db
    .update(pitchSessions)
    .set({ ...change, version: sql`${pitchSessions.version} + 1` })
    .where(and(eq(pitchSessions.id, id), eq(pitchSessions.version, version)))
    .returning()
  return session
}

export async function deletePitchSession(db: Db, id: string): Promise<void> {
  await db.delete(pitchSessions).where(eq(pitchSessions.id, id))
}

const oldest: ListOrder = { by: pitchSessions.createdAt, id: pitchSessions.id, direction: 'asc' }

export async function listPitchSessions(db: Db, seasonId: string, page: PageOf) {
  const rows = await db
    .select()
    .from(pitchSessions)
    .where(and(eq(pitchSessions.seasonId, seasonId), afterCursor(oldest, page)))
    .orderBy(...inOrder(oldest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}

/** In the order in which they were planned; a season holds a few at most. */
export async function sessionsOfSeason(db: Db, seasonId: string): Promise<PitchSession[]> {
  return db
    .select()
    .from(pitchSessions)
    .where(eq(pitchSessions.seasonId, seasonId))
    .orderBy(asc(pitchSessions.createdAt), asc(pitchSessions.id))
}

const named = { pitch: pitches, teamName: teams.name, projectTitle: projects.title }

/** A running order with the names that screens show. */
export async function listPitches(db: Db, sessionId: string) {
  const rows = await db
    .select(named)
    .from(pitches)
    .innerJoin(teams, eq(teams.id, pitches.teamId))
    .innerJoin(projects, eq(projects.id, teams.projectId))
    .where(eq(pitches.sessionId, sessionId))
    .orderBy(asc(pitches.position), asc(pitches.id))
  return rows.map(({ pitch, ...names }) => ({ ...pitch, ...names }))
}

/** Every pitch of these seasons with its session, in running order. */
export async function listSeasonPitches(db: Db, seasonIds: readonly string[]) {
  const rows = await db
    .select({ ...named, session: pitchSessions })
    .from(pitches)
    .innerJoin(pitchSessions, eq(pitchSessions.id, pitches.sessionId))
    .innerJoin(teams, eq(teams.id, pitches.teamId))
    .innerJoin(projects, eq(projects.id, teams.projectId))
    .where(inArray(pitchSessions.seasonId, [...seasonIds]))
    .orderBy(asc(pitchSessions.createdAt), asc(pitchSessions.id), asc(pitches.position), asc(pitches.id))
  return rows.map(({ pitch, ...rest }) => ({ ...pitch, ...rest }))
}

export async function findPitch(db: Db, id: string) {
  const [row] = await db
    .select({ ...named, session: pitchSessions })
    .from(pitches)
    .innerJoin(pitchSessions, eq(pitchSessions.id, pitches.sessionId))
    .innerJoin(teams, eq(teams.id, pitches.teamId))
    .innerJoin(projects, eq(projects.id, teams.projectId))
    .where(eq(pitches.id, id))
  return row && { ...row.pitch, teamName: row.teamName, projectTitle: row.projectTitle, session: row.session }
}

export async function lockPitch(db: Db, id: string): Promise<Pitch | undefined> {
  const [pitch] = await db.select().from(pitches).where(eq(pitches.id, id)).for('update')
  return pitch
}

export async function updatePitch(db: Db, id: string, change: Partial<typeof pitches.$inferInsert>): Promise<Pitch> {
  const [pitch] = await db.update(pitches).set(change).where(eq(pitches.id, id)).returning()
  return pitch!
}

/** Teams that are in no running order of their season yet. */
export async function listTeamsWithoutPitch(db: Db, seasonId: string): Promise<string[]> {
  const rows = await db
    .select({ id: teams.id })
    .from(teams)
    .leftJoin(pitches, eq(pitches.teamId, teams.id))
    .where(and(eq(teams.seasonId, seasonId), isNull(teams.closedAt), isNull(pitches.id)))
    .orderBy(teams.name, teams.id)
  return rows.map(({ id }) => id)
}

export async function listTeamIds(db: Db, seasonId: string, among: readonly string[]): Promise<string[]> {
  if (among.length === 0) return []
  const rows = await db
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.seasonId, seasonId), isNull(teams.closedAt), inArray(teams.id, [...among])))
  return rows.map(({ id }) => id)
}

export async function deletePitchesExcept(db: Db, sessionId: string, teamIds: readonly string[]): Promise<void> {
  await db
    .delete(pitches)
    .where(
      and(eq(pitches.sessionId, sessionId), teamIds.length > 0 ? notInArray(pitches.teamId, [...teamIds]) : undefined),
    )
}

/** Writes the order of this session; a team that pitches elsewhere keeps its place there and is not taken. */
export async function putInOrder(db: Db, sessionId: string, teamIds: readonly string[]): Promise<number> {
  if (teamIds.length === 0) return 0
  const rows = await db
    .insert(pitches)
    .values(teamIds.map((teamId, index) => ({ sessionId, teamId, position: index + 1 })))
    .onConflictDoUpdate({
      target: pitches.teamId,
      set: { position: sql`excluded.position` },
      setWhere: eq(pitches.sessionId, sessionId),
    })
    .returning({ id: pitches.id })
  return rows.length
}

export async function setSessionStatus(db: Db, id: string, status: PitchSession['status']): Promise<PitchSession> {
  const [session] = await db.update(pitchSessions).set({ status }).where(eq(pitchSessions.id, id)).returning()
  return session!
}
