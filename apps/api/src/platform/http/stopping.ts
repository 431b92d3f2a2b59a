import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** A connection that a browser keeps for its next request would hold up the stop: the last answer on it says that it closes. */
export const lastAnswers = fp(async (app: FastifyInstance) => {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) void reply.header('connection', 'close')
  })
})
