export { teamMembers, teams } from './teams.table.ts'
