import { expect, it } from 'vitest'
import type { MatchingPolicy } from '@essor/contracts'
import { solve } from '@essor/team-formation'
import { problemOf, withoutGone, type PoolPerson } from './problem.rules.ts'

const policy = (over: Partial<MatchingPolicy> = {}): MatchingPolicy => ({
  teamSize: { min: 1, max: 2 },
  weights: 'balanced',
  mixedOrigins: 'off',
  together: [],
  apart: [],
  locked: [],
  ...over,
})
const person = (id: string, over: Partial<PoolPerson> = {}): PoolPerson => ({
  id,
  origin: '',
  category: 'resident',
  skills: [],
  wishes: [],
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
    [{ id: 'p', wantedSkills: [] }],
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
    [{ id: 'p', wantedSkills: [line, { ...line, count: 2 }, { ...line, level: 3 }] }],
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
    { id: 'garden', wantedSkills: [] },
    { id: 'house', wantedSkills: [{ skill: 'law.contracts', level: 2, count: 1 }] },
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
    [
      { id: 'p', wantedSkills: [] },
      { id: 'q', wantedSkills: [] },
    ],
  )

  const left = withoutGone(problem, new Set(['a', 'c']), new Set(['q']))

  expect({
    people: left.people.map(({ id }) => id),
    projects: left.projects.map(({ id }) => id),
    pairs: [left.together, left.apart, left.locked],
  }).toEqual({ people: ['a', 'c'], projects: ['q'], pairs: [[], [], [['a', 'q']]] })
})
