export { attentionOf, nextFor } from './attention.service.ts'
export { judgingRoutes } from './judging.routes.ts'
export { pitchesRoutes } from './pitches.routes.ts'
export { resultsRoutes } from './results.routes.ts'
