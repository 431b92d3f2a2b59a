import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import closeWithGrace from 'close-with-grace'
import { createApp } from './app.ts'
import { ConfigError, readConfig, type Config } from './config.ts'
import { demoAccounts } from './demo/demo-accounts.ts'
import { loadDemo } from './demo/demo.ts'
import { appointFirstAdmin } from './modules/identity/index.ts'
import { queues } from './modules.ts'
import { startWorkers } from './workers.ts'
import { connect } from './platform/db/connection.ts'
import { migrateDatabase, NewerSchemaError } from './platform/db/migrate.ts'
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
  const logged = (error: Error) => app.log.error({ err: error }, 'background work')
  const jobs = await startJobs({ databaseUrl, working: true, onError: (error) => logged(error) })
  undo.push(() => jobs.stop())
  const live = startLiveFeed(databaseUrl)
  undo.push(() => live.stop())
  const deps = { db: connection.db, jobs, now: () => new Date(), publicUrl }
  const authSecret = config.AUTH_SECRET ?? keptSecret(config.ESSOR_DATA)
  const keepsMails = !config.SMTP_URL && (demo || process.env['NODE_ENV'] !== 'production')
  const app = await createApp({
    config: { ...config, authSecret, keepsMails, demo },
    deps,
    live,
    webFolder: builtWeb(),
  })
  if (demo) await loadDemo({ db: connection.db, jobs, authSecret, publicUrl })
  const stopWorkers = await startWorkers(deps, jobs, { smtpUrl: config.SMTP_URL, from: config.MAIL_FROM })
  undo.push(async () => stopWorkers())

  const port = portOf(waiting)
  await new Promise((resolve) => {
    waiting.close(resolve)
    waiting.closeAllConnections()
  })
  await app.listen({ port, host: config.HOST })
  undo.push(() => app.close())
  announce(publicUrl, demo, keepsMails)
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
    response.writeHead(live ? 200 : 503, { 'content-type': 'application/json', 'retry-after': '2' })
    response.end(JSON.stringify(live ? { live: true } : { ready: false }))
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
    return readFileSync(file, 'utf8')
  } catch {
    const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, secret, { mode: 0o600 })
    return secret
  }
}

function announce(url: string, demo: boolean, keepsMails: boolean): void {
  const lines = [`Essor is ready: ${url}`]
  if (demo) {
    lines.push('', 'Demo accounts (invented people):')
    for (const { email, password, role } of demoAccounts) lines.push(`  ${email}  ${password}  ${role}`)
  }
  if (keepsMails) lines.push('', `Mails are not sent; read them at ${url}/mailbox`)
  console.log(lines.join('\n'))
}

async function stop(): Promise<void> {
  while (undo.length > 0) await undo.pop()?.()
}

/** One clear line for what a newcomer may meet; anything else shows where it came from. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE')
    return `Port ${process.env['PORT'] ?? 3000} is taken. Stop what uses it, or choose another: PORT=3001 npm start`
  if (error instanceof ConfigError || error instanceof NewerSchemaError || error.name === 'LocalPostgresError')
    return error.message
  if (code === 'ECONNREFUSED') return 'The database at DATABASE_URL does not answer.'
  return error.stack ?? error.message
}

closeWithGrace({ delay: 15_000, logger: false }, async ({ err }) => {
  if (err) console.error(explain(err))
  await stop()
})

try {
  await start()
} catch (error) {
  console.error(`Essor could not start. ${explain(error)}`)
  await stop().catch(() => undefined)
  process.exit(1)
}
