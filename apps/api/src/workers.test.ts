import { expect, it } from 'vitest'
import { refuseChanges } from '../test/failing.ts'
import { insertEnrolment, insertNeed, insertPromise, insertSeason } from '../test/factories.ts'
import { useTestApp } from '../test/harness.ts'
import { queues } from './modules.ts'
import { inclusionNeeds } from './modules/seasons/needs/needs.table.ts'
import { promiseFarewells, timePromises } from './modules/seasons/promises/promises.table.ts'
import type { JobQueue } from './platform/jobs/jobs.ts'
import { startWorkers } from './workers.ts'

const t = useTestApp()

async function startedWork() {
  const worked: string[] = []
  const scheduled = new Map<string, () => Promise<void>>()
  const jobs: JobQueue = {
    ...t.deps.jobs,
    work: async (queue) => void worked.push(queue),
    schedule: async (queue, _cron, handle) => void scheduled.set(queue, handle),
    stop: async () => undefined,
  }
  const stop = await startWorkers(t.deps, jobs, { smtpUrl: undefined, from: 'essor@example.org' })
  stop()
  return { worked, scheduled }
}

it('works on every queue there is, and on no other', async () => {
  const { worked, scheduled } = await startedWork()

  expect([...worked, ...scheduled.keys()].toSorted()).toEqual([...queues].toSorted())
})

it('erases what people needed also while nobody can be released', async () => {
  const season = await insertSeason(t.db, { needsKeptDays: 0 })
  const person = await t.person()
  await insertEnrolment(t.db, season.id, person.id)
  await insertNeed(t.db, season.id, person.id)
  await insertPromise(t.db, season.id, person.id, { status: 'asked' })
  const asked = new Date('2026-05-31T18:00:00Z')
  await t.db.insert(promiseFarewells).values({ seasonId: season.id, askedAt: asked, answerBy: asked })
  await refuseChanges(t.db, 'time_promises', 'season_id', season.id)
  const { scheduled } = await startedWork()

  t.setNow('2026-06-02T09:00:00Z')
  const ends = await Promise.allSettled([...scheduled.values()].map((handle) => handle()))

  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(await t.db.select({ status: timePromises.status }).from(timePromises)).toEqual([{ status: 'asked' }])
  expect(await t.db.select().from(inclusionNeeds)).toEqual([])
})
