export { enrolmentsRoutes } from './enrolments.routes.ts'
export { countEnrolments, findEnrolment, listComing } from './enrolments.repository.ts'
export { enrolments } from './enrolments.table.ts'
export { seasonPeopleRoutes } from './season-people.routes.ts'
export { seasonScope } from './season.scope.ts'
export { skillsPoolRoutes } from './skills-pool.routes.ts'
export { attentionOf, nextFor } from './season-news.service.ts'
export {
  findPublicSeason,
  findSeason,
  findSeasons,
  findTimeline,
  lockSeason,
  type Season,
} from './seasons.repository.ts'
export { seasonsRoutes } from './seasons.routes.ts'
export { phases, seasons } from './seasons.table.ts'
