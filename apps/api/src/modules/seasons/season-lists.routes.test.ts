import { Season } from '@essor/contracts'
import { expect, it } from 'vitest'
import { insertDelegation, insertSeason } from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

const inDelegation = (scopeId: string) => ({ role: 'organiser', scopeKind: 'delegation', scopeId }) as const
const inSeason = (scopeId: string) => ({ role: 'organiser', scopeKind: 'season', scopeId }) as const

it('lists the seasons of a delegation to its organisers, page after page', async () => {
  const { id: delegationId } = await insertDelegation(t.db)
  const organiser = await t.person(inDelegation(delegationId))
  for (const name of ['Un', 'Deux', 'Trois']) await insertSeason(t.db, { delegationId, name })
  const read = async (query: string) =>
    (await organiser.get(`/api/v1/delegations/${delegationId}/seasons?limit=2${query}`).expect(200)).body

  const first = await read('')
  const second = await read(`&cursor=${first.nextCursor}`)

  expect([...first.items, ...second.items].map(({ name }: { name: string }) => name)).toEqual(['Trois', 'Deux', 'Un'])
  expect(second.nextCursor).toBeNull()
  const { body } = await organiser.get(`/api/v1/delegations/${delegationId}/seasons?cursor=oops`).expect(400)
  expect(body.code).toBe('cursor_invalid')
  await organiser.get(`/api/v1/delegations/${delegationId}/seasons?limit=0`).expect(400)
})

it('lists the seasons that I organise, wherever my roles reach', async () => {
  const { id: delegationId } = await insertDelegation(t.db, { name: 'Somme' })
  const mine = await insertSeason(t.db, { delegationId, name: 'De ma délégation' })
  const alone = await insertSeason(t.db, { name: 'Une seule' })
  await insertSeason(t.db, { name: 'D’une autre délégation' })
  const judged = await insertSeason(t.db, { name: 'Où je suis juré' })
  const organiser = await t.person(inDelegation(delegationId), inSeason(alone.id), {
    role: 'juror',
    scopeKind: 'season',
    scopeId: judged.id,
  })
  const admin = await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })

  const { body } = await organiser.get('/api/v1/me/seasons').expect(200)
  const first = (await organiser.get('/api/v1/me/seasons?limit=1').expect(200)).body
  const second = (await organiser.get(`/api/v1/me/seasons?limit=1&cursor=${first.nextCursor}`).expect(200)).body
  const all = (await admin.get('/api/v1/me/seasons?limit=100').expect(200)).body

  const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)
  expect(body).toEqual({
    items: [
      { ...Season.encode(alone), delegationName: 'Somme' },
      { ...Season.encode(mine), delegationName: 'Somme' },
    ],
    nextCursor: null,
  })
  expect([...ids(first), ...ids(second)]).toEqual([alone.id, mine.id])
  expect(ids(all)).toEqual(expect.arrayContaining([mine.id, alone.id, judged.id]))
  expect((await (await t.person()).get('/api/v1/me/seasons').expect(200)).body).toEqual({ items: [], nextCursor: null })
  expect((await organiser.get('/api/v1/me/seasons?cursor=oops').expect(400)).body.code).toBe('cursor_invalid')
})

it('shows published seasons to everyone, the latest first, and no draft', async () => {
  await insertSeason(t.db, { name: 'Tard', startsOn: '2030-05-01', endsOn: '2030-06-01' })
  await insertSeason(t.db, { name: 'Brouillon', status: 'draft', startsOn: '2030-04-01', endsOn: '2030-06-01' })
  await insertSeason(t.db, { name: 'Plus tôt', status: 'closed', startsOn: '2030-03-01', endsOn: '2030-04-01' })
  const read = async (query: string) =>
    (await t.anonymous.get(`/api/v1/public/seasons?limit=1${query}`).expect(200)).body

  const first = await read('')
  const second = await read(`&cursor=${first.nextCursor}`)

  expect(first.items).toEqual([
    {
      id: expect.any(String),
      slug: expect.any(String),
      name: 'Tard',
      summary: '',
      presence: 'in_person',
      place: 'Amiens',
      timeZone: 'Europe/Paris',
      startsOn: '2030-05-01',
      endsOn: '2030-06-01',
      status: 'published',
      delegationName: 'Somme',
      phases: [
        {
          id: expect.any(String),
          kind: 'recruitment',
          startsAt: '2026-02-01T08:00:00.000Z',
          endsAt: '2026-03-20T22:59:00.000Z',
          version: 1,
        },
      ],
    },
  ])
  expect(second.items).toMatchObject([{ name: 'Plus tôt', status: 'closed' }])
  expect((await t.anonymous.get('/api/v1/public/seasons?cursor=oops').expect(400)).body.code).toBe('cursor_invalid')
})

it('asks who I am before listing what I organise', async () => {
  expect((await t.anonymous.get('/api/v1/me/seasons').expect(401)).body.code).toBe('unauthenticated')
})
