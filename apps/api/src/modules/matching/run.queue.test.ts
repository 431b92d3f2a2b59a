import { eq, sql } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'
import { aMatchingSeason, policy } from '../../../test/matching-season.ts'
import { startJobs } from '../../platform/jobs/jobs.ts'
import { runQueuedMatching, seasonRuns, workMatching } from './run.queue.ts'
import { matchingRuns } from './runs.table.ts'
import { claimSearch, endAttempt } from './searches/searches.repository.ts'

const t = useTestApp()

async function aQueuedRun() {
  const { season, organiser } = await aMatchingSeason(t)
  const { body } = await organiser.post(`/api/v1/seasons/${season.id}/matching-runs`).send(policy).expect(201)
  return { id: body.id as string, organiser }
}

const rowOf = async (id: string) => (await t.db.select().from(matchingRuns).where(eq(matchingRuns.id, id)))[0]!

/** A run whose process died: nobody renews its lease any more. */
const abandon = (id: string, attempt: number) =>
  t.db
    .update(matchingRuns)
    .set({ status: 'running', attempt, leaseUntil: new Date('2026-03-02T08:59:00Z') })
    .where(eq(matchingRuns.id, id))

it('is worked off by the queue', async () => {
  const { id } = await aQueuedRun()
  const jobs = await startJobs({ databaseUrl: t.databaseUrl, working: true, onError: () => undefined })
  const stop = await workMatching(t.deps, jobs)

  await vi.waitFor(async () => expect(await rowOf(id)).toMatchObject({ status: 'done' }), {
    timeout: 20_000,
    interval: 100,
  })

  stop()
  await jobs.stop()
})

it('lets one of several workers have a run', async () => {
  const { id } = await aQueuedRun()

  const claims = await Promise.all(
    Array.from({ length: 8 }, () => claimSearch(t.db, seasonRuns.store, id, t.deps.now())),
  )

  expect(claims.filter(Boolean)).toHaveLength(1)
  expect(await rowOf(id)).toMatchObject({ status: 'running', attempt: 1 })
})

it('leaves a run to the process that is at it, and asks the queue to come again', async () => {
  const { id } = await aQueuedRun()
  await claimSearch(t.db, seasonRuns.store, id, t.deps.now())

  await runQueuedMatching(t.deps, id)

  expect(await rowOf(id)).toMatchObject({ status: 'running', attempt: 1 })
  const { rows } = await t.db.execute(sql`select 1 from pgboss.job where data->>'searchId' = ${id}`)
  expect(rows).toHaveLength(2)
})

it('gives up no run whose lease ends while it is looked at', async () => {
  const { id } = await aQueuedRun()
  await claimSearch(t.db, seasonRuns.store, id, t.deps.now())
  const [before, after] = [t.deps.now(), new Date(t.deps.now().getTime() + 60_000)]
  const now = vi.fn<() => Date>(() => after).mockImplementationOnce(() => before)

  await runQueuedMatching({ ...t.deps, now }, id)

  expect(await rowOf(id)).toMatchObject({ status: 'running', attempt: 1 })
})

it('takes up again a run whose process died', async () => {
  const { id } = await aQueuedRun()
  await abandon(id, 1)

  await runQueuedMatching(t.deps, id)

  expect(await rowOf(id)).toMatchObject({ status: 'done', attempt: 2, leaseUntil: null, answer: { status: 'optimal' } })
})

it('gives up a run that was interrupted twice', async () => {
  const { id, organiser } = await aQueuedRun()
  await abandon(id, 2)

  await runQueuedMatching(t.deps, id)

  const { body } = await organiser.get(`/api/v1/matching-runs/${id}`).expect(200)
  expect(body).toMatchObject({ status: 'failed', failure: 'interrupted', endedAt: '2026-03-02T09:00:00.000Z' })
})

it('keeps nothing from an attempt that another one has replaced', async () => {
  const { id } = await aQueuedRun()
  await abandon(id, 1)
  const second = await claimSearch(t.db, seasonRuns.store, id, t.deps.now())

  const late = await endAttempt(t.db, seasonRuns.store, { id, attempt: 1 }, { status: 'failed' })
  const right = await endAttempt(t.db, seasonRuns.store, second!, { status: 'done' })

  expect([late, right]).toEqual([false, true])
})

it('keeps no result of a run that is cancelled while under way', async () => {
  const { id, organiser } = await aQueuedRun()
  const cancelled = Promise.withResolvers<void>()
  // What ends a run, however soon it is found, comes after the cancellation.
  const transaction: typeof t.db.transaction = (work) => cancelled.promise.then(() => t.db.transaction(work))
  const db = Object.create(t.db, { transaction: { value: transaction } }) as typeof t.db

  const working = runQueuedMatching({ ...t.deps, db }, id)
  await vi.waitFor(async () => expect(await rowOf(id)).toMatchObject({ status: 'running' }), 30_000)
  await organiser.post(`/api/v1/matching-runs/${id}/cancel`).expect(200)
  cancelled.resolve()
  await working

  expect(await rowOf(id)).toMatchObject({ status: 'cancelled', answer: null, draft: null })
})

it('does nothing for a run that is done', async () => {
  const { id } = await aQueuedRun()
  await runQueuedMatching(t.deps, id)
  const before = await rowOf(id)

  await runQueuedMatching(t.deps, id)

  expect(await rowOf(id)).toEqual(before)
})

it('gives a run back to the queue when its process stops in good order', async () => {
  const { id } = await aQueuedRun()

  await expect(runQueuedMatching(t.deps, id, AbortSignal.abort())).rejects.toThrow('worker')

  expect(await rowOf(id)).toMatchObject({ status: 'queued', attempt: 0, leaseUntil: null, answer: null })
  await runQueuedMatching(t.deps, id)
  expect(await rowOf(id)).toMatchObject({ status: 'done', attempt: 1 })
})

it('says when the solver itself is at fault', async () => {
  const { id, organiser } = await aQueuedRun()
  const { problem } = await rowOf(id)
  await t.db
    .update(matchingRuns)
    .set({ problem: { ...problem, seed: -1 } })
    .where(eq(matchingRuns.id, id))

  await expect(runQueuedMatching(t.deps, id)).rejects.toBeDefined()

  const { body } = await organiser.get(`/api/v1/matching-runs/${id}`).expect(200)
  expect(body).toMatchObject({ status: 'failed', failure: 'solver', draft: null })
})
