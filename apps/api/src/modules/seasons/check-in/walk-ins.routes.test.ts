import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason } from '../../../../test/factories.ts'
import { testNow, useTestApp } from '../../../../test/harness.ts'
import { mails } from '../../../platform/mail/mails.table.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'

const t = useTestApp()

const walkIn = { name: 'Jeanne Leroy', email: 'jeanne@exemple.fr', category: 'retired' }

async function aDoor(over = {}) {
  const season = await insertSeason(t.db, over)
  const keeper = await t.person({ role: 'facilitator', scopeKind: 'season', scopeId: season.id })
  const welcome = (body: object, key?: string) =>
    keeper
      .post(`/api/v1/seasons/${season.id}/walk-ins`)
      .set(key ? { 'idempotency-key': key } : {})
      .send(body)
  return { season, keeper, welcome }
}

const comeTo = (season: { id: string }) =>
  t.db
    .select({ name: people.name, email: people.email, status: enrolments.status, arrival: enrolments.arrival })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(eq(enrolments.seasonId, season.id))
    .orderBy(enrolments.arrival)

it('enrols someone and notes that they are here, at the only site there is', async () => {
  const { season, welcome } = await aDoor()
  await t.db
    .insert(seasonSites)
    .values({ seasonId: season.id, kind: 'place', name: 'Étouvie', timeZone: 'Europe/Paris' })

  const { body } = await welcome({ ...walkIn, email: 'Jeanne@Exemple.fr' }).expect(201)

  expect(body).toEqual({
    enrolmentId: expect.any(String),
    personName: 'Jeanne Leroy',
    category: 'retired',
    siteName: 'Étouvie',
    status: 'checked_in',
    checkedInAt: testNow,
    again: false,
  })
  expect(await comeTo(season)).toEqual([
    { name: 'Jeanne Leroy', email: 'jeanne@exemple.fr', status: 'checked_in', arrival: 1 },
  ])
})

it('welcomes people who have no address, each as a person of their own, and never mails them', async () => {
  const { season, welcome } = await aDoor()

  await welcome({ ...walkIn, email: null }).expect(201)
  await welcome({ ...walkIn, email: null }).expect(201)

  const nowhere = expect.stringMatching(/@sans-adresse\.invalid$/)
  expect(await comeTo(season)).toEqual([
    { name: 'Jeanne Leroy', email: nowhere, status: 'checked_in', arrival: 1 },
    { name: 'Jeanne Leroy', email: nowhere, status: 'checked_in', arrival: 2 },
  ])
  const [first] = await comeTo(season)
  await t.anonymous.post('/api/v1/session/link').send({ email: first!.email })
  expect(await t.db.select().from(mails).where(eq(mails.toAddress, first!.email))).toEqual([])
})

it('answers the same whether the address has an account or not, and leaves the account its name', async () => {
  const { season, welcome } = await aDoor()
  const known = await t.person()

  const { body } = await welcome({ ...walkIn, email: known.email }).expect(201)

  expect([body.personName, body.again]).toEqual(['Jeanne Leroy', false])
  expect(await comeTo(season)).toMatchObject([{ name: known.name, status: 'checked_in' }])
})

it('lets in once who pressed the button twice', async () => {
  const { season, welcome } = await aDoor()
  const nobody = { ...walkIn, email: null }

  const first = await welcome(nobody, 'arrivee-1').expect(201)
  const again = await welcome(nobody, 'arrivee-1').expect(201)
  const sameAddress = await Promise.all(Array.from({ length: 6 }, () => welcome(walkIn)))

  expect(again.body).toEqual(first.body)
  expect(sameAddress.map(({ status, body }) => [status, body.again]).toSorted()).toEqual([
    [201, false],
    ...Array.from({ length: 5 }, () => [201, true]),
  ])
  expect(await comeTo(season)).toHaveLength(2)
})

it.each(['applied', 'waiting', 'withdrawn', 'confirmed', 'no_show'] as const)(
  'lets in someone who is %s already, without enrolling them anew',
  async (status) => {
    const { season, welcome } = await aDoor()
    const person = await t.person()
    const enrolment = await insertEnrolment(t.db, season.id, person.id, { status })

    const { body } = await welcome({ ...walkIn, email: person.email }).expect(201)

    expect(body).toMatchObject({ enrolmentId: enrolment.id, personName: person.name, status: 'checked_in' })
    expect(await comeTo(season)).toHaveLength(1)
  },
)

it('gives the last place once, and one more only to who is let in all the same', async () => {
  const { season, welcome } = await aDoor({ capacity: 2 })
  await insertEnrolment(t.db, season.id, (await t.person()).id)

  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) => welcome({ ...walkIn, email: `venu${index}@exemple.fr` })),
  )
  const expected = await t.person()
  await insertEnrolment(t.db, season.id, expected.id)
  await welcome({ ...walkIn, email: expected.email }).expect(201)
  await welcome({ ...walkIn, email: 'en-plus@exemple.fr', evenIfFull: true }).expect(201)

  expect(answers.map(({ status, body }) => [status, body.code]).toSorted()).toEqual([
    [201, undefined],
    ...Array.from({ length: 5 }, () => [409, 'season_full']),
  ])
  expect(await comeTo(season)).toHaveLength(4)
})

it('minds the places of a site, and wants to know which one is meant', async () => {
  const { season, welcome } = await aDoor()
  const site = { seasonId: season.id, kind: 'place', timeZone: 'Europe/Paris' } as const
  const [small, large] = await t.db
    .insert(seasonSites)
    .values([
      { ...site, name: 'Petite salle', capacity: 1 },
      { ...site, name: 'Grande salle' },
    ])
    .returning()
  await welcome({ ...walkIn, siteId: small!.id }).expect(201)

  const answers = [
    await welcome({ ...walkIn, email: 'b@exemple.fr' }),
    await welcome({ ...walkIn, email: 'b@exemple.fr', siteId: season.id }),
    await welcome({ ...walkIn, email: 'b@exemple.fr', siteId: small!.id }),
    await welcome({ ...walkIn, email: 'b@exemple.fr', siteId: large!.id }),
  ]

  expect(answers.map(({ status, body }) => [status, body.code, body.errors?.[0].path])).toEqual([
    [400, 'invalid_input', 'siteId'],
    [400, 'invalid_input', 'siteId'],
    [409, 'season_full', 'site'],
    [201, undefined, undefined],
  ])
})

it('refuses in a season that is not open, and what is no person', async () => {
  const closed = await aDoor({ status: 'closed' })
  const draft = await aDoor({ status: 'draft' })
  const { welcome } = await aDoor()

  const answers = [
    await closed.welcome(walkIn),
    await draft.welcome(walkIn),
    await welcome({ ...walkIn, name: ' ' }),
    await welcome({ ...walkIn, email: 'personne' }),
    await welcome({ ...walkIn, category: 'robot' }),
  ]

  expect(answers.map(({ status, body }) => [status, body.code, body.errors?.[0].path])).toEqual([
    [409, 'season_not_open', undefined],
    [409, 'season_not_open', undefined],
    [400, 'invalid_input', 'name'],
    [400, 'invalid_input', 'email'],
    [400, 'invalid_input', 'category'],
  ])
})
