import { and, count, desc, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people, roleGrants } from '../../identity/index.ts'
import { calls } from '../calls/calls.table.ts'
import { visibleTo } from '../people/visibility.repository.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { framingQuestions } from './framing-questions.table.ts'

export type QuestionRow = typeof framingQuestions.$inferSelect

/** How many this person has asked since then. Their row is held, so that two requests at once cannot both be the last. */
export async function countAskedSince(db: Db, personId: string, since: Date): Promise<number> {
  await db.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('no key update')
  return db.$count(framingQuestions, and(eq(framingQuestions.askedBy, personId), gt(framingQuestions.createdAt, since)))
}

export async function insertQuestion(db: Db, draft: typeof framingQuestions.$inferInsert): Promise<QuestionRow> {
  const [row] = await db.insert(framingQuestions).values(draft).returning()
  return row!
}

/** Nothing where it was answered already: the first answer stays. */
export async function answerOnce(
  db: Db,
  id: string,
  answer: { answer: string; answeredBy: string; answeredAt: Date },
): Promise<QuestionRow | undefined> {
  const [row] = await db
    .update(framingQuestions)
    .set(answer)
    .where(and(eq(framingQuestions.id, id), isNull(framingQuestions.answeredAt)))
    .returning()
  return row
}

const askers = alias(people, 'askers')
const answerers = alias(people, 'answerers')

const columns = {
  id: framingQuestions.id,
  submissionId: framingQuestions.submissionId,
  about: framingQuestions.about,
  text: framingQuestions.text,
  askedBy: framingQuestions.askedBy,
  askedByName: askers.name,
  createdAt: framingQuestions.createdAt,
  answer: framingQuestions.answer,
  answeredByName: answerers.name,
  answeredAt: framingQuestions.answeredAt,
}

const asOrganiserReads = (db: Db) =>
  db
    .select({
      ...columns,
      callId: submissions.callId,
      callTitle: calls.title,
      seasonId: calls.seasonId,
      restricted: sql<boolean>`${submissions.confidentiality} = 'restricted'`,
      title: submissions.title,
      written: framingQuestions.written,
    })
    .from(framingQuestions)
    .innerJoin(askers, eq(askers.id, framingQuestions.askedBy))
    .leftJoin(answerers, eq(answerers.id, framingQuestions.answeredBy))
    .innerJoin(submissions, eq(submissions.id, framingQuestions.submissionId))
    .innerJoin(calls, eq(calls.id, submissions.callId))

export async function findQuestion(db: Db, id: string) {
  const [row] = await asOrganiserReads(db).where(eq(framingQuestions.id, id))
  return row
}

export async function findSubmissionIdOfQuestion(db: Db, id: string): Promise<string | undefined> {
  const [row] = await db
    .select({ submissionId: framingQuestions.submissionId })
    .from(framingQuestions)
    .where(eq(framingQuestions.id, id))
  return row?.submissionId
}

const oldest: ListOrder = { by: framingQuestions.createdAt, id: framingQuestions.id, direction: 'asc' }
const newest: ListOrder = { ...oldest, direction: 'desc' }

export async function listQuestions(db: Db, submissionId: string, page: PageOf) {
  const rows = await db
    .select(columns)
    .from(framingQuestions)
    .innerJoin(askers, eq(askers.id, framingQuestions.askedBy))
    .leftJoin(answerers, eq(answerers.id, framingQuestions.answeredBy))
    .where(and(eq(framingQuestions.submissionId, submissionId), afterCursor(oldest, page)))
    .orderBy(...inOrder(oldest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}

export interface QuestionFilter extends PageOf {
  state?: 'waiting' | 'answered' | undefined
}

/** Of the files that this person may see. Those that wait: longest first. Otherwise newest first. */
export async function listSeasonQuestions(db: Db, seasonId: string, personId: string, filter: QuestionFilter) {
  const order = filter.state === 'waiting' ? oldest : newest
  const inState = {
    waiting: isNull(framingQuestions.answeredAt),
    answered: isNotNull(framingQuestions.answeredAt),
  }
  const rows = await asOrganiserReads(db)
    .where(
      and(
        eq(calls.seasonId, seasonId),
        visibleTo(personId),
        filter.state && inState[filter.state],
        afterCursor(order, filter),
      ),
    )
    .orderBy(...inOrder(order))
    .limit(filter.limit + 1)
  return pageOf(rows, filter, (row) => [row.createdAt, row.id])
}

export async function countWaitingQuestions(db: Db, seasonId: string, personId: string | null): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(framingQuestions)
    .innerJoin(submissions, eq(submissions.id, framingQuestions.submissionId))
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .where(and(eq(calls.seasonId, seasonId), visibleTo(personId), isNull(framingQuestions.answeredAt)))
  return row?.waiting ?? 0
}

/** The organisers of the season or of its delegation; where nobody has that role, those who manage the delegation. */
export async function listOrganisers(db: Db, season: { id: string; delegationId: string }) {
  const rows = await db
    .selectDistinct({ id: people.id, email: people.email, role: roleGrants.role })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(
      and(
        inArray(roleGrants.role, ['organiser', 'delegation_admin']),
        or(
          and(eq(roleGrants.scopeKind, 'season'), eq(roleGrants.scopeId, season.id)),
          and(eq(roleGrants.scopeKind, 'delegation'), eq(roleGrants.scopeId, season.delegationId)),
        ),
      ),
    )
    .orderBy(desc(roleGrants.role), people.id)
  const organisers = rows.filter(({ role }) => role === 'organiser')
  return organisers.length > 0 ? organisers : rows
}
