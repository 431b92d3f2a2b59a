import type { AnswerWordsDraft } from '@essor/contracts'
import { and, asc, eq, inArray, lt, lte, gt, or, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { visibleTo } from '../people/visibility.repository.ts'
import { undecided } from '../submissions/submission.rules.ts'
import type { Submission } from '../submissions/submissions.repository.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { answerWords } from './answer-words.table.ts'
import type { ConfirmationLimit } from './decision.rules.ts'

export async function lockSubmissions(db: Db, callId: string, ids: string[]): Promise<Submission[]> {
  return db
    .select()
    .from(submissions)
    .where(and(eq(submissions.callId, callId), inArray(submissions.id, ids)))
    .orderBy(submissions.id)
    .for('update')
}

/** The same decision for all of these; those put on the waiting list go to its end, in the order given. The call is held. */
export async function decideAll(
  db: Db,
  callId: string,
  ids: string[],
  { outcome, reason }: { outcome: Submission['pendingOutcome']; reason: string },
): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ id: string; version: number }>(sql`
    with last as (select coalesce(max(waiting_rank), 0) as rank from submissions where call_id = ${callId}),
    given as (select id, position from unnest(${sql.param(ids)}::uuid[]) with ordinality as given (id, position))
    update submissions set
      pending_outcome = ${outcome},
      pending_reason = ${reason},
      waiting_rank = case
        when ${outcome}::text is distinct from 'waitlisted' then null
        when pending_outcome = 'waitlisted' then waiting_rank
        else last.rank + position end,
      version = version + 1
    from given, last
    where submissions.id = given.id
    returning submissions.id, submissions.version`)
  return new Map(rows.map(({ id, version }) => [id, version]))
}

/** Every private decision of the call becomes its answer; the accepted may be confirmed until the limit. */
export async function publishOutcomes(db: Db, callId: string, limit: ConfirmationLimit): Promise<void> {
  const accepted = sql`${submissions.pendingOutcome} = 'accepted'`
  const ifAccepted = (at: Date | null) => sql`case when ${accepted} then ${at?.toISOString() ?? null}::timestamptz end`
  await db
    .update(submissions)
    .set({
      status: sql`${submissions.pendingOutcome}`,
      reason: sql`${submissions.pendingReason}`,
      confirmBy: ifAccepted(limit.confirmBy),
      confirmRemindAt: ifAccepted(limit.confirmRemindAt),
      version: sql`${submissions.version} + 1`,
    })
    .where(and(eq(submissions.callId, callId), inArray(submissions.status, undecided)))
}

const onWaitingList = or(
  eq(submissions.status, 'waitlisted'),
  and(inArray(submissions.status, undecided), eq(submissions.pendingOutcome, 'waitlisted')),
)

const turn = [sql`${submissions.waitingRank} asc nulls last`, asc(submissions.submittedAt), asc(submissions.id)]

/** In the order in which they would move up. The call is held. */
export async function listWaiting(db: Db, callId: string) {
  return db
    .select({ id: submissions.id, status: submissions.status })
    .from(submissions)
    .where(and(eq(submissions.callId, callId), onWaitingList))
    .orderBy(...turn)
}

export async function setWaitingOrder(db: Db, callId: string, ids: string[]): Promise<void> {
  await db.execute(sql`
    update submissions set waiting_rank = given.position
    from unnest(${sql.param(ids)}::uuid[]) with ordinality as given (id, position)
    where submissions.id = given.id and submissions.call_id = ${callId}`)
}

/** The first of the waiting list are accepted. The call is held, so nobody else moves them up. */
export async function promoteFirst(
  db: Db,
  callId: string,
  places: number,
  limit: ConfirmationLimit,
): Promise<Submission[]> {
  const first = await db
    .select({ id: submissions.id })
    .from(submissions)
    .where(and(eq(submissions.callId, callId), eq(submissions.status, 'waitlisted')))
    .orderBy(...turn)
    .limit(places)
    .for('update')
  if (first.length === 0) return []
  return db
    .update(submissions)
    .set({ status: 'accepted', reason: '', waitingRank: null, ...limit, version: sql`${submissions.version} + 1` })
    .where(
      inArray(
        submissions.id,
        first.map(({ id }) => id),
      ),
    )
    .returning()
}

/** Calls with something to do by the clock. */
export async function listCallsWithDue(db: Db, now: Date) {
  const due = (condition: ReturnType<typeof and>) =>
    db
      .selectDistinct({ callId: submissions.callId })
      .from(submissions)
      .where(and(eq(submissions.status, 'accepted'), condition))
      .orderBy(submissions.callId)
  return {
    lapsing: await due(lt(submissions.confirmBy, now)),
    reminding: await due(and(lte(submissions.confirmRemindAt, now), gt(submissions.confirmBy, now))),
  }
}

export async function lapse(db: Db, callId: string, now: Date): Promise<Submission[]> {
  return db
    .update(submissions)
    .set({ status: 'lapsed', confirmRemindAt: null, version: sql`${submissions.version} + 1` })
    .where(and(eq(submissions.callId, callId), eq(submissions.status, 'accepted'), lt(submissions.confirmBy, now)))
    .returning()
}

/** Those to remind, each told once: whoever comes second finds them reminded. */
export async function takeReminders(db: Db, callId: string, now: Date): Promise<Submission[]> {
  return db
    .update(submissions)
    .set({ confirmRemindAt: null })
    .where(
      and(
        eq(submissions.callId, callId),
        eq(submissions.status, 'accepted'),
        lte(submissions.confirmRemindAt, now),
        gt(submissions.confirmBy, now),
      ),
    )
    .returning()
}

const arrival: ListOrder = { by: submissions.submittedAt, id: submissions.id, direction: 'asc' }
const answered = [
  'accepted',
  'waitlisted',
  'declined',
  'confirmed',
  'turned_down',
  'lapsed',
  'withdrawn',
] as const satisfies Submission['status'][]

export interface AnsweredFilter extends PageOf {
  status?: (typeof answered)[number] | undefined
}

export async function listAnswered(db: Db, callId: string, personId: string | null, filter: AnsweredFilter) {
  const rows = await db
    .select({ submission: submissions, holderName: people.name })
    .from(submissions)
    .innerJoin(people, eq(people.id, submissions.holderId))
    .where(
      and(
        eq(submissions.callId, callId),
        sql`${submissions.submittedAt} is not null`,
        visibleTo(personId),
        filter.status ? eq(submissions.status, filter.status) : inArray(submissions.status, [...answered]),
        afterCursor(arrival, filter),
      ),
    )
    .orderBy(...inOrder(arrival))
    .limit(filter.limit + 1)
  return pageOf(rows, filter, ({ submission }) => [submission.submittedAt!, submission.id])
}

export async function findAnswerWords(db: Db, callId: string) {
  const [row] = await db.select().from(answerWords).where(eq(answerWords.callId, callId))
  return row
}

/** The call is held. */
export async function saveAnswerWords(db: Db, callId: string, words: AnswerWordsDraft, version: number) {
  const [row] = await db
    .insert(answerWords)
    .values({ callId, words, version })
    .onConflictDoUpdate({ target: answerWords.callId, set: { words, version } })
    .returning()
  return row!
}
