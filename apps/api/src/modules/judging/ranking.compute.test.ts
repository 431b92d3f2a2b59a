import type { Judging } from '@essor/ranking'
import { rankByEveryMethod } from '@essor/ranking'
import { expect, it } from 'vitest'
import { computeRankings } from './ranking.compute.ts'

const judgingOf = (projects: number, jurors: number): Judging => ({
  criteria: [{ id: 'utilite', weight: 1, min: 0, max: 100 }],
  projects: Array.from({ length: projects }, (_, index) => `p${index}`),
  scorecards: Array.from({ length: projects * jurors }, (_, index) => ({
    juror: `j${index % jurors}`,
    project: `p${Math.floor(index / jurors)}`,
    scores: { utilite: (index * 37) % 101 },
  })),
  tieBreaks: [],
  top: 3,
})

it.each([
  ['at once', 4, 3],
  ['in a thread', 40, 2],
])('gives the same rankings %s', async (_, projects, jurors) => {
  const judging = judgingOf(projects, jurors)

  expect(await computeRankings(judging)).toEqual(rankByEveryMethod(judging))
})
