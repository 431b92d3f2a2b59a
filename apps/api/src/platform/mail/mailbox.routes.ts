import { KeptMail } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone } from '../access/access.ts'
import { listKeptMails } from './mails.repository.ts'

/** Registered only in demo and development, where no SMTP is set. */
export const mailboxRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/mailbox', {
    config: { access: anyone },
    schema: {
      operationId: 'listKeptMails',
      tags: ['demo'],
      summary: 'The last mails that would have been sent (demo and development only)',
      response: { 200: z.array(KeptMail) },
    },
    handler: (request) => listKeptMails(request.deps.db),
  })
}
