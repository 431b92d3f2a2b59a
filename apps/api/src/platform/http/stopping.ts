import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** How often connections that have fallen idle are looked for while the server stops. */
const lookMs = 100

/** A connection that a browser keeps for its next request would hold up the stop: the last answer on it says that it closes. */
export const lastAnswers = fp(async (app: FastifyInstance) => {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
    if (!app.server.listening) return
    // An answer that was begun before could not say so: its connection is idle once it has ended.
    const looking = setInterval(() => app.server.closeIdleConnections(), lookMs)
    app.server.once('close', () => clearInterval(looking))
  })
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) void reply.header('connection', 'close')
  })
})
