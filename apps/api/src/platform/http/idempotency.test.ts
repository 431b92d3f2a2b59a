import { expect, it } from 'vitest'
import { useTestApp, type TestPerson } from '../../../test/harness.ts'
import { idempotencyKeys } from './idempotency.table.ts'

const t = useTestApp()
const networkAdmin = () => t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })

const create = (person: TestPerson, key: string, slug: string) =>
  person
    .post('/api/v1/delegations')
    .set('idempotency-key', key)
    .send({ slug, name: 'Somme', department: '80', timeZone: 'Europe/Paris' })

it('makes a thing once, however many times and however quickly it is asked for', async () => {
  const admin = await networkAdmin()

  const answers = await Promise.all(Array.from({ length: 8 }, () => create(admin, 'once', 'once')))

  expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [201, answers[0]!.body]))
  expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true').length).toBe(answers.length - 1)
})

it('keeps a key to the person and the request that it was used with', async () => {
  const [first, second] = [await networkAdmin(), await networkAdmin()]
  await create(first, 'shared', 'mine').expect(201)

  expect((await create(first, 'shared', 'another')).body).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
  expect((await create(second, 'shared', 'theirs')).body).toMatchObject({ slug: 'theirs' })
})

it('forgets a key whose request was refused, so that it can be sent again mended', async () => {
  const admin = await networkAdmin()
  await create(admin, 'first', 'taken').expect(201)

  expect((await create(admin, 'retried', 'taken')).body).toMatchObject({ status: 409, code: 'already_exists' })
  expect((await create(admin, 'retried', 'free')).body).toMatchObject({ slug: 'free' })
})

it('does not guess an answer that was never kept', async () => {
  const admin = await networkAdmin()
  await t.db.insert(idempotencyKeys).values({ personId: admin.id, key: 'unanswered', request: 'x' })

  expect((await create(admin, 'unanswered', 'unanswered')).body).toMatchObject({
    status: 409,
    code: 'idempotency_in_progress',
  })
})

it('refuses a key that is no plain text', async () => {
  const admin = await networkAdmin()

  expect((await create(admin, 'a key with spaces', 'spaces')).body).toMatchObject({
    status: 400,
    code: 'invalid_input',
  })
})
