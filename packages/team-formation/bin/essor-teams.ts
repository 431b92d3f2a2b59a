#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { checkProblem, jsonSchemas, solve } from '../src/index.ts'

const HELP = `essor-teams solve PROBLEM.json [--seconds 60] [--quiet]   forms the teams; the answer as JSON
essor-teams check PROBLEM.json                            says what is wrong with a problem
essor-teams schema problem|answer                         the JSON Schema of either side
PROBLEM.json may be - for the standard input. Ends with 0, or 1 for a bad problem, 2 when it is
impossible (the answer says why, and what would help), 3 when time ran out without any teams.
`

const say = (line: string): boolean => process.stderr.write(`${line}\n`)
const print = (value: unknown): boolean => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '60' }, quiet: { type: 'boolean', default: false } },
  })
  const [command, subject] = positionals
  if (command === 'schema' && (subject === 'problem' || subject === 'answer')) {
    print(jsonSchemas()[subject])
    return 0
  }
  const seconds = Number(values.seconds)
  if ((command !== 'solve' && command !== 'check') || subject === undefined || !(seconds > 0)) {
    process.stderr.write(HELP)
    return 1
  }
  const checked = checkProblem(await read(subject))
  if (!checked.ok) {
    for (const { path, message } of checked.errors) say(path === '' ? message : `${path}: ${message}`)
    return 1
  }
  if (command === 'check') return 0
  let told = ''
  const answer = await solve(checked.problem, {
    timeLimitSeconds: seconds,
    onProgress: ({ phase, best, bound }) => {
      const line = `${phase}${best === null ? '' : `, best ${best}`}${bound === null ? '' : `, at most ${bound.toFixed(2)}`}`
      if (!values.quiet && line !== told) say(line)
      told = line
    },
  })
  print(answer)
  if (answer.status === 'infeasible') return 2
  return answer.objective === null ? 3 : 0
}

async function read(path: string): Promise<unknown> {
  return JSON.parse(path === '-' ? await text(process.stdin) : readFileSync(path, 'utf8'))
}

try {
  process.exitCode = await main()
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
