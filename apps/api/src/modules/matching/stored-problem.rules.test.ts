import { checkProblem, type Problem } from '@essor/team-formation'
import { expect, it } from 'vitest'
import { storedProblem } from './stored-problem.rules.ts'

it('fills in what a problem of the first version does not say', () => {
  const said = { people: [{ id: 'p1' }, { id: 'p2' }], projects: [{ id: 'a', size: { min: 2, max: 2 } }] }
  const now = checkProblem(said)
  const first = {
    people: said.people.map((person) => ({ ...person, skills: [], remote: false, days: 0, preferences: [] })),
    projects: said.projects.map((project) => ({ ...project, site: null, wanted: [], days: 0 })),
    rules: { mixedOrigins: { strength: 'off' } },
    preferencePoints: [5, 4, 3, 2, 1],
    together: [],
    apart: [],
    locked: [],
    seed: 1,
  } as unknown as Problem

  expect(storedProblem(first)).toEqual(now.ok && now.problem)
})

it('does not guess at what can no longer be read', () => {
  expect(() => storedProblem({ people: 'none' } as unknown as Problem)).toThrow('can no longer be read')
})
