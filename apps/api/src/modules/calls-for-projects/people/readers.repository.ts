import { and, asc, eq, inArray, isNotNull, not, or, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people, roleGrants } from '../../identity/index.ts'
import { seasons } from '../../seasons/index.ts'
import { calls } from '../calls/calls.table.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { projects, submissions } from '../submissions/submissions.table.ts'
import { heldBy } from './holders.repository.ts'
import { callReaders, namedReaders } from './submission-people.table.ts'
import { namedFor, visibleTo } from './visibility.repository.ts'

interface Place {
  delegationId: string
  seasonId: string
}

const deciding = ['network_admin', 'delegation_admin', 'organiser'] as const

const roleIn = ({ delegationId, seasonId }: Place) =>
  and(
    inArray(roleGrants.role, [...deciding, 'reviewer']),
    or(
      eq(roleGrants.scopeKind, 'network'),
      and(eq(roleGrants.scopeKind, 'delegation'), eq(roleGrants.scopeId, delegationId)),
      and(eq(roleGrants.scopeKind, 'season'), eq(roleGrants.scopeId, seasonId)),
    ),
  )

const mayDecide = sql<boolean>`bool_or(${inArray(roleGrants.role, deciding)})`

/** Whom a role lets be named in this season; `mayDecide` where the role decides too. */
export async function listCandidates(db: Db, place: Place) {
  return db
    .select({ personId: people.id, name: people.name, mayDecide })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(roleIn(place))
    .groupBy(people.id)
    .orderBy(asc(people.name), asc(people.id))
    .limit(500)
}

/** Those who organise the season itself, to write to. */
export async function listOrganisers(db: Db, { delegationId, seasonId }: Place): Promise<{ email: string }[]> {
  return db
    .selectDistinct({ email: people.email })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(
      and(
        inArray(roleGrants.role, ['delegation_admin', 'organiser']),
        or(
          and(eq(roleGrants.scopeKind, 'delegation'), eq(roleGrants.scopeId, delegationId)),
          and(eq(roleGrants.scopeKind, 'season'), eq(roleGrants.scopeId, seasonId)),
        ),
      ),
    )
    .orderBy(people.email)
}

/** The confidential readers of a call whose role still stands. */
export async function listCallReaders(db: Db, callId: string, place: Place) {
  return db
    .select({ personId: people.id, name: people.name, mayDecide })
    .from(callReaders)
    .innerJoin(people, eq(people.id, callReaders.personId))
    .innerJoin(roleGrants, and(eq(roleGrants.personId, people.id), roleIn(place)))
    .where(eq(callReaders.callId, callId))
    .groupBy(people.id)
    .orderBy(asc(people.name), asc(people.id))
}

/** Those who were named for one submission alone. */
export async function listNamedReaders(db: Db, submissionId: string) {
  return db
    .select({ personId: people.id, name: people.name })
    .from(namedReaders)
    .innerJoin(people, eq(people.id, namedReaders.personId))
    .where(eq(namedReaders.submissionId, submissionId))
    .orderBy(asc(people.name), asc(people.id))
}

/** Of these people, those who were named for this submission, by its call or for it alone. */
export async function listReadersAmong<Person extends { id: string }>(
  db: Db,
  submissionId: string,
  persons: readonly Person[],
): Promise<Person[]> {
  const ofCall = await db
    .select({ personId: callReaders.personId })
    .from(callReaders)
    .innerJoin(submissions, eq(submissions.callId, callReaders.callId))
    .where(eq(submissions.id, submissionId))
  const named = new Set([...ofCall, ...(await listNamedReaders(db, submissionId))].map(({ personId }) => personId))
  return persons.filter(({ id }) => named.has(id))
}

export async function replaceCallReaders(db: Db, callId: string, personIds: readonly string[]): Promise<void> {
  await db.delete(callReaders).where(eq(callReaders.callId, callId))
  if (personIds.length > 0) await db.insert(callReaders).values(personIds.map((personId) => ({ callId, personId })))
}

/** Naming someone twice is naming them once. */
export async function nameReaders(db: Db, named: readonly { submissionId: string; personId: string }[]): Promise<void> {
  if (named.length > 0)
    await db
      .insert(namedReaders)
      .values([...named])
      .onConflictDoNothing()
}

/** False where this person was not named for this submission. */
export async function unnameReader(db: Db, submissionId: string, personId: string): Promise<boolean> {
  const gone = await db
    .delete(namedReaders)
    .where(and(eq(namedReaders.submissionId, submissionId), eq(namedReaders.personId, personId)))
    .returning({ personId: namedReaders.personId })
  return gone.length === 1
}

/** Restricted submissions of a call that came in, and how many of them this person does not see. Numbers only. */
export async function countRestricted(db: Db, callId: string, personId: string | null) {
  const hidden = not(visibleTo(personId))
  const [counts] = await db
    .select({
      restricted: sql<number>`count(*)::int`,
      hidden: sql<number>`(count(*) filter (where ${hidden}))::int`,
      hiddenToDecide: sql<number>`(count(*) filter (where ${hidden} and ${inArray(submissions.status, undecided)} and ${submissions.pendingOutcome} is null))::int`,
    })
    .from(submissions)
    .where(
      and(
        eq(submissions.callId, callId),
        eq(submissions.confidentiality, 'restricted'),
        isNotNull(submissions.submittedAt),
      ),
    )
  return counts!
}

/** Drafts too: whoever began one waits for somebody to be named. */
export async function listRestrictedIds(db: Db, callId: string): Promise<string[]> {
  const rows = await db
    .select({ id: submissions.id })
    .from(submissions)
    .where(and(eq(submissions.callId, callId), eq(submissions.confidentiality, 'restricted')))
    .orderBy(submissions.id)
  return rows.map(({ id }) => id)
}

type Level = Pick<typeof submissions.$inferInsert, 'confidentiality' | 'publicTitle' | 'publicSummary'>

/** Without a new version: who is writing the file at this moment goes on undisturbed. */
export async function updateConfidentiality(db: Db, submissionId: string, level: Level): Promise<void> {
  await db.update(submissions).set(level).where(eq(submissions.id, submissionId))
}

export async function renameProject(
  db: Db,
  submissionId: string,
  words: { title: string; structure: string; summary: string },
): Promise<string | undefined> {
  const [project] = await db
    .update(projects)
    .set(words)
    .where(eq(projects.submissionId, submissionId))
    .returning({ id: projects.id })
  return project?.id
}

const arrival: ListOrder = { by: submissions.submittedAt, id: submissions.id, direction: 'desc' }

/** Restricted submissions of others that this person was named for, where their role still stands. */
export async function listNamedFor(db: Db, personId: string, page: PageOf) {
  const rows = await db
    .select({ submission: submissions, callTitle: calls.title, seasonId: seasons.id, seasonName: seasons.name })
    .from(submissions)
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .innerJoin(seasons, eq(seasons.id, calls.seasonId))
    .where(
      and(
        eq(submissions.confidentiality, 'restricted'),
        isNotNull(submissions.submittedAt),
        namedFor(personId),
        not(heldBy(personId)),
        sql`exists (select 1 from ${roleGrants} where ${roleGrants.personId} = ${personId} and ${roleGrants.role} in ('network_admin', 'delegation_admin', 'organiser', 'reviewer') and (${roleGrants.scopeKind} = 'network' or ${roleGrants.scopeId} in (${seasons.id}, ${seasons.delegationId})))`,
        afterCursor(arrival, page),
      ),
    )
    .orderBy(...inOrder(arrival))
    .limit(page.limit + 1)
  return pageOf(rows, page, ({ submission }) => [submission.submittedAt!, submission.id])
}

/** Calls of a season with restricted submissions, and nobody who may decide on them. */
export async function countCallsWithoutReaders(db: Db, { delegationId, seasonId }: Place): Promise<number> {
  return db.$count(
    calls,
    and(
      eq(calls.seasonId, seasonId),
      sql`exists (select 1 from ${submissions} where ${submissions.callId} = ${calls.id} and ${submissions.confidentiality} = 'restricted' and ${submissions.status} <> 'withdrawn')`,
      sql`not exists (select 1 from ${callReaders} join ${roleGrants} on ${roleGrants.personId} = ${callReaders.personId} where ${callReaders.callId} = ${calls.id} and ${roleIn({ delegationId, seasonId })} and ${inArray(roleGrants.role, deciding)})`,
    ),
  )
}
