import { expect, it } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'
import { auditLog } from '../../platform/audit/audit.table.ts'
import { appointFirstAdmin } from './first-admin.service.ts'

const t = useTestApp()

it('appoints the first admin once, who then signs in by a link', async () => {
  await Promise.all([
    appointFirstAdmin(t.deps, 'premiere@example.org'),
    appointFirstAdmin(t.deps, 'premiere@example.org'),
  ])
  await appointFirstAdmin(t.deps, 'premiere@example.org')
  await t.anonymous.post('/api/v1/session/link').send({ email: 'premiere@example.org' }).expect(202)
  const token = /#token=(\S+)/.exec((await t.mailsTo('premiere@example.org'))[0]!.text)![1]!

  const { headers } = await t.anonymous.post('/api/v1/session/link/verify').send({ token }).expect(204)
  const { body } = await t.anonymous
    .get('/api/v1/me')
    .set('cookie', String(headers['set-cookie']).split(';')[0]!)
    .expect(200)

  expect(body).toMatchObject({
    email: 'premiere@example.org',
    grants: [{ role: 'network_admin', scopeKind: 'network', scopeId: null }],
  })
  expect(await t.db.select().from(auditLog)).toMatchObject([
    { action: 'role.given', actorId: null, subjectKind: 'person', subjectId: body.id },
  ])
})
