import type { KeyScope } from '@essor/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../deps.ts'
import { AppError } from '../errors.ts'
import { opens, scopesFor } from './key.rules.ts'

/** A key that is in force, and whom it speaks for. */
export interface CallingKey {
  id: string
  scopes: readonly KeyScope[]
  actor: Actor
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The narrower scope that opens the route too; `none` where a person must have signed in themself, and no key is enough. */
    keyScope?: KeyScope | 'none'
  }
  interface FastifyRequest {
    keyId: string
  }
}

interface KeyGateOptions {
  /** Identity provides it; undefined for a key that is none, has expired or was revoked, whichever it is. */
  identifyKey: (key: string) => Promise<CallingKey | undefined>
  callsPerMinute: number
}

export type KeyGate = (key: string, request: FastifyRequest, reply: FastifyReply) => Promise<Actor>

/** Whom the key speaks for, where it opens the route that is asked. */
export function keyGate(app: FastifyInstance, { identifyKey, callsPerMinute }: KeyGateOptions): KeyGate {
  app.decorateRequest('keyId', '')
  const countCalls = app.createRateLimit({
    max: callsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: ({ keyId }) => keyId,
  })

  return async (sent, request, reply) => {
    const key = await identifyKey(sent)
    if (!key) {
      void reply.header('www-authenticate', 'Bearer realm="Essor", error="invalid_token"')
      throw new AppError('key_refused', 'This API key is not one, was revoked, or has expired.')
    }
    request.keyId = key.id
    const calls = await countCalls(request)
    if (!calls.isAllowed && calls.isExceeded) {
      void reply.header('retry-after', String(calls.ttlInSeconds))
      throw new AppError('too_many_requests', `A key may call ${callsPerMinute} times a minute. Wait a little.`)
    }
    const { keyScope } = request.routeOptions.config
    if (keyScope === 'none') throw new AppError('session_needed', 'No API key is enough here: sign in for this.')
    if (!opens(key.scopes, request.method, keyScope)) {
      const needed = scopesFor(request.method, keyScope)
      void reply.header('www-authenticate', `Bearer realm="Essor", error="insufficient_scope", scope="${needed[0]}"`)
      throw new AppError('key_scope', `This needs a key with the scope ${needed.join(' or ')}.`)
    }
    return key.actor
  }
}
