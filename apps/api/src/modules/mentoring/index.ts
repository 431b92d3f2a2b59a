export { attentionOf, nextFor } from './attention.ts'
export { helpRoutes } from './help.routes.ts'
export { mentorsRoutes } from './mentors.routes.ts'
