import { Me, MeUpdate, PasswordChange, PasswordSignIn, SignInLinkRequest, SignInLinkToken } from '@essor/contracts'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AppError } from '../../platform/errors.ts'
import { anyone, signedIn } from '../../platform/access/access.ts'
import type { Auth } from './auth.ts'
import {
  changePassword,
  readMe,
  requestSignInLink,
  signInWithLink,
  signInWithPassword,
  signOut,
  updateMe,
} from './identity.service.ts'

const tags = ['identity']
const nothing = z.null().describe('Done.')

export const identityRoutes =
  (auth: Auth, triesPerMinute: number): FastifyPluginAsyncZod =>
  async (app) => {
    const rateLimit = { max: triesPerMinute, timeWindow: '1 minute' }
    const countTries = app.createRateLimit({
      ...rateLimit,
      keyGenerator: ({ routeOptions, body }) => triesAt(routeOptions.url, body),
    })
    /** Many callers who try one address, or fill one mailbox, count as one. */
    const preHandler = async (request: FastifyRequest) => {
      const tries = await countTries(request)
      if (!tries.isAllowed && tries.isExceeded)
        throw new AppError('too_many_requests', 'Too many tries. Wait a minute, then try again.')
    }

    app.post('/api/v1/session/link', {
      preHandler,
      config: { access: anyone, keyScope: 'none', rateLimit, refusals: ['too_many_requests'] },
      schema: {
        operationId: 'requestSignInLink',
        tags,
        summary: 'Ask for a sign-in link by mail',
        description:
          'Answers the same whether the address has an account or not. The link makes the account when there is none.',
        body: SignInLinkRequest,
        response: { 202: nothing },
      },
      handler: async (request, reply) => {
        await requestSignInLink(auth, request.body.email)
        return reply.code(202).send(null)
      },
    })

    app.post('/api/v1/session/link/verify', {
      config: { access: anyone, keyScope: 'none', rateLimit, refusals: ['sign_in_failed', 'too_many_requests'] },
      schema: {
        operationId: 'signInWithLink',
        tags,
        summary: 'Sign in with the token of a link',
        description: 'The token stands in the fragment of the link, works once, and sets the session cookie.',
        body: SignInLinkToken,
        response: { 204: nothing },
      },
      handler: async (request, reply) => {
        await signInWithLink(auth, request.deps.db, reply, request.body.token)
        return reply.code(204).send(null)
      },
    })

    app.post('/api/v1/session/password', {
      preHandler,
      config: { access: anyone, keyScope: 'none', rateLimit, refusals: ['sign_in_failed', 'too_many_requests'] },
      schema: {
        operationId: 'signInWithPassword',
        tags,
        summary: 'Sign in with a password',
        body: PasswordSignIn,
        response: { 204: nothing },
      },
      handler: async (request, reply) => {
        await signInWithPassword(auth, reply, request.body)
        return reply.code(204).send(null)
      },
    })

    app.delete('/api/v1/session', {
      config: { access: signedIn, keyScope: 'none' },
      schema: { operationId: 'signOut', tags, summary: 'Sign out of this browser', response: { 204: nothing } },
      handler: async (request, reply) => {
        await signOut(auth, request, reply)
        return reply.code(204).send(null)
      },
    })

    app.get('/api/v1/me', {
      config: { access: signedIn },
      schema: { operationId: 'readMe', tags, summary: 'The person signed in, and their roles', response: { 200: Me } },
      handler: (request) => readMe(request.deps),
    })

    app.patch('/api/v1/me', {
      config: { access: signedIn },
      schema: {
        operationId: 'updateMe',
        tags,
        summary: 'Change my name or language',
        body: MeUpdate,
        response: { 200: Me },
      },
      handler: (request) => updateMe(request.deps, request.body),
    })

    app.put('/api/v1/me/password', {
      config: { access: signedIn, keyScope: 'none', rateLimit, refusals: ['sign_in_failed', 'too_many_requests'] },
      schema: {
        operationId: 'changePassword',
        tags,
        summary: 'Set or change my password',
        description: 'Signs out every other browser.',
        body: PasswordChange,
        response: { 204: nothing },
      },
      handler: async (request, reply) => {
        await changePassword(auth, request, request.body)
        return reply.code(204).send(null)
      },
    })
  }

const triesAt = (route: string | undefined, body: unknown): string => `${route} ${(body as { email: string }).email}`
