import fc from 'fast-check'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { startLiveFeed } from '../../src/platform/realtime/live.ts'
import { testConfig, useTestApp } from '../harness.ts'
import { insertKnown } from './known.ts'
import { garbage, spoilt, word } from './garbage.ts'
import { documentOf, operationsOf, type Operation } from './operations.ts'

const t = useTestApp()
const triesEach = 7
const seed = 20_181_119
let app: FastifyInstance
let known: Awaited<ReturnType<typeof insertKnown>>
let stop: () => Promise<void>

beforeAll(async () => {
  const live = startLiveFeed(t.databaseUrl)
  // An app of its own, whose answers are not counted as answers that a test has looked at.
  app = await createApp({ config: testConfig, deps: t.deps, live })
  stop = () => app.close().then(() => live.stop())
  await app.ready()
  known = await insertKnown(t)
})
afterAll(() => stop())

interface Try {
  params: { kind: 'known' | 'unknown' | 'garbage'; words: string[] }
  query: [name: number, value: string][]
  body: { kind: 'example' | 'spoilt' | 'garbage'; at: number; by: string }
  ifMatch: string
}

const tries: fc.Arbitrary<Try> = fc.record({
  params: fc.record({
    kind: fc.constantFrom('known', 'known', 'unknown', 'garbage'),
    words: fc.array(word, { minLength: 3, maxLength: 3 }),
  }),
  query: fc.array(fc.tuple(fc.nat(9), word), { maxLength: 2 }),
  body: fc.record({ kind: fc.constantFrom('example', 'spoilt', 'spoilt', 'garbage'), at: fc.nat(50), by: garbage }),
  ifMatch: fc.constantFrom('"1"', '"1"', '1', '"99999999999"', 'W/"x"', '*'),
})

function send(operation: Operation, attempt: Try, cookie: string | undefined): Promise<LightMyRequestResponse> {
  const { params, query, body } = attempt
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    if (params.kind === 'known') return known[name] ?? known['seasonId']!
    if (params.kind === 'unknown') return '01890000-0000-7000-8000-000000000000'
    return encodeURIComponent(params.words[name.length % 3]!)
  })
  const names = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  const search = query.map(([at, value]) => [names[at % (names.length || 1)] ?? 'unasked', value] as [string, string])
  const example = operation.requestBody?.content['application/json']?.example as unknown
  const whole = { example: JSON.stringify(example), spoilt: spoilt(example, body.at, body.by), garbage: body.by }
  return app.inject({
    method: operation.method.toUpperCase() as 'POST',
    url: `${path}?${new URLSearchParams(search).toString()}`,
    headers: {
      ...(cookie ? { cookie } : {}),
      'if-match': attempt.ifMatch,
      ...(operation.requestBody ? { 'content-type': 'application/json' } : {}),
    },
    ...(operation.requestBody ? { payload: whole[body.kind] } : {}),
  })
}

/** Undefined when the answer is one that the description promises. */
function complaint(operation: Operation, answer: LightMyRequestResponse): string | undefined {
  if (answer.statusCode < 400) return undefined
  if (answer.statusCode >= 500) return `answered ${answer.statusCode}`
  if (answer.headers['content-type'] !== 'application/problem+json') return 'no problem document'
  const problem = answer.json<Record<string, unknown>>()
  if (problem['status'] !== answer.statusCode || !problem['detail'] || !problem['instance']) return 'half a problem'
  const documented: string[] = [...operation['x-refusals'], 'busy']
  return documented.includes(String(problem['code'])) ? undefined : `undocumented ${String(problem['code'])}`
}

it('bears anything that anyone sends to any operation', async () => {
  const operations = operationsOf(documentOf(app))
  const complaints = new Set<string>()
  for (const [position, operation] of operations.entries()) {
    // New people each time: one of the operations signs out.
    const [plain, admin] = [
      await t.person(),
      await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null }),
    ]
    for (const attempt of fc.sample(tries, { seed: seed + position, numRuns: triesEach })) {
      for (const cookie of [undefined, plain.cookie, admin.cookie]) {
        const answer = await send(operation, attempt, cookie)
        const wrong = complaint(operation, answer)
        if (wrong) complaints.add(`${operation.operationId}: ${wrong}`)
      }
    }
  }

  expect(operations.length).toBeGreaterThan(40)
  expect([...complaints]).toEqual([])
}, 240_000)
