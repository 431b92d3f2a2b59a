import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertDelegation } from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

const withRole = (role: 'delegation_admin' | 'organiser', scopeId: string) =>
  t.person({ role, scopeKind: 'delegation', scopeId })

it('tells who did what, when, to what; newest first, page after page', async () => {
  const delegation = await insertDelegation(t.db)
  const neighbour = await insertDelegation(t.db)
  const admin = await withRole('delegation_admin', delegation.id)
  const networkAdmin = await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })
  const site = { name: 'Gare', address: '', capacity: null }
  const first = await admin.post(`/api/v1/delegations/${delegation.id}/sites`).send(site).expect(201)
  const second = await networkAdmin.post(`/api/v1/delegations/${delegation.id}/sites`).send(site).expect(201)
  const invitation = await admin
    .post(`/api/v1/delegations/${delegation.id}/invitations`)
    .send({ email: 'karim@example.org', role: 'organiser' })
    .expect(201)
  await networkAdmin.post(`/api/v1/delegations/${neighbour.id}/sites`).send(site).expect(201)
  const path = `/api/v1/delegations/${delegation.id}/audit`

  const { body: newest } = await admin.get(`${path}?limit=2`).expect(200)
  const { body: older } = await admin.get(`${path}?limit=2&cursor=${newest.nextCursor}`).expect(200)

  const line = (who: typeof admin, action: string, subjectKind: string, subjectId: string, details = {}) => ({
    id: expect.any(String),
    at: expect.any(String),
    actorId: who.id,
    actorName: who.name,
    action,
    subjectKind,
    subjectId,
    details,
  })
  expect(newest).toEqual({
    items: [
      line(admin, 'person.invited', 'invitation', invitation.body.id, { role: 'organiser' }),
      line(networkAdmin, 'site.added', 'site', second.body.id),
    ],
    nextCursor: expect.any(String),
  })
  expect(older).toEqual({ items: [line(admin, 'site.added', 'site', first.body.id)], nextCursor: null })
})

it('shows the log to admins only', async () => {
  const delegation = await insertDelegation(t.db)
  const admin = await withRole('delegation_admin', delegation.id)
  const organiser = await withRole('organiser', delegation.id)
  const path = `/api/v1/delegations/${delegation.id}/audit`

  await t.anonymous.get(path).expect(401)
  expect((await organiser.get(path).expect(403)).body).toMatchObject({ code: 'forbidden' })
  expect((await admin.get(`${path}?cursor=oops`).expect(400)).body).toMatchObject({ code: 'cursor_invalid' })
  expect((await admin.get(`${path}?limit=1000`).expect(400)).body).toMatchObject({ errors: [{ path: 'limit' }] })
  await admin.get('/api/v1/delegations/00000000-0000-4000-8000-000000000000/audit').expect(404)
})

it('cannot be rewritten, not even in the database', async () => {
  const delegation = await insertDelegation(t.db)
  const admin = await withRole('delegation_admin', delegation.id)
  await admin
    .post(`/api/v1/delegations/${delegation.id}/sites`)
    .send({ name: 'Gare', address: '', capacity: null })
    .expect(201)
  const lines = () => t.db.execute(sql`select * from audit_log order by id`)
  const before = await lines()

  for (const change of [
    sql`update audit_log set action = 'nothing'`,
    sql`delete from audit_log`,
    sql`truncate audit_log`,
  ]) {
    await expect(t.db.execute(change)).rejects.toMatchObject({ cause: { message: 'audit_log is append-only' } })
  }

  expect(before.rows).not.toEqual([])
  expect((await lines()).rows).toEqual(before.rows)
})
