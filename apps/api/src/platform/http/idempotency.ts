import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import fp from 'fastify-plugin'
import { AppError } from '../errors.ts'
import { withVersion } from './versions.ts'
import { claimKey, findAnswer, keepAnswer } from './idempotency.repository.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer holds a secret that is told this once: it is not kept, so the POST takes no Idempotency-Key. */
    toldOnce?: true
  }
}

/**
 * A POST that creates (answers 201) may carry an Idempotency-Key. The work, the key and the answer are one transaction,
 * so a request that is sent again after a lost answer gets the first answer and nothing is made twice.
 */
export const idempotentCreation = fp(async (app: FastifyInstance) => {
  app.addHook('onRoute', (route) => {
    const responses = route.schema?.response as Record<string, unknown> | undefined
    if (route.method !== 'POST' || !responses?.['201'] || route.config?.toldOnce) return
    route.handler = once(route.handler)
  })
})

const once = (handler: RouteHandlerMethod): RouteHandlerMethod =>
  async function (request, reply) {
    reply.code(201)
    const key = request.headers['idempotency-key']
    const personId = request.deps.actor.personId
    if (typeof key !== 'string' || !personId) return handler.call(this, request, reply)
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw new AppError('invalid_input', 'Idempotency-Key is 1 to 200 visible characters.')
    const claim = { personId, key, request: fingerprint(request) }
    const deps = request.deps
    return deps.db.transaction(async (db) => {
      if (!(await claimKey(db, claim))) {
        const kept = await findAnswer(db, claim)
        if (!kept) throw new AppError('idempotency_in_progress', 'The first request with this key is still under way.')
        if (kept.request !== claim.request) {
          throw new AppError('idempotency_mismatch', 'This key was used with another request. Use a new key.')
        }
        sayVersion(reply, JSON.parse(kept.answer))
        return reply
          .header('idempotency-replayed', 'true')
          .serializer(String)
          .type('application/json; charset=utf-8')
          .send(kept.answer)
      }
      request.deps = { ...deps, db }
      const answer = await handler.call(this, request, reply)
      await keepAnswer(db, claim, reply.serialize(answer as object) as string)
      return answer
    })
  }

/** The first answer told it, where what was made has versions; whoever lost that answer needs it as much. */
function sayVersion(reply: FastifyReply, made: { version?: unknown }): void {
  if (typeof made.version === 'number') withVersion(reply, { version: made.version })
}

function fingerprint(request: FastifyRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([request.method, request.routeOptions.url, request.params, request.body]))
    .digest('hex')
}
