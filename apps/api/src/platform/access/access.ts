import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import type { Actor, Deps } from '../deps.ts'
import { AppError, type RefusalCode } from '../errors.ts'
import { keyIn } from './key.rules.ts'
import type { KeyGate } from './keys.ts'
import { allows, type Permission, type Scope } from './policy.rules.ts'

/** Finds where the thing named by the path stands; undefined when there is no such thing. */
export type ScopeFinder<Params> = (deps: Deps, params: Params) => Promise<Scope | undefined> | Scope | undefined

export type Access =
  | { kind: 'public' }
  | { kind: 'signed_in' }
  | { kind: 'permission'; permission: Permission; scope: ScopeFinder<Record<string, string>> }

export const anyone: Access = { kind: 'public' }
export const signedIn: Access = { kind: 'signed_in' }

/** Only those whom the policy grants `permission` where the thing stands. */
export const can = <Params extends Record<string, string>>(
  permission: Permission,
  scope: ScopeFinder<Params>,
): Access => ({
  kind: 'permission',
  permission,
  scope: scope as ScopeFinder<Record<string, string>>,
})

/** For things that stand above every delegation. */
export const wholeNetwork = (): Scope => ({})

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** The codes that this route may refuse with, besides those that follow from its access and its schemas. */
    refusals?: readonly RefusalCode[]
    /** Body limit and the like are Fastify's; this one says that the route takes a version in If-Match. */
    versioned?: true
  }
  interface FastifyRequest {
    deps: Deps
  }
}

interface AccessOptions {
  deps: Omit<Deps, 'actor'>
  /** Reads the session of the request; identity provides it. */
  identify: (request: FastifyRequest) => Promise<Actor>
  /** Whom the API key of the request speaks for. */
  byKey: KeyGate
}

const nobody: Actor = { personId: null, grants: [] }

/** Gives each request its deps, and lets nobody past who may not be there. A route that does not say who may call it fails at boot. */
export const accessControl = fp<AccessOptions>(async (app: FastifyInstance, { deps, identify, byKey }) => {
  app.decorateRequest('deps')

  app.addHook('onRoute', (route: RouteOptions) => {
    if (route.method === 'HEAD' || route.schema?.hide) return
    if (!route.config?.access) throw new Error(`${String(route.method)} ${route.url} does not say who may call it.`)
  })

  app.addHook('onRequest', async (request, reply) => {
    const access = request.routeOptions.config.access
    // Pages and their files are the same for everybody, and come also while the database is away.
    const key = access && keyIn(request.headers.authorization)
    // A browser adds no key by itself, so no page of another site can have made such a request; its cookies do not count.
    if (!key) refuseCrossSite(request, deps.publicUrl)
    const asked = async () => (access && request.headers.cookie ? identify(request) : nobody)
    const actor = key ? await byKey(key, request, reply) : await asked()
    request.deps = { ...deps, actor }
    if (actor.personId) void reply.header('cache-control', 'no-store')
    if (access && access.kind !== 'public' && !actor.personId) throw new AppError('unauthenticated', 'Sign in first.')
  })

  app.addHook('preHandler', async (request) => {
    const access = request.routeOptions.config.access
    if (access?.kind !== 'permission') return
    const scope = await access.scope(request.deps, request.params as Record<string, string>)
    if (!scope) throw new AppError('not_found', 'There is no such thing.')
    if (!allows(request.deps.actor.grants, access.permission, scope)) {
      throw new AppError('forbidden', 'Your roles do not allow this.')
    }
  })
})

/** A browser says where a request was made; a page of another origin, a neighbour's too, may not change anything here. */
function refuseCrossSite(request: FastifyRequest, publicUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  if (!isFromHere(request, publicUrl)) {
    throw new AppError('cross_site', 'This request was made by a page of another site.')
  }
}

/** Older browsers, and all of them over plain HTTP, tell the origin only; programs that are no browser tell nothing. */
function isFromHere({ headers, host }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  if (origin === undefined || origin === new URL(publicUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
