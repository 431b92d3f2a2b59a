export { communityRoutes } from './community.routes.ts'
export { listSkillsOf } from './profiles.repository.ts'
export { profileSkills } from './profiles.table.ts'
