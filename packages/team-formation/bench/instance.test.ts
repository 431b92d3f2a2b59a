import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { checkProblem, evaluate, solve } from '../src/index.ts'
import { familyObjective, problemFrom, type Instance } from './instance.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

it('finds and proves the known optimum, 167, of the smallest instance', async () => {
  const instance = JSON.parse(readFileSync(new URL('tf-24x6-s1.json', import.meta.url), 'utf8')) as Instance
  const checked = checkProblem(problemFrom(instance))
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors))

  const answer = await solve(checked.problem)

  const { status, objective, bound, gap } = answer
  expect({ status, objective, bound, gap }).toEqual({ status: 'optimal', objective: 167, bound: 167, gap: 0 })
  expect(evaluate(checked.problem, answer.teams).broken).toEqual([])
  const assignment = instance.people.map((person) => {
    const team = answer.teams.find(({ people }) => people.includes(person.id))
    return team ? instance.projects.findIndex(({ id }) => id === team.project) : -1
  })
  expect(familyObjective(instance, assignment)).toBe(167)
})
