import { and, eq, inArray, isNotNull, ne, type SQL } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Db } from '../../../platform/db/connection.ts'
import { AppError } from '../../../platform/errors.ts'
import { coHolders } from '../people/submission-people.table.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'
import { conflictPins, declaredTies } from './committee.table.ts'
import { structureKey } from './conflict.rules.ts'

export interface KnownTie {
  submissionId: string
  personId: string
}

/**
 * Whoever holds a file, stepped aside from reviewing it, declared a tie with it or with its structure, or was pinned to it by an
 * organiser, has no hand in its answer: they neither assign, read reviews and scores, ask for corrections, meet its holders,
 * nor decide. What Essor only detects keeps reviewers from reviewing, and nobody from the rest: it may turn out to be nothing,
 * and only reviewers can be cleared of it. `of` is a condition on `submissions`.
 */
export async function listKnownTies(db: Db, of: SQL, personIds: readonly string[]): Promise<KnownTie[]> {
  const ids = [...new Set(personIds)]
  if (ids.length === 0) return []
  return [...(await listSaidOfFiles(db, of, ids)), ...(await listStructureTies(db, of, ids))]
}

/** Those of these people with any of the files of a call. */
export const listTiesInCall = (db: Db, callId: string, personIds: readonly string[]): Promise<KnownTie[]> =>
  listKnownTies(db, eq(submissions.callId, callId), personIds)

export const hasTie = async (db: Db, submissionId: string, personId: string): Promise<boolean> =>
  (await listKnownTies(db, eq(submissions.id, submissionId), [personId])).length > 0

async function listSaidOfFiles(db: Db, of: SQL, ids: string[]): Promise<KnownTie[]> {
  const id = { submissionId: submissions.id }
  return unionAll(
    db
      .select({ ...id, personId: submissions.holderId })
      .from(submissions)
      .where(and(of, inArray(submissions.holderId, ids))),
    db
      .select({ ...id, personId: coHolders.personId })
      .from(submissions)
      .innerJoin(coHolders, eq(coHolders.submissionId, submissions.id))
      .where(and(of, inArray(coHolders.personId, ids))),
    db
      .select({ ...id, personId: reviews.reviewerId })
      .from(submissions)
      .innerJoin(reviews, eq(reviews.submissionId, submissions.id))
      .where(and(of, inArray(reviews.reviewerId, ids), eq(reviews.status, 'recused'))),
    db
      .select({ ...id, personId: declaredTies.reviewerId })
      .from(submissions)
      .innerJoin(declaredTies, eq(declaredTies.submissionId, submissions.id))
      .where(and(of, inArray(declaredTies.reviewerId, ids))),
    db
      .select({ ...id, personId: conflictPins.reviewerId })
      .from(submissions)
      .innerJoin(conflictPins, eq(conflictPins.submissionId, submissions.id))
      .where(and(of, inArray(conflictPins.reviewerId, ids), eq(conflictPins.stance, 'conflict'))),
  )
}

async function listStructureTies(db: Db, of: SQL, ids: string[]): Promise<KnownTie[]> {
  const declared = await db
    .select({ callId: declaredTies.callId, personId: declaredTies.reviewerId, structure: declaredTies.structure })
    .from(declaredTies)
    .where(
      and(
        inArray(declaredTies.callId, db.select({ id: submissions.callId }).from(submissions).where(of)),
        inArray(declaredTies.reviewerId, ids),
        isNotNull(declaredTies.structure),
      ),
    )
  if (declared.length === 0) return []
  const tied = Map.groupBy(declared, ({ callId, structure }) => keyOf(callId, structure!))
  const files = await db
    .select({ submissionId: submissions.id, callId: submissions.callId, structure: submissions.structure })
    .from(submissions)
    .where(and(of, ne(submissions.structure, '')))
  return files.flatMap(({ submissionId, callId, structure }) =>
    (tied.get(keyOf(callId, structure)) ?? []).map(({ personId }) => ({ submissionId, personId })),
  )
}

const keyOf = (callId: string, structure: string): string => `${callId} ${structureKey(structure)}`

export interface Ties {
  /** Those that this person has no hand in. */
  tied: ReadonlySet<string>
  /** Those whose scores and decision are hidden from them: tied, or not yet reviewed by them. */
  sealed: ReadonlySet<string>
}

/** With which of these submissions a person has something to do. */
export async function tiesOf(db: Db, submissionIds: readonly string[], personId: string | null): Promise<Ties> {
  if (!personId) return { tied: new Set(), sealed: new Set() }
  const ids = [...submissionIds]
  const known = await listKnownTies(db, inArray(submissions.id, ids), [personId])
  const unfinished = await db
    .select({ id: reviews.submissionId })
    .from(reviews)
    .where(and(inArray(reviews.submissionId, ids), eq(reviews.reviewerId, personId), ne(reviews.status, 'done')))
  const tied = known.map(({ submissionId }) => submissionId)
  return { tied: new Set(tied), sealed: new Set([...tied, ...unfinished.map(({ id }) => id)]) }
}

export const tieRefused = () =>
  new AppError(
    'review_conflict_of_interest',
    'You hold this submission, or are known to have a tie with it: somebody else has to do this.',
  )

/** Nobody has a hand in the answer to a submission that they are tied to, whatever other role they have. */
export async function assertNoTie(db: Db, { id }: { id: string }, personId: string | null): Promise<void> {
  if (personId && (await hasTie(db, id, personId))) throw tieRefused()
}
