import type { Problem } from '@essor/contracts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isConcurrencyFailure, isDatabaseAway } from '../db/failures.ts'
import { AppError, refusals, type FieldError } from '../errors.ts'

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
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
  if (error.statusCode === 413) return new AppError('too_large', 'The body is too large.')
  if (error.statusCode === 415)
    return new AppError('unsupported_media_type', 'Send JSON, with content-type application/json.')
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

function sendProblem(request: FastifyRequest, reply: FastifyReply, error: AppError): FastifyReply {
  const problem: Problem = {
    type: `/api/docs#problem-${error.code}`,
    title: titles[error.status] ?? 'Error',
    status: error.status,
    code: error.code,
    detail: error.message,
    instance: request.id,
    ...(error.errors ? { errors: error.errors } : {}),
  }
  if (error.status === 503) void reply.header('retry-after', '2')
  return reply
    .code(refusals[error.code][0])
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(problem)
}
