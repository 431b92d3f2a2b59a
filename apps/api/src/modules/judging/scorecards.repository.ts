import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../platform/db/pages.ts'
import { people } from '../identity/index.ts'
import { teams } from '../matching/index.ts'
import { pitches } from './pitches.table.ts'
import { rubrics, scorecards } from './rubrics.table.ts'

export type Rubric = typeof rubrics.$inferSelect
export type Scorecard = typeof scorecards.$inferSelect

export async function findRubric(db: Db, seasonId: string): Promise<Rubric | undefined> {
  const [rubric] = await db.select().from(rubrics).where(eq(rubrics.seasonId, seasonId))
  return rubric
}

/** A score sheet shares it while it is saved; a change of the rubric waits for that, and sees the sheet. */
export async function lockRubric(db: Db, seasonId: string, strength: 'update' | 'share'): Promise<Rubric | undefined> {
  const [rubric] = await db.select().from(rubrics).where(eq(rubrics.seasonId, seasonId)).for(strength)
  return rubric
}

/** Undefined when the season has one already. */
export async function insertRubric(db: Db, draft: typeof rubrics.$inferInsert): Promise<Rubric | undefined> {
  const [rubric] = await db.insert(rubrics).values(draft).onConflictDoNothing().returning()
  return rubric
}

export async function updateRubric(
  db: Db,
  seasonId: string,
  version: number,
  change: Pick<Rubric, 'criteria' | 'tieBreaks'>,
): Promise<Rubric | undefined> {
  const [rubric] = await db
    .update(rubrics)
    .set({ ...change, version: sql`${rubrics.version} + 1` })
    .where(and(eq(rubrics.seasonId, seasonId), eq(rubrics.version, version)))
    .returning()
  return rubric
}

export async function hasScorecards(db: Db, seasonId: string): Promise<boolean> {
  const found = await db
    .select({ id: scorecards.id })
    .from(scorecards)
    .where(eq(scorecards.seasonId, seasonId))
    .limit(1)
  return found.length > 0
}

export async function findScorecard(db: Db, pitchId: string, jurorId: string): Promise<Scorecard | undefined> {
  const [card] = await db
    .select()
    .from(scorecards)
    .where(and(eq(scorecards.pitchId, pitchId), eq(scorecards.jurorId, jurorId)))
  return card
}

export async function listScorecardsOf(db: Db, seasonIds: readonly string[], jurorId: string): Promise<Scorecard[]> {
  return db
    .select()
    .from(scorecards)
    .where(and(inArray(scorecards.seasonId, [...seasonIds]), eq(scorecards.jurorId, jurorId)))
}

/** All score sheets of a season, for progress and ranking: at most jurors × pitches. */
export async function listAllScorecards(db: Db, seasonId: string): Promise<Scorecard[]> {
  return db.select().from(scorecards).where(eq(scorecards.seasonId, seasonId)).orderBy(scorecards.id)
}

/** Undefined when somebody, or the same person elsewhere, began it in the meantime. */
export async function insertScorecard(db: Db, draft: typeof scorecards.$inferInsert): Promise<Scorecard | undefined> {
  const [card] = await db.insert(scorecards).values(draft).onConflictDoNothing().returning()
  return card
}

/** Only a draft changes, and only from the version that was read: a sheet is sent once. */
export async function updateDraft(
  db: Db,
  id: string,
  version: number,
  change: Pick<Scorecard, 'marks' | 'comment' | 'status' | 'sentAt'>,
): Promise<Scorecard | undefined> {
  const [card] = await db
    .update(scorecards)
    .set({ ...change, version: sql`${scorecards.version} + 1` })
    .where(and(eq(scorecards.id, id), eq(scorecards.status, 'draft'), eq(scorecards.version, version)))
    .returning()
  return card
}

const oldest: ListOrder = { by: scorecards.createdAt, id: scorecards.id, direction: 'asc' }

export async function listScorecards(db: Db, seasonId: string, filter: PageOf & { sessionId?: string | undefined }) {
  const rows = await db
    .select({ card: scorecards, jurorName: people.name, teamId: teams.id, teamName: teams.name })
    .from(scorecards)
    .innerJoin(people, eq(people.id, scorecards.jurorId))
    .innerJoin(pitches, eq(pitches.id, scorecards.pitchId))
    .innerJoin(teams, eq(teams.id, pitches.teamId))
    .where(
      and(
        eq(scorecards.seasonId, seasonId),
        filter.sessionId ? eq(pitches.sessionId, filter.sessionId) : undefined,
        afterCursor(oldest, filter),
      ),
    )
    .orderBy(...inOrder(oldest))
    .limit(filter.limit + 1)
  return pageOf(
    rows.map(({ card, ...names }) => ({ ...card, ...names })),
    filter,
    (row) => [row.createdAt, row.id],
  )
}

/** Which of these pitches have a score sheet: those stay in their running order. */
export async function pitchesWithScorecards(db: Db, pitchIds: readonly string[]): Promise<string[]> {
  if (pitchIds.length === 0) return []
  const rows = await db
    .selectDistinct({ pitchId: scorecards.pitchId })
    .from(scorecards)
    .where(inArray(scorecards.pitchId, [...pitchIds]))
  return rows.map(({ pitchId }) => pitchId)
}

export async function hasSentScorecards(db: Db, pitchId: string): Promise<boolean> {
  return (await db.$count(scorecards, and(eq(scorecards.pitchId, pitchId), eq(scorecards.status, 'sent')))) > 0
}

/** What the ranking is made from: sent sheets of pitches that took place, with the names that organisers see. */
export async function listSentScorecards(db: Db, seasonId: string) {
  return db
    .select({
      jurorId: scorecards.jurorId,
      jurorName: people.name,
      teamId: pitches.teamId,
      marks: scorecards.marks,
    })
    .from(scorecards)
    .innerJoin(pitches, eq(pitches.id, scorecards.pitchId))
    .innerJoin(people, eq(people.id, scorecards.jurorId))
    .where(and(eq(scorecards.seasonId, seasonId), eq(scorecards.status, 'sent'), isNotNull(pitches.startedAt)))
    .orderBy(scorecards.id)
}
