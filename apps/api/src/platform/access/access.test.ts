import Fastify from 'fastify'
import { expect, it } from 'vitest'
import type { Deps } from '../deps.ts'
import { accessControl } from './access.ts'

it('does not start with a route that does not say who may call it', async () => {
  const app = Fastify()
  await app.register(accessControl, {
    deps: {} as Omit<Deps, 'actor'>,
    identify: async () => ({ personId: null, grants: [] }),
  })

  expect(() => app.get('/api/v1/open', () => 'anyone could read this')).toThrow(
    'GET /api/v1/open does not say who may call it.',
  )
})
