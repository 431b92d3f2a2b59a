import { expect, it } from 'vitest'
import { evaluate, Problem, whatIf } from './index.ts'

const hard = { strength: 'hard' } as const
const soft = (cost: number) => ({ strength: 'soft', cost }) as const

const problem = Problem.parse({
  people: [
    {
      id: 'Ana',
      origin: 'A',
      sites: ['Amiens'],
      days: 2,
      skills: [{ skill: 'law', level: 3 }],
      preferences: ['P', 'Q'],
    },
    { id: 'Ben', origin: 'A', sites: ['Lille'], days: 1, preferences: ['Q', 'P'] },
    { id: 'Cas', origin: 'B', days: 1, skills: [{ skill: 'law', level: 1 }], preferences: ['Q'] },
    { id: 'Dan' },
  ],
  projects: [
    { id: 'P', site: 'Amiens', size: { min: 2, max: 2 }, wanted: [{ skill: 'law', level: 2, count: 2 }], days: 5 },
    { id: 'Q', size: { min: 1, max: 3 } },
  ],
  rules: { mixedOrigins: soft(12), sites: soft(3), days: soft(0.5) },
  apart: [['Ana', 'Cas']],
})

const none = { count: 0, points: 0 }
const untouched = {
  originLimit: none,
  mixedCategories: none,
  newcomers: none,
  roles: none,
  blocks: none,
  together: none,
  apart: none,
  locked: none,
  forbidden: none,
  stay: none,
}

it('counts every part of the objective', () => {
  const teams = [
    { project: 'P', people: ['Ana', 'Ben'] },
    { project: 'Q', people: ['Cas'] },
  ]

  expect(evaluate(problem, teams)).toEqual({
    objective: 5 + 4 + 5 - 15 - 6 - 24 - 3 - 1,
    parts: {
      preferences: { count: 3, points: 14 },
      everyProjectRuns: { count: 0, points: 0 },
      everyonePlaced: { count: 1, points: -15 },
      coverage: { count: 1, points: -6 },
      mixedOrigins: { count: 2, points: -24 },
      sites: { count: 1, points: -3 },
      days: { count: 2, points: -1 },
      ...untouched,
    },
    broken: [],
    coverage: [
      { project: 'P', lines: [{ skill: 'law', level: 2, wanted: 2, got: 1, who: ['Ana'] }] },
      { project: 'Q', lines: [] },
    ],
  })
})

it('names every hard rule that is broken, and every nonsense', () => {
  const strict = Problem.parse({
    ...problem,
    rules: {
      everyProjectRuns: hard,
      everyonePlaced: hard,
      coverage: hard,
      mixedOrigins: hard,
      sites: hard,
      days: hard,
    },
    together: [['Ana', 'Dan']],
    locked: [['Ben', 'Q']],
  })
  const teams = [
    { project: 'P', people: ['Ana', 'Ben', 'Ben', 'Cas', 'Zoe'] },
    { project: 'P', people: ['Dan'] },
    { project: 'X', people: ['Dan'] },
  ]

  expect(evaluate(strict, teams).broken).toEqual([
    { rule: 'placed_twice', person: 'Ben' },
    { rule: 'unknown_person', person: 'Zoe' },
    { rule: 'size', project: 'P', got: 3, min: 2, max: 2 },
    { rule: 'sites', person: 'Ben', project: 'P' },
    { rule: 'coverage', project: 'P', skill: 'law', level: 2, missing: 1 },
    { rule: 'days', project: 'P', missing: 1 },
    { rule: 'project_twice', project: 'P' },
    { rule: 'unknown_project', project: 'X' },
    { rule: 'everyProjectRuns', project: 'Q' },
    { rule: 'everyonePlaced', person: 'Dan' },
    { rule: 'together', people: ['Ana', 'Dan'] },
    { rule: 'apart', people: ['Ana', 'Cas'] },
    { rule: 'locked', person: 'Ben', project: 'Q' },
  ])
})

it('tells what one move costs and what it breaks', () => {
  const teams = [
    { project: 'P', people: ['Ana', 'Ben'] },
    { project: 'Q', people: ['Cas'] },
  ]

  expect(whatIf(problem, teams, { person: 'Ana', to: 'Q' })).toEqual({
    // Ana's second wish; P loses its lawyer and two days; Q is mixed at last.
    delta: -1 - 6 + 12 - 1,
    parts: [
      { part: 'preferences', count: 0, points: -1 },
      { part: 'coverage', count: 1, points: -6 },
      { part: 'mixedOrigins', count: -1, points: 12 },
      { part: 'days', count: 2, points: -1 },
      { part: 'apart', count: 1, points: 0 },
    ],
    broken: [
      { rule: 'size', project: 'P', got: 1, min: 2, max: 2 },
      { rule: 'apart', people: ['Ana', 'Cas'] },
    ],
    teams: [
      { project: 'P', people: ['Ben'] },
      { project: 'Q', people: ['Cas', 'Ana'] },
    ],
  })
})

it('closes a team that loses its last person, and opens one for its first', () => {
  const teams = [{ project: 'Q', people: ['Cas'] }]

  expect(whatIf(problem, teams, { person: 'Cas', to: null })).toMatchObject({
    delta: -5 - 20 - 15 + 12,
    broken: [],
    teams: [],
  })
  expect(whatIf(problem, [], { person: 'Cas', to: 'Q' })).toMatchObject({ delta: 5 + 20 + 15 - 12, broken: [], teams })
})

it('counts blocks, roles, newcomers, one origin too many, and people who moved', () => {
  const season = Problem.parse({
    people: [
      { id: 'Ana', origin: 'A', newcomer: true, blocks: ['friday'], sites: ['Lille', 'Amiens'] },
      { id: 'Ben', origin: 'A', newcomer: true, roles: ['host'] },
      { id: 'Cas', origin: 'B', blocks: ['friday', 'saturday'] },
    ],
    projects: [
      { id: 'P', site: 'Amiens', size: { min: 1, max: 3 }, blocks: ['friday', 'saturday'] },
      { id: 'Q', size: { min: 1, max: 3 }, mayStayClosed: true },
    ],
    rules: {
      originLimit: soft(3),
      newcomers: soft(4),
      roles: soft(5),
      blocks: soft(2),
      together: soft(7),
      locked: soft(8),
      forbidden: soft(9),
      stay: soft(1),
    },
    teamRoles: [{ role: 'host', count: 2 }],
    mostOfOneOrigin: 1,
    together: [['Ana', 'Cas']],
    locked: [['Cas', 'P']],
    forbidden: [['Ben', 'P']],
    stay: [['Ana', 'Q']],
  })

  const { objective, parts, broken } = evaluate(season, [{ project: 'P', people: ['Ana', 'Ben'] }])

  expect({ objective, broken }).toEqual({ objective: -15 - 3 - 4 - 5 - 2 - 7 - 8 - 9 - 1, broken: [] })
  expect(Object.entries(parts).filter(([, { count }]) => count > 0)).toEqual([
    ['everyonePlaced', { count: 1, points: -15 }],
    ['originLimit', { count: 1, points: -3 }],
    ['newcomers', { count: 1, points: -4 }],
    ['roles', { count: 1, points: -5 }],
    ['blocks', { count: 1, points: -2 }],
    ['together', { count: 1, points: -7 }],
    ['locked', { count: 1, points: -8 }],
    ['forbidden', { count: 1, points: -9 }],
    ['stay', { count: 1, points: -1 }],
  ])
})
