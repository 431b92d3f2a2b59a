/**
 * - `in_use`: another live instance holds the data folder.
 * - `other_version`: the data was written by another major version of PostgreSQL.
 * - `not_ours`: the data belongs to another account than the one we run as.
 * - `unreachable`: no unprivileged account can run the server, or it can reach no place to run in.
 * - `init_failed`: a new database could not be made.
 * - `start_failed`: the server ended before it was ready.
 */
export type LocalPostgresErrorCode =
  | 'in_use'
  | 'other_version'
  | 'not_ours'
  | 'unreachable'
  | 'init_failed'
  | 'start_failed'

/** The message is one line, fit to be shown as it is to the person who started the program. */
export class LocalPostgresError extends Error {
  readonly code: LocalPostgresErrorCode

  constructor(code: LocalPostgresErrorCode, message: string) {
    super(message)
    this.name = 'LocalPostgresError'
    this.code = code
  }
}
