import { Id, page, PageQuery, Project, ProjectDraft, ProjectRemoval } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import type { Scope } from '../../../platform/access/policy.rules.ts'
import type { Deps } from '../../../platform/deps.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../../seasons/index.ts'
import type { TeamsPublished } from '../decisions/waiting-list.service.ts'
import { findProject, listProjects } from './projects.repository.ts'
import { addProject, changeProject, removeProject } from './projects.service.ts'

const tags = ['projects']
const params = z.object({ projectId: Id })

async function projectScope(
  deps: Pick<Deps, 'db' | 'actor'>,
  { projectId }: { projectId: string },
): Promise<Scope | undefined> {
  const project = await findProject(deps.db, projectId)
  return project && seasonScope(deps, { seasonId: project.seasonId })
}

export const projectsRoutes =
  (teamsPublished: TeamsPublished): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/v1/seasons/:seasonId/projects', {
      config: { access: can('season.read', seasonScope) },
      schema: {
        operationId: 'listProjects',
        tags,
        summary: 'Projects of a season, in order of arrival',
        params: z.object({ seasonId: Id }),
        querystring: PageQuery,
        response: { 200: page(Project) },
      },
      handler: (request) => listProjects(request.deps.db, request.params.seasonId, request.query),
    })

    app.post('/api/v1/seasons/:seasonId/projects', {
      config: { access: can('call.manage', seasonScope), refusals: ['teams_published'] },
      schema: {
        operationId: 'addProject',
        tags,
        summary: 'Add a project by hand, as long as no teams are published',
        params: z.object({ seasonId: Id }),
        body: ProjectDraft,
        response: { 201: Project },
      },
      handler: async (request, reply) =>
        withVersion(reply, await addProject(request.deps, request.params.seasonId, request.body, teamsPublished)),
    })

    app.put('/api/v1/projects/:projectId', {
      config: { access: can('call.manage', projectScope), refusals: ['teams_published'], versioned: true },
      schema: {
        operationId: 'changeProject',
        tags,
        summary: 'Change the public words of a project and the skills it wants',
        params,
        body: ProjectDraft,
        response: { 200: Project },
      },
      handler: async (request, reply) =>
        withVersion(
          reply,
          await changeProject(
            request.deps,
            request.params.projectId,
            versionRead(request),
            request.body,
            teamsPublished,
          ),
        ),
    })

    app.post('/api/v1/projects/:projectId/remove', {
      config: {
        access: can('call.manage', projectScope),
        refusals: ['teams_published', 'review_conflict_of_interest'],
      },
      schema: {
        operationId: 'removeProject',
        tags,
        summary: 'Take a project out of the season',
        description:
          'A reason is needed where it came from a submission: its holders get it by mail, and the first of the waiting list gets the place.',
        params,
        body: ProjectRemoval,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await removeProject(request.deps, request.params.projectId, request.body.reason, teamsPublished)
        return reply.code(204).send(null)
      },
    })
  }
