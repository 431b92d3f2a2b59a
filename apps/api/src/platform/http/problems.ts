import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { Problem } from '@essor/contracts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isConcurrencyFailure, isDatabaseAway } from '../db/failures.ts'
import { AppError, type FieldError } from '../errors.ts'

export const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** Writes every error, ours or not, as a problem document (RFC 9457). What a 5xx says never leaves the log. */
export const problemDocuments = fp(async (app: FastifyInstance) => {
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(request, reply, asAppError(error, request)))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new AppError('not_found', 'There is nothing at this address.')),
  )
})

function asAppError(error: FastifyError, request: FastifyRequest): AppError {
  if (error instanceof AppError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new AppError('invalid_input', 'Some fields are not right.', fieldErrors(error))
  }
  if (isDatabaseAway(error)) {
    request.log.error({ err: error }, 'database away')
    return new AppError('unavailable', 'Essor cannot reach its database. Try again in a moment.')
  }
  if (isConcurrencyFailure(error)) return new AppError('busy', 'Another change was under way. Send the request again.')
  if (error.statusCode === 414) return new AppError('uri_too_long', 'The address is too long.')
  if (error.statusCode === 413) return new AppError('too_large', 'The body is too large.')
  if (error.statusCode === 415) return new AppError('unsupported_media_type', wantedType(request))
  if (error.statusCode === 429)
    return new AppError('too_many_requests', 'Too many tries. Wait a minute, then try again.')
  if (error.statusCode === 405)
    return new AppError('method_not_allowed', 'This address does not answer to this method.')
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    return new AppError('invalid_input', 'The request cannot be read.')
  }
  request.log.error({ err: error }, 'unexpected error')
  return new AppError('internal', 'Something went wrong on our side. The request id helps us find it.')
}

function wantedType({ routeOptions }: FastifyRequest): string {
  const { consumes } = (routeOptions.schema ?? {}) as { consumes?: readonly string[] }
  return consumes
    ? `Send a body of the type ${consumes.join(' or ')}.`
    : 'Send JSON, with content-type application/json.'
}

function fieldErrors(error: {
  validation: { instancePath: string; message?: string; keyword: string }[]
  validationContext?: string
}): FieldError[] {
  return error.validation.map((issue) => ({
    path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.') || (error.validationContext ?? 'body'),
    message: issue.message ?? 'This value is not right.',
    code: issue.keyword,
  }))
}

/** Also for the faults that Fastify finds before any route is known, such as an address that is no address. */
export function answerProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void sendProblem(request, reply, asAppError(error, request))
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, error: AppError): FastifyReply {
  if (error.status === 503) void reply.header('retry-after', '2')
  return reply
    .code(error.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(problemOf(error, request.id))
}

export const problemOf = (error: AppError, requestId: string): Problem => ({
  type: `urn:essor:problem:${error.code}`,
  title: titles[error.status] ?? 'Error',
  status: error.status,
  code: error.code,
  detail: error.message,
  instance: requestId,
  ...(error.errors ? { errors: error.errors } : {}),
})

/** For what is no HTTP that a server could read: there is no request yet, only a socket. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const problem = problemOf(unreadable(error.code), randomUUID())
  const body = JSON.stringify(problem)
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.title}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

function unreadable(code: string | undefined): AppError {
  if (code === 'HPE_HEADER_OVERFLOW') return new AppError('headers_too_large', 'The address and headers are too long.')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new AppError('request_timeout', 'The request did not come whole in time.')
  return new AppError('invalid_input', 'This is no HTTP request that can be read.')
}
