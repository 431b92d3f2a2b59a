import rateLimit from '@fastify/rate-limit'
import type { KeyScope } from '@essor/contracts'
import Fastify from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import type { Actor, Deps } from '../deps.ts'
import { problemDocuments } from '../http/problems.ts'
import { accessControl, signedIn } from './access.ts'
import { keyGate } from './keys.ts'

const actor: Actor = { personId: '0199f3a0-7d2c-7c51-9a43-3f6c1b2d4e5f', grants: [] }

/** The scopes of a key are its name here: `essor_read+write`. */
async function appWithThreeRoutes() {
  const app = Fastify()
  onTestFinished(() => app.close())
  await app.register(problemDocuments)
  await app.register(rateLimit, { global: false })
  const identifyKey = async (key: string) => ({ id: key, scopes: key.slice(6).split('+') as KeyScope[], actor })
  await app.register(accessControl, {
    deps: { publicUrl: 'http://essor.test' } as Omit<Deps, 'actor'>,
    identify: async () => ({ personId: null, grants: [] }),
    byKey: keyGate(app, { identifyKey, callsPerMinute: 100 }),
  })
  const answer = () => ({ code: 'let in' })
  app.route({ method: ['GET', 'POST'], url: '/plain', config: { access: signedIn }, handler: answer })
  const narrow = { access: signedIn, keyScope: 'team_problems' } as const
  app.route({ method: ['GET', 'POST'], url: '/problems', config: narrow, handler: answer })
  app.route({
    method: ['GET', 'POST'],
    url: '/account',
    config: { access: signedIn, keyScope: 'none' },
    handler: answer,
  })
  return app
}

it.each([
  ['read', ['let in', 'key_scope', 'let in', 'key_scope']],
  ['write', ['let in', 'let in', 'let in', 'let in']],
  ['team_problems', ['key_scope', 'key_scope', 'let in', 'let in']],
  ['read+team_problems', ['let in', 'key_scope', 'let in', 'let in']],
])('opens with %s what this scope opens, and never what needs a person', async (scopes, expected) => {
  const app = await appWithThreeRoutes()
  const codeOf = async (method: 'GET' | 'POST', url: string) =>
    (await app.inject({ method, url, headers: { authorization: `Bearer essor_${scopes}` } })).json<{ code: string }>()
      .code

  const codes = []
  for (const url of ['/plain', '/problems', '/account'])
    for (const method of ['GET', 'POST'] as const) codes.push(await codeOf(method, url))

  expect(codes).toEqual([...expected, 'session_needed', 'session_needed'])
})

it('names the scope that is missing', async () => {
  const app = await appWithThreeRoutes()

  const answer = await app.inject({ method: 'POST', url: '/plain', headers: { authorization: 'Bearer essor_read' } })

  expect(answer.headers['www-authenticate']).toBe('Bearer realm="Essor", error="insufficient_scope", scope="write"')
  expect(answer.json()).toMatchObject({
    status: 403,
    code: 'key_scope',
    detail: 'This needs a key with the scope write.',
  })
})
