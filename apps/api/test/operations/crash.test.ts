import { join } from 'node:path'
import { startLocalPostgres } from '@essor/local-postgres'
import { expect, it } from 'vitest'
import { connect } from '../../src/platform/db/connection.ts'
import { migrateDatabase } from '../../src/platform/db/migrate.ts'
import { call, insertAdmin, startedProgram, temporaryFolder } from './program.ts'

const slugs = Array.from({ length: 100 }, (_, n) => `delegation-${String(n).padStart(3, '0')}`)
const acknowledgedBeforeTheEnd = 20
/** Few enough that the end comes while others are under way, and many were not sent yet. */
const atOnce = 10

/** A network admin in the embedded database that the program will find. */
async function adminIn(dataFolder: string): Promise<string> {
  const database = await startLocalPostgres({ dataFolder: join(dataFolder, 'postgres') })
  const connection = connect(database.url)
  await migrateDatabase(connection.db)
  const { cookie } = await insertAdmin(connection.db)
  await connection.close()
  await database.stop()
  return cookie
}

it('keeps every acknowledged write through a SIGKILL, and makes nothing twice when the others are sent again', async () => {
  const data = temporaryFolder()
  const cookie = await adminIn(data)
  const create = (url: string, slug: string) =>
    call(`${url}/api/v1/delegations`, 'POST', {
      cookie,
      key: `make ${slug}`.replace(' ', '-'),
      body: { slug, name: `Délégation ${slug}`, department: null, timeZone: 'Europe/Paris' },
    })

  const first = await startedProgram({ ESSOR_DATA: data })
  const acknowledged = new Map<string, unknown>()
  const waiting = [...slugs]
  const send = async () => {
    for (let slug = waiting.shift(); slug; slug = waiting.shift()) {
      const answer = await create(first.url, slug)
      if (answer?.status !== 201) continue
      acknowledged.set(slug, answer.body)
      if (acknowledged.size === acknowledgedBeforeTheEnd) first.signal('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: atOnce }, send))
  expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' })
  expect(acknowledged.size).toBeGreaterThanOrEqual(acknowledgedBeforeTheEnd)
  expect(acknowledged.size).toBeLessThan(slugs.length)

  const second = await startedProgram({ ESSOR_DATA: data })
  const kept = await everyDelegation(second.url, cookie)
  expect([...acknowledged].filter(([slug, made]) => JSON.stringify(kept.get(slug)) !== JSON.stringify(made))).toEqual(
    [],
  )

  const unacknowledged = slugs.filter((slug) => !acknowledged.has(slug))
  const again = await Promise.all(unacknowledged.map((slug) => create(second.url, slug)))
  expect(again.map((answer) => answer?.status)).toEqual(unacknowledged.map(() => 201))
  const replayed = again.filter((answer) => answer?.headers.get('idempotency-replayed') === 'true')
  expect(replayed.length).toBe(kept.size - acknowledged.size)
  expect([...(await everyDelegation(second.url, cookie)).keys()]).toEqual(slugs)
})

async function everyDelegation(url: string, cookie: string): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  let cursor: string | null = ''
  while (cursor !== null) {
    const answer = await call(`${url}/api/v1/delegations?limit=100${cursor && `&cursor=${cursor}`}`, 'GET', { cookie })
    const page = answer?.body as { items: { slug: string }[]; nextCursor: string | null }
    for (const item of page.items) {
      expect(found.has(item.slug)).toBe(false)
      found.set(item.slug, item)
    }
    cursor = page.nextCursor
  }
  return found
}
