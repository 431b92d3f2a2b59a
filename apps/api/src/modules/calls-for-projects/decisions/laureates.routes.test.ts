import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { insertCall, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'

const t = useTestApp()

it('shows anyone what was accepted and is open, and nothing of the rest', async () => {
  const season = await insertSeason(t.db)
  const holder = await t.person()
  const call = await insertCall(t.db, season.id, { status: 'decided' })
  const other = await insertCall(t.db, season.id, { status: 'decided' })
  const add = (title: string, status: 'accepted' | 'confirmed', callId = call.id) =>
    insertSubmission(t.db, callId, holder.id, { title, status })
  await add('Un jardin', 'accepted')
  await add('Des vélos', 'confirmed')
  await add('Une épicerie', 'confirmed', other.id)
  for (const status of ['declined', 'waitlisted', 'turned_down', 'lapsed', 'withdrawn', 'submitted'] as const)
    await insertSubmission(t.db, call.id, holder.id, { title: `Caché ${status}`, status })
  await insertSubmission(t.db, call.id, holder.id, {
    title: 'Caché refuge',
    status: 'confirmed',
    confidentiality: 'restricted',
  })
  const titles = async (path: string) => {
    const { body } = await t.anonymous.get(path).expect(200)
    return body.items.map(({ title }: { title: string }) => title)
  }

  expect(await titles(`/api/v1/public/calls/${call.id}/laureates`)).toEqual(['Des vélos', 'Un jardin'])
  expect(await titles(`/api/v1/public/seasons/${season.slug}/laureates`)).toEqual([
    'Des vélos',
    'Un jardin',
    'Une épicerie',
  ])
  const first = await t.anonymous.get(`/api/v1/public/calls/${call.id}/laureates?limit=1`).expect(200)
  expect(first.body.items).toEqual([
    { title: 'Des vélos', structure: 'Association des locataires', summary: 'Un potager commun' },
  ])
  expect(await titles(`/api/v1/public/calls/${call.id}/laureates?limit=1&cursor=${first.body.nextCursor}`)).toEqual([
    'Un jardin',
  ])
})

it('knows no call that is a draft or is not there', async () => {
  const season = await insertSeason(t.db)
  const draft = await insertCall(t.db, season.id, { status: 'draft' })

  for (const id of [draft.id, randomUUID()]) await t.anonymous.get(`/api/v1/public/calls/${id}/laureates`).expect(404)
  await t.anonymous.get('/api/v1/public/calls/wrong/laureates').expect(400)
  const { body } = await t.anonymous.get(`/api/v1/public/calls/${draft.id}/laureates?cursor=wrong`).expect(404)
  expect(body.code).toBe('not_found')
})
