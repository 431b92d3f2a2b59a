import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { guardOf, hold, query, refusal } from '../test/holder.ts'
import { startLocalPostgres, startThrowawayPostgres } from './index.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-postgres-test-'))
  await chmod(folder, 0o755)
})
// A server whose program was killed may still be writing its last files.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))

it('keeps the data from one start to the next, and asks for the password it keeps to itself', async () => {
  const first = await startLocalPostgres({ dataFolder: folder })
  await query(first.url, "create table seasons (name text); insert into seasons values ('Amiens')")
  await first.stop()

  const second = await startLocalPostgres({ dataFolder: folder })
  const asked = {
    rows: await query(second.url, 'select name from seasons'),
    withoutPassword: await refusal(second.url.replace(/:[^:@]+@/, ':wrong@')),
    settings: await query(
      second.url,
      `select current_setting('listen_addresses') as address, current_setting('TimeZone') as zone, current_setting('fsync') as fsync,
        pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale
        from pg_database where datname = current_database()`,
    ),
    passwordMode: ((await stat(join(folder, 'password'))).mode & 0o777).toString(8),
    dataFolder: second.dataFolder,
  }
  await second.stop()

  expect(asked).toEqual({
    rows: [{ name: 'Amiens' }],
    withoutPassword: '28P01',
    settings: [{ address: '127.0.0.1', zone: 'UTC', fsync: 'on', encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' }],
    passwordMode: '600',
    dataFolder: folder,
  })
  expect(await refusal(second.url)).toBe('ECONNREFUSED')
})

it('refuses a folder that another live program holds, and leaves that program its database', async () => {
  const other = await hold(folder)

  const refused = await startLocalPostgres({ dataFolder: folder }).catch((error: unknown) => error)

  expect(refused).toMatchObject({
    code: 'in_use',
    message: `The data folder ${folder} is in use by another running instance.`,
  })
  expect(await query(other.said['url'], 'select 1 as alive')).toEqual([{ alive: 1 }])
  await other.end('SIGKILL')
})

it('refuses a second start in the same program too', async () => {
  const first = await startLocalPostgres({ dataFolder: folder })
  await expect(startLocalPostgres({ dataFolder: folder })).rejects.toMatchObject({ code: 'in_use' })
  expect(await query(first.url, 'select 1 as alive')).toEqual([{ alive: 1 }])
  await first.stop()
})

it('recovers all that was committed when program and server are both killed', async () => {
  const killed = await hold(folder)
  await query(killed.said['url'], "create table seasons (name text); insert into seasons values ('Amiens')")
  const postmaster = Number((await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0])
  process.kill(postmaster, 'SIGKILL')
  await killed.end('SIGKILL')

  const next = await startLocalPostgres({ dataFolder: folder })
  expect(await query(next.url, 'select name from seasons')).toEqual([{ name: 'Amiens' }])
  await next.stop()
})

it('takes over at once from a server that outlived its program', async () => {
  const killed = await hold(folder)
  await query(killed.said['url'], "create table seasons (name text); insert into seasons values ('Amiens')")
  await killed.end('SIGKILL')

  const next = await startLocalPostgres({ dataFolder: folder })
  expect(await query(next.url, 'select name from seasons')).toEqual([{ name: 'Amiens' }])
  await next.stop()
})

it('stops a server left running by a program that could not see to it, and starts', async () => {
  const killed = await hold(folder)
  await query(killed.said['url'], "create table seasons (name text); insert into seasons values ('Amiens')")
  process.kill(guardOf(killed.child), 'SIGKILL')
  await killed.end('SIGKILL')
  expect(await query(killed.said['url'], 'select 1 as alive')).toEqual([{ alive: 1 }])

  const next = await startLocalPostgres({ dataFolder: folder })
  expect(await query(next.url, 'select name from seasons')).toEqual([{ name: 'Amiens' }])
  expect(await refusal(String(killed.said['url']))).toBe('ECONNREFUSED')
  await next.stop()
})

it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)('stops the server when its program ends by %s', async (signal) => {
  const holder = await hold(folder)
  await holder.end(signal)
  await vi.waitFor(async () => expect(await readdir(join(folder, 'cluster'))).not.toContain('postmaster.pid'), 30_000)
})

it('stops the server when its program has nothing left to do and never asked for it', async () => {
  const holder = await hold(folder, 'at once')
  if (holder.child.exitCode === null) await once(holder.child, 'exit')
  await vi.waitFor(async () => expect(await readdir(join(folder, 'cluster'))).not.toContain('postmaster.pid'), 30_000)
  expect(holder.child.exitCode).toBe(0)
})

it('leaves data of another major version alone', async () => {
  await (await startLocalPostgres({ dataFolder: folder })).stop()
  await writeFile(join(folder, 'cluster/PG_VERSION'), '17\n')
  const refused = await startLocalPostgres({ dataFolder: folder }).catch((error: unknown) => error)
  expect(refused).toMatchObject({
    code: 'other_version',
    message: `The data in ${folder} was written by PostgreSQL 17, this program brings 18: nothing was changed.`,
  })
})

it('says in one line why a server did not start', async () => {
  await (await startLocalPostgres({ dataFolder: folder })).stop()
  await rm(join(folder, 'cluster/global/pg_control'))
  const refused = await startLocalPostgres({ dataFolder: folder }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'start_failed' })
  expect((refused as Error).message.split('\n')).toHaveLength(1)
  expect((refused as Error).message).toContain('pg_control')
})

it('removes a throwaway server with its folder', async () => {
  const postgres = await startThrowawayPostgres()
  expect(await query(postgres.url, "select current_setting('fsync') as fsync")).toEqual([{ fsync: 'off' }])
  await postgres.stop()
  await postgres.stop()
  await expect(stat(postgres.dataFolder)).rejects.toMatchObject({ code: 'ENOENT' })
})

it('removes the folder of a throwaway server whose program was killed', async () => {
  const holder = await hold()
  await holder.end('SIGKILL')
  await vi.waitFor(
    () => expect(stat(String(holder.said['dataFolder']))).rejects.toMatchObject({ code: 'ENOENT' }),
    30_000,
  )
})
