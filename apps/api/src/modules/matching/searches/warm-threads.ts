import { Piscina } from 'piscina'

/**
 * Threads for what would keep everybody waiting: a large body to read, teams of hundreds to explain. They start when there is
 * something to do, stay for a while, and may take a limited share of memory.
 */
export function warmThreads(worker: URL) {
  let pool: Piscina | undefined
  return <Result>(name: string, task: unknown): Promise<Result> => {
    pool ??= new Piscina({
      filename: worker.href,
      minThreads: 0,
      maxThreads: 2,
      idleTimeout: 60_000,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    })
    return pool.run(task, { name }) as Promise<Result>
  }
}
