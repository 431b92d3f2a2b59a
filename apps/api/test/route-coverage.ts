import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { refusals, type RefusalCode } from '../src/platform/errors.ts'

/**
 * After a run of the API tests: names each operation that lacks a success, a refusal by role, a refusal by each of its own
 * rules, or bad input. Every app of the harness writes down what it answered; the fuzz test's app does not.
 */
const answersFolder = fileURLToPath(new URL('../.answers', import.meta.url))
const openapi = fileURLToPath(new URL('../../../openapi.json', import.meta.url))

/** One piece of code gives these for every route alike; the test that proves it is named. */
const provenOnce: Partial<Record<RefusalCode, string>> = {
  too_large: 'platform/http/problems.test.ts',
  unsupported_media_type: 'platform/http/problems.test.ts',
  cross_site: 'platform/http/problems.test.ts',
  unavailable: 'test/operations/database-away.test.ts, which asks every operation',
  key_refused: 'test/contract/keys.test.ts, which asks every operation',
  key_scope: 'test/contract/keys.test.ts, which asks every operation',
  session_needed: 'test/contract/keys.test.ts, which asks every operation',
  too_many_requests: 'modules/identity/sign-in.routes.test.ts',
  idempotency_in_progress: 'platform/http/idempotency.test.ts',
  idempotency_mismatch: 'platform/http/idempotency.test.ts',
}

interface Operation {
  operationId: string
  security?: unknown[]
  parameters?: { in: string }[]
  requestBody?: unknown
  'x-refusals': RefusalCode[]
}

function readOperations(): Operation[] {
  const { paths } = JSON.parse(readFileSync(openapi, 'utf8')) as { paths: Record<string, Record<string, Operation>> }
  return Object.values(paths).flatMap((methods) => Object.values(methods))
}

/** For each operation, what was answered: the statuses of successes, the codes of refusals. */
function readAnswers(): Map<string, Set<string>> {
  const seen = new Map<string, Set<string>>()
  for (const file of readdirSync(answersFolder)) {
    for (const line of readFileSync(`${answersFolder}/${file}`, 'utf8').split('\n')) {
      const [operation, status, code] = line.split(' ')
      if (!operation || !status) continue
      const answers = seen.get(operation) ?? new Set()
      seen.set(operation, answers.add(code || (status < '400' ? 'success' : status)))
    }
  }
  return seen
}

function lacks(operation: Operation, answers: ReadonlySet<string>): string[] {
  const needsSignIn = operation.security?.length !== 0
  const byRole = ['unauthenticated', 'forbidden'].some((code) => answers.has(code))
  const own = operation['x-refusals'].filter(
    (code) => !(code in provenOnce) && code !== 'unauthenticated' && code !== 'forbidden',
  )
  return [
    ...(answers.has('success') ? [] : ['a success']),
    ...(needsSignIn && !byRole ? ['a refusal by role (401 or 403)'] : []),
    ...own.filter((code) => !answers.has(code)).map((code) => `${refusals[code][0]} ${code}`),
  ]
}

const answers = readAnswers()
const operations = readOperations()
const lacking = operations.flatMap((operation) => {
  const missing = lacks(operation, answers.get(operation.operationId) ?? new Set())
  return missing.length === 0 ? [] : [`${operation.operationId}: no test saw ${missing.join(', ')}`]
})
process.stdout.write(
  lacking.length === 0
    ? `Each of ${operations.length} operations was seen to succeed, and to refuse in each of its ways.\n`
    : `${lacking.join('\n')}\n`,
)
process.exitCode = lacking.length === 0 && operations.length > 0 ? 0 : 1
