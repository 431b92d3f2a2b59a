import pg from 'pg'

const serverError = (error: unknown): pg.DatabaseError | undefined => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof pg.DatabaseError ? cause : undefined
}

export const isUniqueViolation = (error: unknown, constraint?: string): boolean => {
  const found = serverError(error)
  return found?.code === '23505' && (!constraint || found.constraint === constraint)
}

export const isForeignKeyViolation = (error: unknown): boolean => serverError(error)?.code === '23503'

/** The server is away, is shutting down, or took too long: worth trying again later. */
export function isDatabaseAway(error: unknown): boolean {
  const code = serverError(error)?.code ?? ''
  if (code.startsWith('08') || code.startsWith('57P') || code === '53300') return true
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return false
  return /ECONNREFUSED|ECONNRESET|EPIPE|Connection terminated|connection timeout/i.test(
    `${'code' in cause ? String(cause.code) : ''} ${cause.message}`,
  )
}

/** Two transactions stood in each other's way; the request may simply be sent again. */
export const isConcurrencyFailure = (error: unknown): boolean =>
  ['40001', '40P01', '55P03', '57014'].includes(serverError(error)?.code ?? '')
