import { and, eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm'
import type { BoardQuery, BoardSort, Criterion } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { afterComputed, pageOf, type ComputedOrder } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { visibleTo } from '../people/visibility.repository.ts'
import { wideSpread } from '../reviews/review.rules.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'

/** As `weightedScore` of the rules: none while a mark is missing, since a sum with nothing in it is nothing. */
function scoreOf(criteria: readonly Criterion[]): SQL {
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0)
  if (weights === 0) return sql`null::numeric`
  const shares = criteria.map(
    ({ id, weight, max }) => sql`${weight}::numeric * (${reviews.marks} ->> ${id}::text)::numeric / ${max}::numeric`,
  )
  return sql`round(100 * (${sql.join(shares, sql` + `)}) / ${weights}::numeric, 1)`
}

interface Asking {
  callId: string
  criteria: readonly Criterion[]
  personId: string
  /** Those that this person is tied to. */
  tied: readonly string[]
}

/** What the reviews of each file of a call say together, as `standing` of the rules. */
function standings(db: Db, { callId, criteria, personId }: Asking) {
  const marked = db
    .select({
      submissionId: reviews.submissionId,
      reviewerId: reviews.reviewerId,
      status: reviews.status,
      feasible: reviews.feasible,
      score: sql<number | null>`case when ${reviews.status} = 'done' then ${scoreOf(criteria)} end`.as('marked_score'),
    })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .where(eq(submissions.callId, callId))
    .as('marked')
  const many = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`
  const done = sql`${marked.status} = 'done'`
  return db
    .select({
      submissionId: marked.submissionId,
      mean: sql<number | null>`round(avg(${marked.score}), 1)`.as('mean'),
      range: sql<
        number | null
      >`case when count(${marked.score}) > 1 then max(${marked.score}) - min(${marked.score}) end`.as('range'),
      assigned: many(sql`${marked.status} <> 'recused'`).as('assigned'),
      done: many(done).as('done'),
      recused: many(sql`${marked.status} = 'recused'`).as('recused'),
      yes: many(sql`${done} and ${marked.feasible}`).as('yes'),
      no: many(sql`${done} and not ${marked.feasible}`).as('no'),
      unfinished: sql<boolean>`bool_or(${marked.reviewerId} = ${personId} and ${marked.status} <> 'done')`.as(
        'unfinished',
      ),
    })
    .from(marked)
    .groupBy(marked.submissionId)
    .as('standings')
}

/** One row for each file that came in and that the one asking may see. Whoever is tied to it or has not finished reviewing it gets neither score nor decision. */
function boardOf(db: Db, asking: Asking) {
  const standing = standings(db, asking)
  const sealed = sql<boolean>`(${submissions.id} = any(${sql.param(asking.tied)}::uuid[]) or coalesce(${standing.unfinished}, false))`
  const unsealed = <T>(value: SQL | SQL.Aliased, otherwise: SQL) =>
    sql<T>`case when ${sealed} then ${otherwise} else ${value} end`
  const count = (value: SQL.Aliased<number>) => sql<number>`coalesce(${value}, 0)`
  const isWide = sql`coalesce(${standing.range}, 0) >= ${wideSpread} or (coalesce(${standing.yes}, 0) > 0 and coalesce(${standing.no}, 0) > 0)`
  return db
    .select({
      id: submissions.id,
      callId: submissions.callId,
      title: submissions.title,
      structure: submissions.structure,
      summary: submissions.summary,
      wantedSkills: submissions.wantedSkills,
      holderName: sql<string>`${people.name}`.as('holder_name'),
      status: submissions.status,
      submittedAt: submissions.submittedAt,
      late: submissions.late,
      version: submissions.version,
      sealed: sealed.as('sealed'),
      score: unsealed<number | null>(standing.mean, sql`null`)
        .mapWith(Number)
        .as('score'),
      spread: unsealed<number | null>(standing.range, sql`null`)
        .mapWith(Number)
        .as('spread'),
      yes: unsealed<number>(count(standing.yes), sql`0`).as('feasible_yes'),
      no: unsealed<number>(count(standing.no), sql`0`).as('feasible_no'),
      disagreement: unsealed<boolean>(isWide, sql`false`).as('disagreement'),
      assigned: count(standing.assigned).as('assigned_all'),
      done: count(standing.done).as('done_all'),
      recused: count(standing.recused).as('recused_all'),
      pendingOutcome: unsealed<typeof submissions.$inferSelect.pendingOutcome>(
        sql`${submissions.pendingOutcome}`,
        sql`null`,
      ).as('outcome'),
      pendingReason: unsealed<string>(sql`${submissions.pendingReason}`, sql`''`).as('outcome_reason'),
    })
    .from(submissions)
    .innerJoin(people, eq(people.id, submissions.holderId))
    .leftJoin(standing, eq(standing.submissionId, submissions.id))
    .where(and(eq(submissions.callId, asking.callId), isNotNull(submissions.submittedAt), visibleTo(asking.personId)))
    .as('board')
}

type Board = ReturnType<typeof boardOf>

const columnsOf = (board: Board) => ({
  id: board.id,
  callId: board.callId,
  title: board.title,
  structure: board.structure,
  summary: board.summary,
  wantedSkills: board.wantedSkills,
  holderName: board.holderName,
  status: board.status,
  submittedAt: board.submittedAt,
  late: board.late,
  version: board.version,
  sealed: board.sealed,
  score: board.score,
  spread: board.spread,
  yes: board.yes,
  no: board.no,
  disagreement: board.disagreement,
  assigned: board.assigned,
  done: board.done,
  recused: board.recused,
  pendingOutcome: board.pendingOutcome,
  pendingReason: board.pendingReason,
})

/** Beyond every number that is sorted by: files without stand at the end. */
const last = sql`1000000`

/** Given to somebody and not done; a file that nobody has to read lacks more than any. */
const missingOf = (board: Board) =>
  sql<number>`case when ${board.assigned} = 0 then 1000 else ${board.assigned} - ${board.done} end`

const orderOf = (board: Board, sort: BoardSort): ComputedOrder => {
  const isOpen = inArray(board.status, undecided)
  const orders: Record<BoardSort, Omit<ComputedOrder, 'id'>> = {
    arrival: { by: sql`(extract(epoch from ${board.submittedAt}) * 1000)`, kind: 'number' },
    title: { by: sql`lower(${board.title})`, kind: 'string' },
    score: { by: sql`coalesce(-${board.score}, ${last})`, kind: 'number' },
    spread: { by: sql`coalesce(-${board.spread}, ${last})`, kind: 'number' },
    missing: { by: sql`case when ${isOpen} then -(${missingOf(board)}) else ${last} end`, kind: 'number' },
  }
  return { ...orders[sort], id: board.id }
}

const escaped = (search: string) => `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`

function filterOf(board: Board, { status, show, skill, search }: BoardQuery): (SQL | undefined)[] {
  const isOpen = inArray(board.status, undecided)
  const shown = {
    missing: and(isOpen, sql`${missingOf(board)} > 0`),
    disagreement: sql`${board.disagreement}`,
    not_feasible: sql`${board.no} > 0`,
    without_decision: and(isOpen, sql`not ${board.sealed} and ${board.pendingOutcome} is null`),
    correction: eq(board.status, 'correction_asked'),
  }
  return [
    status === 'undecided' ? isOpen : status && eq(board.status, status),
    show && shown[show],
    skill ? sql`${board.wantedSkills} @> ${JSON.stringify([{ skill }])}::jsonb` : undefined,
    search ? sql`(${board.title} ilike ${escaped(search)} or ${board.structure} ilike ${escaped(search)})` : undefined,
  ]
}

/** One statement, however many files: a call has some hundreds. */
export async function listBoard(db: Db, asking: Asking, query: BoardQuery) {
  const board = boardOf(db, asking)
  const order = orderOf(board, query.sort)
  const rows = await db
    .select({ row: columnsOf(board), key: sql<string>`(${order.by})::text` })
    .from(board)
    .where(and(...filterOf(board, query), afterComputed(order, query)))
    .orderBy(sql`${order.by} asc`, sql`${order.id} asc`)
    .limit(query.limit + 1)
  return pageOf(rows, query, ({ row, key }) => [order.kind === 'number' ? Number(key) : key, row.id])
}
