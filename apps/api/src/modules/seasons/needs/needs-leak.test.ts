import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Role } from '@essor/contracts'
import { eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { insertKnown } from '../../../../test/contract/known.ts'
import { insertEnrolment, insertNeed } from '../../../../test/factories.ts'
import { signInCookie, useTestApp, type Caller } from '../../../../test/harness.ts'
import { seasons } from '../seasons.table.ts'
import { eraseNeeds } from './needs.service.ts'

const t = useTestApp()

/** What nobody but the person and those in charge may ever read. */
const marker = 'Marqueur très privé 4f1c'
const need = { detail: marker, diets: ['other'], children: null }

interface Operation {
  operationId: string
  responses: Record<string, { content?: Record<string, unknown> }>
}

const openapi = fileURLToPath(new URL('../../../../../../openapi.json', import.meta.url))
const { paths } = JSON.parse(readFileSync(openapi, 'utf8')) as { paths: Record<string, { get?: Operation }> }

/** Everything that can be read, but for the stream of events, which never ends. */
const reads = Object.entries(paths).flatMap(([path, { get }]) =>
  get && !get.responses['200']?.content?.['text/event-stream'] ? [{ path, operationId: get.operationId }] : [],
)

const roles: [role: Role, scopeKind: 'network' | 'delegation' | 'season'][] = [
  ['network_admin', 'network'],
  ['delegation_admin', 'delegation'],
  ['organiser', 'delegation'],
  ['organiser', 'season'],
  ['facilitator', 'season'],
  ['coach', 'season'],
  ['mentor', 'season'],
  ['reviewer', 'season'],
  ['juror', 'season'],
]

it('shows a need through no address but its own, to nobody but the person and those in charge', async () => {
  const known = await insertKnown(t)
  const [seasonId, delegationId] = [known['seasonId']!, known['delegationId']!]
  const callers = new Map<string, Caller>([['nobody', t.anonymous]])
  for (const [role, scopeKind] of roles) {
    const scopeId = scopeKind === 'network' ? null : scopeKind === 'season' ? seasonId : delegationId
    callers.set(`${role} of the ${scopeKind}`, await t.person({ role, scopeKind, scopeId }))
  }
  const other = await t.person()
  await insertEnrolment(t.db, seasonId, other.id)
  callers.set('another participant', other)
  const app = await t.appWith({})
  const person = app.as({ cookie: await signInCookie(t.db, known['personId']!) })
  callers.set('the person', person)
  await person.put(`/api/v1/me/seasons/${seasonId}/needs/diet`).send(need).expect(200)

  const seen: string[] = []
  for (const [name, caller] of callers) {
    for (const { path, operationId } of reads) {
      const { text } = await caller.get(path.replace(/\{(\w+)\}/g, (_, param: string) => known[param] ?? randomUUID()))
      if (text.includes(marker)) seen.push(`${operationId}: ${name}`)
    }
  }

  expect(reads.length).toBeGreaterThan(60)
  expect(seen.toSorted()).toEqual([
    'listMyNeeds: the person',
    'listNeeds: delegation_admin of the delegation',
    'listNeeds: organiser of the delegation',
    'listNeeds: organiser of the season',
  ])
})

/** The tables in which a text stands, in whatever column. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows: tables } = await t.db.execute<{ name: string }>(
    sql`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await t.db.execute<{ here: boolean }>(
      sql`select exists (select from ${sql.raw(name)} as line where line::text like ${`%${text}%`}) as here`,
    )
    if (rows[0]!.here) found.push(name)
  }
  return found
}

it('leaves a need in no log, mail, event or other table, and nowhere once it is erased', async () => {
  const secret = `${marker} bis`
  const known = await insertKnown(t)
  const seasonId = known['seasonId']!
  const events: string[] = []
  const listener = new pg.Client({ connectionString: t.databaseUrl })
  await listener.connect()
  onTestFinished(() => listener.end())
  listener.on('notification', ({ payload }) => events.push(payload ?? ''))
  await listener.query('listen essor_live')
  let log = ''
  const app = await t.appWith({
    config: { LOG_LEVEL: 'trace' },
    logTo: { write: (line: string) => void (log += line) },
  })
  const person = app.as({ cookie: await signInCookie(t.db, known['personId']!) })
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: seasonId })

  await person
    .put(`/api/v1/me/seasons/${seasonId}/needs/diet`)
    .set('idempotency-key', 'besoin-1')
    .send({ ...need, detail: secret })
    .expect(200)
  await app.as(organiser).get(`/api/v1/seasons/${seasonId}/needs`).expect(200)
  await listener.query('select 1')

  expect(await tablesWith(secret)).toEqual(['public.inclusion_needs'])
  expect(log).toContain('/needs/:kind')
  expect(log).not.toContain(secret)
  expect(events).toEqual([JSON.stringify({ topic: `season:${seasonId}`, type: 'needs.changed', id: seasonId })])

  await t.db.update(seasons).set({ needsKeptDays: 0 }).where(eq(seasons.id, seasonId))
  t.setNow('2026-06-01T00:00:00.000Z')
  await eraseNeeds(t.deps)

  expect(await tablesWith(secret)).toEqual([])
})

it('says in no line of the audit log who needs something', async () => {
  const known = await insertKnown(t)
  const [seasonId, personId] = [known['seasonId']!, known['personId']!]
  await insertNeed(t.db, seasonId, personId)
  const person = (await t.appWith({})).as({ cookie: await signInCookie(t.db, personId) })
  await person.put(`/api/v1/me/seasons/${seasonId}/needs/diet`).send(need).expect(200)
  await person.delete(`/api/v1/me/seasons/${seasonId}/needs/access`).expect(204)

  expect(await tablesWith(personId)).not.toContain('public.audit_log')
})
