import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'
import type { Deps } from '../deps.ts'
import { accessControl } from './access.ts'

const t = useTestApp()

it('does not start with a route that does not say who may call it', async () => {
  const app = Fastify()
  await app.register(accessControl, {
    deps: {} as Omit<Deps, 'actor'>,
    identify: async () => ({ personId: null, grants: [] }),
    byKey: async () => ({ personId: null, grants: [] }),
  })

  expect(() => app.get('/api/v1/open', () => 'anyone could read this')).toThrow(
    'GET /api/v1/open does not say who may call it.',
  )
})

it('changes nothing for a page of another site, of a neighbour or of nowhere, in browsers new and old', async () => {
  const person = await t.person()
  const host = new URL(t.url).host
  const codeFor = async (headers: Record<string, string>): Promise<unknown> =>
    (await person.patch('/api/v1/me').set(headers).send({ name: 'Camille' })).body.code ?? 'changed'

  expect([
    await codeFor({ 'sec-fetch-site': 'cross-site' }),
    await codeFor({ 'sec-fetch-site': 'same-site' }),
    await codeFor({ origin: 'https://elsewhere.example' }),
    await codeFor({ origin: `http://neighbour.${host}` }),
    await codeFor({ origin: 'null' }),
  ]).toEqual(['cross_site', 'cross_site', 'cross_site', 'cross_site', 'cross_site'])
  expect([
    await codeFor({}),
    await codeFor({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:5173' }),
    await codeFor({ 'sec-fetch-site': 'none' }),
    await codeFor({ origin: `http://${host}` }),
    await codeFor({ origin: 'http://essor.test' }),
  ]).toEqual(['changed', 'changed', 'changed', 'changed', 'changed'])
})

it('lets no cache keep what was shown to someone signed in', async () => {
  const person = await t.person()

  expect((await person.get('/api/v1/me')).headers['cache-control']).toBe('no-store')
})
