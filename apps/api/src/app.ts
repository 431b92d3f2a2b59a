import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from './config.ts'
import { modules, topicGuards } from './modules.ts'
import { createAuth, identify, identifyKey, signInLinkMinutes } from './modules/identity/index.ts'
import { accessControl } from './platform/access/access.ts'
import { keyGate } from './platform/access/keys.ts'
import type { Deps } from './platform/deps.ts'
import { uploads } from './platform/files/uploads.ts'
import { healthRoutes } from './platform/http/health.routes.ts'
import { idempotentCreation } from './platform/http/idempotency.ts'
import { openApi } from './platform/http/openapi.ts'
import { answerProblem, answerUnreadable, problemDocuments } from './platform/http/problems.ts'
import { lastAnswers } from './platform/http/stopping.ts'
import { webApp } from './platform/http/web-app.ts'
import { logOptions, type LogStream } from './platform/log.ts'
import { sendMail } from './platform/mail/mail.ts'
import { mailboxRoutes } from './platform/mail/mailbox.routes.ts'
import type { LiveFeed } from './platform/realtime/live.ts'
import { liveRoutes } from './platform/realtime/live.routes.ts'

export interface AppOptions {
  config: Pick<Config, 'LOG_LEVEL' | 'TRUST_PROXY' | 'SIGN_IN_TRIES_PER_MINUTE' | 'KEY_CALLS_PER_MINUTE'> & {
    authSecret: string
    keepsMails: boolean
    demo: boolean
  }
  deps: Omit<Deps, 'actor'>
  live: LiveFeed
  /** Where log lines go; to standard output when not given. */
  logTo?: LogStream
  /** Where the built SPA is; without it only the API answers. */
  webFolder?: string | undefined
}

/** Everything that the API is made of, in order. */
export async function createApp({ config, deps, live, logTo, webFolder }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: logOptions(config.LOG_LEVEL, logTo) ?? false,
    trustProxy: config.TRUST_PROXY,
    bodyLimit: 1024 * 1024,
    frameworkErrors: answerProblem,
    clientErrorHandler: answerUnreadable,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))

  const auth = createAuth({
    db: deps.db,
    secret: config.authSecret,
    publicUrl: deps.publicUrl,
    sendSignInLink: ({ email, token }) =>
      sendMail(deps, signInMail(email, `${deps.publicUrl}/connexion/lien#token=${token}`)),
  })

  await app.register(problemDocuments)
  await app.register(lastAnswers)
  await app.register(helmet, { contentSecurityPolicy: { directives: contentSecurity } })
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  await app.register(openApi)
  await app.register(accessControl, {
    deps,
    identify: (request) => identify(auth, deps.db, request),
    byKey: keyGate(app, {
      identifyKey: (key) => identifyKey(deps, key),
      callsPerMinute: config.KEY_CALLS_PER_MINUTE,
    }),
  })
  await app.register(idempotentCreation)
  await app.register(uploads)
  await app.register(healthRoutes(deps.db))
  const { SIGN_IN_TRIES_PER_MINUTE: signInTriesPerMinute, demo, keepsMails } = config
  for (const module of modules({ auth, signInTriesPerMinute, demo, keepsMails })) await app.register(module)
  await app.register(liveRoutes(live, topicGuards))
  if (config.keepsMails) await app.register(mailboxRoutes)
  if (webFolder) await app.register(webApp, { folder: webFolder })
  return app
}

const contentSecurity = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  scriptSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  upgradeInsecureRequests: null,
}

const signInMail = (to: string, link: string) => ({
  to,
  subject: 'Votre lien pour entrer dans Essor',
  text: `Bonjour,\n\nPour entrer dans Essor, ouvrez ce lien dans les ${signInLinkMinutes} minutes :\n\n${link}\n\nIl ne sert qu’une fois. Si vous n’avez rien demandé, vous pouvez ignorer ce message : personne n’est entré à votre place.\n\nL’équipe d’Essor`,
})
