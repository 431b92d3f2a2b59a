export { outcomesRoutes } from './outcomes.routes.ts'
