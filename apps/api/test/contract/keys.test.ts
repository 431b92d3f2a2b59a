import { beforeAll, expect, it } from 'vitest'
import { useTestApp } from '../harness.ts'
import { insertKnown } from './known.ts'
import { documentOf, operationsOf, type Operation } from './operations.ts'

const t = useTestApp()
const unknown = '01890000-0000-7000-8000-000000000000'
let operations: Operation[]
let known: Record<string, string>

/** Those who hold every role there is need not be asked: a key is refused before roles are looked at. */
async function keyWith(...scopes: string[]): Promise<string> {
  const person = await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })
  const wish = { name: 'Un programme', scopes, days: 30 }
  return (await person.post('/api/v1/me/keys').send(wish).expect(201)).body.key
}

beforeAll(async () => {
  operations = operationsOf(documentOf(t.app))
  known = await insertKnown(t)
})

/** What each operation answers to this key: its code, or `let in` where anything else decided. */
async function codesFor(key: string, asked: Operation[]): Promise<Record<string, string>> {
  const ofKeys = ['key_refused', 'key_scope', 'session_needed']
  const codes: Record<string, string> = {}
  for (const { operationId, method, path, requestBody } of asked) {
    const address = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => known[name] ?? unknown)
    const { body } = await t.anonymous[method](address)
      .set({ authorization: `Bearer ${key}`, 'if-match': '"1"' })
      .send(requestBody?.content['application/json']?.example as object | undefined)
    codes[operationId] = ofKeys.includes(body.code) ? body.code : 'let in'
  }
  return codes
}

const expected = (asked: Operation[], code: (operation: Operation) => string) =>
  Object.fromEntries(asked.map((operation) => [operation.operationId, code(operation)]))
const needsSomeone = ({ 'x-refusals': codes }: Operation) => codes.includes('session_needed')
const scopesOf = ({ security = [] }: Operation) => security.flatMap((one) => one['key'] ?? [])

it('refuses to every operation a key that is none', async () => {
  expect(await codesFor('essor_nothing', operations)).toEqual(expected(operations, () => 'key_refused'))
})

it('changes nothing for a key that may only read', async () => {
  const changes = operations.filter(({ method }) => method !== 'get')

  expect(await codesFor(await keyWith('read'), changes)).toEqual(
    expected(changes, (operation) => (needsSomeone(operation) ? 'session_needed' : 'key_scope')),
  )
})

it('opens to a key for team problems what names that scope, and nothing else to read', async () => {
  const names = (operation: Operation) => scopesOf(operation).includes('team_problems')
  const asked = operations.filter((operation) => operation.method === 'get' || names(operation))

  expect(await codesFor(await keyWith('team_problems'), asked)).toEqual(
    expected(asked, (operation) => {
      if (needsSomeone(operation)) return 'session_needed'
      return names(operation) ? 'let in' : 'key_scope'
    }),
  )
})

it('opens no account to any key', async () => {
  const closed = operations.filter(needsSomeone)

  expect(closed.map(({ operationId }) => operationId).toSorted()).toEqual([
    'acceptCoHolding',
    'acceptInvitation',
    'changePassword',
    'inviteToDelegation',
    'inviteToSeason',
    'listMyKeys',
    'makeMyKey',
    'renewOwnCalendar',
    'requestSignInLink',
    'revokeInvitation',
    'revokeMyKey',
    'signInWithLink',
    'signInWithPassword',
    'signOut',
    'takeRoleBack',
  ])
  expect(await codesFor(await keyWith('read', 'write', 'team_problems'), closed)).toEqual(
    expected(closed, () => 'session_needed'),
  )
})

it('says of each operation how a key opens it', () => {
  const wrong = operations.filter((operation) => {
    const isPublic = operation.security?.length === 0
    const scopes = scopesOf(operation).filter((scope) => scope !== 'team_problems')
    if (isPublic || needsSomeone(operation)) return scopesOf(operation).length > 0
    return scopes.join() !== (operation.method === 'get' ? 'read' : 'write')
  })

  expect(wrong.map(({ operationId }) => operationId)).toEqual([])
})
