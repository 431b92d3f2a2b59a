import { expect, it } from 'vitest'
import { insertPhase, insertSeason } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'

const t = useTestApp()

const nowhere = '00000000-0000-4000-8000-000000000000'
const inSeason = (scopeId: string) => ({ role: 'organiser', scopeKind: 'season', scopeId }) as const

it('moves a phase of this season', async () => {
  const season = await insertSeason(t.db)
  const phase = await insertPhase(t.db, season.id)
  const elsewhere = await insertPhase(t.db, (await insertSeason(t.db)).id)
  const organiser = await t.person(inSeason(season.id))
  const span = { startsAt: '2026-04-02T16:00:00.000Z', endsAt: '2026-04-02T18:00:00.000Z' }
  const put = (id: string, body: object) => organiser.put(`/api/v1/seasons/${season.id}/phases/${id}`).send(body)

  const { body } = await put(phase.id, span).expect(200)
  const backwards = await put(phase.id, { startsAt: span.endsAt, endsAt: span.startsAt }).expect(400)
  const centuries = await put(phase.id, { ...span, endsAt: '2206-04-02T18:00:00+02:00' }).expect(400)

  expect(body).toEqual({ id: phase.id, kind: 'kick_off', ...span })
  expect(backwards.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'endsAt', code: 'order' }] })
  expect(centuries.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'endsAt', code: 'far' }] })
  expect((await put(elsewhere.id, span).expect(404)).body.code).toBe('not_found')
})

it.each([
  ['put', `/phases/${nowhere}`, { startsAt: '2026-04-02T16:00:00.000Z', endsAt: '2026-04-02T18:00:00.000Z' }],
] as const)('lets nobody but its organisers %s a season%s', async (verb, path, body) => {
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
