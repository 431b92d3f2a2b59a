import { Id, Terminology } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone } from '../../../platform/access/access.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { findSeason } from '../seasons.repository.ts'

/** Words are no secret: pages need them before they know who reads, and for people whom no role lets read the season. */
export const terminologyRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/words', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'readSeasonWords',
      tags: ['seasons'],
      summary: 'What things are called in a season',
      params: z.object({ seasonId: Id }),
      response: { 200: Terminology },
    },
    handler: (request) => readWords(request.deps, request.params.seasonId),
  })
}

async function readWords({ db }: Pick<Deps, 'db'>, seasonId: string): Promise<Terminology> {
  const season = await findSeason(db, seasonId)
  if (!season) throw new AppError('not_found', 'There is no such season.')
  return season.terminology
}
