import { createHash } from 'node:crypto'
import swagger from '@fastify/swagger'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { RefusalCode } from '../errors.ts'
import { completed } from './openapi.document.ts'

const description = `
Essor helps local delegations run seasons for the social and solidarity economy.

**Sign-in.** A session cookie, set by \`POST /api/v1/session/link/verify\` or \`POST /api/v1/session/password\`.
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
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'essor.session_token' } } },
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
  await app.register(async (docs) => {
    docs.addHook<unknown>('onSend', async (_request, reply, page) => {
      const policy = reply.getHeader('content-security-policy')
      if (typeof page === 'string' && typeof policy === 'string')
        void reply.header('content-security-policy', policy.replace("script-src 'self'", `$& ${hashesOf(page)}`))
    })
    await docs.register(scalar, {
      routePrefix: '/api/docs',
      configuration: {
        url: '/api/openapi.json',
        withDefaultFonts: false,
        telemetry: false,
        agent: { disabled: true },
        hideClientButton: true,
      },
    })
  })
})

/** The reading page starts itself by a script of its own, which the policy of every page would stop. */
const hashesOf = (page: string): string =>
  Array.from(
    page.matchAll(/<script[^>]*>([^]*?)<\/script>/g),
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  ).join(' ')

const facts = (route: RouteOptions) => ({
  security: route.config?.access?.kind === 'public' ? [] : [{ session: [] }],
  'x-refusals': refusalsOf(route),
  ...exampleOfBody(route),
})

/** JSON Schema leaves out the example of a body that holds instants, since that is text before it is read and no text after. */
function exampleOfBody({ schema = {} }: RouteOptions): { 'x-body-example'?: unknown } {
  const [example] = (schema.body instanceof z.ZodType && (schema.body.meta()?.examples as unknown[] | undefined)) || []
  return example === undefined ? {} : { 'x-body-example': example }
}

/** What a route may refuse with follows from what it declares; only the codes of its own rules are listed by hand. */
function refusalsOf({ config, schema = {}, method }: RouteOptions): RefusalCode[] {
  const access = config?.access?.kind
  const responses = (schema.response ?? {}) as Record<string, unknown>
  const query = (schema.querystring as { shape?: object } | undefined)?.shape ?? {}
  const codes = new Set<RefusalCode>(config?.refusals ?? [])
  if (schema.params || schema.querystring || schema.body) codes.add('invalid_input')
  if ('cursor' in query) codes.add('cursor_invalid')
  if (schema.body) codes.add('too_large').add('unsupported_media_type')
  if (method !== 'GET') codes.add('cross_site')
  if (access !== 'public') codes.add('unauthenticated')
  if (access === 'permission') codes.add('forbidden')
  if (access === 'permission' && schema.params) codes.add('not_found')
  if (config?.versioned) codes.add('version_conflict').add('if_match_required')
  if (method === 'POST' && responses['201'] && access !== 'public')
    codes.add('idempotency_in_progress').add('idempotency_mismatch')
  return [...codes.add('unavailable')]
}
