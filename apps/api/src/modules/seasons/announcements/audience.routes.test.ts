import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason, insertSite, insertTeam } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { countStatements } from '../../../../test/statements.ts'
import { mails } from '../../../platform/mail/mails.table.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'

const t = useTestApp()

const nobody = { everyone: false, statuses: [], siteIds: [], teamIds: [], roles: [] }
const draft = {
  subject: 'Venez plus tôt',
  text: 'Un café vous attend dès 8 h 50.\n\nL’entrée est par la cour.',
  audience: { ...nobody, everyone: true },
  onSeasonPage: false,
}
const organiserOf = (seasonId: string) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: seasonId })
const listPath = (seasonId: string) => `/api/v1/seasons/${seasonId}/announcements`

async function written(organiser: TestPerson, seasonId: string, over: object = {}) {
  const { body } = await organiser
    .post(listPath(seasonId))
    .send({ ...draft, ...over })
    .expect(201)
  return { ...(body as { id: string; version: number }), path: `${listPath(seasonId)}/${body.id}` }
}

const send = (organiser: TestPerson, path: string, recipients: number, version = 1) =>
  organiser.post(`${path}/send`).set('if-match', `"${version}"`).send({ recipients })

it('reaches each group that it is for, and each person once', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  const site = await insertSite(t.db, season.id)
  const comer = await t.person()
  await insertEnrolment(t.db, season.id, comer.id, { status: 'checked_in' })
  const onSite = await t.person({ role: 'mentor', scopeKind: 'season', scopeId: season.id })
  await insertEnrolment(t.db, season.id, onSite.id, { siteId: site.id })
  const waiting = await t.person()
  await insertEnrolment(t.db, season.id, waiting.id, { status: 'waiting', siteId: site.id })
  const head = await t.person({ role: 'organiser', scopeKind: 'delegation', scopeId: season.delegationId })
  const elsewhere = await t.person({ role: 'mentor', scopeKind: 'season', scopeId: (await insertSeason(t.db)).id })
  const team = await insertTeam(t.db, season.id, [comer.id])
  const other = await insertSeason(t.db)
  const otherTeam = await insertTeam(t.db, other.id, [elsewhere.id])
  const names = {
    [comer.id]: 'comer',
    [onSite.id]: 'onSite',
    [waiting.id]: 'waiting',
    [head.id]: 'head',
    [organiser.id]: 'organiser',
  }

  const reached = async (over: object) => {
    const { path } = await written(organiser, season.id, { audience: { ...nobody, ...over } })
    const { body } = await organiser.get(`${path}/preview`).expect(200)
    const ids = await Promise.all(
      body.firstNames.map(
        async (name: string) => (await t.db.select().from(people).where(eq(people.name, name)))[0]!.id,
      ),
    )
    return [body.recipients, ...ids.map((id: string) => names[id]).toSorted()]
  }

  expect(await reached({ everyone: true })).toEqual([2, 'comer', 'onSite'])
  expect(await reached({ statuses: ['waiting'] })).toEqual([1, 'waiting'])
  expect(await reached({ siteIds: [site.id] })).toEqual([1, 'onSite'])
  expect(await reached({ roles: ['mentor'] })).toEqual([1, 'onSite'])
  expect(await reached({ roles: ['organiser'] })).toEqual([2, 'head', 'organiser'])
  expect(await reached({ teamIds: [team.id, otherTeam.id] })).toEqual([1, 'comer'])
  const all = { everyone: true, siteIds: [site.id], teamIds: [team.id], roles: ['mentor'] }
  expect(await reached(all)).toEqual([2, 'comer', 'onSite'])
})

it('takes as many statements for a thousand people as for one', async () => {
  const sending = async (readers: number) => {
    const season = await insertSeason(t.db)
    const organiser = await organiserOf(season.id)
    const rows = await t.db
      .insert(people)
      .values(
        Array.from({ length: readers }, (_, index) => ({
          name: `Lectrice ${index}`,
          email: `l${index}.${season.id}@example.org`,
        })),
      )
      .returning({ id: people.id })
    await t.db.insert(enrolments).values(
      rows.map(({ id }) => ({
        seasonId: season.id,
        personId: id,
        category: 'student' as const,
        origin: '',
        motivation: '',
        status: 'confirmed' as const,
      })),
    )
    const { path } = await written(organiser, season.id)
    return {
      preview: await countStatements(() => organiser.get(`${path}/preview`).expect(200)),
      send: await countStatements(() => send(organiser, path, readers).expect(200)),
    }
  }
  const before = (await t.db.select({ id: mails.id }).from(mails)).length

  const [one, many] = [await sending(1), await sending(1_000)]

  expect(many.preview).toBe(one.preview)
  // Mails go in batches of 500: two statements more for the second one.
  expect(many.send).toBe(one.send + 2)
  expect((await t.db.select({ id: mails.id }).from(mails)).length - before).toBe(1_001)
})
