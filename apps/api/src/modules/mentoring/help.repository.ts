import { and, eq, exists, inArray, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { HelpStatus } from '@essor/contracts'
import type { Db } from '../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../platform/db/pages.ts'
import { people, roleGrants } from '../identity/index.ts'
import { teamMembers, teams } from '../matching/index.ts'
import { seasons } from '../seasons/index.ts'
import { helpMessages, helpRequests } from './help.table.ts'
import { isMentorOfSeason } from './mentors.repository.ts'
import { mentorFields } from './mentors.table.ts'

const asker = alias(people, 'asker')
const claimer = alias(people, 'claimer')

const requestColumns = {
  id: helpRequests.id,
  seasonId: helpRequests.seasonId,
  teamId: helpRequests.teamId,
  teamName: teams.name,
  channel: helpRequests.channel,
  title: helpRequests.title,
  text: helpRequests.text,
  talkWish: helpRequests.talkWish,
  status: helpRequests.status,
  askedAt: helpRequests.askedAt,
  askedByName: asker.name,
  waitingSince: helpRequests.waitingSince,
  claimedById: helpRequests.claimedBy,
  claimedByName: claimer.name,
  firstAnsweredAt: helpRequests.firstAnsweredAt,
  preset: seasons.preset,
  seasonName: seasons.name,
  timeZone: seasons.timeZone,
}

const readRequests = (db: Db) =>
  db
    .select(requestColumns)
    .from(helpRequests)
    .innerJoin(teams, eq(teams.id, helpRequests.teamId))
    .innerJoin(seasons, eq(seasons.id, helpRequests.seasonId))
    .leftJoin(asker, eq(asker.id, helpRequests.askedBy))
    .leftJoin(claimer, eq(claimer.id, helpRequests.claimedBy))

export async function findHelpRequest(db: Db, id: string) {
  const [request] = await readRequests(db).where(eq(helpRequests.id, id))
  return request
}

const waitingFirst: ListOrder = { by: helpRequests.waitingSince, id: helpRequests.id, direction: 'asc' }
const newest: ListOrder = { by: helpRequests.askedAt, id: helpRequests.id, direction: 'desc' }

export interface HelpFilter extends PageOf {
  status?: HelpStatus | undefined
  channel?: string | undefined
  mine?: 'true' | 'false' | undefined
  claimed?: 'by_me' | undefined
  unanswered?: 'true' | undefined
}

/** Those who have waited longest come first. */
export async function listHelpRequests(db: Db, seasonId: string, personId: string, filter: HelpFilter) {
  const mine = inFieldsOf(db, personId)
  const rows = await readRequests(db)
    .where(
      and(
        eq(helpRequests.seasonId, seasonId),
        filter.status ? eq(helpRequests.status, filter.status) : undefined,
        filter.unanswered ? inArray(helpRequests.status, ['open', 'claimed']) : undefined,
        filter.channel ? eq(helpRequests.channel, filter.channel) : undefined,
        filter.claimed ? eq(helpRequests.claimedBy, personId) : undefined,
        filter.mine === 'true' ? mine : undefined,
        filter.mine === 'false' ? sql`not ${mine}` : undefined,
        afterCursor(waitingFirst, filter),
      ),
    )
    .orderBy(...inOrder(waitingFirst))
    .limit(filter.limit + 1)
  return pageOf(rows, filter, (row) => [row.waitingSince.getTime(), row.id])
}

export async function listTeamHelpRequests(db: Db, teamId: string, page: PageOf) {
  const rows = await readRequests(db)
    .where(and(eq(helpRequests.teamId, teamId), afterCursor(newest, page)))
    .orderBy(...inOrder(newest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.askedAt.getTime(), row.id])
}

/** A field is a whole family, or one skill of it (`law` and `law.labour` both answer in the channel `law`). */
export const fieldInChannel = (channel: SQL | typeof helpRequests.channel): SQL =>
  sql`split_part(${mentorFields.field}, '.', 1) = ${channel}`

/** Whether a question is in a channel that this person answers in. */
export const inFieldsOf = (db: Db, personId: string) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(mentorFields)
      .where(
        and(
          eq(mentorFields.seasonId, helpRequests.seasonId),
          eq(mentorFields.personId, personId),
          fieldInChannel(helpRequests.channel),
        ),
      ),
  )

/** Where a question stands, and what this person is to it. */
export async function findHelpPlace(db: Db, id: string, personId: string | null) {
  const [found] = await db
    .select({
      delegationId: seasons.delegationId,
      seasonId: seasons.id,
      teamId: helpRequests.teamId,
      claimedBy: helpRequests.claimedBy,
      memberId: teamMembers.personId,
    })
    .from(helpRequests)
    .innerJoin(seasons, eq(seasons.id, helpRequests.seasonId))
    .leftJoin(
      teamMembers,
      and(eq(teamMembers.teamId, helpRequests.teamId), eq(teamMembers.personId, personId ?? sql`null`)),
    )
    .where(eq(helpRequests.id, id))
  if (!found) return undefined
  const { claimedBy, memberId, ...place } = found
  return { place, isMember: memberId !== null, isClaimer: claimedBy !== null && claimedBy === personId }
}

export async function insertHelpRequest(db: Db, draft: typeof helpRequests.$inferInsert): Promise<string> {
  const [row] = await db.insert(helpRequests).values(draft).returning({ id: helpRequests.id })
  return row!.id
}

/** Holds the question until the transaction ends: of several people who take it on, the first does. */
export async function lockHelpRequest(db: Db, id: string): Promise<typeof helpRequests.$inferSelect | undefined> {
  const [row] = await db.select().from(helpRequests).where(eq(helpRequests.id, id)).for('update')
  return row
}

export async function updateHelpRequest(
  db: Db,
  id: string,
  change: Partial<typeof helpRequests.$inferInsert>,
): Promise<void> {
  await db.update(helpRequests).set(change).where(eq(helpRequests.id, id))
}

export async function insertHelpMessage(db: Db, draft: typeof helpMessages.$inferInsert) {
  const [row] = await db.insert(helpMessages).values(draft).returning()
  return row!
}

const oldest: ListOrder = { by: helpMessages.writtenAt, id: helpMessages.id, direction: 'asc' }

export async function listHelpMessages(db: Db, helpRequestId: string, page: PageOf) {
  const rows = await db
    .select({
      id: helpMessages.id,
      authorName: people.name,
      side: helpMessages.side,
      isAnswer: helpMessages.isAnswer,
      text: helpMessages.text,
      writtenAt: helpMessages.writtenAt,
    })
    .from(helpMessages)
    .leftJoin(people, eq(people.id, helpMessages.authorId))
    .where(and(eq(helpMessages.helpRequestId, helpRequestId), afterCursor(oldest, page)))
    .orderBy(...inOrder(oldest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.writtenAt.getTime(), row.id])
}

/** Those who answer in this channel, the team's own members aside. */
export async function listMentorsToAsk(db: Db, request: { seasonId: string; teamId: string; channel: string }) {
  return db
    .selectDistinct({ id: people.id, email: people.email })
    .from(mentorFields)
    .innerJoin(people, eq(people.id, mentorFields.personId))
    .innerJoin(seasons, eq(seasons.id, mentorFields.seasonId))
    .innerJoin(roleGrants, and(eq(roleGrants.personId, people.id), isMentorOfSeason))
    .where(
      and(
        eq(mentorFields.seasonId, request.seasonId),
        fieldInChannel(sql`${request.channel}`),
        sql`not exists (select 1 from team_members m where m.team_id = ${request.teamId} and m.person_id = ${people.id})`,
      ),
    )
    .orderBy(people.id)
}

export async function listMembers(db: Db, teamId: string) {
  return db
    .select({ id: people.id, email: people.email })
    .from(teamMembers)
    .innerJoin(people, eq(people.id, teamMembers.personId))
    .where(eq(teamMembers.teamId, teamId))
    .orderBy(people.id)
}

/** Per channel: the questions that nobody has taken on, and who answers there. */
export async function countChannels(db: Db, seasonId: string, personId: string) {
  const open = await db
    .select({ channel: helpRequests.channel, open: sql<number>`count(*)::int` })
    .from(helpRequests)
    .where(and(eq(helpRequests.seasonId, seasonId), eq(helpRequests.status, 'open')))
    .groupBy(helpRequests.channel)
  const family = sql<string>`split_part(${mentorFields.field}, '.', 1)`
  const mentors = await db
    .select({
      channel: family,
      mentorCount: sql<number>`count(distinct ${mentorFields.personId})::int`,
      mine: sql<boolean>`bool_or(${mentorFields.personId} = ${personId})`,
    })
    .from(mentorFields)
    .innerJoin(seasons, eq(seasons.id, mentorFields.seasonId))
    .innerJoin(roleGrants, and(eq(roleGrants.personId, mentorFields.personId), isMentorOfSeason))
    .where(eq(mentorFields.seasonId, seasonId))
    .groupBy(family)
  return { open, mentors }
}
