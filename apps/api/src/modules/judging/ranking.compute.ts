import { rankByEveryMethod, type Judging, type Ranking } from '@essor/ranking'
import { Piscina } from 'piscina'

// Measured on one core with every sheet in: 10 projects × 10 jurors 30 ms, 20 × 5 58 ms, 30 × 30 140 ms, 100 × 50 450 ms.
const smallJury = 10

let threads: Piscina | undefined

export async function computeRankings(judging: Judging): Promise<Ranking[]> {
  const jurors = new Set(judging.scorecards.map(({ juror }) => juror)).size
  if (judging.projects.length <= smallJury && jurors <= smallJury) return rankByEveryMethod(judging)
  threads ??= new Piscina({
    filename: new URL('./ranking.worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 5_000,
  })
  return threads.run(judging) as Promise<Ranking[]>
}
