export { calls } from './calls.table.ts'
export { projects, submissions, type WantedSkill } from './submissions.table.ts'
