import { expect, it } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'

const t = useTestApp()

const networkAdmin = () => t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })
const draft = (slug: string) => ({ slug, name: 'Somme', department: '80', timeZone: 'Europe/Paris' })

it('founds a delegation, once for each address', async () => {
  const admin = await networkAdmin()

  const { body } = await admin.post('/api/v1/delegations').send(draft('somme')).expect(201)
  const taken = await admin.post('/api/v1/delegations').send(draft('somme')).expect(409)

  expect(body).toEqual({ ...draft('somme'), id: expect.any(String), version: 1, createdAt: expect.any(String) })
  expect(taken.body).toMatchObject({ code: 'already_exists', errors: [{ path: 'slug', code: 'taken' }] })
})
