// npm test: everything, from types to journeys in a real browser.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './checks.mjs'
import { run } from './processes.mjs'
import { prepare, ROOT, say } from './toolchain.mjs'
import { conclude, countReport, sum } from './totals.mjs'
import { tryBuildWeb } from './web-build.mjs'

const JOURNEYS = '@essor/e2e'
const UNITS_LIMIT_MS = 11 * 60_000
const JOURNEYS_LIMIT_MS = 8 * 60_000
const CHROMIUM_PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const COLORS = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }
const FAILED_ONCE = { passed: 0, failed: 1, skipped: 0 }
const SKIPPED_ONCE = { passed: 0, failed: 0, skipped: 1 }

const tools = await prepare()
const reports = mkdtempSync(join(tmpdir(), 'essor-test-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const totals = [await runChecks(tools)]
totals.push(await vitest('units', ['--project', `!${JOURNEYS}`], tools.env, UNITS_LIMIT_MS))
totals.push(await routeCoverage())
totals.push(await journeys())
conclude(sum(totals))

/** Counts as one test: every operation was seen to succeed, and to refuse in each of its ways. */
async function routeCoverage() {
  const { code, output } = await run(tools.node, ['apps/api/test/route-coverage.ts'], { cwd: ROOT, env: tools.env })
  say(`\n${code === 0 ? '✓' : '✗'} answers seen of each operation\n${output.trim()}`)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

async function journeys() {
  const chromium = CHROMIUM_PLACES.find((place) => place && existsSync(place))
  if (!chromium) {
    const required = process.env.CI === 'true'
    say('\n!!! No Chromium was found: THE BROWSER JOURNEYS WERE NOT RUN. Install chromium, or set CHROMIUM_PATH. !!!')
    return required ? FAILED_ONCE : SKIPPED_ONCE
  }
  const failure = await tryBuildWeb(tools)
  if (failure !== undefined) {
    say(`\n✗ The web app could not be built.\n${failure.trim()}`)
    return FAILED_ONCE
  }
  return vitest('journeys', ['--project', JOURNEYS], { ...tools.env, CHROMIUM_PATH: chromium }, JOURNEYS_LIMIT_MS)
}

async function vitest(name, args, env, limitMs) {
  const report = join(reports, `${name}.json`)
  const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  say('')
  const { code } = await run(tools.node, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...options, ...args], {
    cwd: ROOT,
    env: { ...env, ...COLORS },
    limitMs,
    show: true,
  })
  return countReport(report, code)
}
