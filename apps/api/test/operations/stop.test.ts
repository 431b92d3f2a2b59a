import { expect, inject, it } from 'vitest'
import pg from 'pg'
import { connect } from '../../src/platform/db/connection.ts'
import { cloneTemplate } from '../harness.ts'
import { call, eventually, insertAdmin, startedProgram, statusOf } from './program.ts'

const stopsWithinMs = 8_000

it('finishes the request under way, takes no other, and ends within seconds', async () => {
  const databaseUrl = await cloneTemplate(inject('serverUrl'))
  const connection = connect(databaseUrl)
  const { id, cookie } = await insertAdmin(connection.db)
  const program = await startedProgram({ DATABASE_URL: databaseUrl })
  const holding = new pg.Client({ connectionString: databaseUrl })
  await holding.connect()
  await holding.query('begin')
  await holding.query('lock table delegations in access exclusive mode')
  const draft = { slug: 'somme', name: 'Somme', department: '80', timeZone: 'Europe/Paris' }
  const underWay = call(`${program.url}/api/v1/delegations`, 'POST', { cookie, key: 'k', body: draft })
  const openScreen = await fetch(`${program.url}/api/v1/live?topics=person:${id}`, { headers: { cookie } })
  expect(openScreen.status).toBe(200)
  await eventually(async () => {
    const { rows } = await holding.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
    return rows.length === 1
  })

  program.signal('SIGTERM')
  await eventually(async () => (await statusOf(`${program.url}/health/ready`)) !== 200)
  const stopping = performance.now()
  await holding.query('rollback')
  await holding.end()

  expect((await underWay)?.status).toBe(201)
  expect(await program.exited).toEqual({ code: 0, signal: null })
  expect(performance.now() - stopping).toBeLessThan(stopsWithinMs)
  await openScreen.body?.cancel()
  const { rows } = await connection.pool.query('select slug from delegations')
  expect(rows).toEqual([{ slug: 'somme' }])
  await connection.close()
})
