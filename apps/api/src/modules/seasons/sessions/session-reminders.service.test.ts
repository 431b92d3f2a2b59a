import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import {
  insertEnrolment,
  insertRegistration,
  insertSeason,
  insertSession,
  insertSite,
} from '../../../../test/factories.ts'
import { refuseChanges } from '../../../../test/failing.ts'
import { startSecondApp, useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { seasonSessions, sessionSites } from './season-sessions.table.ts'
import { remindOfSessions } from './session-reminders.service.ts'

const t = useTestApp()

/** Begins on 1 April at 16:00 UTC: reminded from 31 March at 16:00 UTC. */
const dayBefore = { remindHours: 24 }
const subjectsTo = (people: readonly TestPerson[]) =>
  Promise.all(people.map(async ({ email }) => (await t.mailsTo(email)).map(({ subject }) => subject)))

async function peopleOf(season: { id: string }, statuses: ('confirmed' | 'checked_in' | 'applied')[]) {
  const people: TestPerson[] = []
  for (const status of statuses) {
    const person = await t.person()
    await insertEnrolment(t.db, season.id, person.id, { status })
    people.push(person)
  }
  return people
}

it('reminds all who come, once, from the chosen hour on', async () => {
  const season = await insertSeason(t.db, { name: 'Printemps' })
  const site = await insertSite(t.db, season.id, { timeZone: 'Indian/Reunion', address: 'Saint-Denis' })
  const session = await insertSession(t.db, season.id, { ...dayBefore, onlineUrl: 'https://visio.example.org/a' })
  await t.db.insert(sessionSites).values({ sessionId: session.id, siteId: site.id })
  const people = await peopleOf(season, ['confirmed', 'checked_in', 'applied'])

  t.setNow('2026-03-31T15:59:59.999Z')
  await remindOfSessions(t.deps)
  expect(await subjectsTo(people)).toEqual([[], [], []])
  t.setNow('2026-03-31T16:00:00.000Z')
  await remindOfSessions(t.deps)
  await remindOfSessions(t.deps)

  const subject = 'Bientôt : Soirée de lancement : Printemps'
  expect(await subjectsTo(people)).toEqual([[subject], [subject], []])
  expect((await t.mailsTo(people[0]!.email))[0]!.text).toBe(
    [
      'Bonjour,',
      'On vous attend bientôt pour « Soirée de lancement ».',
      'Quand : mercredi 1er avril 2026, de 20 h 00 à 23 h 00 (heure de La Réunion)\nOù : Maison des associations, Saint-Denis\nPrécision : Amiens\nEn ligne : https://visio.example.org/a',
      `Tout le programme est ici :\nhttp://essor.test/saisons/${season.slug}#programme`,
      'À bientôt,\nL’organisation de « Printemps »',
    ].join('\n\n'),
  )
})

it('reminds those registered where that is needed, and not those who wait', async () => {
  const season = await insertSeason(t.db)
  const session = await insertSession(t.db, season.id, { ...dayBefore, needsRegistration: true, places: 1 })
  const people = await peopleOf(season, ['confirmed', 'confirmed', 'confirmed'])
  await insertRegistration(t.db, session.id, people[0]!.id, { turn: 1, status: 'registered' })
  await insertRegistration(t.db, session.id, people[1]!.id, { turn: 2, status: 'waiting' })

  t.setNow('2026-04-01T08:00:00.000Z')
  await remindOfSessions(t.deps)

  expect((await subjectsTo(people)).map((subjects) => subjects.length)).toEqual([1, 0, 0])
})

it('reminds those of the site where it is held', async () => {
  const season = await insertSeason(t.db)
  const [here, there] = [await insertSite(t.db, season.id), await insertSite(t.db, season.id, { name: 'Là' })]
  const session = await insertSession(t.db, season.id, dayBefore)
  await t.db.insert(sessionSites).values({ sessionId: session.id, siteId: here.id })
  const people = [await t.person(), await t.person(), await t.person()]
  for (const [index, siteId] of [here.id, there.id, null].entries())
    await insertEnrolment(t.db, season.id, people[index]!.id, { siteId })

  t.setNow('2026-04-01T08:00:00.000Z')
  await remindOfSessions(t.deps)

  expect((await subjectsTo(people)).map((subjects) => subjects.length)).toEqual([1, 0, 1])
})

it('reminds of a session that moved at its new time', async () => {
  const season = await insertSeason(t.db)
  const session = await insertSession(t.db, season.id, dayBefore)
  const people = await peopleOf(season, ['confirmed'])
  const runAt = async (iso: string) => {
    t.setNow(iso)
    await remindOfSessions(t.deps)
    return (await subjectsTo(people))[0]!.length
  }

  expect(await runAt('2026-03-31T17:00:00.000Z')).toBe(1)
  const moved = { startsAt: new Date('2026-04-08T16:00:00Z'), endsAt: new Date('2026-04-08T19:00:00Z') }
  await t.db.update(seasonSessions).set(moved).where(eq(seasonSessions.id, session.id))
  expect(await runAt('2026-04-07T15:59:00.000Z')).toBe(1)
  expect(await runAt('2026-04-07T16:00:00.000Z')).toBe(2)
  expect(await runAt('2026-04-07T16:05:00.000Z')).toBe(2)
})

it('does not remind of what was cancelled, has begun, or asks for no reminder', async () => {
  const [season, closed] = [await insertSeason(t.db), await insertSeason(t.db, { status: 'closed' })]
  const people = [...(await peopleOf(season, ['confirmed'])), ...(await peopleOf(closed, ['confirmed']))]
  await insertSession(t.db, closed.id, dayBefore)
  await insertSession(t.db, season.id, { ...dayBefore, cancelledAt: new Date('2026-03-01T00:00:00Z') })
  await insertSession(t.db, season.id, {})
  await insertSession(t.db, season.id, { ...dayBefore, startsAt: new Date('2026-04-01T08:00:00Z') })

  t.setNow('2026-04-01T08:00:00.000Z')
  await remindOfSessions(t.deps)

  expect(await subjectsTo(people)).toEqual([[], []])
})

it('reminds once where several processes look at the same time', async () => {
  const season = await insertSeason(t.db)
  for (const title of ['A', 'B', 'C']) await insertSession(t.db, season.id, { ...dayBefore, title })
  const people = await peopleOf(season, ['confirmed', 'checked_in'])
  t.setNow('2026-04-01T08:00:00.000Z')
  const second = await startSecondApp(t)

  await Promise.all([
    remindOfSessions(t.deps),
    remindOfSessions(second.deps),
    remindOfSessions(t.deps),
    remindOfSessions(second.deps),
  ])
  await second.stop()

  const subjects = await subjectsTo(people)
  const once = ['A', 'B', 'C'].map((title) => `Bientôt : ${title} : Saison de printemps`)
  expect(subjects.map((all) => all.toSorted())).toEqual([once, once])
})

it('reminds of the others where one cannot be marked, and fails at the end', async () => {
  const season = await insertSeason(t.db)
  const broken = await insertSession(t.db, season.id, {
    ...dayBefore,
    title: 'A',
    startsAt: new Date('2026-04-01T15:00:00Z'),
  })
  await insertSession(t.db, season.id, { ...dayBefore, title: 'B' })
  const people = await peopleOf(season, ['confirmed'])
  await refuseChanges(t.db, 'season_sessions', 'id', broken.id)

  t.setNow('2026-04-01T08:00:00.000Z')
  const run = remindOfSessions(t.deps)

  await expect(run).rejects.toThrow('1 of 2 failed.')
  expect(await subjectsTo(people)).toEqual([['Bientôt : B : Saison de printemps']])
})
