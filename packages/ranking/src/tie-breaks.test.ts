import { expect, it } from 'vitest'
import type { Judging, TieBreak } from './judging.ts'
import { rank } from './rank.ts'

const impact: TieBreak = { by: 'criterion', criterion: 'impact' }
const firstPlaces: TieBreak = { by: 'first-places' }

/** One line for each juror, one cell for each project: idea, then impact, both of 10 and of the same weight. */
function jury(marks: [number, number][][], tieBreaks: TieBreak[]): Judging {
  const projects = ['a', 'b', 'c', 'd'].slice(0, marks[0]!.length)
  return {
    criteria: [
      { id: 'idea', weight: 1, min: 0, max: 10 },
      { id: 'impact', weight: 1, min: 0, max: 10 },
    ],
    projects,
    scorecards: marks.flatMap((line, juror) =>
      line.map(([idea, own], index) => ({
        juror: `juror ${juror}`,
        project: projects[index]!,
        scores: { idea, impact: own },
      })),
    ),
    tieBreaks,
    top: 1,
  }
}

function placesOf(judging: Judging) {
  return rank({ ...judging, method: 'raw-mean' }).ranking.map(({ project, rank, tiedWith, brokenBy }) => ({
    project,
    rank,
    tiedWith,
    brokenBy,
  }))
}

it('shares the rank, and leaves the next one empty, when no precedence is declared', () => {
  expect(
    placesOf(
      jury(
        [
          [
            [5, 5],
            [4, 6],
            [9, 9],
            [1, 1],
          ],
        ],
        [],
      ),
    ),
  ).toEqual([
    { project: 'c', rank: 1, tiedWith: [], brokenBy: null },
    { project: 'a', rank: 2, tiedWith: ['b'], brokenBy: null },
    { project: 'b', rank: 2, tiedWith: ['a'], brokenBy: null },
    { project: 'd', rank: 4, tiedWith: [], brokenBy: null },
  ])
})

it('separates equal scores by a criterion and says so', () => {
  expect(
    placesOf(
      jury(
        [
          [
            [5, 5],
            [4, 6],
          ],
        ],
        [impact],
      ),
    ),
  ).toEqual([
    { project: 'b', rank: 1, tiedWith: [], brokenBy: { rule: impact, from: ['a'] } },
    { project: 'a', rank: 2, tiedWith: [], brokenBy: { rule: impact, from: ['b'] } },
  ])
})

it('goes on to the next precedence only for those still equal', () => {
  // All three have 50. Impact sets c apart (6 against 5 and 5); first places set b (two) apart from a (one).
  const marks: [number, number][][] = [
    [
      [9, 5],
      [5, 5],
      [4, 6],
    ],
    [
      [3, 5],
      [4, 6],
      [4, 6],
    ],
    [
      [3, 5],
      [6, 4],
      [4, 6],
    ],
  ]
  expect(placesOf(jury(marks, [impact, firstPlaces]))).toEqual([
    { project: 'c', rank: 1, tiedWith: [], brokenBy: { rule: impact, from: ['a', 'b'] } },
    { project: 'b', rank: 2, tiedWith: [], brokenBy: { rule: firstPlaces, from: ['a', 'c'] } },
    { project: 'a', rank: 3, tiedWith: [], brokenBy: { rule: firstPlaces, from: ['b', 'c'] } },
  ])
})

it('counts a shared top of a sheet as a first place for each', () => {
  const marks: [number, number][][] = [
    [
      [6, 6],
      [6, 6],
      [0, 0],
    ],
    [
      [5, 5],
      [4, 4],
      [6, 6],
    ],
    [
      [1, 1],
      [2, 2],
      [6, 6],
    ],
  ]
  // a and b have 40 and one first place each; c has 40 and two.
  expect(placesOf(jury(marks, [firstPlaces]))).toEqual([
    { project: 'c', rank: 1, tiedWith: [], brokenBy: { rule: firstPlaces, from: ['a', 'b'] } },
    { project: 'a', rank: 2, tiedWith: ['b'], brokenBy: { rule: firstPlaces, from: ['c'] } },
    { project: 'b', rank: 2, tiedWith: ['a'], brokenBy: { rule: firstPlaces, from: ['c'] } },
  ])
})

it('never lets a precedence overturn a difference of score', () => {
  expect(
    placesOf(
      jury(
        [
          [
            [9, 2],
            [4, 6],
          ],
        ],
        [impact],
      ),
    ),
  ).toEqual([
    { project: 'a', rank: 1, tiedWith: [], brokenBy: null },
    { project: 'b', rank: 2, tiedWith: [], brokenBy: null },
  ])
})
