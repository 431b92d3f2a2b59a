import pg from 'pg'

/** An error and what it came from: the query builder and the sign-in library each wrap what the driver threw. */
const causesOf = (error: unknown, depth = 6): Error[] =>
  error instanceof Error && depth > 0 ? [error, ...causesOf(error.cause, depth - 1)] : []

const serverError = (error: unknown): pg.DatabaseError | undefined =>
  causesOf(error).find((cause): cause is pg.DatabaseError => cause instanceof pg.DatabaseError)

export const isUniqueViolation = (error: unknown, constraint?: string): boolean => {
  const found = serverError(error)
  return found?.code === '23505' && (!constraint || found.constraint === constraint)
}

const connectionLost =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|Connection terminated|connection error|timeout exceeded/i

/** The server is away, is shutting down, or took too long: worth trying again later. */
export function isDatabaseAway(error: unknown): boolean {
  const code = serverError(error)?.code ?? ''
  if (code.startsWith('08') || code.startsWith('57P') || code === '53300') return true
  return causesOf(error).some(
    (cause) =>
      !(cause instanceof pg.DatabaseError) &&
      !cause.message.startsWith('Failed query') &&
      connectionLost.test(`${'code' in cause ? String(cause.code) : ''} ${cause.message}`),
  )
}

/** Two transactions stood in each other's way; the request may simply be sent again. */
export const isConcurrencyFailure = (error: unknown): boolean =>
  ['40001', '40P01', '55P03', '57014'].includes(serverError(error)?.code ?? '')

/** Why the server of DATABASE_URL could not be used at the start, in one line; undefined when it was something else. */
export function explainConnection(error: unknown): string | undefined {
  switch (serverError(error)?.code ?? '') {
    case '28P01':
    case '28000':
      return 'The database at DATABASE_URL refuses this account or password.'
    case '3D000':
      return 'The server at DATABASE_URL has no database of this name. Create it first.'
    case '42501':
      return 'The account of DATABASE_URL may not create tables in this database.'
    default:
      return isDatabaseAway(error) ? 'The database at DATABASE_URL does not answer.' : undefined
  }
}
