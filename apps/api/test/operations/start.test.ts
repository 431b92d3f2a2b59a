import { createServer } from 'node:net'
import { once } from 'node:events'
import { expect, inject, it, onTestFinished } from 'vitest'
import pg from 'pg'
import { cloneTemplate } from '../harness.ts'
import { call, eventually, freePort, isReady, run, startedProgram, statusOf, temporaryFolder } from './program.ts'

const startsWithinMs = 15_000

async function query(databaseUrl: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(text)
  await client.end()
}

/** Its one line on stderr; the program must have ended by itself, and said nothing else. */
async function refusal(env: Record<string, string>): Promise<string> {
  const program = await run(env)
  const { code } = await program.exited
  const { out, err } = program.output()
  expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 })
  return err.trimEnd()
}

it('says that the port is taken, and leaves whoever has it alone', async () => {
  const other = await startedProgram({ DATABASE_URL: await cloneTemplate(inject('serverUrl')) })
  const port = Number(new URL(other.url).port)

  expect(await refusal({ PORT: String(port), DATABASE_URL: await cloneTemplate(inject('serverUrl')) })).toBe(
    `Essor could not start. Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
  )
  expect(await isReady(other.url)).toBe(true)
})

it('says that the data folder is in use, then starts on it once it is free: quickly, quietly, with the data there', async () => {
  const data = temporaryFolder()
  const email = 'quelqu.un@example.org'
  const first = await startedProgram({ ESSOR_DATA: data, NODE_ENV: 'development' })

  expect(await refusal({ ESSOR_DATA: data })).toMatch(
    /^Essor could not start\. The data folder .* is in use by another running instance\.$/,
  )
  expect((await call(`${first.url}/api/v1/session/link`, 'POST', { body: { email } }))?.status).toBe(202)
  first.signal('SIGTERM')
  expect(await first.exited).toEqual({ code: 0, signal: null })

  const started = performance.now()
  const second = await startedProgram({ ESSOR_DATA: data, NODE_ENV: 'development' })
  expect(performance.now() - started).toBeLessThan(startsWithinMs)
  const mailbox = await call(`${second.url}/api/v1/mailbox`, 'GET')
  expect(mailbox?.body).toMatchObject([{ toAddress: email }])
  await eventually(() => second.output().out.includes('/mailbox'))
  expect(second.output()).toEqual({
    out: `Essor is ready: ${second.url.replace('127.0.0.1', 'localhost')}\n\nMails are not sent; read them at ${second.url.replace('127.0.0.1', 'localhost')}/mailbox\n`,
    err: '',
  })
})

it('leaves a database of a newer schema as it is', async () => {
  const databaseUrl = await cloneTemplate(inject('serverUrl'))
  await query(databaseUrl, "insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 99999999999999)")

  expect(await refusal({ DATABASE_URL: databaseUrl })).toBe(
    'Essor could not start. The database was made by a newer version of Essor. Start that version, or restore an older backup.',
  )
})

it('names the variable that is not right', async () => {
  expect(await refusal({ DEMO: 'perhaps' })).toMatch(/^Essor could not start\. The configuration is not right\. DEMO: /)
})

it('says that no database answers at DATABASE_URL, without its password', async () => {
  const url = `postgres://essor:s3cret@127.0.0.1:${await freePort()}/essor`

  expect(await refusal({ DATABASE_URL: url })).toBe(
    'Essor could not start. The database at DATABASE_URL does not answer.',
  )
})

it('does not wait for ever for a database that takes the connection and says nothing', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  onTestFinished(() => void silent.close())
  const address = silent.address()
  const port = typeof address === 'object' ? address?.port : 0

  expect(await refusal({ DATABASE_URL: `postgres://essor@127.0.0.1:${port}/essor` })).toBe(
    'Essor could not start. The database at DATABASE_URL does not answer.',
  )
})

it('says that the database is not there, or that the password is not right', async () => {
  const url = new URL(inject('serverUrl'))
  url.pathname = '/no_such_database'
  expect(await refusal({ DATABASE_URL: url.href })).toBe(
    'Essor could not start. The server at DATABASE_URL has no database of this name. Create it first.',
  )
  url.password = 'wrong'
  expect(await refusal({ DATABASE_URL: url.href })).toBe(
    'Essor could not start. The database at DATABASE_URL refuses this account or password.',
  )
})

it('is live but not ready while another process migrates the database', async () => {
  const databaseUrl = await cloneTemplate(inject('serverUrl'))
  const migrating = new pg.Client({ connectionString: databaseUrl })
  await migrating.connect()
  await migrating.query("select pg_advisory_lock(hashtext('essor.migrate'))")

  const program = await run({ DATABASE_URL: databaseUrl })
  await eventually(async () => (await statusOf(`${program.url}/health/live`)) === 200)
  expect(await statusOf(`${program.url}/health/ready`)).toBe(503)
  expect((await call(`${program.url}/api/v1/me`, 'GET'))?.body).toMatchObject({ status: 503, code: 'unavailable' })

  await migrating.end()
  await eventually(() => isReady(program.url))
})
