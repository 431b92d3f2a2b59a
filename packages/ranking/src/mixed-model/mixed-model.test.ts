import { expect, it } from 'vitest'
import { rank } from '../rank.ts'

function rankMarks(projects: string[], marks: [juror: string, project: string, mark: number][], top = 1) {
  return rank({
    criteria: [{ id: 'all', weight: 1, min: 0, max: 100 }],
    projects,
    scorecards: marks.map(([juror, project, all]) => ({ juror, project, scores: { all } })),
    tieBreaks: [],
    top,
    method: 'mixed-model',
  })
}

it('sees through severity: the severe juror’s 65 beats the lenient juror’s 70', () => {
  const shared = ['a', 'b', 'c', 'd', 'e']
  const marks: [string, string, number][] = shared.flatMap((project, index): [string, string, number][] => [
    ['lenient', project, 60 + 4 * index],
    ['severe', project, 40 + 4 * index],
  ])
  const { ranking, jurors } = rankMarks(
    [...shared, 'by-lenient', 'by-severe'],
    [...marks, ['lenient', 'by-lenient', 70], ['severe', 'by-severe', 65]],
  )
  const score = (id: string) => ranking.find(({ project }) => project === id)!.score
  expect(ranking[0]!.project).toBe('by-severe')
  expect(score('by-severe') - score('by-lenient')).toBeGreaterThan(5)
  expect(jurors.map(({ juror, severity, count }) => ({ juror, severity: Math.round(severity!), count }))).toEqual([
    { juror: 'lenient', severity: -10, count: 6 },
    { juror: 'severe', severity: 10, count: 6 },
  ])
})

it('answers one scorecard with the score given and a wide doubt', () => {
  const { ranking, jurors } = rankMarks(['a'], [['ana', 'a', 70]])
  expect(ranking).toMatchObject([{ project: 'a', rank: 1, score: 70, spread: null, aboveNext: null, inTop: 1 }])
  expect(ranking[0]!.sd).toBeGreaterThan(5)
  expect(jurors).toEqual([{ juror: 'ana', severity: null, sd: null, count: 1 }])
})

it('keeps the order of a single juror, without certainty', () => {
  const { ranking } = rankMarks(
    ['a', 'b', 'c'],
    [
      ['ana', 'a', 50],
      ['ana', 'b', 70],
      ['ana', 'c', 60],
    ],
  )
  expect(ranking.map(({ project }) => project)).toEqual(['b', 'c', 'a'])
  expect(ranking[0]!.score).toBeLessThan(70)
  expect(ranking[0]!.aboveNext).toBeGreaterThan(0.6)
  expect(ranking[0]!.aboveNext).toBeLessThan(0.9)
})

it('is an even bet between projects with the same marks', () => {
  const { ranking } = rankMarks(
    ['a', 'b'],
    [
      ['ana', 'a', 50],
      ['ana', 'b', 50],
    ],
  )
  expect(ranking[0]!.aboveNext).toBeCloseTo(0.5, 6)
})

it('draws what the closed form says: with two projects, being first is being above the other', () => {
  const { ranking } = rankMarks(
    ['a', 'b'],
    [
      ['ana', 'a', 64],
      ['ana', 'b', 55],
      ['ben', 'a', 52],
      ['ben', 'b', 50],
    ],
  )
  expect(ranking[0]!.aboveNext).toBeLessThan(0.95)
  expect(Math.abs(ranking[0]!.inTop! - ranking[0]!.aboveNext!)).toBeLessThan(0.02)
  expect(ranking[0]!.inTop! + ranking[1]!.inTop!).toBeCloseTo(1, 6)
})

it('is sure of all when there are as many top places as projects', () => {
  const { ranking } = rankMarks(
    ['a', 'b'],
    [
      ['ana', 'a', 64],
      ['ana', 'b', 55],
    ],
    5,
  )
  expect(ranking.map(({ inTop }) => inTop)).toEqual([1, 1])
})

it('is surer with more jurors who agree', () => {
  const surety = (count: number) => {
    const marks = Array.from({ length: count }, (_, index): [string, string, number][] => [
      [`juror ${index}`, 'a', 64 + (index % 3)],
      [`juror ${index}`, 'b', 58 - (index % 2)],
    ])
    return rankMarks(['a', 'b'], marks.flat()).ranking[0]!.aboveNext!
  }
  expect(surety(1)).toBeLessThan(surety(3))
  expect(surety(3)).toBeLessThan(surety(8))
  expect(surety(8)).toBeGreaterThan(0.98)
})

it('still ranks a disconnected design, and says that nothing compares its parts', () => {
  const { ranking, warnings } = rankMarks(
    ['a', 'b', 'c', 'd'],
    [
      ['ana', 'a', 80],
      ['ana', 'b', 70],
      ['ben', 'c', 40],
      ['ben', 'd', 30],
    ],
  )
  expect(ranking.map(({ project, rank }) => ({ project, rank }))).toEqual([
    { project: 'a', rank: 1 },
    { project: 'b', rank: 2 },
    { project: 'c', rank: 3 },
    { project: 'd', rank: 4 },
  ])
  expect(ranking[1]!.aboveNext).toBeLessThan(0.95)
  expect(warnings.at(-1)).toEqual({
    code: 'disconnected-design',
    groups: [
      { jurors: ['ana'], projects: ['a', 'b'] },
      { jurors: ['ben'], projects: ['c', 'd'] },
    ],
  })
})
