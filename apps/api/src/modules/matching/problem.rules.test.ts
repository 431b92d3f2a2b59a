import { expect, it } from 'vitest'
import type { MatchingPolicy } from '@essor/contracts'
import { solve } from '@essor/team-formation'
import { policyOf } from './policies/policy.rules.ts'
import { problemOf, withoutGone, type PoolPerson, type PoolProject } from './problem.rules.ts'

const policy = (over: Partial<MatchingPolicy> = {}): MatchingPolicy => ({
  ...policyOf({ teamSize: { min: 1, max: 2 }, mixedOrigins: 'off' }),
  ...over,
})
const person = (id: string, over: Partial<PoolPerson> = {}): PoolPerson => ({
  id,
  origin: '',
  category: 'resident',
  skills: [],
  wishes: [],
  siteId: null,
  remote: false,
  days: 0,
  blocks: [],
  newcomer: false,
  facilitator: false,
  ...over,
})
const project = (id: string, over: Partial<PoolProject> = {}): PoolProject => ({
  id,
  wantedSkills: [],
  siteId: null,
  sizeMin: null,
  sizeMax: null,
  mayStayClosed: false,
  blocks: [],
  ...over,
})

it('takes two spellings of a structure for one, and residents of no structure for one origin', () => {
  const problem = problemOf(
    policy(),
    [
      person('a', { origin: 'IUT d’Amiens' }),
      person('b', { origin: "  iut  d'AMIENS " }),
      person('c'),
      person('d', { category: 'student' }),
    ],
    [project('p')],
  )

  expect(problem.people.map(({ origin }) => origin)).toEqual([
    "iut d'amiens",
    "iut d'amiens",
    '(resident)',
    '(student)',
  ])
})

it('adds up a skill that a project wants on two lines, and forgets wishes for projects that are gone', () => {
  const line = { skill: 'law.contracts', level: 2, count: 1 }
  const problem = problemOf(
    policy(),
    [person('a', { wishes: ['gone', 'p'] })],
    [project('p', { wantedSkills: [line, { ...line, count: 2 }, { ...line, level: 3 }] })],
  )

  expect(problem.projects[0]!.wanted).toEqual([
    { ...line, count: 3 },
    { ...line, level: 3 },
  ])
  expect(problem.people[0]!.preferences).toEqual(['p'])
})

it('lets wishes or skills weigh more, as asked', async () => {
  const skills = [{ skill: 'law.contracts', level: 3 }]
  const people = [
    person('lawyer', { skills, wishes: ['garden', 'house'] }),
    person('other', { wishes: ['house', 'garden'] }),
  ]
  const projects = [
    project('garden'),
    project('house', { wantedSkills: [{ skill: 'law.contracts', level: 2, count: 1 }] }),
  ]
  const lawyerIn = async (weights: MatchingPolicy['weights']) => {
    const { teams } = await solve(problemOf(policy({ weights, teamSize: { min: 1, max: 1 } }), people, projects))
    return teams.find((team) => team.people.includes('lawyer'))!.project
  }

  expect([await lawyerIn('wishes_first'), await lawyerIn('balanced'), await lawyerIn('skills_first')]).toEqual([
    'garden',
    'house',
    'house',
  ])
})

it('leaves out those who are gone, with their pairs and locks', () => {
  const problem = problemOf(
    policy({
      together: [['a', 'b']],
      apart: [['b', 'c']],
      locked: [
        { personId: 'b', projectId: 'p' },
        { personId: 'a', projectId: 'q' },
      ],
    }),
    [person('a'), person('b'), person('c')],
    [project('p'), project('q')],
  )

  const left = withoutGone(problem, new Set(['a', 'c']), new Set(['q']))

  expect({
    people: left.people.map(({ id }) => id),
    projects: left.projects.map(({ id }) => id),
    pairs: [left.together, left.apart, left.locked],
  }).toEqual({ people: ['a', 'c'], projects: ['q'], pairs: [[], [], [['a', 'q']]] })
})

it('asks of people and projects what its rules look at, and nothing else', () => {
  const people = [
    person('a', { siteId: 'paris', days: 20, blocks: ['wed'], newcomer: true, facilitator: true }),
    person('b', { siteId: 'online', remote: true }),
  ]
  const wantedSkills = [{ skill: 'law.contracts', level: 2, count: 2, days: 1.5 }]
  const projects = [project('p', { siteId: 'paris', blocks: ['wed'], wantedSkills, mayStayClosed: true })]
  const seen = (over: Partial<MatchingPolicy>) => {
    const { people: all, projects: one, teamRoles } = problemOf(policy(over), people, projects)
    return [
      ...all.map(({ sites, remote, days, blocks, newcomer, roles }) => ({
        sites,
        remote,
        days,
        blocks,
        newcomer,
        roles,
      })),
      ...one.map(({ site, days, blocks, mayStayClosed }) => ({ site, days, blocks, mayStayClosed })),
      teamRoles,
    ]
  }
  const nothing = { sites: [], remote: false, days: 0, blocks: [], newcomer: false, roles: [] }
  const strength = 'soft' as const

  expect(seen({ sites: 'off' })).toEqual([
    nothing,
    nothing,
    { site: null, days: 0, blocks: [], mayStayClosed: true },
    [],
  ])
  expect(
    seen({ sites: 'hard', days: strength, blocks: strength, newcomers: strength, facilitators: strength }),
  ).toEqual([
    { sites: ['paris'], remote: false, days: 20, blocks: ['wed'], newcomer: true, roles: ['facilitator'] },
    { ...nothing, remote: true },
    { site: 'paris', days: 3, blocks: ['wed'], mayStayClosed: true },
    [{ role: 'facilitator', count: 1 }],
  ])
})

it('gives each rule its strength, and what the policy or its preset makes it weigh', () => {
  const { rules, mostOfOneOrigin, mostNewcomers } = problemOf(
    policy({
      weights: 'skills_first',
      costs: { days: 0.5, together: 7 },
      days: 'soft',
      originLimit: 'hard',
      mostOfOneOrigin: 2,
      mostNewcomers: 1,
      togetherStrength: 'soft',
      lockedStrength: 'off',
    }),
    [person('a')],
    [project('p')],
  )

  expect({ mostOfOneOrigin, mostNewcomers, ...rules }).toEqual({
    mostOfOneOrigin: 2,
    mostNewcomers: 1,
    coverage: { strength: 'soft', cost: 12 },
    mixedOrigins: { strength: 'off' },
    originLimit: { strength: 'hard' },
    mixedCategories: { strength: 'off' },
    sites: { strength: 'hard' },
    days: { strength: 'soft', cost: 0.5 },
    blocks: { strength: 'off' },
    newcomers: { strength: 'off' },
    roles: { strength: 'off' },
    everyonePlaced: { strength: 'soft', cost: 200 },
    everyProjectRuns: { strength: 'soft', cost: 1000 },
    together: { strength: 'soft', cost: 7 },
    apart: { strength: 'hard' },
    locked: { strength: 'off' },
    forbidden: { strength: 'hard' },
    stay: { strength: 'off' },
  })
})

it('takes the size of a team from the policy for this project, else from the project, else from the policy for all', () => {
  const sizes = problemOf(
    policy({ teamSize: { min: 3, max: 5 }, projectSizes: [{ projectId: 'own', min: 1, max: 9 }] }),
    [person('a')],
    [
      project('own', { sizeMin: 4 }),
      project('wide', { sizeMin: 2, sizeMax: 8 }),
      project('large', { sizeMin: 6 }),
      project('small', { sizeMax: 2 }),
      project('usual'),
    ],
  ).projects.map(({ size }) => size)

  expect(sizes).toEqual([
    { min: 1, max: 9 },
    { min: 2, max: 8 },
    { min: 6, max: 6 },
    { min: 2, max: 2 },
    { min: 3, max: 5 },
  ])
})
