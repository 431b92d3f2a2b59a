import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertDelegation, insertSeason } from '../../../test/factories.ts'
import { useTestApp, type GivenRole, type TestPerson } from '../../../test/harness.ts'
import { auditLog } from '../../platform/audit/audit.table.ts'
import { roleGrants } from '../identity/index.ts'

const t = useTestApp()

const network: GivenRole = { role: 'network_admin', scopeKind: 'network', scopeId: null }
const at = (scopeKind: GivenRole['scopeKind'], scopeId: string, role: GivenRole['role']): GivenRole => ({
  role,
  scopeKind,
  scopeId,
})

async function grantOf(person: TestPerson, role: GivenRole['role']): Promise<string> {
  const [row] = await t.db
    .select()
    .from(roleGrants)
    .where(and(eq(roleGrants.personId, person.id), eq(roleGrants.role, role)))
  return row!.id
}

it('shows who has which role, all or one role, newest first and page after page', async () => {
  const { id } = await insertDelegation(t.db)
  const admin = await t.person(at('delegation', id, 'delegation_admin'))
  const first = await t.person(at('delegation', id, 'organiser'))
  const second = await t.person(at('delegation', id, 'organiser'))
  const path = `/api/v1/delegations/${id}/roles`
  const line = async (person: TestPerson, role: GivenRole['role']) => ({
    ...at('delegation', id, role),
    id: await grantOf(person, role),
    personId: person.id,
    personName: person.name,
    createdAt: expect.any(String),
  })

  const { body: newest } = await admin.get(`${path}?limit=2`).expect(200)
  const { body: older } = await admin.get(`${path}?limit=2&cursor=${newest.nextCursor}`).expect(200)
  const { body: admins } = await admin.get(`${path}?role=delegation_admin`).expect(200)

  const adminLine = await line(admin, 'delegation_admin')
  expect(newest).toEqual({
    items: [await line(second, 'organiser'), await line(first, 'organiser')],
    nextCursor: expect.any(String),
  })
  expect(older).toEqual({ items: [adminLine], nextCursor: null })
  expect(admins).toEqual({ items: [adminLine], nextCursor: null })
  expect((await admin.get(`${path}?role=king`).expect(400)).body).toMatchObject({ errors: [{ path: 'role' }] })
  expect((await admin.get(`${path}?cursor=oops`).expect(400)).body).toMatchObject({ code: 'cursor_invalid' })
})

it('takes a role back, at once and once', async () => {
  const { id } = await insertDelegation(t.db)
  const admin = await t.person(at('delegation', id, 'delegation_admin'))
  const organiser = await t.person(at('delegation', id, 'organiser'))
  const grant = await grantOf(organiser, 'organiser')
  await organiser.get(`/api/v1/delegations/${id}/sites`).expect(200)

  const answers = await Promise.all(Array.from({ length: 4 }, () => admin.delete(`/api/v1/role-grants/${grant}`)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404, 404, 404])
  await organiser.get(`/api/v1/delegations/${id}/sites`).expect(403)
  expect(await t.db.select().from(auditLog).where(eq(auditLog.subjectId, organiser.id))).toMatchObject([
    { action: 'role.taken_back', actorId: admin.id, delegationId: id, details: { role: 'organiser' } },
  ])
  await admin.delete('/api/v1/role-grants/somme').expect(400)
})

it('lets nobody take back a role that they could not give', async () => {
  const season = await insertSeason(t.db)
  const other = await insertSeason(t.db)
  const networkAdmin = await t.person(network)
  const admin = await t.person(at('delegation', season.delegationId, 'delegation_admin'))
  const organiser = await t.person(at('delegation', season.delegationId, 'organiser'))
  const stranger = await t.person(at('season', other.id, 'organiser'))
  const juror = await t.person(at('season', season.id, 'juror'))
  const take = async (who: Pick<TestPerson, 'delete'>, whose: TestPerson, role: GivenRole['role']) =>
    (await who.delete(`/api/v1/role-grants/${await grantOf(whose, role)}`)).status

  const statuses = [
    await take(organiser, admin, 'delegation_admin'),
    await take(organiser, organiser, 'organiser'),
    await take(admin, networkAdmin, 'network_admin'),
    await take(stranger, juror, 'juror'),
    await take(juror, juror, 'juror'),
    await take(t.anonymous, juror, 'juror'),
    await take(organiser, juror, 'juror'),
  ]

  expect(statuses).toEqual([403, 403, 403, 403, 403, 401, 204])
})

it('never leaves a delegation, a season or the network with nobody in charge', async () => {
  await t.db.delete(roleGrants).where(eq(roleGrants.role, 'network_admin'))
  const season = await insertSeason(t.db)
  const networkAdmin = await t.person(network)
  const admin = await t.person(at('delegation', season.delegationId, 'delegation_admin'))
  const organiser = await t.person(at('season', season.id, 'organiser'))
  const take = async (who: TestPerson, whose: TestPerson, role: GivenRole['role']) =>
    who.delete(`/api/v1/role-grants/${await grantOf(whose, role)}`)

  const refused = [
    await take(networkAdmin, networkAdmin, 'network_admin'),
    await take(admin, admin, 'delegation_admin'),
    await take(organiser, organiser, 'organiser'),
  ]
  const allowed = [await take(admin, organiser, 'organiser'), await take(networkAdmin, admin, 'delegation_admin')]

  expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([409, 'last_manager']))
  expect(allowed.map(({ status }) => status)).toEqual([204, 204])
})

it('keeps one admin when the last two take each other’s role back at once', async () => {
  const { id } = await insertDelegation(t.db)
  const admins = [
    await t.person(at('delegation', id, 'delegation_admin')),
    await t.person(at('delegation', id, 'delegation_admin')),
  ] as const
  const grants = [await grantOf(admins[0], 'delegation_admin'), await grantOf(admins[1], 'delegation_admin')]

  const answers = await Promise.all([
    admins[0].delete(`/api/v1/role-grants/${grants[1]}`),
    admins[1].delete(`/api/v1/role-grants/${grants[0]}`),
  ])

  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
  expect(await t.db.select().from(roleGrants).where(eq(roleGrants.scopeId, id))).toHaveLength(1)
})
