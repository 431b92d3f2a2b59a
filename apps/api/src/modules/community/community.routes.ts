import { Profile, ProfileDraft, SkillFamily, skillFamilies } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, signedIn } from '../../platform/access/access.ts'
import { versionRead, withVersion } from '../../platform/http/versions.ts'
import { changeOwnProfile, readOwnProfile } from './profiles.service.ts'

const tags = ['community']

export const communityRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/skills', {
    config: { access: anyone },
    schema: {
      operationId: 'listSkills',
      tags,
      summary: 'The taxonomy of skills, by family',
      response: { 200: z.array(SkillFamily) },
    },
    handler: () => [...skillFamilies],
  })

  app.get('/api/v1/me/profile', {
    config: { access: signedIn },
    schema: {
      operationId: 'readMyProfile',
      tags,
      summary: 'What I bring: my presentation and my skills',
      description: 'An empty one, of version 0, until it was first written.',
      response: { 200: Profile },
    },
    handler: async (request, reply) => withVersion(reply, await readOwnProfile(request.deps)),
  })

  app.put('/api/v1/me/profile', {
    config: { access: signedIn, versioned: true },
    schema: {
      operationId: 'changeMyProfile',
      tags,
      summary: 'Write my presentation and my skills',
      body: ProfileDraft,
      response: { 200: Profile },
    },
    handler: async (request, reply) =>
      withVersion(reply, await changeOwnProfile(request.deps, versionRead(request), request.body)),
  })
}
