import { createRequire } from 'node:module'
import type { ShareAnswer, SharingInput } from '@essor/team-formation'
import { Piscina } from 'piscina'

let threads: Piscina | undefined

/** In a thread of its own: two hundred files and forty people are a moment, thousands are seconds. */
export function shareInThread(problem: SharingInput): Promise<ShareAnswer> {
  threads ??= new Piscina({
    filename: createRequire(import.meta.url).resolve('@essor/team-formation/share-worker'),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 5_000,
  })
  return threads.run({ problem }) as Promise<ShareAnswer>
}
