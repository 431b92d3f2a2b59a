import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { projects } from '../../calls-for-projects/index.ts'
import { seasons } from '../../seasons/index.ts'
import { teamInvitations } from './offers.table.ts'

export type TeamInvitationRow = typeof teamInvitations.$inferSelect

/** Undefined where the person was asked for this season already: nobody is asked twice. */
export async function insertInvitation(
  db: Db,
  draft: typeof teamInvitations.$inferInsert,
): Promise<TeamInvitationRow | undefined> {
  const [row] = await db.insert(teamInvitations).values(draft).onConflictDoNothing().returning()
  return row
}

export async function findInvitation(db: Db, id: string): Promise<TeamInvitationRow | undefined> {
  const [row] = await db.select().from(teamInvitations).where(eq(teamInvitations.id, id))
  return row
}

/** Of two answers at once, one counts. */
export async function answerInvitation(
  db: Db,
  id: string,
  status: 'accepted' | 'declined',
  now: Date,
): Promise<boolean> {
  const rows = await db
    .update(teamInvitations)
    .set({ status, answeredAt: now })
    .where(and(eq(teamInvitations.id, id), eq(teamInvitations.status, 'sent')))
    .returning({ id: teamInvitations.id })
  return rows.length === 1
}

export async function listOwnInvitations(db: Db, personId: string) {
  return db
    .select({
      id: teamInvitations.id,
      season: {
        id: seasons.id,
        slug: seasons.slug,
        name: seasons.name,
        startsOn: seasons.startsOn,
        endsOn: seasons.endsOn,
        terminology: seasons.terminology,
      },
      projectTitle: projects.title,
      structure: projects.structure,
      words: teamInvitations.words,
      status: teamInvitations.status,
    })
    .from(teamInvitations)
    .innerJoin(projects, eq(projects.id, teamInvitations.projectId))
    .innerJoin(seasons, and(eq(seasons.id, teamInvitations.seasonId), eq(seasons.status, 'published')))
    .where(eq(teamInvitations.personId, personId))
    .orderBy(desc(teamInvitations.createdAt), desc(teamInvitations.id))
    .limit(50)
}
