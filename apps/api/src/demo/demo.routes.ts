import { Demo } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { anyone } from '../platform/access/access.ts'
import { demoAccounts } from './demo-accounts.ts'

/** Registered only where the demo runs. */
export const demoRoutes =
  ({ keepsMails }: { keepsMails: boolean }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/v1/demo', {
      config: { access: anyone },
      schema: {
        operationId: 'readDemo',
        tags: ['demo'],
        summary: 'The accounts that anyone may try (demo only)',
        response: { 200: Demo },
      },
      handler: () => ({ enabled: true as const, keepsMails, accounts: demoAccounts }),
    })
  }
