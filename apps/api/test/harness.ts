import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { makeSignature } from 'better-auth/crypto'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import supertest, { type Test } from 'supertest'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { createApp } from '../src/app.ts'
import { giveRole } from '../src/modules/identity/index.ts'
import { people, signIns } from '../src/modules/identity/people.table.ts'
import { connect, type Connection, type Db } from '../src/platform/db/connection.ts'
import type { Deps } from '../src/platform/deps.ts'
import { startJobs, type JobQueue } from '../src/platform/jobs/jobs.ts'
import { mails } from '../src/platform/mail/mails.table.ts'
import { startLiveFeed, type LiveFeed } from '../src/platform/realtime/live.ts'
import type { Grant } from '@essor/contracts'
import { asc, eq } from 'drizzle-orm'
import { databaseUrl } from './global-setup.ts'

const secret = 'a secret for tests only, which nobody needs to guess'

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
  /** Nobody signed in. */
  anonymous: Caller
  /** A new person, signed in, with these roles. */
  person(...roles: GivenRole[]): Promise<TestPerson>
  /** Texts of the mails on their way to this address, oldest first. */
  mailsTo(email: string): Promise<{ subject: string; text: string }[]>
}

export const testNow = '2026-03-02T09:00:00.000Z'

/** An app of its own on a database of its own, for one test file. */
export function useTestApp(): TestApp {
  const t = {} as TestApp
  let now = new Date(testNow)
  let connection: Connection
  let jobs: JobQueue
  let live: LiveFeed
  let sequence = 0

  beforeAll(async () => {
    t.databaseUrl = await cloneTemplate(inject('serverUrl'))
    connection = connect(t.databaseUrl, { max: 8 })
    jobs = await startJobs({ databaseUrl: t.databaseUrl, working: false, onError: () => undefined })
    live = startLiveFeed(t.databaseUrl)
    t.db = connection.db
    t.deps = { db: t.db, jobs, now: () => now, publicUrl: 'http://essor.test' }
    t.app = await createApp({
      config: {
        LOG_LEVEL: 'silent',
        TRUST_PROXY: false,
        SIGN_IN_TRIES_PER_MINUTE: 10_000,
        authSecret: secret,
        keepsMails: true,
        demo: false,
      },
      deps: t.deps,
      live,
    })
    writeDownAnswers(t.app, join(inject('answersFolder'), randomUUID()))
    await t.app.listen({ port: 0, host: '127.0.0.1' })
    t.url = `http://127.0.0.1:${(t.app.server.address() as AddressInfo).port}`
    t.anonymous = caller(t.url)
  })

  beforeEach(() => {
    now = new Date(testNow)
  })

  afterAll(async () => {
    await t.app.close()
    await live.stop()
    await jobs.stop()
    await connection.close()
  })

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
    const token = randomUUID()
    await t.db.insert(signIns).values({ userId: row!.id, token, expiresAt: new Date(Date.now() + 3_600_000) })
    const cookie = `essor.session_token=${encodeURIComponent(`${token}.${await makeSignature(token, secret)}`)}`
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

function caller(url: string, cookie?: string): Caller {
  const call = (verb: Verb) => (path: string) => {
    const test = supertest(url)[verb](path)
    return cookie ? test.set('cookie', cookie) : test
  }
  return { get: call('get'), post: call('post'), put: call('put'), patch: call('patch'), delete: call('delete') }
}

async function cloneTemplate(serverUrl: string): Promise<string> {
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
}
