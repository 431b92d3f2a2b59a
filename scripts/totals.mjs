import { readFileSync } from 'node:fs'
import { say } from './toolchain.mjs'

/** Counts a run from vitest's own report. A suite that broke before its tests, or a run that broke outside of them, is a failure. */
export function countReport(file, exitCode) {
  const report = readReport(file)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = report.numFailedTests + broken.length
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

export function sum(all) {
  const total = (key) => all.reduce((count, totals) => count + totals[key], 0)
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') }
}

/** Ends the command with its one line of totals. Nothing having run is no success. */
export function conclude({ passed, failed, skipped }) {
  say(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exit(failed > 0 || passed === 0 ? 1 : 0)
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
