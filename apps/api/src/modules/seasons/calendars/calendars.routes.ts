import { createHash } from 'node:crypto'
import { OwnCalendar, OwnCalendarAddress, Slug } from '@essor/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, signedIn } from '../../../platform/access/access.ts'
import {
  personCalendar,
  readOwnCalendar,
  renewOwnCalendar,
  revokeOwnCalendar,
  seasonCalendar,
} from './calendars.service.ts'

const tags = ['seasons']
const calendar = {
  200: {
    description: 'A calendar (iCalendar, RFC 5545), with an ETag.',
    content: { 'text/calendar': { schema: z.string() } },
  },
  304: z.null().describe('Nothing has changed since the ETag sent in If-None-Match.'),
}

/** A calendar program asks a few times a day; a loop in one of them should not keep the others waiting. */
const asksPerMinute = 60

/** Feeds that calendar programs subscribe to. */
export const calendarsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/public/seasons/:slug/calendar.ics', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'readSeasonCalendar',
      tags,
      summary: 'The sessions of a published season, for calendar programs',
      params: z.object({ slug: Slug }),
      response: calendar,
    },
    handler: async (request, reply) =>
      asCalendar(request, reply, 'public, max-age=300', await seasonCalendar(request.deps, request.params.slug)),
  })

  app.get('/api/v1/calendars/:token.ics', {
    config: {
      access: anyone,
      refusals: ['not_found', 'too_many_requests'],
      rateLimit: {
        max: asksPerMinute,
        timeWindow: '1 minute',
        // Many people's calendars are fetched from one address: that of the company that runs their calendar.
        keyGenerator: (request) => (request.params as { token: string }).token,
      },
    },
    schema: {
      operationId: 'readPersonalCalendar',
      tags,
      summary: 'The sessions of one person, for calendar programs',
      description: 'Whoever has the address may read it. Its owner can renew or revoke it.',
      params: z.object({ token: z.string().max(100) }),
      response: calendar,
    },
    handler: async (request, reply) =>
      asCalendar(request, reply, 'private, max-age=300', await personCalendar(request.deps, request.params.token)),
  })

  app.get('/api/v1/me/calendar', {
    config: { access: signedIn },
    schema: {
      operationId: 'readOwnCalendar',
      tags,
      summary: 'Whether I have a private calendar address',
      response: { 200: OwnCalendar },
    },
    handler: (request) => readOwnCalendar(request.deps),
  })

  app.put('/api/v1/me/calendar', {
    config: { keyScope: 'none', access: signedIn },
    schema: {
      operationId: 'renewOwnCalendar',
      tags,
      summary: 'Make my private calendar address, in place of the one before',
      response: { 200: OwnCalendarAddress },
    },
    handler: (request) => renewOwnCalendar(request.deps),
  })

  app.delete('/api/v1/me/calendar', {
    config: { access: signedIn },
    schema: {
      operationId: 'revokeOwnCalendar',
      tags,
      summary: 'Revoke my private calendar address',
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await revokeOwnCalendar(request.deps)
      return reply.code(204).send(null)
    },
  })
}

/** Calendar programs ask again and again for what rarely changes: mostly they are told just that. */
function asCalendar(request: FastifyRequest, reply: FastifyReply, cacheControl: string, text: string) {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  void reply.header('etag', etag).header('cache-control', cacheControl).header('referrer-policy', 'no-referrer')
  if (seenBefore(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.type('text/calendar; charset=utf-8').send(text)
}

const seenBefore = (header: string | undefined, etag: string): boolean =>
  header !== undefined && header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
