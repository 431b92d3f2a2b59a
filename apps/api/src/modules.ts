import type { FastifyPluginAsync } from 'fastify'
import { delegationsRoutes } from './modules/delegations/index.ts'
import { identityRoutes, type Auth } from './modules/identity/index.ts'
import type { TopicGuard } from './platform/realtime/live.routes.ts'

interface ModuleOptions {
  auth: Auth
  signInTriesPerMinute: number
  demo: boolean
}

/** The routes of every module, in the order in which modules may use each other. */
export const modules = ({ auth, signInTriesPerMinute }: ModuleOptions): FastifyPluginAsync[] => [
  identityRoutes(auth, signInTriesPerMinute),
  delegationsRoutes,
]

/** Who may hear of what: one guard for each kind of topic. */
export const topicGuards: Readonly<Record<string, TopicGuard>> = {
  person: async ({ actor }, id) => actor.personId === id,
}

/** Every queue that a module sends to. */
export const queues = ['mail.deliver', 'housekeeping'] as const
