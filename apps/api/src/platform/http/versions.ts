import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

/** Says which version this is, so that the next change can name it in If-Match. */
export function withVersion<Row extends { version: number }>(reply: FastifyReply, row: Row): Row {
  void reply.header('etag', `"${row.version}"`)
  return row
}

/** The version that the caller read. Without it, a change of a shared document could overwrite someone's words. */
export function versionRead(request: FastifyRequest): number {
  const header = request.headers['if-match']
  if (!header)
    throw new AppError('if_match_required', 'Send the version you read in If-Match, for example If-Match: "3".')
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  if (!version)
    throw new AppError('invalid_input', 'If-Match should be a version such as "3".', [
      { path: 'if-match', message: 'A quoted version number.', code: 'format' },
    ])
  return Number(version)
}
