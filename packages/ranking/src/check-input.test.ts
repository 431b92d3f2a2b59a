import { expect, it } from 'vitest'
import { checkInput } from './check-input.ts'
import { type InputProblem, RankingInputError } from './input-error.ts'
import type { Judging, Method } from './judging.ts'

const sound: Judging = {
  criteria: [
    { id: 'idea', weight: 2, min: 0, max: 10 },
    { id: 'impact', weight: 1, min: 1, max: 5 },
  ],
  projects: ['garden', 'repair'],
  scorecards: [
    { juror: 'ana', project: 'garden', scores: { idea: 10, impact: 1 } },
    { juror: 'ana', project: 'repair', scores: { idea: 0, impact: 5 } },
  ],
  tieBreaks: [{ by: 'criterion', criterion: 'impact' }, { by: 'first-places' }],
  top: 1,
}

function problemsOf(changes: Partial<Judging>, method: Method = 'raw-mean'): InputProblem[] {
  try {
    checkInput({ ...sound, ...changes }, method)
  } catch (error) {
    if (error instanceof RankingInputError) return error.problems
    throw error
  }
  return []
}

it('accepts a sound jury, marks on the bounds included', () => {
  expect(problemsOf({})).toEqual([])
})

it('accepts a jury that has not scored anything yet', () => {
  expect(problemsOf({ scorecards: [] })).toEqual([])
})

it('names each fault of the rubric', () => {
  const criteria = [
    { id: 'idea', weight: 0, min: 0, max: 10 },
    { id: 'impact', weight: 1, min: 5, max: 5 },
    { id: 'idea', weight: Number.NaN, min: 0, max: 10 },
  ]
  expect(problemsOf({ criteria, scorecards: [] })).toEqual([
    {
      code: 'weight-not-positive',
      pointer: '/criteria/0/weight',
      message: 'The weight of criterion “idea” must be above 0, not 0.',
    },
    {
      code: 'invalid-bounds',
      pointer: '/criteria/1',
      message: 'Criterion “impact” must have a lowest mark below its highest mark, not 5 and 5.',
    },
    { code: 'duplicate-criterion', pointer: '/criteria/2/id', message: 'Criterion “idea” is in the rubric twice.' },
    {
      code: 'weight-not-positive',
      pointer: '/criteria/2/weight',
      message: 'The weight of criterion “idea” must be above 0, not NaN.',
    },
  ])
})

it('refuses an empty rubric', () => {
  expect(problemsOf({ criteria: [], scorecards: [], tieBreaks: [] })).toEqual([
    { code: 'no-criteria', pointer: '/criteria', message: 'The rubric has no criterion.' },
  ])
})

it('names each fault of the declared projects, tie rule, top and method', () => {
  const tieBreaks = [{ by: 'criterion', criterion: 'charm' }, { by: 'coin' }] as Judging['tieBreaks']
  expect(problemsOf({ projects: ['garden', 'repair', 'garden'], tieBreaks, top: 0 }, 'best' as Method)).toEqual([
    {
      code: 'unknown-method',
      pointer: '/method',
      message: 'There is no ranking method “best”. Choose one of: raw-mean, z-score, mixed-model.',
    },
    {
      code: 'invalid-top',
      pointer: '/top',
      message: 'The number of top places must be a whole number of at least 1, not 0.',
    },
    { code: 'duplicate-project', pointer: '/projects/2', message: 'Project “garden” is listed twice.' },
    {
      code: 'tie-break-unknown-criterion',
      pointer: '/tieBreaks/0/criterion',
      message: 'The tie rule names criterion “charm”, which is not in the rubric.',
    },
    {
      code: 'unknown-tie-break',
      pointer: '/tieBreaks/1/by',
      message: 'The tie rule knows “criterion” and “first-places”, not “coin”.',
    },
  ])
})

it('names each fault of the scorecards, all at once', () => {
  const scorecards = [
    { juror: 'ana', project: 'garden', scores: { idea: 11, impact: 0 } },
    { juror: 'ana', project: 'garden', scores: { idea: 1, impact: 1 } },
    { juror: 'ben', project: 'canteen', scores: { idea: Number.NaN, impact: 1 } },
    { juror: 'ben', project: 'repair', scores: { impact: 1, 'a/b': 3 } },
  ]
  expect(problemsOf({ scorecards })).toEqual([
    {
      code: 'score-out-of-range',
      pointer: '/scorecards/0/scores/idea',
      message: 'Juror “ana”, project “garden”: the mark for criterion “idea” must lie between 0 and 10, not 11.',
    },
    {
      code: 'score-out-of-range',
      pointer: '/scorecards/0/scores/impact',
      message: 'Juror “ana”, project “garden”: the mark for criterion “impact” must lie between 1 and 5, not 0.',
    },
    {
      code: 'duplicate-scorecard',
      pointer: '/scorecards/1',
      message: 'Juror “ana” has two scorecards for project “garden”.',
    },
    {
      code: 'unknown-project',
      pointer: '/scorecards/2/project',
      message: 'Juror “ben” scored project “canteen”, which is not in the running.',
    },
    {
      code: 'score-out-of-range',
      pointer: '/scorecards/2/scores/idea',
      message: 'Juror “ben”, project “canteen”: the mark for criterion “idea” must lie between 0 and 10, not NaN.',
    },
    {
      code: 'unknown-criterion',
      pointer: '/scorecards/3/scores/a~1b',
      message: 'Juror “ben”, project “repair”: criterion “a/b” is not in the rubric.',
    },
    {
      code: 'missing-score',
      pointer: '/scorecards/3/scores/idea',
      message: 'Juror “ben”, project “repair”: no mark for criterion “idea”.',
    },
  ])
})

it('does not take what every object inherits for a mark', () => {
  const criteria = [{ id: 'toString', weight: 1, min: 0, max: 10 }]
  const scorecards = [{ juror: 'ana', project: 'garden', scores: {} }]
  expect(problemsOf({ criteria, scorecards, tieBreaks: [] })).toEqual([
    {
      code: 'missing-score',
      pointer: '/scorecards/0/scores/toString',
      message: 'Juror “ana”, project “garden”: no mark for criterion “toString”.',
    },
  ])
})
