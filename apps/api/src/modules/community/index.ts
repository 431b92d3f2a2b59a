export { profiles, profileSkills } from './profiles.table.ts'
