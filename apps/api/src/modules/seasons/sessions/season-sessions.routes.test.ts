import { expect, it } from 'vitest'
import { insertSeason, insertSession } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const inSeason = (scopeId: string) => ({ role: 'organiser', scopeKind: 'season', scopeId }) as const

const meetUp = {
  kind: 'meet_up',
  title: 'Retrouvailles',
  place: 'Café des associations',
  startsAt: '2026-06-10T17:00:00.000Z',
  endsAt: '2026-06-10T19:00:00.000Z',
}

it('adds, changes and removes a session', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person(inSeason(season.id))
  const base = `/api/v1/seasons/${season.id}/sessions`

  const { body: added } = await organiser.post(base).send(meetUp).expect(201)
  const { body: later } = await organiser
    .put(`${base}/${added.id}`)
    .send({ ...meetUp, title: 'Grandes retrouvailles' })
    .expect(200)
  await organiser.delete(`${base}/${added.id}`).expect(204)
  const again = await organiser.delete(`${base}/${added.id}`).expect(404)
  const changedAfter = await organiser.put(`${base}/${added.id}`).send(meetUp).expect(404)

  expect(added).toEqual({ ...meetUp, id: expect.any(String) })
  expect(later).toEqual({ ...added, title: 'Grandes retrouvailles' })
  expect([again.body.code, changedAfter.body.code]).toEqual(['not_found', 'not_found'])
  expect((await organiser.get(`/api/v1/seasons/${season.id}`).expect(200)).body.sessions).toEqual([])
})

it('names the fields of a session that are not right', async () => {
  const season = await insertSeason(t.db)
  const session = await insertSession(t.db, season.id)
  const organiser = await t.person(inSeason(season.id))
  const base = `/api/v1/seasons/${season.id}/sessions`

  const empty = await organiser
    .post(base)
    .send({ ...meetUp, title: '', startsAt: 'demain' })
    .expect(400)
  const backwards = await organiser
    .put(`${base}/${session.id}`)
    .send({ ...meetUp, endsAt: meetUp.startsAt })
    .expect(400)

  expect(empty.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'title' }, { path: 'startsAt' }] })
  expect(backwards.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'endsAt', code: 'order' }] })
})

it.each([
  ['post', '/sessions', meetUp],
  ['put', `/sessions/${nowhere}`, meetUp],
  ['delete', `/sessions/${nowhere}`],
] as const)('lets nobody but its organisers %s a season%s', async (verb, path, body?: object) => {
  const season = await insertSeason(t.db)
  const other = await t.person(inSeason((await insertSeason(t.db)).id))
  const organiser = await t.person(inSeason(season.id))
  const ask = (as: Pick<typeof other, 'get' | 'put' | 'post' | 'delete'>, id: string) => {
    const request = as[verb](`/api/v1/seasons/${id}${path}`).set('if-match', '"1"')
    return body ? request.send(body) : request
  }

  const answers = [
    await ask(t.anonymous, season.id),
    await ask(other, season.id),
    await ask(organiser, nowhere),
    await ask(organiser, 'pas-un-id'),
  ]

  expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [400, 'invalid_input'],
  ])
})
