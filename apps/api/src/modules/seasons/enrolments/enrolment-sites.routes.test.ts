import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason, insertSite } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { seasons } from '../seasons.table.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

async function twoSites() {
  const season = await insertSeason(t.db, { enrolmentMode: 'first_come' })
  const amiens = await insertSite(t.db, season.id, { name: 'Amiens', capacity: 1 })
  const abbeville = await insertSite(t.db, season.id, { name: 'Abbeville', capacity: 1 })
  const enrol = async (person: TestPerson, siteId: string | null) =>
    person.post(`/api/v1/seasons/${season.id}/enrolments`).send({ category: 'resident', siteId })
  return { season, amiens, abbeville, enrol }
}

const toSite = (person: TestPerson, { id }: { id: string }, siteId: string) =>
  person.put(`/api/v1/me/enrolments/${id}/site`).send({ siteId })

it('takes the site that was chosen, and asks for one of this season', async () => {
  const { amiens, enrol } = await twoSites()
  const other = await twoSites()
  const person = await t.person()

  const refused = [await enrol(person, null), await enrol(person, other.amiens.id)]
  const { body } = await enrol(person, amiens.id)

  expect(refused.map((answer) => [answer.status, answer.body.code, answer.body.errors[0].path])).toEqual([
    [400, 'invalid_input', 'siteId'],
    [400, 'invalid_input', 'siteId'],
  ])
  expect(body).toMatchObject({ siteId: amiens.id, status: 'confirmed' })
  const { items } = (await person.get('/api/v1/me/enrolments')).body
  expect(items).toMatchObject([{ siteId: amiens.id, siteName: 'Amiens' }])
})

it('lets someone change site while it has room, and gives the place they leave to who waits for it', async () => {
  const { season, amiens, abbeville, enrol } = await twoSites()
  const [mover, waiting, third] = [await t.person(), await t.person(), await t.person()]
  const { body: place } = await enrol(mover, amiens.id)
  await enrol(waiting, amiens.id)

  const moved = await toSite(mover, place, abbeville.id).expect(200)
  const same = await toSite(mover, place, abbeville.id).expect(200)
  const back = await toSite(mover, place, amiens.id).expect(409)

  expect(moved.body).toMatchObject({ id: place.id, siteId: abbeville.id, status: 'confirmed' })
  expect(same.body).toEqual(moved.body)
  expect(back.body).toMatchObject({ code: 'season_full', errors: [{ path: 'site' }] })
  const { items } = (await waiting.get('/api/v1/me/enrolments')).body
  expect(items).toMatchObject([{ status: 'offered', siteName: 'Amiens' }])
  const { body: late } = await enrol(third, amiens.id)
  expect(late).toMatchObject({ status: 'waiting', waitingRank: 1 })
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))
  expect((await toSite(mover, place, amiens.id).expect(409)).body.code).toBe('season_not_open')
})

it('keeps the rank of who waits and changes site, and offers them a place where there is one', async () => {
  const { amiens, abbeville, enrol } = await twoSites()
  const [first, second, third] = [await t.person(), await t.person(), await t.person()]
  await enrol(first, amiens.id)
  const { body: waiting } = await enrol(second, amiens.id)
  await enrol(third, amiens.id)

  expect((await toSite(second, waiting, abbeville.id).expect(200)).body).toMatchObject({
    siteId: abbeville.id,
    status: 'offered',
    offerEndsAt: '2026-03-04T09:00:00.000Z',
  })
})

it('gives the last place of a site once, to racing changes', async () => {
  const { season, amiens, abbeville } = await twoSites()
  const people = await Promise.all(Array.from({ length: 6 }, () => t.person()))
  const rows = await Promise.all(
    people.map((person) => insertEnrolment(t.db, season.id, person.id, { siteId: amiens.id })),
  )

  const answers = await Promise.all(people.map((person, index) => toSite(person, rows[index]!, abbeville.id)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409])
})

it('lets organisers send someone to another site, and nobody else', async () => {
  const { season, amiens, abbeville } = await twoSites()
  const organiser = await organiserOf(season)
  const person = await t.person()
  const enrolment = await insertEnrolment(t.db, season.id, person.id, { siteId: amiens.id })
  await insertEnrolment(t.db, season.id, (await t.person()).id, { siteId: amiens.id })
  const send = (siteId: string) => organiser.put(`/api/v1/enrolments/${enrolment.id}/site`).send({ siteId })

  expect((await send(abbeville.id).expect(200)).body).toMatchObject({ siteId: abbeville.id })
  expect((await send(amiens.id).expect(409)).body.code).toBe('season_full')
  expect((await send(season.id).expect(400)).body.errors).toMatchObject([{ path: 'siteId', code: 'unknown' }])
  const admin = await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })
  const stranger = await t.person()
  const body = { siteId: amiens.id }
  expect(
    await unguarded(t, [['put', `/api/v1/enrolments/${enrolment.id}/site`, body]], { stranger, owner: admin }),
  ).toEqual([])
  expect(
    await unguarded(t, [['put', `/api/v1/me/enrolments/${enrolment.id}/site`, body]], { stranger, owner: person }),
  ).toEqual([])
})

it('shows organisers those of one site', async () => {
  const { season, amiens, abbeville } = await twoSites()
  const organiser = await organiserOf(season)
  const [here, there] = [await t.person(), await t.person()]
  await insertEnrolment(t.db, season.id, here.id, { siteId: amiens.id })
  await insertEnrolment(t.db, season.id, there.id, { siteId: abbeville.id })

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/enrolments?siteId=${abbeville.id}`).expect(200)

  expect(body.items).toMatchObject([{ personId: there.id, siteId: abbeville.id, siteName: 'Abbeville' }])
  expect(body.items).toHaveLength(1)
})
