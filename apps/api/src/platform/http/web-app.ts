import { join, sep } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { AppError } from '../errors.ts'

/** Serves the built SPA on the same port; every address that is no file and no API is the SPA's to route. */
export const webApp = fp<{ folder: string }>(async (app: FastifyInstance, { folder }) => {
  await app.register(serveStatic, {
    root: folder,
    wildcard: false,
    schemaHide: true,
    setHeaders: (reply, path) =>
      void reply.header(
        'cache-control',
        path.startsWith(join(folder, 'assets') + sep) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    if (/^\/(api|health|assets)([/?]|$)/.test(request.url)) {
      throw new AppError('not_found', 'There is nothing at this address.')
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
})
