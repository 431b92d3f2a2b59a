import { expect, it } from 'vitest'
import { aCriterion, insertSeason } from '../../../test/factories.ts'
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

it('gives the version with the first answer again, for the change that follows', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const draft = {
    title: 'Appel à projets',
    presentation: '',
    timeZone: 'Europe/Paris',
    opens: { day: '2026-02-20', hour: '09:00' },
    closes: { day: '2026-03-29', hour: '23:59' },
    criteria: [aCriterion()],
  }
  const call = () =>
    organiser.post(`/api/v1/seasons/${season.id}/calls`).set('idempotency-key', 'call').send(draft).expect(201)

  const [first, again] = [await call(), await call()]

  expect([again.headers['idempotency-replayed'], again.headers['etag'], again.body]).toEqual([
    'true',
    '"1"',
    first.body,
  ])
})
