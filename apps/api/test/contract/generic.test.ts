import { beforeAll, expect, it } from 'vitest'
import { useTestApp, type Caller } from '../harness.ts'
import { insertKnown } from './known.ts'
import { documentOf, operationsOf, type Operation } from './operations.ts'

const t = useTestApp()
const unknown = '01890000-0000-7000-8000-000000000000'
let operations: Operation[]
let known: Record<string, string>
let admin: Caller

beforeAll(async () => {
  operations = operationsOf(documentOf(t.app))
  known = await insertKnown(t)
  admin = await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })
})

const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
const withParams = (path: string, value: (name: string) => string) =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => value(name))

/** Its own example as the body: all is right but what the test makes wrong. */
const send = async ({ method, requestBody }: Operation, path: string) =>
  admin[method](path)
    .set('if-match', '"1"')
    .send(requestBody?.content['application/json']?.example as object | undefined)

/** What a query cannot do without is an id, wherever there is such a thing. */
const neededQuery = ({ parameters = [] }: Operation) =>
  new URLSearchParams(
    parameters
      .filter((parameter) => parameter.in === 'query' && parameter.required)
      .map(({ name }): [string, string] => [name, unknown]),
  )

/** A cursor that was made up is refused, or is as good as one given where the list is ordered by words; it is no fault of ours. */
async function misread(lists: Operation[], cursor: string): Promise<string[]> {
  const found = []
  for (const { path } of lists) {
    const { status, body } = await admin.get(`${withParams(path, (name) => known[name]!)}?cursor=${cursor}`)
    if (status !== 200 && body.code !== 'cursor_invalid') found.push(`${path}: ${status} ${body.code}`)
  }
  return found
}

const problem = (path: string, status: number, code: string) => ({ path, status, code })

async function expectEach(wanted: Operation[], path: (operation: Operation) => string, status: number, code: string) {
  expect(wanted.length).toBeGreaterThan(5)
  const answers = []
  for (const operation of wanted) {
    const { body } = await send(operation, path(operation))
    answers.push(problem(operation.path, body.status, body.code))
  }
  expect(answers).toEqual(wanted.map((operation) => problem(operation.path, status, code)))
}

it('says of every thing that is not there that it is not there', async () => {
  await expectEach(
    operations.filter(({ 'x-refusals': codes, path }) => codes.includes('not_found') && path.includes('{')),
    (operation) => `${withParams(operation.path, () => unknown)}?${neededQuery(operation)}`,
    404,
    'not_found',
  )
})

it('says of every id that is none that it is none', async () => {
  await expectEach(
    operations.filter(({ path }) => path.includes('Id}')),
    ({ path }) => withParams(path, () => 'wrong'),
    400,
    'invalid_input',
  )
})

it('takes from every list a cursor that it gave, and no other', async () => {
  const isList = ({ 'x-refusals': codes, path }: Operation) =>
    codes.includes('cursor_invalid') && namesIn(path).every((name) => name in known)
  const lists = operations.filter(isList)

  await expectEach(
    lists,
    ({ path }) => `${withParams(path, (name) => known[name]!)}?cursor=wrong`,
    400,
    'cursor_invalid',
  )
  for (const forged of [
    ['no day and no instant', unknown],
    ['0000-00-00', unknown],
    ['-271000-01-01T00:00:00.000Z', unknown],
    [8.64e15, unknown],
    ['2026-03-02T09:00:00.000Z', '-'.repeat(36)],
  ]) {
    const cursor = Buffer.from(JSON.stringify(forged)).toString('base64url')
    expect(await misread(lists, cursor)).toEqual([])
  }
  await expectEach(lists, ({ path }) => `${withParams(path, (name) => known[name]!)}?limit=0`, 400, 'invalid_input')
})
