import type { FastifyPluginAsync } from 'fastify'
import type { Db } from '../db/connection.ts'
import { answers } from '../db/statements.ts'

/** For whoever watches the process. `ready` is false while the database is away, and while the server stops. */
export const healthRoutes =
  (db: Db): FastifyPluginAsync =>
  async (app) => {
    let stopping = false
    app.addHook('preClose', async () => {
      stopping = true
    })
    app.get('/health/live', { schema: { hide: true }, logLevel: 'silent' }, () => ({ live: true }))
    app.get('/health/ready', { schema: { hide: true }, logLevel: 'silent' }, async (_request, reply) => {
      const ready = !stopping && (await answers(db))
      return reply.code(ready ? 200 : 503).send({ ready })
    })
  }
