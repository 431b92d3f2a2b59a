import { expect, it, vi } from 'vitest'
import { checkProblem, solve, type Problem, type ProblemInput } from './index.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

function problem(input: ProblemInput): Problem {
  const checked = checkProblem(input)
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors))
  return checked.problem
}

const hard = { strength: 'hard' } as const
const people = (count: number, prefix: string, more: Partial<ProblemInput['people'][number]> = {}) =>
  Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index + 1}`, ...more }))
const projects = (count: number, min: number, max: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `P${index + 1}`, size: { min, max } }))

/** Web Solidaire 2015: seven mixed teams of three from two structures. */
const twoStructures = (first: number, second: number): Problem =>
  problem({
    people: [...people(first, 'a', { origin: 'Colombbus' }), ...people(second, 'b', { origin: 'Le PoleS' })],
    projects: projects(7, 3, 3),
    rules: { everyProjectRuns: hard, everyonePlaced: hard, mixedOrigins: hard },
  })

it('says why 19 + 2 is impossible', async () => {
  const { status, objective, teams, clash } = await solve(twoStructures(19, 2))

  expect({ status, objective, teams, clash }).toEqual({
    status: 'infeasible',
    objective: null,
    teams: [],
    clash: {
      minimal: true,
      members: [
        { rule: 'mixedOrigins', needs: 7, has: 2, projects: [], people: [] },
        { rule: 'everyProjectRuns', needs: null, has: null, projects: [], people: [] },
      ],
    },
  })
})

it('finds the smallest ways out of 19 + 2 by solving', async () => {
  const { waysOut } = await solve(twoStructures(19, 2))

  // Closing projects is no way out on its own: everyone is to be placed, in teams of three.
  expect(waysOut.map(({ rules, count, broken }) => ({ rules, count, names: broken.map(({ rule }) => rule) }))).toEqual([
    { rules: ['mixedOrigins'], count: 5, names: Array.from({ length: 5 }, () => 'mixedOrigins') },
  ])
  expect(waysOut[0]!.teams.map(({ people: members }) => members.length)).toEqual([3, 3, 3, 3, 3, 3, 3])
})

it('says by how many seats sizes would have to give, and which', async () => {
  const { waysOut } = await solve(
    problem({
      people: people(5, 'a'),
      projects: projects(2, 3, 4),
      rules: { everyProjectRuns: hard, everyonePlaced: hard },
    }),
  )

  // Either project will do.
  expect(waysOut.map(({ rules, count, sizes }) => ({ rules, count, sizes }))).toEqual([
    {
      rules: ['minSize'],
      count: 1,
      sizes: [{ project: expect.stringMatching(/P[12]/), was: { min: 3, max: 4 }, size: { min: 2, max: 4 } }],
    },
  ])
})

it('counts the seats when there are too few people, and too many', async () => {
  const few = await solve(
    problem({ people: people(5, 'a'), projects: projects(2, 3, 4), rules: { everyProjectRuns: hard } }),
  )
  const many = await solve(
    problem({ people: people(9, 'a'), projects: projects(2, 3, 4), rules: { everyonePlaced: hard } }),
  )

  expect(few.clash?.members[0]).toEqual({ rule: 'minSize', needs: 6, has: 5, projects: [], people: [] })
  expect(many.clash?.members[0]).toEqual({ rule: 'maxSize', needs: 9, has: 8, projects: [], people: [] })
})

it('names the people when a clash is about them', async () => {
  const answer = await solve(
    problem({
      people: people(6, 'a'),
      projects: projects(2, 2, 4),
      together: [
        ['a1', 'a2'],
        ['a2', 'a3'],
        ['a4', 'a5'],
      ],
      locked: [
        ['a1', 'P1'],
        ['a3', 'P2'],
        ['a6', 'P2'],
      ],
    }),
  )

  expect(answer.clash).toEqual({
    minimal: true,
    members: [
      { rule: 'locked', needs: null, has: null, people: ['a1', 'a3'], projects: ['P1', 'P2'] },
      { rule: 'together', needs: null, has: null, people: ['a1', 'a2', 'a3'], projects: [] },
    ],
  })
})

it('names the site where nobody can be', async () => {
  const answer = await solve(
    problem({
      people: people(6, 'a', { sites: ['Paris'] }),
      projects: [
        { id: 'here', size: { min: 2, max: 4 }, site: 'Paris' },
        { id: 'there', size: { min: 2, max: 4 }, site: 'Villeneuve' },
      ],
      rules: { everyProjectRuns: hard },
    }),
  )

  expect(answer.clash).toEqual({
    minimal: true,
    members: [
      { rule: 'sites', needs: null, has: null, projects: ['there'], people: [] },
      { rule: 'everyProjectRuns', needs: null, has: null, projects: [], people: [] },
    ],
  })
})

it('counts the teams that everyone needs when the largest teams would hold them just so', async () => {
  const answer = await solve(problem({ ...twoStructures(19, 2), rules: { everyonePlaced: hard, mixedOrigins: hard } }))

  expect(answer.clash).toEqual({
    minimal: true,
    members: [
      { rule: 'maxSize', needs: null, has: null, projects: [], people: [] },
      { rule: 'everyonePlaced', needs: null, has: null, projects: [], people: [] },
      { rule: 'mixedOrigins', needs: 7, has: 2, projects: [], people: [] },
    ],
  })
})
