import { expect, it } from 'vitest'
import { warnAboutDesign } from './design-warnings.ts'
import { tallyScorecards } from './tally.ts'

function warningsFor(projects: string[], marks: [juror: string, project: string, mark: number][]) {
  return warnAboutDesign(
    tallyScorecards({
      criteria: [{ id: 'all', weight: 1, min: 0, max: 10 }],
      projects,
      scorecards: marks.map(([juror, project, all]) => ({ juror, project, scores: { all } })),
      tieBreaks: [],
      top: 1,
    }),
  )
}

it('has nothing to say of a complete design with spread', () => {
  const marks: [string, string, number][] = [
    ['ana', 'a', 1],
    ['ana', 'b', 2],
    ['ben', 'a', 3],
    ['ben', 'b', 5],
  ]
  expect(warningsFor(['a', 'b'], marks)).toEqual([])
})

it('names the groups that no juror links', () => {
  const marks: [string, string, number][] = [
    ['ana', 'a', 1],
    ['ana', 'b', 2],
    ['ben', 'b', 3],
    ['ben', 'a', 5],
    ['cleo', 'c', 1],
    ['cleo', 'd', 2],
    ['dan', 'd', 3],
    ['dan', 'c', 4],
  ]
  expect(warningsFor(['a', 'b', 'c', 'd'], marks)).toEqual([
    {
      code: 'disconnected-design',
      groups: [
        { jurors: ['ana', 'ben'], projects: ['a', 'b'] },
        { jurors: ['cleo', 'dan'], projects: ['c', 'd'] },
      ],
    },
  ])
})

it('follows chains: two jurors linked through a third one are one group', () => {
  const marks: [string, string, number][] = [
    ['ana', 'a', 1],
    ['ana', 'b', 2],
    ['ben', 'b', 3],
    ['ben', 'c', 5],
    ['cleo', 'c', 1],
    ['cleo', 'a', 2],
  ]
  expect(warningsFor(['a', 'b', 'c'], marks)).toEqual([])
})

it('names thin data: no scorecard, one scorecard, one juror', () => {
  expect(warningsFor(['a', 'b'], [['ana', 'a', 1]])).toEqual([
    { code: 'unscored-project', project: 'b' },
    { code: 'project-scored-once', project: 'a' },
    { code: 'single-juror', juror: 'ana' },
    { code: 'juror-with-one-scorecard', juror: 'ana' },
  ])
})
