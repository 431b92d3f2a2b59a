import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { countReport, sum } from './totals.mjs'

let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'totals-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const PASSED = { status: 'passed' }
const FAILED = { status: 'failed' }

it('counts tests', () => {
  const report = reportOf({ numPassedTests: 1, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }, [
    { status: 'failed', assertionResults: [PASSED, FAILED] },
  ])
  expect(countReport(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 3 })
})

it('counts a suite that broke before its tests as a failure', () => {
  const report = reportOf({ numPassedTests: 1, numFailedTests: 0, numPendingTests: 0 }, [
    { status: 'passed', assertionResults: [PASSED] },
    { status: 'failed', assertionResults: [] },
  ])
  expect(countReport(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

it('counts a run that failed outside of its tests as a failure', () => {
  const report = reportOf({ numPassedTests: 1, numFailedTests: 0, numPendingTests: 0 }, [
    { status: 'passed', assertionResults: [PASSED] },
  ])
  expect(countReport(report, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

it('counts a run that left no report as a failure', () => {
  expect(countReport(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

it('sums over suites', () => {
  const totals = [
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 20, skipped: 30 },
  ]
  expect(sum(totals)).toEqual({ passed: 11, failed: 22, skipped: 33 })
})

function reportOf(counts, testResults) {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify({ ...counts, testResults }))
  return file
}
