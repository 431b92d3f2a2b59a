import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertRegistration, insertSeason, insertSession, insertSite } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { sessionRegistrations } from './session-registrations.table.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

const told = async (people: { email: string }[]) =>
  Promise.all(people.map(async ({ email }) => (await t.mailsTo(email)).map(({ subject }) => subject)))

it('writes to those who registered where a session moves, and not where it is only worded anew', async () => {
  const season = await insertSeason(t.db, { name: 'Printemps' })
  const session = await insertSession(t.db, season.id, { needsRegistration: true, places: 1 })
  const [registered, waiting, left] = [await t.person(), await t.person(), await t.person()]
  await insertRegistration(t.db, session.id, registered.id, { turn: 1, status: 'registered' })
  await insertRegistration(t.db, session.id, waiting.id, { turn: 2, status: 'waiting' })
  await insertRegistration(t.db, session.id, left.id, { turn: 3, status: 'cancelled' })
  const organiser = await organiserOf(season)
  const site = await insertSite(t.db, season.id, { address: '12 rue des Fleurs, Amiens', accessNotes: 'Par la cour.' })
  const same = {
    kind: 'kick_off',
    title: 'Soirée de lancement',
    place: 'Amiens',
    startsAt: '2026-04-01T16:00:00.000Z',
    endsAt: '2026-04-01T19:00:00.000Z',
    siteIds: [],
    onlineUrl: null,
    needsRegistration: true,
    places: 1,
    remindHours: null,
  }
  const put = (version: number, change: object) =>
    organiser
      .put(`/api/v1/seasons/${season.id}/sessions/${session.id}`)
      .set('if-match', `"${version}"`)
      .send({ ...same, ...change })
      .expect(200)

  await put(1, { title: 'Grande soirée', remindHours: 24 })
  expect(await told([registered, waiting, left])).toEqual([[], [], []])
  await put(2, {
    startsAt: '2026-04-02T16:00:00.000Z',
    endsAt: '2026-04-02T19:00:00.000Z',
    siteIds: [site.id],
    place: 'Salle 2',
    onlineUrl: 'https://visio.example.org/a',
  })

  const subject = 'Du changement : Soirée de lancement : Printemps'
  expect(await told([registered, waiting, left])).toEqual([[subject], [subject], []])
  expect((await t.mailsTo(registered.email))[0]!.text).toBe(
    [
      'Bonjour,',
      '« Soirée de lancement » change. Voici ce qu’il faut retenir maintenant :',
      'Quand : jeudi 2 avril 2026, de 18 h 00 à 21 h 00 (heure de Paris)\nOù : Maison des associations, 12 rue des Fleurs, Amiens\nAccès : Par la cour.\nPrécision : Salle 2\nEn ligne : https://visio.example.org/a',
      `Si cela ne vous convient plus, dites-le ici : une autre personne prendra votre place.\nhttp://essor.test/saisons/${season.slug}#programme`,
      'À bientôt,\nL’organisation de « Printemps »',
    ].join('\n\n'),
  )
})

it('writes once to those who registered where a session is cancelled', async () => {
  const season = await insertSeason(t.db, { name: 'Printemps' })
  const session = await insertSession(t.db, season.id, { needsRegistration: true })
  const person = await t.person()
  await insertRegistration(t.db, session.id, person.id, { turn: 1, status: 'registered' })
  const organiser = await organiserOf(season)

  const answers = await Promise.all(
    [1, 2, 3].map(() => organiser.delete(`/api/v1/seasons/${season.id}/sessions/${session.id}`).set('if-match', '"1"')),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404, 404])
  expect(await told([person])).toEqual([['Annulé : Soirée de lancement : Printemps']])
})

it('writes to those who registered where the whole season moves to another day', async () => {
  const season = await insertSeason(t.db, { name: 'Printemps' })
  const session = await insertSession(t.db, season.id, { needsRegistration: true })
  const person = await t.person()
  await insertRegistration(t.db, session.id, person.id, { turn: 1, status: 'registered' })
  const organiser = await organiserOf(season)
  const { name, summary, presence, place, capacity, terminology } = season

  await organiser
    .put(`/api/v1/seasons/${season.id}`)
    .set('if-match', '"1"')
    .send({ name, summary, presence, place, capacity, terminology, startsOn: '2026-04-08' })
    .expect(200)

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/sessions`).expect(200)
  expect([body[0].startsAt, body[0].version]).toEqual(['2026-04-08T16:00:00.000Z', 2])
  expect(await told([person])).toEqual([['Du changement : Soirée de lancement : Printemps']])
})

it.each(['published', 'closed'] as const)(
  'leaves nobody waiting where registration is no longer needed, in a season that is %s',
  async (status) => {
    const season = await insertSeason(t.db, { name: 'Printemps', status })
    const session = await insertSession(t.db, season.id, { needsRegistration: true, places: 1 })
    const [registered, waiting, left] = [await t.person(), await t.person(), await t.person()]
    await insertRegistration(t.db, session.id, registered.id, { turn: 1, status: 'registered' })
    await insertRegistration(t.db, session.id, waiting.id, { turn: 2, status: 'waiting' })
    await insertRegistration(t.db, session.id, left.id, { turn: 3, status: 'cancelled' })
    const organiser = await organiserOf(season)

    const { body } = await organiser
      .put(`/api/v1/seasons/${season.id}/sessions/${session.id}`)
      .set('if-match', '"1"')
      .send({
        kind: 'kick_off',
        title: 'Soirée de lancement',
        place: 'Amiens',
        startsAt: '2026-04-01T16:00:00.000Z',
        endsAt: '2026-04-01T19:00:00.000Z',
        needsRegistration: false,
        places: null,
      })
      .expect(200)

    const statuses = await t.db
      .select({ status: sessionRegistrations.status })
      .from(sessionRegistrations)
      .where(eq(sessionRegistrations.sessionId, session.id))
      .orderBy(sessionRegistrations.turn)
    expect([body.registered, body.waiting]).toEqual([2, 0])
    expect(statuses.map((one) => one.status)).toEqual(['registered', 'registered', 'cancelled'])
    const news = status === 'published' ? ['Une place pour vous : Soirée de lancement : Printemps'] : []
    expect(await told([registered, waiting, left])).toEqual([[], news, []])
  },
)
