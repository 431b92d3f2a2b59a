export { timeZones } from './delegation-words.ts'
export { sitesQuery } from './delegations.queries.ts'
