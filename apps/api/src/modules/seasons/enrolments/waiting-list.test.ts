import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason, insertSite } from '../../../../test/factories.ts'
import { refuseChanges } from '../../../../test/failing.ts'
import { startSecondApp, useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { attentionOf, nextFor } from '../season-news.service.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'
import { tendWaitingLists } from './waiting-list.service.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
const firstCome = { enrolmentMode: 'first_come', capacity: 1 } as const
const enrol = async (person: TestPerson, season: { id: string }, over: object = {}) =>
  (await person.post(`/api/v1/seasons/${season.id}/enrolments`).send({ category: 'student', ...over })).body
const move = (person: TestPerson, { id }: { id: string }, to: string) =>
  person.post(`/api/v1/me/enrolments/${id}/status`).send({ to })
const statusOf = async (person: TestPerson) => {
  const { items } = (await person.get('/api/v1/me/enrolments')).body
  const [{ status, waitingRank, offerEndsAt }] = items
  return { status, waitingRank, offerEndsAt }
}
const subjects = async (person: TestPerson) => (await t.mailsTo(person.email)).map(({ subject }) => subject)
const people = async (count: number) => {
  const made: TestPerson[] = []
  for (let index = 0; index < count; index++) made.push(await t.person())
  return made as [TestPerson, TestPerson, TestPerson, TestPerson, TestPerson]
}

it('tells at once who has a place and who waits at which rank', async () => {
  const season = await insertSeason(t.db, firstCome)
  const [first, second, third] = await people(3)

  const answers = [await enrol(first, season), await enrol(second, season), await enrol(third, season)]

  expect(answers.map(({ status, waitingRank }) => [status, waitingRank])).toEqual([
    ['confirmed', null],
    ['waiting', 1],
    ['waiting', 2],
  ])
  expect(await subjects(first)).toEqual(['Inscription confirmée : Saison de printemps'])
  const [mail] = await t.mailsTo(third.email)
  expect(mail?.subject).toBe('Vous êtes sur la liste d’attente : Saison de printemps')
  expect(mail?.text).toContain('au rang 2')
})

it('offers a freed place to the first, who accepts it in time', async () => {
  const season = await insertSeason(t.db, firstCome)
  const [first, second, third] = await people(3)
  const [place, next] = [await enrol(first, season), await enrol(second, season), await enrol(third, season)]

  await move(first, place, 'withdrawn').expect(200)
  const offered = await statusOf(second)
  t.setNow('2026-03-04T08:59:59Z')
  const accepted = await move(second, next, 'confirmed').expect(200)

  expect(offered).toEqual({ status: 'offered', waitingRank: null, offerEndsAt: '2026-03-04T09:00:00.000Z' })
  expect(accepted.body).toMatchObject({ status: 'confirmed', offerEndsAt: null, statusAt: '2026-03-04T08:59:59.000Z' })
  expect(await statusOf(third)).toEqual({ status: 'waiting', waitingRank: 1, offerEndsAt: null })
  const mails = await t.mailsTo(second.email)
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Vous êtes sur la liste d’attente : Saison de printemps',
    'Une place pour vous : Saison de printemps',
    'Inscription confirmée : Saison de printemps',
  ])
  expect(mails[1]?.text).toContain('jusqu’au mercredi 4 mars 2026 à 10 h 00, heure de Paris')
  expect(mails[1]?.text).toContain('http://essor.test/mon-espace#mes-inscriptions')
})

it('offers the place to the next when the first declines', async () => {
  const season = await insertSeason(t.db, firstCome)
  const [first, second, third] = await people(3)
  const [place, next] = [await enrol(first, season), await enrol(second, season), await enrol(third, season)]
  await move(first, place, 'withdrawn').expect(200)

  await move(second, next, 'withdrawn').expect(200)

  expect([(await statusOf(second)).status, (await statusOf(third)).status]).toEqual(['withdrawn', 'offered'])
})

it('reminds once, lapses when the time has passed, and goes on to the next', async () => {
  const season = await insertSeason(t.db, { ...firstCome, offerHours: 48 })
  const [first, second, third] = await people(3)
  const [place, next] = [await enrol(first, season), await enrol(second, season), await enrol(third, season)]
  await move(first, place, 'withdrawn').expect(200)
  const at = async (now: string) => {
    t.setNow(now)
    await tendWaitingLists(t.deps)
    return [(await statusOf(second)).status, (await subjects(second)).length]
  }

  expect(await at('2026-03-03T20:59:59Z')).toEqual(['offered', 2])
  expect(await at('2026-03-03T21:00:00Z')).toEqual(['offered', 3])
  expect(await at('2026-03-04T08:59:59Z')).toEqual(['offered', 3])
  t.setNow('2026-03-04T09:00:00Z')
  expect((await move(second, next, 'confirmed').expect(409)).body.code).toBe('offer_over')
  expect(await at('2026-03-04T09:00:00Z')).toEqual(['lapsed', 4])
  expect(await at('2026-03-04T09:05:00Z')).toEqual(['lapsed', 4])

  expect((await subjects(second)).slice(2)).toEqual([
    'Votre place vous attend encore : Saison de printemps',
    'La place n’est plus réservée : Saison de printemps',
  ])
  expect(await statusOf(third)).toEqual({
    status: 'offered',
    waitingRank: null,
    offerEndsAt: '2026-03-06T09:00:00.000Z',
  })
  expect((await move(second, next, 'applied').expect(200)).body).toMatchObject({ status: 'waiting', waitingRank: 1 })
})

it('sends one reminder and one goodbye, however many processes look at the same time', async () => {
  const season = await insertSeason(t.db, firstCome)
  const [first, second] = await people(2)
  const [place] = [await enrol(first, season), await enrol(second, season)]
  await move(first, place, 'withdrawn').expect(200)
  const other = await startSecondApp(t)
  const tend = () => Promise.all([t.deps, other.deps, t.deps, other.deps].map(tendWaitingLists))

  t.setNow('2026-03-04T00:00:00Z')
  await tend()
  t.setNow('2026-03-05T00:00:00Z')
  await tend()
  await other.stop()

  expect((await subjects(second)).slice(2)).toEqual([
    'Votre place vous attend encore : Saison de printemps',
    'La place n’est plus réservée : Saison de printemps',
  ])
})

it('never lets someone who waits for a full site or category hold up another', async () => {
  const season = await insertSeason(t.db, { ...firstCome, capacity: 3, categoryPlaces: { student: 2 } })
  const amiens = await insertSite(t.db, season.id, { name: 'Amiens', capacity: 1 })
  const remote = await insertSite(t.db, season.id, { name: 'À distance', kind: 'remote' })
  const [a, b, c, d, e] = await people(5)
  const at = (siteId: string, category: string) => ({ siteId, category })

  const places = [
    await enrol(a, season, at(amiens.id, 'retired')),
    await enrol(b, season, at(amiens.id, 'retired')),
    await enrol(c, season, at(remote.id, 'student')),
    await enrol(d, season, at(remote.id, 'student')),
    await enrol(e, season, at(remote.id, 'student')),
  ]
  const before = places.map(({ status }) => status)
  await move(c, places[2], 'withdrawn').expect(200)

  expect(before).toEqual(['confirmed', 'waiting', 'confirmed', 'confirmed', 'waiting'])
  expect([(await statusOf(b)).status, (await statusOf(e)).status]).toEqual(['waiting', 'offered'])
})

it('goes on when the capacity is raised, when the season reopens, and when organisers take someone out', async () => {
  const season = await insertSeason(t.db, { ...firstCome, status: 'closed' })
  const organiser = await organiserOf(season)
  const [first, second, third, fourth] = await people(4)
  const { id } = await insertEnrolment(t.db, season.id, first.id)
  for (const person of [second, third, fourth]) await insertEnrolment(t.db, season.id, person.id, { status: 'waiting' })
  const statuses = async () =>
    Promise.all([second, third, fourth].map(async (person) => (await statusOf(person)).status))

  await organiser.post(`/api/v1/enrolments/${id}/status`).send({ to: 'withdrawn' }).expect(200)
  const closed = await statuses()
  await organiser.post(`/api/v1/seasons/${season.id}/status`).send({ to: 'published' }).expect(200)
  const reopened = await statuses()
  const { body, headers } = await organiser.get(`/api/v1/seasons/${season.id}`)
  const change = { ...body, capacity: 2 }
  await organiser.put(`/api/v1/seasons/${season.id}`).set('if-match', headers['etag']!).send(change).expect(200)

  expect(closed).toEqual(['waiting', 'waiting', 'waiting'])
  expect(reopened).toEqual(['offered', 'waiting', 'waiting'])
  expect(await statuses()).toEqual(['offered', 'offered', 'waiting'])
})

it('leaves the place of someone who did not come to be given by hand', async () => {
  const season = await insertSeason(t.db, firstCome)
  const organiser = await organiserOf(season)
  const [first, second, third] = await people(3)
  const [place, next] = [await enrol(first, season), await enrol(second, season)]
  const set = (enrolment: { id: string }, to: string) =>
    organiser.post(`/api/v1/enrolments/${enrolment.id}/status`).send({ to })

  await set(place, 'no_show').expect(200)
  await tendWaitingLists(t.deps)
  const late = await enrol(third, season)
  const waits = await statusOf(second)
  await set(next, 'confirmed').expect(200)

  expect([late.status, waits.status, (await statusOf(second)).status]).toEqual(['waiting', 'waiting', 'confirmed'])
  expect((await set(place, 'checked_in').expect(409)).body).toMatchObject({
    code: 'season_full',
    errors: [{ path: 'season', code: 'full' }],
  })
})

it('finds the places that were freed without a word, such as by a site that was enlarged', async () => {
  const season = await insertSeason(t.db, { ...firstCome, capacity: null })
  const site = await insertSite(t.db, season.id, { capacity: 1 })
  const [first, second] = await people(2)
  await enrol(first, season)
  await enrol(second, season)
  await t.db.update(seasonSites).set({ capacity: 2 }).where(eq(seasonSites.id, site.id))

  await tendWaitingLists(t.deps)

  expect((await statusOf(second)).status).toBe('offered')
})

it('lets organisers put someone on the waiting list, and offers a place at once where there is one', async () => {
  const season = await insertSeason(t.db, { capacity: 1 })
  const organiser = await organiserOf(season)
  const [first, second] = await people(2)
  const one = await insertEnrolment(t.db, season.id, first.id, { status: 'applied' })
  const two = await insertEnrolment(t.db, season.id, second.id, { status: 'applied' })
  const wait = async ({ id }: { id: string }) =>
    (await organiser.post(`/api/v1/enrolments/${id}/status`).send({ to: 'waiting' }).expect(200)).body

  const answers = [await wait(one), await wait(two)]

  expect(answers.map(({ status, waitingRank }) => [status, waitingRank])).toEqual([
    ['offered', null],
    ['waiting', 1],
  ])
  expect(await subjects(first)).toEqual(['Une place pour vous : Saison de printemps'])
  expect(await subjects(second)).toEqual(['Vous êtes sur la liste d’attente : Saison de printemps'])
})

it('lets an offer of a season that was closed lapse in silence', async () => {
  const season = await insertSeason(t.db, firstCome)
  const [first, second, third] = await people(3)
  const [place, next] = [await enrol(first, season), await enrol(second, season), await enrol(third, season)]
  await move(first, place, 'withdrawn').expect(200)
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))

  const closed = await move(second, next, 'confirmed').expect(409)
  t.setNow('2026-03-04T12:00:00Z')
  await tendWaitingLists(t.deps)

  expect(closed.body.code).toBe('season_not_open')
  expect([(await statusOf(second)).status, (await statusOf(third)).status]).toEqual(['lapsed', 'waiting'])
  expect(await subjects(second)).toHaveLength(2)
})

it('offers a place until the last day is over where the season is, and not after it', async () => {
  const seasonIn = async (timeZone: string) => {
    const season = await insertSeason(t.db, { ...firstCome, timeZone })
    const person = await t.person()
    await insertEnrolment(t.db, season.id, person.id, { status: 'waiting' })
    return person
  }
  const [amiens, pointeAPitre] = [await seasonIn('Europe/Paris'), await seasonIn('America/Guadeloupe')]

  t.setNow('2026-05-31T22:00:00Z')
  await tendWaitingLists(t.deps)

  expect([await statusOf(amiens), await statusOf(pointeAPitre)]).toEqual([
    { status: 'waiting', waitingRank: 1, offerEndsAt: null },
    { status: 'offered', waitingRank: null, offerEndsAt: '2026-06-01T04:00:00.000Z' },
  ])
})

it('tells the person to answer, and organisers of whom nobody heard and whom the list overlooked', async () => {
  const season = await insertSeason(t.db, { ...firstCome, capacity: 2 })
  const [first, second, third] = await people(3)
  const offerEndsAt = new Date('2026-03-04T09:00:00Z')
  const { id } = await insertEnrolment(t.db, season.id, first.id, { status: 'offered', offerEndsAt })
  await insertEnrolment(t.db, season.id, second.id, { status: 'lapsed', statusAt: new Date('2026-03-01T00:00:00Z') })
  await insertEnrolment(t.db, season.id, third.id, { status: 'waiting' })

  expect(await nextFor(t.deps, first.id)).toEqual([
    {
      code: 'seasons.offer_to_answer',
      seasonId: season.id,
      subjectId: id,
      title: 'Saison de printemps',
      dueAt: offerEndsAt,
    },
  ])
  expect(await attentionOf(t.deps, season.id)).toEqual([
    { code: 'seasons.waiting_while_free', count: 1 },
    { code: 'seasons.offers_lapsed', count: 1 },
  ])
  t.setNow('2026-03-08T09:00:00Z')
  await tendWaitingLists(t.deps)
  expect([await nextFor(t.deps, first.id), await attentionOf(t.deps, season.id)]).toEqual([
    [],
    [{ code: 'seasons.offers_lapsed', count: 1 }],
  ])
})

it('goes on with the other seasons, and reminds, where one fails, and fails at the end', async () => {
  const offer = { status: 'offered', offerEndsAt: new Date('2026-03-02T08:00:00Z') } as const
  const waitIn = async (over: typeof offer | (typeof offer & { offerRemindAt: Date })) => {
    const [season, person] = [await insertSeason(t.db, firstCome), await t.person()]
    await insertEnrolment(t.db, season.id, person.id, over)
    return { season, person }
  }
  const seasons = [await waitIn(offer), await waitIn(offer), await waitIn(offer)]
  const remind = { offerEndsAt: new Date('2026-03-02T12:00:00Z'), offerRemindAt: new Date('2026-03-02T09:00:00Z') }
  const reminded = await waitIn({ ...offer, ...remind })
  await refuseChanges(t.db, 'enrolments', 'season_id', seasons.map(({ season }) => season.id).toSorted()[0]!)

  await expect(tendWaitingLists(t.deps)).rejects.toThrow(/^1 of \d+ failed\.$/)

  const statuses = await Promise.all(seasons.map(async ({ person }) => (await statusOf(person)).status))
  expect(statuses.toSorted()).toEqual(['lapsed', 'lapsed', 'offered'])
  expect(await subjects(reminded.person)).toEqual(['Votre place vous attend encore : Saison de printemps'])
})
