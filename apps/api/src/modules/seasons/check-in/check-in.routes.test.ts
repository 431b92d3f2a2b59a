import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { insertEnrolment, insertSeason } from '../../../../test/factories.ts'
import { useTestApp, testNow, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'

const t = useTestApp()

const keeperOf = (season: { id: string }) => t.person({ role: 'facilitator', scopeKind: 'season', scopeId: season.id })
const doorOf = (season: { id: string }) => `/api/v1/seasons/${season.id}/door`
const checkInsOf = (season: { id: string }) => `/api/v1/seasons/${season.id}/check-ins`

async function expected(over: Parameters<typeof insertEnrolment>[3] = {}, seasonOver = {}) {
  const season = await insertSeason(t.db, seasonOver)
  const person = await t.person()
  const enrolment = await insertEnrolment(t.db, season.id, person.id, over)
  return { season, person, enrolment, keeper: await keeperOf(season) }
}

const kept = async (id: string) => {
  const [row] = await t.db.select().from(enrolments).where(eq(enrolments.id, id))
  return row!
}

const moves = async (id: string) =>
  (await t.db.select().from(auditLog).where(eq(auditLog.subjectId, id))).map(({ action, actorId }) => [action, actorId])

describe('a ticket', () => {
  it('is shown to its person, with a code that nobody could guess', async () => {
    const { person, enrolment, season } = await expected()

    const { body } = await person.get(`/api/v1/me/enrolments/${enrolment.id}/ticket`).expect(200)

    expect(body).toEqual({
      enrolmentId: enrolment.id,
      code: expect.stringMatching(/^[0-9A-F]{16}$/),
      status: 'confirmed',
      personName: person.name,
      siteName: null,
      seasonName: season.name,
      seasonSlug: season.slug,
      startsOn: '2026-04-01',
      endsOn: '2026-05-31',
      place: 'Amiens',
    })
  })

  it('has no code before the person is confirmed', async () => {
    const { person, enrolment } = await expected({ status: 'applied' })

    const { body } = await person.get(`/api/v1/me/enrolments/${enrolment.id}/ticket`).expect(200)

    expect([body.status, body.code]).toEqual(['applied', null])
  })

  it('is nobody else’s', async () => {
    const { enrolment, keeper } = await expected()

    expect(
      await unguarded(t, [['get', `/api/v1/me/enrolments/${enrolment.id}/ticket`]], {
        stranger: await t.person(),
        owner: keeper,
      }),
    ).toEqual([])
  })
})

describe('the door', () => {
  it('knows its season and everybody enrolled, by name', async () => {
    const { season, person, enrolment, keeper } = await expected()
    await t.db.update(people).set({ name: 'Adèle' }).where(eq(people.id, person.id))
    const [site] = await t.db
      .insert(seasonSites)
      .values({ seasonId: season.id, kind: 'place', name: 'Amiens Nord', timeZone: 'Europe/Paris' })
      .returning()
    const late = await t.person()
    const gone = await insertEnrolment(t.db, season.id, late.id, {
      status: 'checked_in',
      statusAt: new Date('2026-03-02T08:30:00Z'),
      siteId: site!.id,
    })

    const door = await keeper.get(doorOf(season)).expect(200)
    const list = await keeper.get(`${doorOf(season)}/people?limit=500`).expect(200)

    expect(door.body).toEqual({
      seasonId: season.id,
      seasonName: season.name,
      timeZone: 'Europe/Paris',
      terminology: season.terminology,
      open: true,
      now: testNow,
      sites: [{ id: site!.id, name: 'Amiens Nord' }],
    })
    const shared = { category: 'student', code: expect.stringMatching(/^[0-9A-F]{16}$/) }
    expect(list.body).toEqual({
      items: [
        {
          ...shared,
          enrolmentId: enrolment.id,
          personName: 'Adèle',
          siteName: null,
          status: 'confirmed',
          checkedInAt: null,
        },
        {
          ...shared,
          enrolmentId: gone.id,
          personName: late.name,
          siteName: 'Amiens Nord',
          status: 'checked_in',
          checkedInAt: '2026-03-02T08:30:00.000Z',
        },
      ],
      nextCursor: null,
    })
  })

  it('pages through all of them', async () => {
    const { season, person, keeper } = await expected()
    const other = await t.person()
    await insertEnrolment(t.db, season.id, other.id)

    const first = await keeper.get(`${doorOf(season)}/people?limit=1`).expect(200)
    const second = await keeper.get(`${doorOf(season)}/people?limit=1&cursor=${first.body.nextCursor}`).expect(200)

    const names = [...first.body.items, ...second.body.items].map(({ personName }) => personName)
    expect([names, second.body.nextCursor]).toEqual([[person.name, other.name].toSorted(), null])
  })

  it('is for those who organise the season, or keep its door', async () => {
    const { season, person, enrolment } = await expected()
    const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

    expect(
      await unguarded(
        t,
        [
          ['get', doorOf(season)],
          ['get', `${doorOf(season)}/people?limit=5`],
          ['post', checkInsOf(season), { code: 'x' }],
          ['delete', `${checkInsOf(season)}/${enrolment.id}`],
          ['post', `/api/v1/seasons/${season.id}/walk-ins`, { name: 'A', email: null, category: 'other' }],
        ],
        { stranger: person, owner: await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null }) },
      ),
    ).toEqual([])
    await organiser.get(doorOf(season)).expect(200)
  })
})

describe('checking in', () => {
  it('takes the code as it was scanned, or as it was typed by hand', async () => {
    const { season, person, enrolment, keeper } = await expected()
    const { ticketCode } = await kept(enrolment.id)
    const typed = ` ${ticketCode
      .toLowerCase()
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
      .replaceAll(/(.{4})/g, '$1-')}`

    const first = await keeper.post(checkInsOf(season)).send({ code: ticketCode }).expect(200)
    t.setNow('2026-03-02T10:00:00Z')
    const again = await keeper.post(checkInsOf(season)).send({ code: typed }).expect(200)

    const arrival = {
      enrolmentId: enrolment.id,
      personName: person.name,
      category: 'student',
      siteName: null,
      status: 'checked_in',
      checkedInAt: testNow,
    }
    expect([first.body, again.body]).toEqual([
      { ...arrival, again: false },
      { ...arrival, again: true },
    ])
    expect(await moves(enrolment.id)).toEqual([['enrolment.checked_in', keeper.id]])
  })

  it('notes someone once, however many doors say so at the same time', async () => {
    const { season, enrolment, keeper } = await expected()

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => keeper.post(checkInsOf(season)).send({ enrolmentId: enrolment.id })),
    )

    expect(answers.map(({ status, body }) => [status, body.again]).toSorted()).toEqual([
      [200, false],
      ...Array.from({ length: 7 }, () => [200, true]),
    ])
    expect(await moves(enrolment.id)).toHaveLength(1)
  })

  it('keeps the time that a device without network noted, within reason', async () => {
    const { season, enrolment, keeper } = await expected()
    const send = (at: string) => keeper.post(checkInsOf(season)).send({ enrolmentId: enrolment.id, at })

    const tooSoon = await send('2026-03-02T09:05:01Z')
    const tooOld = await send('2026-02-23T08:59:59Z')
    const { body } = await send('2026-03-02T10:47:00+02:00').expect(200)

    expect([tooSoon, tooOld].map(({ status, body: problem }) => [status, problem.errors])).toEqual([
      [400, [{ path: 'at', code: 'in_future', message: 'This instant has not come yet.' }]],
      [400, [{ path: 'at', code: 'too_old', message: 'This was more than seven days ago.' }]],
    ])
    expect(body.checkedInAt).toBe('2026-03-02T08:47:00.000Z')
    expect((await kept(enrolment.id)).statusBy).toBe(keeper.id)
  })

  it('is never later than now, where the clock of a device goes ahead', async () => {
    const { season, enrolment, keeper } = await expected()

    const { body } = await keeper
      .post(checkInsOf(season))
      .send({ enrolmentId: enrolment.id, at: '2026-03-02T09:04:00Z' })
      .expect(200)

    expect(body.checkedInAt).toBe(testNow)
  })

  it('takes an offered place as accepted by whoever comes', async () => {
    const { season, enrolment, keeper } = await expected({ status: 'offered', offerEndsAt: new Date('2026-03-04') })

    const { body } = await keeper.post(checkInsOf(season)).send({ enrolmentId: enrolment.id }).expect(200)

    expect([body.status, (await kept(enrolment.id)).offerEndsAt]).toEqual(['checked_in', null])
  })

  it('lets in who was noted as absent and comes late, also once the season is closed', async () => {
    const { season, enrolment, keeper } = await expected({ status: 'no_show' }, { status: 'closed' })

    const { body } = await keeper.post(checkInsOf(season)).send({ enrolmentId: enrolment.id }).expect(200)

    expect([body.status, body.again]).toEqual(['checked_in', false])
  })

  it.each([
    ['applied', 'ticket_not_confirmed', 'This person has asked to come, and nobody has answered yet.'],
    ['waiting', 'ticket_not_confirmed', 'This person is on the waiting list.'],
    ['lapsed', 'ticket_not_confirmed', 'This person did not accept the place that was offered in time.'],
    ['withdrawn', 'ticket_withdrawn', 'This enrolment was withdrawn.'],
  ] as const)('says why someone who is %s is not expected', async (status, code, detail) => {
    const { season, enrolment, keeper } = await expected({ status })

    const { body } = await keeper.post(checkInsOf(season)).send({ enrolmentId: enrolment.id }).expect(409)

    expect([body.code, body.detail.startsWith(detail)]).toEqual([code, true])
    expect((await kept(enrolment.id)).status).toBe(status)
  })

  it('knows no ticket of another season, nor what is none', async () => {
    const { season, keeper } = await expected()
    const elsewhere = await expected()
    const { ticketCode } = await kept(elsewhere.enrolment.id)

    const answers = [
      await keeper.post(checkInsOf(season)).send({ code: ticketCode }),
      await keeper.post(checkInsOf(season)).send({ code: 'https://exemple.fr/menu' }),
      await keeper.post(checkInsOf(season)).send({ enrolmentId: elsewhere.enrolment.id }),
      await keeper.post(checkInsOf(season)).send({ code: '' }),
    ]

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'ticket_unknown'],
      [404, 'ticket_unknown'],
      [404, 'ticket_unknown'],
      [400, 'invalid_input'],
    ])
  })
})

describe('a wrong tap', () => {
  const undo = (keeper: TestPerson, season: { id: string }, id: string) => keeper.delete(`${checkInsOf(season)}/${id}`)

  it('is taken back, once or twice', async () => {
    const { season, person, enrolment, keeper } = await expected()
    await keeper.post(checkInsOf(season)).send({ enrolmentId: enrolment.id }).expect(200)

    const answers = [await undo(keeper, season, enrolment.id), await undo(keeper, season, enrolment.id)]

    const back = {
      enrolmentId: enrolment.id,
      personName: person.name,
      category: 'student',
      siteName: null,
      status: 'confirmed',
      checkedInAt: null,
    }
    expect(answers.map(({ body }) => body)).toEqual([back, back])
    expect((await moves(enrolment.id)).map(([action]) => action)).toEqual([
      'enrolment.checked_in',
      'enrolment.confirmed',
    ])
  })

  it('was none where nobody was checked in', async () => {
    const { season, enrolment, keeper } = await expected({ status: 'no_show' })
    const withdrawn = await expected({ status: 'withdrawn' })

    const answers = [
      await undo(keeper, season, enrolment.id),
      await undo(withdrawn.keeper, withdrawn.season, withdrawn.enrolment.id),
      await undo(keeper, season, withdrawn.enrolment.id),
    ]

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'enrolment_transition'],
      [409, 'enrolment_transition'],
      [404, 'not_found'],
    ])
  })
})
