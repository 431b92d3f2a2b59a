import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import closeWithGrace from 'close-with-grace'
import type { FastifyBaseLogger } from 'fastify'
import { createApp } from './app.ts'
import { ConfigError, readConfig, type Config } from './config.ts'
import { demoAccounts } from './demo/demo-accounts.ts'
import { loadDemo } from './demo/demo.ts'
import { appointFirstAdmin } from './modules/identity/index.ts'
import { queues } from './modules.ts'
import { startWorkers } from './workers.ts'
import { connect } from './platform/db/connection.ts'
import { explainConnection } from './platform/db/failures.ts'
import { migrateDatabase, NewerSchemaError } from './platform/db/migrate.ts'
import { AppError } from './platform/errors.ts'
import { openFileStore } from './platform/files/file-store.ts'
import { problemOf } from './platform/http/problems.ts'
import { prepareJobs, startJobs } from './platform/jobs/jobs.ts'
import { startLiveFeed } from './platform/realtime/live.ts'

/** Undone in reverse order, whatever stage the start had reached. */
const undo: (() => Promise<unknown>)[] = []

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const waiting = await holdPort(config)
  undo.push(async () => waiting.closeAllConnections())
  const databaseUrl = config.DATABASE_URL ?? (await startEmbeddedDatabase(config))
  const connection = connect(databaseUrl)
  undo.push(() => connection.close())
  await migrateDatabase(connection.db)
  await prepareJobs(databaseUrl, queues)
  if (config.ADMIN_EMAIL) await appointFirstAdmin(connection, config.ADMIN_EMAIL)

  const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${portOf(waiting)}`).replace(/\/$/, '')
  const demo = config.DEMO ?? !config.DATABASE_URL
  let log: FastifyBaseLogger | undefined = undefined
  const jobs = await startJobs({
    databaseUrl,
    working: true,
    onError: (error) => log?.error({ err: error }, 'background work'),
  })
  undo.push(() => jobs.stop())
  const live = startLiveFeed(databaseUrl)
  undo.push(() => live.stop())
  const files = await openFileStore({ folder: config.ESSOR_DATA, s3: config.s3 })
  const deps = { db: connection.db, jobs, files, now: () => new Date(), publicUrl }
  const authSecret = config.AUTH_SECRET ?? keptSecret(config.ESSOR_DATA)
  const keepsMails = !config.SMTP_URL && (demo || process.env['NODE_ENV'] === 'development')
  const app = await createApp({
    config: { ...config, authSecret, keepsMails, demo },
    deps,
    live,
    webFolder: builtWeb(),
  })
  log = app.log
  if (demo) await loadDemo({ db: connection.db, jobs, files, authSecret, publicUrl })
  const stopWorkers = await startWorkers(deps, jobs, { smtpUrl: config.SMTP_URL, from: config.MAIL_FROM })
  undo.push(async () => stopWorkers())

  const port = portOf(waiting)
  await new Promise((resolve) => {
    waiting.close(resolve)
    waiting.closeAllConnections()
  })
  await app.listen({ port, host: config.HOST })
  undo.push(() => app.close())
  announce(publicUrl, { demo, keepsMails, sendsMails: config.SMTP_URL !== undefined })
}

/** The SPA, where it was built; the API alone works without it. */
function builtWeb(): string | undefined {
  const folder = fileURLToPath(new URL('../../web/dist', import.meta.url))
  return existsSync(folder) ? folder : undefined
}

/** Takes the port before anything else is touched, and says "not ready yet" on it while the database is made ready. */
async function holdPort({ PORT, HOST }: Config): Promise<Server> {
  const server = createServer((request, response) => {
    const live = request.url === '/health/live'
    if (live || request.url === '/health/ready') {
      response.writeHead(live ? 200 : 503, { 'content-type': 'application/json', 'retry-after': '2' })
      response.end(JSON.stringify(live ? { live } : { ready: false }))
    } else {
      const problem = problemOf(new AppError('unavailable', 'Essor is starting. Try again in a moment.'), randomUUID())
      response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2' })
      response.end(JSON.stringify(problem))
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(PORT, HOST, resolve)
  })
  return server
}

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function startEmbeddedDatabase({ ESSOR_DATA }: Config): Promise<string> {
  const { startLocalPostgres } = await import('@essor/local-postgres')
  const database = await startLocalPostgres({ dataFolder: join(ESSOR_DATA, 'postgres') })
  undo.push(() => database.stop())
  return database.url
}

/** The secret that signs session cookies, made once and kept beside the embedded database. */
function keptSecret(folder: string): string {
  const file = join(folder, 'auth-secret')
  try {
    const kept = readFileSync(file, 'utf8')
    if (kept.length >= 32) return kept
  } catch {
    // There is none yet.
  }
  const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, secret, { mode: 0o600 })
  return secret
}

function announce(
  url: string,
  { demo, keepsMails, sendsMails }: { demo: boolean; keepsMails: boolean; sendsMails: boolean },
): void {
  const lines = [`Essor is ready: ${url}`]
  if (demo) {
    lines.push('', 'Demo accounts (invented people):')
    for (const { email, password, role } of demoAccounts) lines.push(`  ${email}  ${password}  ${role}`)
  }
  if (keepsMails) lines.push('', `Mails are not sent; read them at ${url}/mailbox`)
  else if (!sendsMails) lines.push('', 'Mails cannot be sent, so nobody can sign in by mail: set SMTP_URL.')
  console.log(lines.join('\n'))
}

/** Goes on where one part fails to stop: the embedded database comes last, and must be stopped well. */
async function stop(): Promise<void> {
  while (undo.length > 0) {
    try {
      await undo.pop()?.()
    } catch (error) {
      console.error(`While stopping: ${explain(error)}`)
    }
  }
}

/** One clear line for what a newcomer may meet; anything else shows where it came from. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, syscall, path }: NodeJS.ErrnoException = error
  const { PORT: port = '3000', HOST: host } = process.env
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken. Stop what uses it, or choose another: PORT=${Number(port) + 1} npm start`
  if (code === 'EACCES' && syscall === 'listen')
    return `Port ${port} is for the administrator of this machine only. Choose one above 1023: PORT=3000 npm start`
  if (code === 'EADDRNOTAVAIL' || (syscall === 'getaddrinfo' && 'hostname' in error && error.hostname === host))
    return `HOST=${host} is no address of this machine.`
  if (path && (code === 'EACCES' || code === 'EROFS' || code === 'ENOSPC' || code === 'ENOTDIR' || code === 'EEXIST'))
    return `The folder for the data cannot be used (${code}: ${path}). Choose another: ESSOR_DATA=/some/folder npm start`
  if (error instanceof ConfigError || error instanceof NewerSchemaError || error.name === 'LocalPostgresError')
    return error.message
  return explainConnection(error) ?? error.stack ?? error.message
}

closeWithGrace({ delay: 15_000, logger: false }, async ({ err }) => {
  if (err) console.error(explain(err))
  await stop()
})

try {
  await start()
} catch (error) {
  console.error(`Essor could not start. ${explain(error)}`)
  await stop()
  process.exit(1)
}
