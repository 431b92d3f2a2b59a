import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { problemFrom, type Instance } from '../bench/instance.ts'
import { compile } from './compile.ts'
import { evaluate, Problem } from './index.ts'
import { numbersOf } from './model.ts'
import { sweep } from './sweeps.ts'
import { teamsFrom } from './teams-from.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

it('betters teams part by part, and keeps every hard rule', async () => {
  const file = new URL('../bench/tf-80x16-s1.json', import.meta.url)
  const problem = Problem.parse(problemFrom(JSON.parse(readFileSync(file, 'utf8')) as Instance))
  const unlocked = { ...problem, locked: [] }
  const compiled = compile(unlocked)
  const { kinds } = numbersOf(compiled)
  const everyPair = problem.projects.map((_, p) => kinds.flatMap(({ unit }, k) => (unit.allowed[p] === 1 ? [k] : [])))
  const nobody = new Int32Array(compiled.units.length).fill(-1)
  const worthOf = (assignment: Int32Array): number => evaluate(unlocked, teamsFrom(compiled, assignment)).objective
  const told: number[] = []

  const swept = await sweep(compiled, everyPair, nobody, {
    worthOf,
    secondsLeft: () => 60,
    shouldStop: () => false,
    pause: async () => {},
    tell: (worth) => told.push(worth),
  })

  expect(evaluate(unlocked, teamsFrom(compiled, swept)).broken).toEqual([])
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(told.at(-1)).toBe(worthOf(swept))
  // Everyone placed in all sixteen teams of five, near the best that is known of the instance with its locks: 512.
  expect(worthOf(swept)).toBeGreaterThan(500)
})
