import { and, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../../seasons/index.ts'
import { bySubmission, listHolders } from '../people/holders.repository.ts'
import { callReaders, coHolders, namedReaders } from '../people/submission-people.table.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'
import type { FileTies, ReviewerTies, Said } from './conflict.rules.ts'
import { conflictPins, declaredTies } from './committee.table.ts'

/** A file under review as the committee's work needs it. */
export interface CommitteeFile extends FileTies {
  title: string
  status: (typeof submissions.$inferSelect)['status']
  restricted: boolean
  wantedSkills: (typeof submissions.$inferSelect)['wantedSkills']
  reviews: { reviewerId: string; status: (typeof reviews.$inferSelect)['status'] }[]
  /** Who may see it where it is restricted. */
  named: string[]
}

const domain = sql<string>`split_part(${people.email}, '@', 2)`

/** Fourteen figures, however they were spaced: only the SIRET is so long. */
const sirets = sql<
  string[]
>`array(select found from jsonb_each_text(${submissions.answers}) as answer, regexp_replace(answer.value, '[[:space:].]', '', 'g') as found where found ~ '^[0-9]{14}$')`

/** All that are in and not answered, by arrival; one of them where one is named. */
export async function listFiles(db: Db, callId: string, submissionId?: string): Promise<CommitteeFile[]> {
  const rows = await db
    .select({
      id: submissions.id,
      title: submissions.title,
      structure: submissions.structure,
      status: submissions.status,
      confidentiality: submissions.confidentiality,
      wantedSkills: submissions.wantedSkills,
      sirets,
    })
    .from(submissions)
    .where(
      and(
        eq(submissions.callId, callId),
        inArray(submissions.status, undecided),
        submissionId ? eq(submissions.id, submissionId) : undefined,
      ),
    )
    .orderBy(asc(submissions.submittedAt), asc(submissions.id))
  const ids = rows.map(({ id }) => id)
  const holdersOf = bySubmission(await listHolders(db, ids))
  const given = Map.groupBy(await listGiven(db, ids), ({ submissionId: of }) => of)
  const named = Map.groupBy(await listNamed(db, ids), ({ submissionId: of }) => of)
  return rows.map(({ confidentiality, ...row }) => ({
    ...row,
    restricted: confidentiality === 'restricted',
    holders: holdersOf(row.id).map(({ personId, email }) => ({ personId, domain: email.split('@')[1] ?? '' })),
    reviews: given.get(row.id) ?? [],
    named: (named.get(row.id) ?? []).map(({ personId }) => personId),
  }))
}

async function listGiven(db: Db, ids: string[]) {
  if (ids.length === 0) return []
  return db
    .select({ submissionId: reviews.submissionId, reviewerId: reviews.reviewerId, status: reviews.status })
    .from(reviews)
    .where(inArray(reviews.submissionId, ids))
    .orderBy(reviews.createdAt, reviews.id)
}

/** By the call for all of its files, or for one alone. */
async function listNamed(db: Db, ids: string[]): Promise<{ submissionId: string; personId: string }[]> {
  if (ids.length === 0) return []
  const ofCall = db
    .select({ submissionId: submissions.id, personId: callReaders.personId })
    .from(submissions)
    .innerJoin(callReaders, eq(callReaders.callId, submissions.callId))
    .where(and(inArray(submissions.id, ids), eq(submissions.confidentiality, 'restricted')))
  const ofFile = db
    .select({ submissionId: namedReaders.submissionId, personId: namedReaders.personId })
    .from(namedReaders)
    .where(inArray(namedReaders.submissionId, ids))
  return union(ofCall, ofFile)
}

/** Where reviewers come from: what they enrolled with, and the structures whose files they hold, in any season. */
export async function listReviewerTies(
  db: Db,
  callId: string,
  reviewerIds: readonly string[],
): Promise<Omit<ReviewerTies, 'coached'>[]> {
  if (reviewerIds.length === 0) return []
  const ids = [...reviewerIds]
  const addresses = await db.select({ id: people.id, domain }).from(people).where(inArray(people.id, ids))
  const origins = await db
    .selectDistinct({ personId: enrolments.personId, structure: enrolments.origin })
    .from(enrolments)
    .where(inArray(enrolments.personId, ids))
  const held = await db
    .select({ personId: people.id, structure: submissions.structure, sirets })
    .from(submissions)
    .leftJoin(coHolders, eq(coHolders.submissionId, submissions.id))
    .innerJoin(people, or(eq(people.id, submissions.holderId), eq(people.id, coHolders.personId)))
    .where(inArray(people.id, ids))
  const declared = await db
    .select({ personId: declaredTies.reviewerId, structure: declaredTies.structure, reason: declaredTies.reason })
    .from(declaredTies)
    .where(
      and(eq(declaredTies.callId, callId), inArray(declaredTies.reviewerId, ids), isNotNull(declaredTies.structure)),
    )
  const domains = new Map(addresses.map((row) => [row.id, row.domain]))
  const of = <Row extends { personId: string }>(rows: Row[]) => Map.groupBy(rows, ({ personId }) => personId)
  const [originsOf, heldOf, declaredOf] = [of(origins), of(held), of(declared)]
  return ids.map((id) => ({
    id,
    domain: domains.get(id) ?? '',
    structures: [...(originsOf.get(id) ?? []), ...(heldOf.get(id) ?? [])].map(({ structure }) => structure),
    sirets: (heldOf.get(id) ?? []).flatMap((file) => file.sirets),
    declared: (declaredOf.get(id) ?? []).map(({ structure, reason }) => ({ structure: structure!, reason })),
  }))
}

/** What reviewers and organisers said about a reviewer and a file: ties, files handed back, pins. */
export async function listSaid(db: Db, callId: string, submissionId?: string): Promise<Said[]> {
  const here = (column: typeof submissions.id) =>
    and(eq(submissions.callId, callId), submissionId ? eq(column, submissionId) : undefined)
  const ties = await db
    .select({ reviewerId: declaredTies.reviewerId, submissionId: submissions.id, reason: declaredTies.reason })
    .from(declaredTies)
    .innerJoin(submissions, eq(submissions.id, declaredTies.submissionId))
    .where(here(submissions.id))
  const recused = await db
    .select({ reviewerId: reviews.reviewerId, submissionId: submissions.id, reason: reviews.recusalReason })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .where(and(eq(reviews.status, 'recused'), here(submissions.id)))
  const pins = await db
    .select({
      reviewerId: conflictPins.reviewerId,
      submissionId: submissions.id,
      stance: conflictPins.stance,
      reason: conflictPins.reason,
    })
    .from(conflictPins)
    .innerJoin(submissions, eq(submissions.id, conflictPins.submissionId))
    .where(here(submissions.id))
  return [
    ...[...ties, ...recused].map((one) => ({ ...one, source: 'declared' as const })),
    ...pins.map(({ stance, ...one }) => ({
      ...one,
      source: stance === 'conflict' ? ('pinned' as const) : ('dismissed' as const),
    })),
  ]
}
