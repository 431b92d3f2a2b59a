import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Judging, methods, rank, rankByEveryMethod, type Scorecard } from '../src/index.ts'

const runs = { numRuns: 30, seed: 2018 }
const criteria = [
  { id: 'idea', weight: 0.7, min: 0, max: 10 },
  { id: 'impact', weight: 0.2, min: 1, max: 5 },
]
const mark = fc.record({ idea: fc.integer({ min: 0, max: 10 }), impact: fc.integer({ min: 1, max: 5 }) })

const anyJudging: fc.Arbitrary<Judging> = fc
  .record({
    projects: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
    jurors: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
  })
  .chain(({ projects, jurors }) =>
    fc
      .array(fc.option(mark), {
        minLength: projects.length * jurors.length,
        maxLength: projects.length * jurors.length,
      })
      .map((marks) => ({
        criteria,
        projects,
        scorecards: projects.flatMap((project, row) =>
          jurors.flatMap((juror, column): Scorecard[] => {
            const scores = marks[row * jurors.length + column]
            return scores ? [{ juror, project, scores }] : []
          }),
        ),
        tieBreaks: [{ by: 'criterion' as const, criterion: 'impact' }, { by: 'first-places' as const }],
        top: 2,
      })),
  )

/** Every juror marks every project, on one criterion, far enough from both ends to be shifted. */
const completeMarks = fc
  .record({ projects: fc.integer({ min: 2, max: 5 }), jurors: fc.integer({ min: 2, max: 4 }) })
  .chain(({ projects, jurors }) =>
    fc.array(fc.array(fc.integer({ min: 30, max: 70 }), { minLength: projects, maxLength: projects }), {
      minLength: jurors,
      maxLength: jurors,
    }),
  )

function judgingOf(marks: number[][]): Judging {
  return {
    criteria: [{ id: 'all', weight: 1, min: 0, max: 100 }],
    projects: marks[0]!.map((_, project) => `p${project}`),
    scorecards: marks.flatMap((line, juror) =>
      line.map((all, project) => ({ juror: `j${juror}`, project: `p${project}`, scores: { all } })),
    ),
    tieBreaks: [],
    top: 1,
  }
}

it('gives the same answer whatever the order of the input', () => {
  const pair = anyJudging.chain((judging) =>
    fc.record({
      judging: fc.constant(judging),
      shuffled: fc.record({
        criteria: fc.constant(judging.criteria.toReversed()),
        projects: shuffledOf(judging.projects),
        scorecards: shuffledOf(judging.scorecards),
        tieBreaks: fc.constant(judging.tieBreaks),
        top: fc.constant(judging.top),
      }),
    }),
  )
  fc.assert(
    fc.property(pair, ({ judging, shuffled }) => {
      expect(rankByEveryMethod(shuffled)).toEqual(rankByEveryMethod(judging))
    }),
    runs,
  )
})

function shuffledOf<T>(items: T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length })
}

it('lists every project once, with ranks that say who is tied with whom', () => {
  fc.assert(
    fc.property(anyJudging, (judging) => {
      for (const { ranking, unscored } of rankByEveryMethod(judging)) {
        expect([...ranking.map(({ project }) => project), ...unscored].toSorted()).toEqual(judging.projects.toSorted())
        for (const [index, { project, rank, tiedWith, score, aboveNext, inTop }] of ranking.entries()) {
          const sharing = ranking.filter((other) => other.rank === rank && other.project !== project)
          expect(tiedWith.toSorted()).toEqual(sharing.map((other) => other.project).toSorted())
          expect(rank).toBe(ranking.findIndex((other) => other.rank === rank) + 1)
          expect(score).toBeLessThanOrEqual((ranking[index - 1]?.score ?? Infinity) + 2e-6)
          for (const chance of [aboveNext, inTop]) expect(chance === null || (chance >= 0 && chance <= 1)).toBe(true)
        }
      }
    }),
    runs,
  )
})

it('is the mixed order unchanged when one juror of a complete design is more severe throughout', () => {
  const shifted = fc.record({ marks: completeMarks, shift: fc.integer({ min: -30, max: 30 }) })
  fc.assert(
    fc.property(shifted, ({ marks, shift }) => {
      const order = (lines: number[][]) =>
        rank({ ...judgingOf(lines), method: 'mixed-model' }).ranking.map(({ project, rank, tiedWith }) => ({
          project,
          rank,
          tiedWith,
        }))
      expect(order(marks.map((line, juror) => (juror === 0 ? line.map((value) => value + shift) : line)))).toEqual(
        order(marks),
      )
    }),
    runs,
  )
})

it.each(methods)('puts first the project that is best on every sheet (%s)', (method) => {
  fc.assert(
    fc.property(completeMarks, (marks) => {
      const dominated = marks.map((line) => [...line, Math.max(...line) + 1])
      const best = `p${marks[0]!.length}`
      const [first, second] = rank({ ...judgingOf(dominated), method }).ranking
      expect(first).toMatchObject({ project: best, rank: 1, tiedWith: [] })
      expect(second!.rank).toBe(2)
    }),
    runs,
  )
})

it('declares the tie of projects that received the same marks', () => {
  fc.assert(
    fc.property(completeMarks, (marks) => {
      const doubled = marks.map((line) => [...line, line[0]!])
      const twin = `p${marks[0]!.length}`
      for (const { ranking } of rankByEveryMethod(judgingOf(doubled))) {
        expect(ranking.find(({ project }) => project === 'p0')!.tiedWith).toContain(twin)
      }
    }),
    runs,
  )
})
