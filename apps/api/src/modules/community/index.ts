export { communityRoutes } from './community.routes.ts'
export { listSkillsOf } from './profiles.repository.ts'
export { profiles, profileSkills } from './profiles.table.ts'
