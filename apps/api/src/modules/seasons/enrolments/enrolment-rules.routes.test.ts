import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason, insertSite } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
const rules = { mode: 'first_come', capacity: 3, offerHours: 24, categoryPlaces: { student: 2 } }

async function settled() {
  const season = await insertSeason(t.db, { capacity: 2 })
  const site = await insertSite(t.db, season.id, { name: 'Amiens', capacity: 2 })
  const organiser = await organiserOf(season)
  const add = async (status: 'confirmed' | 'offered' | 'waiting' | 'no_show', category: 'student' | 'retired') => {
    const person = await t.person()
    await insertEnrolment(t.db, season.id, person.id, { status, category, siteId: site.id })
    return person
  }
  const put = (body: object, version = 1) =>
    organiser.put(`/api/v1/seasons/${season.id}/enrolment-rules`).set('if-match', `"${version}"`).send(body)
  return { season, site, organiser, add, put }
}

it('shows how people get in, and how many have a place or wait', async () => {
  const { season, site, organiser, add } = await settled()
  await add('confirmed', 'student')
  await add('offered', 'retired')
  await add('no_show', 'retired')
  await add('waiting', 'student')

  const { body, headers } = await organiser.get(`/api/v1/seasons/${season.id}/enrolment-rules`).expect(200)

  expect(headers['etag']).toBe('"1"')
  expect(body).toEqual({
    seasonId: season.id,
    version: 1,
    mode: 'by_hand',
    capacity: 2,
    offerHours: 48,
    categoryPlaces: {},
    season: { taken: 2, waiting: 1 },
    sites: [{ id: site.id, name: 'Amiens', kind: 'place', capacity: 2, taken: 2, waiting: 1 }],
    categories: [
      { category: 'retired', capacity: null, taken: 1, waiting: 0 },
      { category: 'student', capacity: null, taken: 1, waiting: 1 },
    ],
  })
})

it('changes them, and offers what came free to those who wait', async () => {
  const { add, put, season } = await settled()
  await add('confirmed', 'retired')
  const person = await add('waiting', 'student')

  const { body, headers } = await put(rules).expect(200)

  expect(headers['etag']).toBe('"2"')
  expect(body).toMatchObject({
    ...rules,
    seasonId: season.id,
    version: 2,
    season: { taken: 2, waiting: 0 },
    categories: [
      { category: 'retired', capacity: null, taken: 1, waiting: 0 },
      { category: 'student', capacity: 2, taken: 1, waiting: 0 },
    ],
  })
  const [mail] = await t.mailsTo(person.email)
  expect(mail?.text).toContain('jusqu’au mardi 3 mars 2026 à 10 h 00, heure de Paris')
})

it('keeps the places of those who have one, and changes nothing then', async () => {
  const { season, organiser, add, put } = await settled()
  await add('confirmed', 'student')
  await add('offered', 'student')
  const refused = [await put({ ...rules, capacity: 1 }), await put({ ...rules, categoryPlaces: { student: 1 } })]

  expect(refused.map(({ status, body }) => [status, body.code, body.errors[0].path])).toEqual([
    [409, 'capacity_below_confirmed', 'capacity'],
    [409, 'capacity_below_confirmed', 'categoryPlaces.student'],
  ])
  expect((await organiser.get(`/api/v1/seasons/${season.id}/enrolment-rules`)).body).toMatchObject({
    version: 1,
    mode: 'by_hand',
    capacity: 2,
    categoryPlaces: {},
    season: { taken: 2, waiting: 0 },
  })
})

it('refuses what is no rule, what somebody changed meanwhile, and whoever does not organise', async () => {
  const { season, organiser, put } = await settled()
  const wrong = { mode: 'au hasard', capacity: 0, offerHours: 0, categoryPlaces: { robot: 1 } }

  const bad = await put(wrong).expect(400)
  const stale = await put(rules, 7).expect(412)
  const blind = await organiser.put(`/api/v1/seasons/${season.id}/enrolment-rules`).send(rules).expect(428)

  expect(bad.body.errors.map(({ path }: { path: string }) => path)).toEqual([
    'mode',
    'capacity',
    'offerHours',
    'categoryPlaces',
  ])
  expect([stale.body.code, blind.body.code]).toEqual(['version_conflict', 'if_match_required'])
  const path = `/api/v1/seasons/${season.id}/enrolment-rules`
  const admin = await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })
  expect(
    await unguarded(
      t,
      [
        ['get', path],
        ['put', path, rules],
      ],
      { stranger: await t.person(), owner: admin },
    ),
  ).toEqual([])
})

it('tells anybody how many places are left, and nothing of who has them', async () => {
  const { season, site, add } = await settled()
  const remote = await insertSite(t.db, season.id, { name: 'À distance', kind: 'remote' })
  await add('confirmed', 'student')
  await add('waiting', 'retired')

  const { body } = await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/places`).expect(200)

  expect(body).toEqual({
    mode: 'by_hand',
    left: 1,
    waiting: 1,
    sites: [
      { id: site.id, name: 'Amiens', kind: 'place', left: 1 },
      { id: remote.id, name: 'À distance', kind: 'remote', left: null },
    ],
    categories: [],
  })
  const hidden = await insertSeason(t.db, { status: 'draft' })
  expect((await t.anonymous.get(`/api/v1/public/seasons/${hidden.slug}/places`)).body.code).toBe('not_found')
  expect((await t.anonymous.get('/api/v1/public/seasons/Pas%20bon/places')).body.code).toBe('invalid_input')
})
