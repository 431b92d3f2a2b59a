import { createHash } from 'node:crypto'
import swagger from '@fastify/swagger'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { scopesFor } from '../access/key.rules.ts'
import type { RefusalCode } from '../errors.ts'
import { completed } from './openapi.document.ts'

const description = `
Essor helps local delegations run seasons for the social and solidarity economy.

**Sign-in.** A session cookie, set by \`POST /api/v1/session/link/verify\` or \`POST /api/v1/session/password\`.

**API keys** are for programs. Make one at \`/mon-espace/compte/cles\`, where it is told once, and send it with each request:

\`\`\`sh
curl -H "Authorization: Bearer essor_…" http://localhost:3000/api/v1/me
\`\`\`

A key acts as its person and never more, within its scopes: \`read\` opens every GET, \`write\` all else too, \`team_problems\`
only the operations that solve team problems. None opens what manages an account. It needs no cookie. It is over on its day,
or once its person revokes it; every answer is then 401 \`key_refused\`. One that calls too often is answered 429, and
\`Retry-After\` says how long to wait.

**Refusals** are problem documents (RFC 9457); branch on \`code\`.

**Lists** are paged: send \`nextCursor\` back as \`cursor\`.

**Creating twice.** Send an \`Idempotency-Key\` with a POST that answers 201, and sending it again gives the first answer.

**Changing what others may change too.** Send the \`ETag\` you read as \`If-Match\`.

**Instants** are RFC 3339; days and hours are decided in the zone of the delegation.
`

/** The document at /api/openapi.json and the reading page at /api/docs. */
export const openApi = fp(async (app: FastifyInstance) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Essor', version: '1.0.0', description },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'essor.session_token' },
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key that begins with essor_. Each operation names the scope that opens it.',
          },
        },
      },
    },
    transform: (document) => {
      const transformed = jsonSchemaTransform(document as Parameters<typeof jsonSchemaTransform>[0])
      return transformed.schema?.hide
        ? transformed
        : { ...transformed, schema: { ...transformed.schema, ...facts(document.route) } }
    },
    transformObject: (document) =>
      completed(jsonSchemaTransformObject(document as Parameters<typeof jsonSchemaTransformObject>[0])),
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  await app.register(readingPage)
})

/** Its program starts from a script in the page, so these pages alone let just that script run. Nothing comes from elsewhere. */
const readingPage = async (app: FastifyInstance) => {
  app.addHook('onSend', async (_request, reply, page) => {
    if (typeof page === 'string' && page.startsWith('<!doctype html>'))
      void reply.header('content-security-policy', policyFor(page))
  })
  await app.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/openapi.json',
      pageTitle: 'Essor: the API',
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      hideClientButton: true,
      showDeveloperTools: 'never',
      favicon: '/favicon.svg',
    },
  })
}

function policyFor(page: string): string {
  const scripts = [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script!)
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  return [
    "default-src 'self'",
    `script-src 'self' ${hashes.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const facts = (route: RouteOptions) => ({
  security: securityOf(route),
  'x-refusals': refusalsOf(route),
  ...exampleOfBody(route),
  ...fileAsBody(route),
})

/** `write` holds `read`, so that only the plainest scope is named, and the narrower one where there is one. */
function securityOf({ config, method }: RouteOptions): Record<string, string[]>[] {
  if (config?.access?.kind === 'public') return []
  const session = { session: [] }
  if (config?.keyScope === 'none') return [session]
  const [plainest] = scopesFor(String(method), undefined)
  const scopes = [plainest!, ...(config?.keyScope ? [config.keyScope] : [])]
  return [session, ...scopes.map((scope) => ({ key: [scope] }))]
}

/** JSON Schema leaves out the example of a body that holds instants, since that is text before it is read and no text after. */
function exampleOfBody({ schema = {} }: RouteOptions): { 'x-body-example'?: unknown } {
  const [example] = (schema.body instanceof z.ZodType && (schema.body.meta()?.examples as unknown[] | undefined)) || []
  return example === undefined ? {} : { 'x-body-example': example }
}

/** One file of these types, as it is. */
const fileAsBody = ({ config }: RouteOptions) =>
  config?.upload ? { consumes: [...config.upload.types], body: { type: 'string', format: 'binary' } } : {}

/** What a route may refuse with follows from what it declares; only the codes of its own rules are listed by hand. */
function refusalsOf({ config, schema = {}, method }: RouteOptions): RefusalCode[] {
  const access = config?.access?.kind
  const responses = (schema.response ?? {}) as Record<string, unknown>
  const query = (schema.querystring as { shape?: object } | undefined)?.shape ?? {}
  const codes = new Set<RefusalCode>(config?.refusals ?? [])
  if (schema.params || schema.querystring || schema.body) codes.add('invalid_input')
  if ('cursor' in query) codes.add('cursor_invalid')
  if (schema.body) codes.add('too_large').add('unsupported_media_type')
  if (config?.upload) codes.add('too_large').add('file_type_refused')
  if (method !== 'GET') codes.add('cross_site')
  if (access !== 'public') codes.add('unauthenticated')
  if (access === 'permission') codes.add('forbidden')
  codes.add('key_refused').add('too_many_requests')
  codes.add(config?.keyScope === 'none' ? 'session_needed' : 'key_scope')
  if (access === 'permission' && schema.params) codes.add('not_found')
  if (config?.versioned) codes.add('version_conflict').add('if_match_required')
  if (method === 'POST' && responses['201'] && access !== 'public' && !config?.toldOnce)
    codes.add('idempotency_in_progress').add('idempotency_mismatch')
  return [...codes.add('unavailable')]
}
