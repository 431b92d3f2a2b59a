import { PgBoss } from 'pg-boss'
import type { Db } from '../db/connection.ts'
import { asJobDatabase } from '../db/statements.ts'

/** What a job carries: ids only. */
export type JobData = Record<string, string | number>

interface JobOptions {
  startAfter?: Date
  singletonKey?: string
  /** For long work: a job whose process has been silent for so long is given to another one. */
  heartbeatSeconds?: number
}

export interface Jobs {
  /** Queued in the caller's transaction: it happens if and only if the change does. */
  send(db: Db, queue: string, data: JobData, options?: JobOptions): Promise<void>
  /** A job for each of these, in one statement. */
  sendAll(db: Db, queue: string, data: readonly JobData[]): Promise<void>
}

export interface JobQueue extends Jobs {
  /** Retried with growing pauses when it throws, so `handle` must bear being run twice. */
  work(queue: string, handle: (data: JobData) => Promise<void>): Promise<void>
  schedule(queue: string, cron: string, handle: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Makes the tables and queues; called where the schema is migrated. */
export async function prepareJobs(databaseUrl: string, queues: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 2, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  for (const queue of queues) {
    if (await boss.getQueue(queue)) continue
    await boss.createQueue(queue, {
      retryLimit: 8,
      retryDelay: 5,
      retryBackoff: true,
      expireInSeconds: 900,
      notify: true,
    })
  }
  await boss.stop({ graceful: false, close: true })
}

interface JobsOptions {
  databaseUrl: string
  /** False where this process only queues, and another one does the work. */
  working: boolean
  onError: (error: Error) => void
}

export async function startJobs({ databaseUrl, working, onError }: JobsOptions): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: working ? 4 : 1,
    migrate: false,
    createSchema: false,
    supervise: working,
    schedule: working,
    useListenNotify: working,
  })
  boss.on('error', onError)
  await boss.start()

  const telling = async (queue: string, handle: () => Promise<void>) => {
    try {
      await handle()
    } catch (error) {
      const failed = new Error(`A job of ${queue} failed; it is tried again later.`, { cause: error })
      onError(failed)
      // The queue keeps what is thrown: what a mail server or the database said may hold an address, so it is not passed on.
      throw new Error(failed.message)
    }
  }

  return {
    async send(db, queue, data, options = {}) {
      await boss.send(queue, data, { ...options, db: asJobDatabase(db) })
    },
    async sendAll(db, queue, data) {
      await boss.insert(
        queue,
        data.map((one) => ({ data: one })),
        { db: asJobDatabase(db) },
      )
    },
    async work(queue, handle) {
      // New jobs are told of at once; those put off, and those tried again, are found by looking.
      const often = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 }
      const worker: string = await boss.work<JobData>(queue, often, async ([job]) => {
        if (!job) return
        // Many jobs of one transaction are told of once: where there was one, the next is looked for at once.
        boss.notifyWorker(worker)
        await telling(queue, () => handle(job.data))
      })
    },
    async schedule(queue, cron, handle) {
      await boss.schedule(queue, cron)
      await boss.work(queue, () => telling(queue, handle))
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: true }),
  }
}
