import { CallForm, Commune, CommuneQuery, FormDraft, FormVersion, Id, page, PageQuery } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { callScope } from '../call.scope.ts'
import { searchCommunes } from './communes.service.ts'
import { publishForm, readForm, readFormVersions, saveForm } from './forms.service.ts'

const tags = ['forms']
const params = z.object({ callId: Id })

export const formsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/calls/:callId/form', {
    config: { access: can('call.manage', callScope) },
    schema: {
      operationId: 'readCallForm',
      tags,
      summary: "The call's own questions as they are being written, and as they are published",
      params,
      response: { 200: CallForm },
    },
    handler: async (request, reply) => withVersion(reply, await readForm(request.deps, request.params.callId)),
  })

  app.put('/api/v1/calls/:callId/form', {
    config: { access: can('call.manage', callScope), versioned: true },
    schema: {
      operationId: 'saveCallForm',
      tags,
      summary: 'Save the form that is being written; published versions stay as they are',
      params,
      body: FormDraft,
      response: { 200: CallForm },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await saveForm(request.deps, request.params.callId, versionRead(request), request.body.sections),
      ),
  })

  app.post('/api/v1/calls/:callId/form/publish', {
    config: { access: can('call.manage', callScope), refusals: ['form_invalid', 'form_unchanged'], versioned: true },
    schema: {
      operationId: 'publishCallForm',
      tags,
      summary: 'Publish the form: new files follow it, drafts are told what it changes',
      params,
      response: { 200: CallForm },
    },
    handler: async (request, reply) =>
      withVersion(reply, await publishForm(request.deps, request.params.callId, versionRead(request))),
  })

  app.get('/api/v1/calls/:callId/form/versions', {
    config: { access: can('call.manage', callScope) },
    schema: {
      operationId: 'listCallFormVersions',
      tags,
      summary: 'Published versions of the form, newest first, with what each changed',
      params,
      querystring: PageQuery,
      response: { 200: page(FormVersion) },
    },
    handler: (request) => readFormVersions(request.deps, request.params.callId, request.query),
  })

  app.get('/api/v1/communes', {
    config: { access: anyone },
    schema: {
      operationId: 'searchCommunes',
      tags,
      summary: 'Communes of France whose name or postcode begins so, at most 20',
      description: "INSEE's official list with La Poste's postcodes, France overseas included.",
      querystring: CommuneQuery,
      response: { 200: z.array(Commune) },
    },
    handler: async (request, reply) => {
      void reply.header('cache-control', 'public, max-age=86400')
      return searchCommunes(request.query)
    },
  })
}
