import { createHash } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { refusals } from '../../src/platform/errors.ts'
import { useTestApp } from '../harness.ts'
import { documentOf, operationsOf, type Document, type Operation } from './operations.ts'

const t = useTestApp()
let document: Document
let operations: Operation[]

beforeAll(() => {
  document = documentOf(t.app)
  operations = operationsOf(document)
})

/** Names of the operations that are not as they should be. */
const those = (isWrong: (operation: Operation) => unknown) =>
  operations.filter(isWrong).map(({ operationId, method, path }) => operationId || `${method} ${path}`)

interface Example {
  where: string
  schema: object
  example: unknown
}

function examplesOf({ operationId, requestBody, responses }: Operation): Example[] {
  const answers = Object.entries(responses).map(([status, answer]) => [`${operationId} ${status}`, answer] as const)
  return [[`${operationId} body`, requestBody] as const, ...answers].flatMap(([where, holder]) => {
    const media = holder?.content?.['application/json'] ?? holder?.content?.['application/problem+json']
    return media?.schema ? [{ where, schema: media.schema, example: media.example as unknown }] : []
  })
}

/** One check for each place, from the document as a client would read it. */
function checksOf(examples: Example[]): Record<string, z.ZodType> {
  const properties = Object.fromEntries(examples.map(({ where, schema }) => [where, schema]))
  const whole = JSON.stringify({ type: 'object', properties, $defs: document.components?.schemas })
  const plain = JSON.parse(whole.replaceAll('#/components/schemas/', '#/$defs/')) as Parameters<
    typeof z.fromJSONSchema
  >[0]
  return (z.fromJSONSchema(plain) as z.ZodObject<Record<string, z.ZodType>>).shape
}

it('gives every operation a name of its own, one tag and a summary', () => {
  const ids = operations.map(({ operationId }) => operationId)

  expect(ids.filter((id, position) => !id || ids.indexOf(id) !== position)).toEqual([])
  expect(those(({ tags, summary }) => tags?.length !== 1 || !summary)).toEqual([])
})

it('says something true of every answer', () => {
  expect(
    those(({ responses }) =>
      Object.values(responses).some(({ description }) => !description || description === 'Default Response'),
    ),
  ).toEqual([])
  expect(those(({ responses }) => !Object.keys(responses).some((status) => status.startsWith('2')))).toEqual([])
})

it('shows an example of every body and every answer, which is one', () => {
  const examples = operations.flatMap(examplesOf)

  expect(examples.filter(({ example }) => example === undefined).map(({ where }) => where)).toEqual([])
  const checks = checksOf(examples)
  const wrong = examples.flatMap(({ where, example }) => {
    const result = checks[where]!.safeParse(example)
    return result.success ? [] : [`${where}: ${result.error.message}`]
  })
  expect(wrong).toEqual([])
})

it('documents every refusal of its declaration, and no other', () => {
  const wrong = operations.flatMap(({ operationId, responses, 'x-refusals': codes }) => {
    const expected = [...new Set(codes.map((code) => String(refusals[code][0])))].sort()
    const documented = Object.keys(responses).filter((status) => status >= '400')
    const unnamed = codes.filter((code) => !responses[refusals[code][0]]?.description.includes(`\`${code}\``))
    return JSON.stringify(expected) === JSON.stringify(documented.sort()) && unnamed.length === 0 ? [] : [operationId]
  })

  expect(wrong).toEqual([])
})

it('documents no code that does not exist', () => {
  const written = Object.values(operations.map(({ responses }) => responses)).flatMap((responses) =>
    Object.entries(responses)
      .filter(([status]) => status >= '400')
      .flatMap(([status, { description }]) =>
        [...description.matchAll(/`(\w+)`:/g)].map(([, code]) => `${code} ${status}`),
      ),
  )
  const known = new Set(Object.entries(refusals).map(([code, [status]]) => `${code} ${status}`))

  expect([...new Set(written)].filter((code) => !known.has(code))).toEqual([])
})

it('has no refusal that no operation and no part of the platform gives', () => {
  const ofThePlatform = [
    'method_not_allowed',
    'uri_too_long',
    'headers_too_large',
    'request_timeout',
    'internal',
    'busy',
  ]
  const documented = new Set<string>(operations.flatMap(({ 'x-refusals': codes }) => codes))

  expect(Object.keys(refusals).filter((code) => !documented.has(code) && !ofThePlatform.includes(code))).toEqual([])
})

it('refers to nothing that is not there, and keeps nothing that is not referred to', () => {
  const named = new Set(Object.keys(document.components?.schemas ?? {}))
  const referred = new Set(
    [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!),
  )

  expect([...referred].sort()).toEqual([...named].sort())
})

it('lets the reading page run the script that starts it, and no other', async () => {
  const { text, headers } = await t.anonymous.get('/api/docs/').expect(200)
  const [, started = ''] = /<script type="text\/javascript">([^]+?)<\/script>/.exec(text) ?? []
  const allowed = /script-src ([^;]+)/.exec(headers['content-security-policy'] ?? '')?.[1]?.split(' ')

  expect(started).toContain('/api/openapi.json')
  expect(allowed).toContain(`'sha256-${createHash('sha256').update(started).digest('base64')}'`)
  expect(allowed).not.toContain("'unsafe-inline'")
  expect((await t.anonymous.get('/api/v1/skills')).headers['content-security-policy']).toContain("script-src 'self';")
})
