import { EventSource } from 'eventsource'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { insertSeason } from '../../../test/factories.ts'
import { startSecondApp, useTestApp } from '../../../test/harness.ts'

const t = useTestApp()
let other: Awaited<ReturnType<typeof startSecondApp>>

beforeAll(async () => {
  other = await startSecondApp(t)
})
afterAll(() => other.stop())

/** Resolves with the first change heard after `whenReady` has run. */
function firstChange(url: string, whenReady: () => Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const source = new EventSource(url)
    source.addEventListener('ready', () => whenReady().catch(reject))
    source.addEventListener('change', ({ data }) => {
      source.close()
      resolve(JSON.parse(String(data)))
    })
    source.addEventListener('error', (error) => reject(new Error(error.message)))
  })
}

it('shows a change made through one process on a page served by another', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

  const heard = await firstChange(`${other.url}/api/v1/live?topics=season:${season.id}`, () =>
    organiser.post(`/api/v1/seasons/${season.id}/status`).send({ to: 'closed' }).expect(200),
  )

  expect(heard).toEqual({ topic: `season:${season.id}`, type: 'season.changed', id: season.id })
})

it('tells of a change only once it is committed', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

  const heard = await firstChange(`${other.url}/api/v1/live?topics=season:${season.id}`, async () => {
    await organiser.post(`/api/v1/seasons/${season.id}/status`).send({ to: 'draft' }).expect(409)
    await organiser.post(`/api/v1/seasons/${season.id}/status`).send({ to: 'closed' }).expect(200)
  })

  expect(heard).toMatchObject({ type: 'season.changed' })
})

it('lets nobody listen to what is not theirs', async () => {
  const person = await t.person()
  const draft = await insertSeason(t.db, { status: 'draft' })

  const answers = await Promise.all([
    t.anonymous.get(`/api/v1/live?topics=person:${person.id}`),
    t.anonymous.get(`/api/v1/live?topics=season:${draft.id}`),
    person.get(`/api/v1/live?topics=season:${draft.id}`),
    t.anonymous.get(`/api/v1/live?topics=secret:${draft.id}`),
    t.anonymous.get(`/api/v1/live?topics=constructor:${draft.id}`),
    t.anonymous.get(`/api/v1/live?topics=season:${'-'.repeat(36)}`),
    t.anonymous.get('/api/v1/live?topics=all'),
  ])

  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [403, 'forbidden'],
    [403, 'forbidden'],
    [403, 'forbidden'],
    [403, 'forbidden'],
    [403, 'forbidden'],
    [400, 'invalid_input'],
    [400, 'invalid_input'],
  ])
})
