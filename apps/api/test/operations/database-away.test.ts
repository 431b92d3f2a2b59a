import { startLocalPostgres } from '@essor/local-postgres'
import { expect, it, onTestFinished } from 'vitest'
import { EventSource } from 'eventsource'
import pg from 'pg'
import { connect } from '../../src/platform/db/connection.ts'
import { migrateDatabase } from '../../src/platform/db/migrate.ts'
import {
  call,
  eventually,
  freePort,
  insertAdmin,
  isReady,
  startedProgram,
  statusOf,
  temporaryFolder,
} from './program.ts'

const anyId = '01890000-0000-7000-8000-000000000000'
const away = { status: 503, code: 'unavailable', type: 'urn:essor:problem:unavailable' }

it('answers 503 while the database is away, and works as before when it is back', async () => {
  const place = { dataFolder: temporaryFolder(), port: await freePort() }
  let database = await startLocalPostgres(place)
  onTestFinished(() => database.stop())
  const connection = connect(database.url)
  onTestFinished(() => connection.close())
  await migrateDatabase(connection.db)
  const { id, cookie } = await insertAdmin(connection.db)
  const program = await startedProgram({ DATABASE_URL: database.url })
  const heard: string[] = []
  const screen = new EventSource(`${program.url}/api/v1/live?topics=person:${id}`, {
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, cookie } }),
  })
  onTestFinished(() => screen.close())
  screen.addEventListener('ready', () => heard.push('ready'))
  screen.addEventListener('change', ({ data }) => heard.push(String(data)))
  await eventually(() => heard.length === 1)
  const operations = await everyOperation(program.url)

  const holding = new pg.Client({ connectionString: database.url })
  holding.on('error', () => undefined)
  await holding.connect()
  await holding.query('begin')
  await holding.query('lock table delegations in access exclusive mode')
  const inTransaction = call(`${program.url}/api/v1/delegations`, 'POST', {
    cookie,
    key: 'k',
    body: { slug: 'somme', name: 'Somme', department: '80', timeZone: 'Europe/Paris' },
  })
  await eventually(async () => {
    const { rows } = await holding.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
    return rows.length === 1
  })
  await database.stop()

  expect((await inTransaction)?.body).toMatchObject(away)
  expect(await statusOf(`${program.url}/health/ready`)).toBe(503)
  expect(await statusOf(`${program.url}/health/live`)).toBe(200)
  for (const { method, path } of operations) {
    const answer = await call(`${program.url}${path}`, method, { cookie, body: method === 'GET' ? undefined : {} })
    expect({ method, path, ...Object(answer?.body) }).toMatchObject({ method, path, ...away })
  }
  const asNobody = await Promise.all([
    call(`${program.url}/api/v1/public/seasons`, 'GET'),
    call(`${program.url}/api/v1/session/link`, 'POST', { body: { email: 'a@example.org' } }),
    call(`${program.url}/api/v1/session/link/verify`, 'POST', { body: { token: 'x' } }),
    call(`${program.url}/api/v1/session/password`, 'POST', { body: { email: 'a@example.org', password: 'x' } }),
    call(`${program.url}/api/v1/invitations/accept`, 'POST', { body: { token: 'x' } }),
  ])
  expect(asNobody.map((answer) => answer?.body)).toEqual(asNobody.map(() => expect.objectContaining(away)))

  database = await startLocalPostgres(place)
  await eventually(() => isReady(program.url))
  await eventually(async () => {
    const event = JSON.stringify({ topic: `person:${id}`, type: 'test', id })
    await connection.pool.query('select pg_notify($1, $2)', ['essor_live', event])
    return heard.includes(event)
  })
  // What was missed in between is read again.
  expect(heard.slice(0, 2)).toEqual(['ready', 'ready'])
  expect((await call(`${program.url}/api/v1/session/link`, 'POST', { body: { email: 'b@example.org' } }))?.status).toBe(
    202,
  )
  await eventually(async () => {
    const { rows } = await connection.pool.query("select to_address from mails where status = 'kept'")
    return rows.length === 1
  })
  expect(program.output().err).toBe('')
})

async function everyOperation(url: string): Promise<{ method: string; path: string }[]> {
  const document = (await call(`${url}/api/openapi.json`, 'GET'))?.body as { paths: Record<string, object> }
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, anyId) })),
  )
}
