export { LocalPostgresError, type LocalPostgresErrorCode } from './error.ts'
export { type LocalPostgres, startLocalPostgres, startThrowawayPostgres } from './start.ts'
