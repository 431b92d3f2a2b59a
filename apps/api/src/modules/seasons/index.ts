export { seasons } from './seasons.table.ts'
export { enrolments } from './enrolments.table.ts'
