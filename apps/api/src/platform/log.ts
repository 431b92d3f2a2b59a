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
          err: loggedError,
        },
      }

/** What is needed to find the fault: the kinds and codes of the error and of what caused it, and where it was thrown. */
export function loggedError(error: Error): { [key: string]: unknown; type: string; message: string; stack: string } {
  return {
    type: error.name,
    ...facts(error),
    message: wordsOf(error),
    stack: placesIn(error),
    ...(error.cause instanceof Error ? { cause: { type: error.cause.name, ...facts(error.cause) } } : {}),
  }
}

/** Our programs' words may be logged; those of a parser, a mail server or the database quote what they were given. */
function wordsOf(error: Error & { code?: unknown }): string {
  if (error.message.startsWith('Failed query')) return 'Failed query'
  if (error instanceof SyntaxError || 'severity' in error || 'responseCode' in error)
    return 'Not logged: it may quote data.'
  return error.message.replaceAll(/[^\s<>"']+@[^\s<>"']+/g, '…')
}

const facts = (error: Error): Record<string, unknown> => ({
  ...pick(error, 'code'),
  ...pick(error, 'constraint'),
  ...pick(error, 'table'),
  ...pick(error, 'responseCode'),
})

const pick = (error: Error, key: string): Record<string, unknown> => {
  const value: unknown = key in error ? error[key as keyof Error] : undefined
  return typeof value === 'string' || typeof value === 'number' ? { [key]: value } : {}
}

const placesIn = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => /^\s*at .*(:\d+:\d+\)?|<anonymous>\)?|native\)?)$/.test(line))
    .join('\n')
