import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, it, vi } from 'vitest'
import { jsonSchemas, Problem, solve, type ProblemInput } from '../src/index.ts'
import { AnswerSchema } from '../src/schemas.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

async function run(args: string[], input = '') {
  const child = spawn(process.execPath, [fileURLToPath(new URL('essor-teams.ts', import.meta.url)), ...args])
  child.stdin.end(input)
  const code = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, out, err }
}

const possible: ProblemInput = {
  people: ['Ana', 'Ben', 'Cas'].map((id) => ({ id, preferences: ['P'] })),
  projects: [{ id: 'P', size: { min: 2, max: 3 } }],
}
const impossible: ProblemInput = {
  ...possible,
  rules: { mixedOrigins: { strength: 'hard' }, everyonePlaced: { strength: 'hard' } },
}

it('solves what it is given, and prints the answer', async () => {
  const { code, out, err } = await run(['solve', '-', '--quiet'], JSON.stringify(possible))

  expect({ code, err, answer: JSON.parse(out) }).toEqual({
    code: 0,
    err: '',
    answer: await solve(Problem.parse(possible)),
  })
})

it('ends with 2 when it is impossible, and with 1 and the reasons when the problem is bad', async () => {
  const no = await run(['solve', '-', '--quiet'], JSON.stringify(impossible))
  const bad = await run(['check', '-'], JSON.stringify({ ...possible, locked: [['Zoe', 'P']] }))
  const neither = await run(['solve', '/nowhere.json'])

  expect({ code: no.code, status: JSON.parse(no.out).status }).toEqual({ code: 2, status: 'infeasible' })
  expect(bad).toEqual({ code: 1, out: '', err: 'locked[0][0]: "Zoe" is not among the people.\n' })
  expect({ code: neither.code, out: neither.out }).toEqual({ code: 1, out: '' })
})

it('has schemas that say what goes in and out, as they are kept beside the package', async () => {
  for (const side of ['problem', 'answer'] as const) {
    const kept: unknown = JSON.parse(readFileSync(new URL(`../schema/${side}.schema.json`, import.meta.url), 'utf8'))
    expect(kept).toEqual(jsonSchemas()[side])
  }
  for (const problem of [possible, impossible]) {
    const answer = await solve(Problem.parse(problem))
    expect(AnswerSchema.parse(answer)).toEqual(answer)
  }
})
