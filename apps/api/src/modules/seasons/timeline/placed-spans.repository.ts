import { sql, type SQL } from 'drizzle-orm'

export interface PlacedSpan {
  id: string
  startsAt: Date
  endsAt: Date
}

/** Spans as rows that a statement can join. */
export function placed(spans: readonly PlacedSpan[]): SQL {
  const ids = spans.map(({ id }) => id)
  const starts = spans.map(({ startsAt }) => startsAt.toISOString())
  const ends = spans.map(({ endsAt }) => endsAt.toISOString())
  return sql`unnest(${sql.param(ids)}::uuid[], ${sql.param(starts)}::timestamptz[], ${sql.param(ends)}::timestamptz[])
    as placed(id, starts_at, ends_at)`
}
