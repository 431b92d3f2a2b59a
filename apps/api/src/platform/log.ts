import type { FastifyRequest, FastifyServerOptions } from 'fastify'

export interface LogStream {
  write(line: string): void
}

/** Nothing personal: neither addresses nor queries nor bodies; the route's pattern, not the URL. */
export const logOptions = (level: string, stream?: LogStream): FastifyServerOptions['logger'] =>
  level === 'silent'
    ? false
    : {
        level,
        ...(stream && { stream }),
        base: null,
        serializers: {
          req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url ?? 'unknown' }),
          err: (error: Error & { code?: string }) => ({
            type: error.name,
            code: error.code,
            // A failed query's message holds its values; the stack says where, the code says what.
            message: error.message.startsWith('Failed query') ? 'Failed query' : error.message,
            stack:
              error.stack
                ?.split('\n')
                .filter((line) => line.trimStart().startsWith('at '))
                .join('\n') ?? '',
            cause:
              error.cause instanceof Error
                ? { type: error.cause.name, code: (error.cause as { code?: string }).code }
                : undefined,
          }),
        },
      }
