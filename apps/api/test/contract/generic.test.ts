import { beforeAll, expect, it } from 'vitest'
import { insertCoHolder } from '../factories.ts'
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
  const person = await t.person(
    { role: 'network_admin', scopeKind: 'network', scopeId: null },
    // What only those who organise the season may read.
    { role: 'organiser', scopeKind: 'season', scopeId: known['seasonId']! },
  )
  // What only those who hold the file may read.
  await insertCoHolder(t.db, known['submissionId']!, person.id)
  admin = person
})

const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
const withParams = (path: string, value: (name: string) => string) =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => value(name))

/** Its own example as the body: all is right but what the test makes wrong. */
const send = async ({ method, requestBody }: Operation, path: string) =>
  admin[method](path)
    .set('if-match', '"1"')
    .send(requestBody?.content['application/json']?.example as object | undefined)

/** What a query needs that is no id. */
const sensible: Record<string, string> = {
  preset: 'sprint_48h',
  startsOn: '2026-04-01',
  runIds: `${unknown},${unknown.replace(/.$/, '1')}`,
  source: 'network',
}

/** What a query cannot do without is an id, wherever there is such a thing. */
const neededQuery = ({ parameters = [] }: Operation) =>
  new URLSearchParams(
    parameters
      .filter((parameter) => parameter.in === 'query' && parameter.required)
      .map(({ name }): [string, string] => [name, sensible[name] ?? unknown]),
  )

interface Seen {
  path: string
  status: number
  code: string
}

async function answersOf(asked: Operation[], path: (operation: Operation) => string): Promise<Seen[]> {
  const answers = []
  for (const operation of asked) {
    const { body } = await send(operation, path(operation))
    answers.push({ path: operation.path, status: body.status, code: body.code })
  }
  return answers
}

const all = (asked: Operation[], status: number, code: string): Seen[] =>
  asked.map(({ path }) => ({ path, status, code }))

it('says of every thing that is not there that it is not there', async () => {
  const asked = operations.filter(({ 'x-refusals': codes, path }) => codes.includes('not_found') && path.includes('{'))
  const toNothing = (operation: Operation) =>
    `${withParams(operation.path, (name) => (name === 'kind' ? known[name]! : unknown))}?${neededQuery(operation).toString()}`

  expect(asked.length).toBeGreaterThan(50)
  expect(await answersOf(asked, toNothing)).toEqual(all(asked, 404, 'not_found'))
})

it('says of every id that is none that it is none', async () => {
  const asked = operations.filter(({ path }) => path.includes('Id}'))

  expect(asked.length).toBeGreaterThan(50)
  expect(await answersOf(asked, ({ path }) => withParams(path, () => 'wrong'))).toEqual(
    all(asked, 400, 'invalid_input'),
  )
})

it('takes from every list a cursor that it gave and a sensible number, and no other', async () => {
  const lists = operations.filter(
    ({ 'x-refusals': codes, path }) => codes.includes('cursor_invalid') && namesIn(path).every((name) => name in known),
  )
  const asking = (query: string) =>
    answersOf(
      lists,
      (operation) =>
        `${withParams(operation.path, (name) => known[name]!)}?${neededQuery(operation).toString()}&${query}`,
    )

  expect(lists.length).toBeGreaterThan(20)
  expect(await asking('cursor=wrong')).toEqual(all(lists, 400, 'cursor_invalid'))
  expect(await asking('limit=0')).toEqual(all(lists, 400, 'invalid_input'))
})

it('takes a cursor that was made up for a wrong one, or for as good as one it gave; it is no fault of ours', async () => {
  const lists = operations.filter(
    ({ 'x-refusals': codes, path }) => codes.includes('cursor_invalid') && namesIn(path).every((name) => name in known),
  )
  const forged = [
    ['no day and no instant', unknown],
    ['0000-00-00', unknown],
    ['-271000-01-01T00:00:00.000Z', unknown],
    [8.64e15, unknown],
    ['2026-03-02T09:00:00.000Z', '-'.repeat(36)],
  ].map((key) => Buffer.from(JSON.stringify(key)).toString('base64url'))
  const misread = []
  for (const operation of lists) {
    const { path } = operation
    const list = `${withParams(path, (name) => known[name]!)}?${neededQuery(operation).toString()}`
    for (const cursor of forged) {
      const { status, body } = await admin.get(`${list}&cursor=${cursor}`)
      if (status !== 200 && body.code !== 'cursor_invalid') misread.push(`${path}: ${status} ${body.code}`)
    }
  }

  expect(lists.length).toBeGreaterThan(20)
  expect(misread).toEqual([])
})
