import { drizzle } from 'drizzle-orm/node-postgres'
import { asc, eq } from 'drizzle-orm'
import { expect, it, onTestFinished } from 'vitest'
import { insertPhase, insertSeason, insertSession } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { connect } from '../../../platform/db/connection.ts'
import { seasonSessions } from '../sessions/season-sessions.table.ts'
import { shiftTimeline } from './timeline.service.ts'
import { phases } from './timeline.table.ts'

const t = useTestApp()
const changedAt = new Date('2026-03-02T10:00:00Z')

/** The same database, and what was asked of it. */
function watched() {
  const statements: string[] = []
  const connection = connect(t.databaseUrl, { max: 1 })
  onTestFinished(() => connection.close())
  const logger = { logQuery: (statement: string) => void statements.push(statement) }
  return { db: drizzle(connection.pool, { casing: 'snake_case', logger }), statements }
}

it('moves a season of any size in one statement for its phases and one for its sessions', async () => {
  const season = await insertSeason(t.db, { startsOn: '2026-03-25', endsOn: '2026-05-24' })
  await insertPhase(t.db, season.id)
  const evenings = Array.from(
    { length: 40 },
    (_, index) => new Date(Date.parse('2026-03-20T17:00:00Z') + index * 86_400_000),
  )
  for (const startsAt of evenings)
    await insertSession(t.db, season.id, { startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) })
  const { db, statements } = watched()

  await shiftTimeline(db, season, 7, changedAt)

  expect(statements.filter((one) => /update/.test(one))).toHaveLength(2)
  expect(statements).toHaveLength(4)
  const moved = await t.db
    .select()
    .from(seasonSessions)
    .where(eq(seasonSessions.seasonId, season.id))
    .orderBy(asc(seasonSessions.startsAt))
  // 18 h in winter, and 18 h in summer too: the evenings that cross 29 March begin an hour earlier by UTC.
  const later = (at: Date) =>
    at < new Date('2026-03-22T00:00Z') || at > new Date('2026-03-29T00:00Z') ? 7 * 24 : 7 * 24 - 1
  expect(moved.map(({ startsAt }) => startsAt)).toEqual(
    evenings.map((at) => new Date(at.getTime() + later(at) * 3_600_000)),
  )
  expect(new Set(moved.map(({ version, changedAt: at }) => `${version} ${at.toISOString()}`))).toEqual(
    new Set([`2 ${changedAt.toISOString()}`]),
  )
  expect(await t.db.select({ version: phases.version }).from(phases).where(eq(phases.seasonId, season.id))).toEqual([
    { version: 2 },
    { version: 2 },
  ])
})

it('leaves other seasons where they are, and moves one that has nothing yet', async () => {
  const season = await insertSeason(t.db)
  await t.db.delete(phases).where(eq(phases.seasonId, season.id))
  const other = await insertSeason(t.db)
  const before = await t.db.select().from(phases).where(eq(phases.seasonId, other.id))

  await shiftTimeline(t.db, season, 30, changedAt)

  expect(await t.db.select().from(phases).where(eq(phases.seasonId, other.id))).toEqual(before)
})
