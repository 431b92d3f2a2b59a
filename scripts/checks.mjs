import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './processes.mjs'
import { ROOT, runScript, say } from './toolchain.mjs'

const AT_ONCE = 2
const LIMIT_MS = 5 * 60_000
const API_DESCRIPTION = 'apps/api/src/openapi.ts'
const CLIENT = 'packages/api-client'

/** Runs every check that needs no running program; each counts as one test. What failed is shown whole, what passed in one line. */
export async function runChecks(tools) {
  const totals = { passed: 0, failed: 0, skipped: 0 }
  const waiting = allChecks(tools)
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (check.skip) {
        totals.skipped++
        say(`- ${check.name}: ${check.skip}`)
        continue
      }
      const started = performance.now()
      const { code, output } = await check.run()
      totals[code === 0 ? 'passed' : 'failed']++
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      say(code === 0 ? `✓ ${check.name} (${seconds} s)` : `✗ ${check.name} (${seconds} s)\n${output.trim()}\n`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return totals
}

function allChecks(tools) {
  const tool = (name, ...args) => execute(tools, join(ROOT, 'node_modules/.bin', name), args)
  const absent = existsSync(join(ROOT, API_DESCRIPTION)) ? undefined : `there is no ${API_DESCRIPTION} yet`
  return [
    ...packagesWithTypes().map((name) => ({
      name: `types of ${name}`,
      run: () => runScript(tools, name, 'typecheck'),
    })),
    { name: 'lint', run: () => tool('oxlint', '--type-aware') },
    { name: 'lint of Vue templates', run: () => tool('eslint', 'apps/web') },
    { name: 'format', run: () => tool('oxfmt', '--check', '.') },
    { name: 'walls between modules', run: () => tool('depcruise', 'apps', 'packages', 'e2e') },
    { name: 'dead code', run: () => tool('knip', '--no-config-hints') },
    {
      name: 'openapi.json is up to date',
      skip: absent,
      run: () => execute(tools, tools.node, [API_DESCRIPTION, '--check']),
    },
    {
      name: 'API client is up to date',
      skip: absent,
      run: () =>
        execute(
          tools,
          join(ROOT, CLIENT, 'node_modules/.bin/openapi-typescript'),
          ['../../openapi.json', '--output', 'src/schema.d.ts', '--default-non-nullable=false', '--check'],
          join(ROOT, CLIENT),
        ),
    },
  ]
}

function execute({ env }, program, args, cwd = ROOT) {
  return run(program, args, { cwd, env, limitMs: LIMIT_MS })
}

function packagesWithTypes() {
  const folders = ['apps', 'packages'].flatMap((parent) =>
    readdirSync(join(ROOT, parent)).map((name) => join(ROOT, parent, name)),
  )
  return [...folders, join(ROOT, 'e2e')]
    .map((folder) => join(folder, 'package.json'))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')))
    .filter(({ scripts }) => scripts?.typecheck)
    .map(({ name }) => name)
}
