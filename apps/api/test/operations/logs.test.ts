import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { connect } from '../../src/platform/db/connection.ts'
import { cloneTemplate } from '../harness.ts'
import { call, eventually, insertAdmin, startedProgram } from './program.ts'

const email = 'mireille.secrete@example.org'
const name = 'Mireille Secrète'
const address = '12 rue du Silence'

/** Faults that quote what they were given, as PostgreSQL does in the detail of a failed constraint and in a trigger's words. */
async function breakThings(databaseUrl: string): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  await database.query(`
    create unique index on sites (address);
    create function refuse_person() returns trigger language plpgsql as
      $$ begin raise exception 'no % here', new.name; end $$;
    create trigger refuse_person before update on people for each row execute function refuse_person();
  `)
  await database.end()
}

it('logs each request under its id, and nothing about anybody', async () => {
  const databaseUrl = await cloneTemplate(inject('serverUrl'))
  const connection = connect(databaseUrl)
  const { id, cookie } = await insertAdmin(connection.db)
  await connection.close()
  await breakThings(databaseUrl)
  const program = await startedProgram({ DATABASE_URL: databaseUrl, NODE_ENV: 'development' })
  const ids: string[] = []
  const send = async (status: number, method: string, path: string, options: Parameters<typeof call>[2] = {}) => {
    const answer = await call(`${program.url}${path}`, method, options)
    expect({ path, status: answer?.status }).toEqual({ path, status })
    ids.push(answer?.headers.get('x-request-id') ?? '')
    return answer?.body
  }

  await send(202, 'POST', '/api/v1/session/link', { body: { email } })
  const [mail] = (await send(200, 'GET', '/api/v1/mailbox')) as { text: string }[]
  const token = /#token=(\S+)/.exec(mail!.text)![1]!
  await send(204, 'POST', '/api/v1/session/link/verify', { body: { token } })
  await send(401, 'POST', '/api/v1/session/password', { body: { email, password: 'un mot secret' } })
  const delegation = (await send(201, 'POST', '/api/v1/delegations', {
    cookie,
    body: { slug: 'somme', name: 'Somme', department: '80', timeZone: 'Europe/Paris' },
  })) as { id: string }
  const home = `/api/v1/delegations/${delegation.id}`
  await send(201, 'POST', `${home}/invitations`, { cookie, body: { email, role: 'organiser' } })
  await send(400, 'POST', `${home}/invitations`, { cookie, body: { email: `${email}@`, role: name } })
  const site = { name, address, capacity: null }
  await send(201, 'POST', `${home}/sites`, { cookie, body: site })
  const failed = await send(500, 'POST', `${home}/sites`, { cookie, body: site })
  expect(failed).toMatchObject({ code: 'internal', detail: expect.not.stringContaining(address) })
  await send(500, 'PATCH', '/api/v1/me', { cookie, body: { name } })
  await send(400, 'GET', `/api/v1/delegations?limit=${encodeURIComponent(email)}`, { cookie })
  await send(404, 'GET', `/api/v1/${encodeURIComponent(email)}?token=${token}`)

  const { out, err } = program.output()
  await eventually(() => ids.every((requestId) => program.output().out.includes(requestId)))
  expect(ids.every((requestId) => /^[0-9a-f-]{36}$/.test(requestId))).toBe(true)
  const lines = program
    .output()
    .out.split('\n')
    .filter((line) => line.startsWith('{'))
  const faults = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ level }) => level === 50)
  expect(faults).toMatchObject([
    { reqId: ids[8], err: { message: 'Failed query', cause: { code: '23505', constraint: 'sites_address_idx' } } },
    { reqId: ids[9], err: { message: 'Failed query', cause: { code: 'P0001' } } },
  ])
  const secrets = [email, encodeURIComponent(email), 'Mireille', 'Secr', address, token, cookie, 'un mot secret', id]
  expect(secrets.filter((secret) => `${program.output().out}${err}${out}`.includes(secret))).toEqual([])
})
