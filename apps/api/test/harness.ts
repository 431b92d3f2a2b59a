import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { makeSignature } from 'better-auth/crypto'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import supertest, { type Test } from 'supertest'
import { afterAll, beforeAll, beforeEach, inject, onTestFinished } from 'vitest'
import { createApp, type AppOptions } from '../src/app.ts'
import { giveRole } from '../src/modules/identity/index.ts'
import { people, signIns } from '../src/modules/identity/people.table.ts'
import { connect, type Db } from '../src/platform/db/connection.ts'
import type { Deps } from '../src/platform/deps.ts'
import { startJobs } from '../src/platform/jobs/jobs.ts'
import { openFileStore } from '../src/platform/files/file-store.ts'
import { mails } from '../src/platform/mail/mails.table.ts'
import { startLiveFeed, type LiveFeed } from '../src/platform/realtime/live.ts'
import type { Grant } from '@essor/contracts'
import { asc, eq } from 'drizzle-orm'
import { databaseUrl } from './global-setup.ts'

export const secret = 'a secret for tests only, which nobody needs to guess'

export const testConfig = {
  LOG_LEVEL: 'silent',
  TRUST_PROXY: false,
  SIGN_IN_TRIES_PER_MINUTE: 10_000,
  KEY_CALLS_PER_MINUTE: 10_000,
  authSecret: secret,
  keepsMails: true,
  demo: true,
} as const

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete'
export type Caller = Record<Verb, (path: string) => Test>

export interface TestPerson extends Caller {
  id: string
  name: string
  email: string
  cookie: string
}

export type GivenRole = Pick<Grant, 'role' | 'scopeKind' | 'scopeId'>

export interface TestApp {
  app: FastifyInstance
  db: Db
  deps: Omit<Deps, 'actor'>
  databaseUrl: string
  url: string
  /** What the clock of the app says; each test starts at the same moment. */
  setNow(iso: string): void
  /** Another app on the same database, set up otherwise; it is closed when the test is over. */
  appWith(over: Setup): Promise<{ anonymous: Caller; as(person: { cookie: string }): Caller }>
  /** Nobody signed in. */
  anonymous: Caller
  /** A new person, signed in, with these roles. */
  person(...roles: GivenRole[]): Promise<TestPerson>
  /** Texts of the mails on their way to this address, oldest first. */
  mailsTo(email: string): Promise<{ subject: string; text: string }[]>
}

interface Setup {
  config?: Partial<AppOptions['config']>
  deps?: Partial<AppOptions['deps']>
  logTo?: AppOptions['logTo']
  webFolder?: AppOptions['webFolder']
}

export const testNow = '2026-03-02T09:00:00.000Z'

/** An app of its own on a database of its own, for one test file. */
export function useTestApp(): TestApp {
  const t = {} as TestApp
  let now = new Date(testNow)
  let running: RunningApp
  let sequence = 0

  beforeAll(async () => {
    t.databaseUrl = await cloneTemplate(inject('serverUrl'))
    running = await startApp(t.databaseUrl, () => now)
    Object.assign(t, { app: running.app, db: running.deps.db, deps: running.deps, url: running.url })
    t.anonymous = caller(t.url)
  })

  beforeEach(() => {
    now = new Date(testNow)
  })

  afterAll(() => running.stop())

  t.appWith = async ({ config, deps, logTo, webFolder }) => {
    const app = await createApp({
      config: { ...testConfig, ...config },
      deps: { ...t.deps, ...deps },
      live: running.live,
      ...(logTo && { logTo }),
      webFolder,
    })
    const url = await listen(app)
    onTestFinished(() => app.close())
    return { anonymous: caller(url), as: ({ cookie }) => caller(url, cookie) }
  }

  t.setNow = (iso) => {
    now = new Date(iso)
  }

  t.person = async (...roles) => {
    sequence += 1
    const email = `personne${sequence}@example.org`
    const [row] = await t.db
      .insert(people)
      .values({ name: `Personne ${sequence}`, email, emailVerified: true })
      .returning()
    for (const role of roles) await giveRole(t.db, { personId: row!.id, ...role })
    const cookie = await signInCookie(t.db, row!.id)
    return { id: row!.id, name: row!.name, email, cookie, ...caller(t.url, cookie) }
  }

  t.mailsTo = (email) =>
    t.db
      .select({ subject: mails.subject, text: mails.text })
      .from(mails)
      .where(eq(mails.toAddress, email))
      .orderBy(asc(mails.createdAt), asc(mails.id))

  return t
}

interface RunningApp {
  app: FastifyInstance
  deps: Omit<Deps, 'actor'>
  live: LiveFeed
  url: string
  stop(): Promise<void>
}

/** Another process, as far as the database can tell: nothing is shared with the first app but the database. */
export const startSecondApp = (t: TestApp): Promise<RunningApp> => startApp(t.databaseUrl, () => t.deps.now())

async function startApp(databaseUrl: string, now: () => Date): Promise<RunningApp> {
  const connection = connect(databaseUrl, { max: 8 })
  const jobs = await startJobs({ databaseUrl, working: false, onError: () => undefined })
  const live = startLiveFeed(databaseUrl)
  const folder = inject('filesFolder')
  const files = await openFileStore({ folder })
  const deps = { db: connection.db, jobs, files, now, publicUrl: 'http://essor.test' }
  const app = await createApp({ config: testConfig, deps, live })
  return {
    app,
    deps,
    live,
    url: await listen(app),
    async stop() {
      await app.close()
      await live.stop()
      await jobs.stop()
      await connection.close()
    },
  }
}

async function listen(app: FastifyInstance): Promise<string> {
  writeDownAnswers(app, join(inject('answersFolder'), randomUUID()))
  await app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

export async function signInCookie(db: Db, personId: string): Promise<string> {
  const token = randomUUID()
  await db.insert(signIns).values({ userId: personId, token, expiresAt: new Date(Date.now() + 3_600_000) })
  return `essor.session_token=${encodeURIComponent(`${token}.${await makeSignature(token, secret)}`)}`
}

function caller(url: string, cookie?: string): Caller {
  const call = (verb: Verb) => (path: string) => {
    const test = supertest(url)[verb](path)
    return cookie ? test.set('cookie', cookie) : test
  }
  return { get: call('get'), post: call('post'), put: call('put'), patch: call('patch'), delete: call('delete') }
}

export async function cloneTemplate(serverUrl: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: serverUrl })
  await admin.connect()
  // Two clones of one template cannot be made at once.
  await admin.query('select pg_advisory_lock(1)')
  await admin.query(`create database ${name} template essor_template`)
  await admin.end()
  return databaseUrl(serverUrl, name)
}

function writeDownAnswers(app: FastifyInstance, file: string): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const operation = request.routeOptions.schema?.operationId
    if (!operation) return
    const code =
      reply.statusCode >= 400 && typeof payload === 'string' ? (JSON.parse(payload) as { code: string }).code : ''
    appendFileSync(file, `${operation} ${reply.statusCode} ${code}\n`)
  })
  // A stream is written past Fastify: that it began is its success.
  app.addHook('onRequest', async (request, reply) => {
    const operation = request.routeOptions.schema?.operationId
    reply.raw.once('close', () => {
      if (operation && reply.raw.getHeader('content-type') === 'text/event-stream')
        appendFileSync(file, `${operation} ${reply.raw.statusCode} \n`)
    })
  })
}
