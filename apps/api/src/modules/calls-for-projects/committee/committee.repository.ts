import { and, eq, inArray, lte, ne, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { profileSkills } from '../../community/index.ts'
import { people, roleGrants } from '../../identity/index.ts'
import { seasons } from '../../seasons/index.ts'
import { calls } from '../calls/calls.table.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'
import { committeeMembers, committeeSettings } from './committee.table.ts'

export type SettingsRow = typeof committeeSettings.$inferSelect
export type MemberRow = typeof committeeMembers.$inferSelect

const defaults = { reviewsPerFile: 2, reviewAsFilesCome: false, reviewsDueAt: null, remindedOf: null, version: 0 }

/** A call that nobody set up goes by the defaults, as version 0. */
export async function findSettings(db: Db, callId: string): Promise<SettingsRow> {
  const [row] = await db.select().from(committeeSettings).where(eq(committeeSettings.callId, callId))
  return row ?? { callId, ...defaults }
}

/** Undefined where they were written since that version was read. */
export async function writeSettings(
  db: Db,
  version: number,
  row: Pick<SettingsRow, 'callId' | 'reviewsPerFile' | 'reviewAsFilesCome' | 'reviewsDueAt'>,
): Promise<SettingsRow | undefined> {
  const { callId, ...change } = row
  const [written] =
    version === 0
      ? await db.insert(committeeSettings).values(row).onConflictDoNothing().returning()
      : await db
          .update(committeeSettings)
          .set({ ...change, version: sql`${committeeSettings.version} + 1` })
          .where(and(eq(committeeSettings.callId, callId), eq(committeeSettings.version, version)))
          .returning()
  return written
}

/** Undefined where it was written since that version was read. */
export async function writeMember(
  db: Db,
  version: number,
  { callId, personId, capacity, expertise }: Pick<MemberRow, 'callId' | 'personId' | 'capacity' | 'expertise'>,
): Promise<MemberRow | undefined> {
  const [written] = await db
    .insert(committeeMembers)
    .values({ callId, personId, capacity, expertise, version: 1 })
    .onConflictDoUpdate({
      target: [committeeMembers.callId, committeeMembers.personId],
      set: { capacity, expertise, version: sql`${committeeMembers.version} + 1` },
      setWhere: eq(committeeMembers.version, version),
    })
    .returning()
  return written && written.version === version + 1 ? written : undefined
}

/** A member as they stand, with the skills of their profile where nobody chose any. */
export interface MemberStanding {
  personId: string
  name: string
  email: string
  capacity: number | null
  expertise: string[]
  fromProfile: boolean
  version: number
  assigned: number
  begun: number
  done: number
  recused: number
  lastActivityAt: Date | null
  remindedAt: Date | null
}

/** Everyone with the role of reviewer in the season of the call, by name; one of them where one is named. */
export async function listMembers(db: Db, call: { id: string; seasonId: string }, personId?: string) {
  const counted = (status: (typeof reviews.$inferSelect)['status']) =>
    sql<number>`(count(*) filter (where ${reviews.status} = ${status}))::int`
  const progress = db
    .select({
      reviewerId: reviews.reviewerId,
      assigned: counted('assigned').as('assigned'),
      begun: counted('draft').as('begun'),
      done: counted('done').as('done'),
      recused: counted('recused').as('recused'),
      lastActivityAt: sql<Date | null>`max(${reviews.changedAt})`.mapWith(reviews.changedAt).as('last_activity_at'),
    })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .where(and(eq(submissions.callId, call.id), ne(submissions.status, 'withdrawn')))
    .groupBy(reviews.reviewerId)
    .as('progress')
  const rows = await db
    .select({
      personId: people.id,
      name: people.name,
      email: people.email,
      capacity: committeeMembers.capacity,
      chosen: committeeMembers.expertise,
      skills: skillsOf(people.id),
      version: committeeMembers.version,
      remindedAt: committeeMembers.remindedAt,
      assigned: progress.assigned,
      begun: progress.begun,
      done: progress.done,
      recused: progress.recused,
      lastActivityAt: progress.lastActivityAt,
    })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .leftJoin(committeeMembers, and(eq(committeeMembers.personId, people.id), eq(committeeMembers.callId, call.id)))
    .leftJoin(progress, eq(progress.reviewerId, people.id))
    .where(
      and(
        eq(roleGrants.role, 'reviewer'),
        eq(roleGrants.scopeKind, 'season'),
        eq(roleGrants.scopeId, call.seasonId),
        personId ? eq(people.id, personId) : undefined,
      ),
    )
    .orderBy(people.name, people.id)
  return rows.map(({ chosen, skills, version, assigned, begun, done, recused, ...row }): MemberStanding => ({
    ...row,
    ...expertiseOf({ chosen, skills }),
    version: version ?? 0,
    assigned: assigned ?? 0,
    begun: begun ?? 0,
    done: done ?? 0,
    recused: recused ?? 0,
  }))
}

const closing: ListOrder = { by: calls.closesAt, id: calls.id, direction: 'asc' }

/** The calls under way in the seasons that this person reviews in, those that close first at the top. */
export async function listOwnCommittees(db: Db, personId: string, page: PageOf) {
  const given = sql<number>`(select count(*)::int from ${reviews} join ${submissions} on ${submissions.id} = ${reviews.submissionId}
    where ${submissions.callId} = ${calls.id} and ${reviews.reviewerId} = ${personId} and ${reviews.status} <> 'recused')`
  const rows = await db
    .select({
      callId: calls.id,
      callTitle: calls.title,
      seasonId: seasons.id,
      seasonName: seasons.name,
      timeZone: calls.timeZone,
      closesAt: calls.closesAt,
      reviewsDueAt: committeeSettings.reviewsDueAt,
      capacity: committeeMembers.capacity,
      chosen: committeeMembers.expertise,
      skills: skillsOf(people.id),
      version: committeeMembers.version,
      given,
    })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .innerJoin(seasons, eq(seasons.id, roleGrants.scopeId))
    .innerJoin(calls, eq(calls.seasonId, seasons.id))
    .leftJoin(committeeSettings, eq(committeeSettings.callId, calls.id))
    .leftJoin(committeeMembers, and(eq(committeeMembers.callId, calls.id), eq(committeeMembers.personId, people.id)))
    .where(
      and(
        eq(roleGrants.personId, personId),
        eq(roleGrants.role, 'reviewer'),
        eq(roleGrants.scopeKind, 'season'),
        eq(calls.status, 'published'),
        afterCursor(closing, page),
      ),
    )
    .orderBy(...inOrder(closing))
    .limit(page.limit + 1)
  const { items, nextCursor } = pageOf(rows, page, (row) => [row.closesAt, row.callId])
  return { items: items.map((row) => ({ ...row, ...expertiseOf(row), version: row.version ?? 0 })), nextCursor }
}

const skillsOf = (personId: typeof people.id) =>
  sql<
    string[]
  >`array(select ${profileSkills.skill} from ${profileSkills} where ${profileSkills.personId} = ${personId} order by ${profileSkills.skill})`

const expertiseOf = ({ chosen, skills }: { chosen: string[] | null; skills: string[] }) => ({
  expertise: chosen ?? skills,
  fromProfile: chosen === null,
})

const unfinishedIn = (callIds: readonly string[]) =>
  and(
    inArray(submissions.callId, [...callIds]),
    inArray(submissions.status, undecided),
    inArray(reviews.status, ['assigned', 'draft']),
  )

/** How many reviews each still has to finish in this call. */
export async function countUnfinished(db: Db, callId: string) {
  return db
    .select({
      personId: people.id,
      email: people.email,
      left: sql<number>`count(*)::int`,
    })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .innerJoin(people, eq(people.id, reviews.reviewerId))
    .where(unfinishedIn([callId]))
    .groupBy(people.id)
    .orderBy(people.id)
}

/** Of these people, those who were not reminded since; from now on they were. One statement, so two at once remind once. */
export async function claimReminders(
  db: Db,
  callId: string,
  personIds: readonly string[],
  { now, since }: { now: Date; since: Date },
): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const claimed = await db
    .insert(committeeMembers)
    .values(personIds.map((personId) => ({ callId, personId, remindedAt: now })))
    .onConflictDoUpdate({
      target: [committeeMembers.callId, committeeMembers.personId],
      set: { remindedAt: now },
      setWhere: sql`(${committeeMembers.remindedAt} is null or ${committeeMembers.remindedAt} <= ${since})`,
    })
    .returning({ personId: committeeMembers.personId })
  return new Set(claimed.map(({ personId }) => personId))
}

/** Calls whose reviews are due before `until` and not over, that were not reminded of it yet. */
export async function findDueCalls(db: Db, { now, until }: { now: Date; until: Date }): Promise<string[]> {
  const due = await db
    .select({ callId: committeeSettings.callId })
    .from(committeeSettings)
    .innerJoin(calls, eq(calls.id, committeeSettings.callId))
    .where(and(eq(calls.status, 'published'), toRemindOf(now, until)))
    .orderBy(committeeSettings.reviewsDueAt, committeeSettings.callId)
    .limit(200)
  return due.map(({ callId }) => callId)
}

/** True for the one that claims it. */
export async function claimDueCall(
  db: Db,
  callId: string,
  { now, until }: { now: Date; until: Date },
): Promise<SettingsRow | undefined> {
  const [claimed] = await db
    .update(committeeSettings)
    .set({ remindedOf: sql`${committeeSettings.reviewsDueAt}` })
    .where(and(eq(committeeSettings.callId, callId), toRemindOf(now, until)))
    .returning()
  return claimed
}

const toRemindOf = (now: Date, until: Date) =>
  and(
    sql`${committeeSettings.reviewsDueAt} > ${now}`,
    lte(committeeSettings.reviewsDueAt, until),
    sql`${committeeSettings.remindedOf} is distinct from ${committeeSettings.reviewsDueAt}`,
  )
