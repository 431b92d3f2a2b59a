import { Id, Season, SeasonCopyDraft } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { makingScope } from '../season.scope.ts'
import { copySeason } from './copies.service.ts'
import type { CopyPart } from './next-edition.ts'

export const copiesRoutes =
  (laterParts: readonly CopyPart[]): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/api/v1/seasons/:seasonId/copies', {
      config: { access: can('season.manage', makingScope), refusals: ['already_exists'] },
      schema: {
        operationId: 'copySeason',
        tags: ['seasons'],
        summary: 'Prepare the next edition of a season',
        description:
          'A new draft in the same delegation: settings, words, sites, phases, sessions and calls (as drafts), moved to the new first day. No person, role, enrolment or link is copied.',
        params: z.object({ seasonId: Id }),
        body: SeasonCopyDraft,
        response: { 201: Season },
      },
      handler: (request) => copySeason(request.deps, request.params.seasonId, request.body, laterParts),
    })
  }
