import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertGivenTime, insertPromise, insertSeason } from '../../../../test/factories.ts'
import { refuseChanges } from '../../../../test/failing.ts'
import { startSecondApp, useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { attentionOf, nextFor } from '../season-news.service.ts'
import { seasons } from '../seasons.table.ts'
import { releaseUnanswered } from './farewells.service.ts'
import { timePromises } from './promises.table.ts'

const t = useTestApp()

const lastEvening = '2026-05-31T18:00:00.000Z'
const next = { unit: 'evening', amount: 1, rhythm: 'per_week', startsOn: '2026-06-01', endsOn: '2026-08-31', note: '' }
const plain = (text = '') => text.replaceAll('\u00a0', ' ')

/** A season on its last evening, and people who each promised two evenings a week. */
async function aLastEvening(count: number) {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const people: TestPerson[] = []
  for (let person = 0; person < count; person += 1) {
    people.push(await t.person())
    await insertEnrolment(t.db, season.id, people[person]!.id)
    await insertPromise(t.db, season.id, people[person]!.id)
  }
  t.setNow(lastEvening)
  const ask = (days = 14) => organiser.post(`/api/v1/seasons/${season.id}/farewell`).send({ days })
  return { season, organiser, people, ask, answer: `/api/v1/me/seasons/${season.id}/farewell` }
}

const statusesOf = async (seasonId: string, person: TestPerson) => {
  const rows = await t.db
    .select({ period: timePromises.period, status: timePromises.status })
    .from(timePromises)
    .where(and(eq(timePromises.seasonId, seasonId), eq(timePromises.personId, person.id)))
    .orderBy(timePromises.createdAt, timePromises.id)
  return rows.map(({ period, status }) => `${period} ${status}`)
}

it('shows organisers how many would be asked, and the mail', async () => {
  const { season, organiser } = await aLastEvening(2)
  const path = `/api/v1/seasons/${season.id}/farewell`

  const onTheDay = await organiser.get(path).expect(200)
  t.setNow('2026-05-30T18:00:00.000Z')
  const before = await organiser.get(path).expect(200)

  expect(onTheDay.body).toEqual({
    people: 2,
    mayAsk: true,
    subject: 'Merci ! Et après ? : Saison de printemps',
    text: expect.stringContaining('dimanche 14 juin 2026 à 23 h 59 (heure de Paris)'),
  })
  expect(before.body.mayAsk).toBe(false)
})

it('thanks everyone and asks whether they go on', async () => {
  const { season, people, ask } = await aLastEvening(2)
  await insertPromise(t.db, season.id, people[0]!.id)
  await insertGivenTime(t.db, season.id, people[0]!.id, { minutes: 750 })

  const { body } = await ask(7).expect(201)

  expect(body).toEqual({
    seasonId: season.id,
    askedAt: lastEvening,
    answerBy: '2026-06-07T21:59:00.000Z',
    people: 2,
  })
  expect(await statusesOf(season.id, people[0]!)).toEqual(['season asked', 'season asked'])
  const mails = await t.mailsTo(people[0]!.email)
  expect(mails.map(({ subject }) => subject)).toEqual(['Merci ! Et après ? : Saison de printemps'])
  expect(mails[0]?.text).toContain('Vous avez donné 12 h 30 à « Saison de printemps » (saison).')
  expect(mails[0]?.text).toContain('dimanche 7 juin 2026 à 23 h 59 (heure de Paris)')
  expect((await t.mailsTo(people[1]!.email))[0]?.text).toContain('Vous avez proposé votre temps')
})

it('asks once, however often it is asked to at the same time', async () => {
  const { people, ask } = await aLastEvening(3)

  const answers = await Promise.all(Array.from({ length: 6 }, () => ask()))

  expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([
    201,
    ...Array.from({ length: 5 }, () => 'promises_asked'),
  ])
  for (const { email } of people) expect(await t.mailsTo(email)).toHaveLength(1)
})

it('neither asks too early, nor where nobody promised, nor for no time at all', async () => {
  const early = await aLastEvening(1)
  const answered = await early.people[0]!.post(early.answer).send({ to: 'released' })
  t.setNow('2026-05-30T21:59:00.000Z')
  const tooEarly = await early.ask()
  const empty = await aLastEvening(0)
  const nobody = await empty.ask()

  expect([tooEarly, answered, nobody].map(({ body }) => body.code)).toEqual([
    'season_under_way',
    'season_under_way',
    'promises_none',
  ])
  expect((await empty.ask(0)).body.code).toBe('invalid_input')
})

it('lets someone stop when the season is past, though nobody asked', async () => {
  const { season, people, answer } = await aLastEvening(1)
  t.setNow('2026-06-01T08:00:00.000Z')

  await people[0]!.post(answer).send({ to: 'released' }).expect(204)

  expect(await statusesOf(season.id, people[0]!)).toEqual(['season released'])
})

it('lets someone go on with a new promise, also once the season is closed', async () => {
  const { season, people, ask, answer } = await aLastEvening(1)
  const [person] = people as [TestPerson]
  await ask()
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))

  await person.post(answer).send({ to: 'renewed', promise: next }).expect(204)

  expect(await statusesOf(season.id, person)).toEqual(['season renewed', 'follow_up promised'])
  const mail = (await t.mailsTo(person.email)).at(-1)
  expect(mail?.subject).toBe('Merci de continuer : Saison de printemps')
  expect(plain(mail?.text)).toContain('1 soirée par semaine, du 1er juin au 31 août, soit environ 13 soirées')

  const { body } = await person.get('/api/v1/me/time').expect(200)
  const [own] = body.items
  const followUp = own.promises.find(({ period }: { period: string }) => period === 'follow_up')
  const changed = await person
    .put(`/api/v1/me/promises/${followUp.id}`)
    .set('if-match', '"1"')
    .send({ ...next, amount: 2 })
    .expect(200)
  expect(own).toMatchObject({ mayAnswer: false, mayPromise: false, followUpMinutes: 13 * 180 })
  expect(changed.body).toMatchObject({ period: 'follow_up', amount: 2 })
})

it('says where a new promise does not fit, and leaves all as it was', async () => {
  const { season, people, ask, answer } = await aLastEvening(1)
  await ask()

  const { body } = await people[0]!
    .post(answer)
    .send({ to: 'renewed', promise: { ...next, startsOn: '2026-05-30' } })
    .expect(400)

  expect(body.errors.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)).toEqual([
    'promise.startsOn outside_days',
  ])
  expect(await statusesOf(season.id, people[0]!)).toEqual(['season asked'])
  expect((await people[0]!.post(answer).send({ to: 'asked' })).body.code).toBe('invalid_input')
})

it('thanks whoever stops here, once', async () => {
  const { season, people, ask, answer } = await aLastEvening(1)
  const [person] = people as [TestPerson]
  await insertGivenTime(t.db, season.id, person.id, { minutes: 120 })
  await ask()

  const answers = await Promise.all(Array.from({ length: 5 }, () => person.post(answer).send({ to: 'released' })))

  expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([
    204,
    ...Array.from({ length: 4 }, () => 'promise_transition'),
  ])
  const mails = (await t.mailsTo(person.email)).slice(1)
  expect(mails.map(({ subject }) => subject)).toEqual(['Merci pour votre temps : Saison de printemps'])
  expect(mails[0]?.text).toContain('Vous avez donné 2 heures à « Saison de printemps »')
})

it('takes no new promise for a season whose people were thanked', async () => {
  const { season, people, ask } = await aLastEvening(1)
  await ask()
  const draft = { ...next, rhythm: 'total', startsOn: '2026-05-31', endsOn: '2026-05-31' }

  const { body } = await people[0]!.post(`/api/v1/me/seasons/${season.id}/promises`).send(draft)

  expect(body.code).toBe('season_not_open')
})

it('releases with thanks, on time and once, whoever did not answer', async () => {
  const { season, people, ask, answer } = await aLastEvening(3)
  const [answering, ...silent] = people as [TestPerson, TestPerson, TestPerson]
  const later = await aLastEvening(1)
  await ask(14)
  await later.ask(15)
  await answering.post(answer).send({ to: 'renewed', promise: next }).expect(204)
  const second = await startSecondApp(t)

  t.setNow('2026-06-14T21:58:59.000Z')
  await releaseUnanswered(t.deps)
  const tooEarly = await Promise.all(silent.map((person) => statusesOf(season.id, person)))
  t.setNow('2026-06-14T21:59:00.000Z')
  await Promise.all([releaseUnanswered(t.deps), releaseUnanswered(second.deps), releaseUnanswered(t.deps)])
  await second.stop()

  expect(tooEarly).toEqual([['season asked'], ['season asked']])
  for (const person of silent) {
    expect(await statusesOf(season.id, person)).toEqual(['season released'])
    expect((await t.mailsTo(person.email)).map(({ subject }) => subject)).toEqual([
      'Merci ! Et après ? : Saison de printemps',
      'Merci pour votre temps : Saison de printemps',
    ])
  }
  expect(await statusesOf(season.id, answering)).toEqual(['season renewed', 'follow_up promised'])
  expect(await statusesOf(later.season.id, later.people[0]!)).toEqual(['season asked'])
  const lines = await t.db
    .select({ actorId: auditLog.actorId, details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, season.id), eq(auditLog.action, 'promises.released')))
  expect(lines).toEqual([{ actorId: null, details: { people: 2 } }])
})

it('reminds organisers to thank, then people to answer', async () => {
  const { season, people, ask } = await aLastEvening(2)
  const attention = async () =>
    (await attentionOf(t.deps, season.id)).filter(({ code }) => code === 'seasons.promises_to_end')

  const before = await attention()
  await ask()

  expect(before).toEqual([{ code: 'seasons.promises_to_end', count: 2 }])
  expect(await attention()).toEqual([])
  expect(await nextFor(t.deps, people[0]!.id)).toEqual([
    {
      code: 'seasons.promise_to_answer',
      seasonId: season.id,
      subjectId: season.id,
      title: season.name,
      dueAt: new Date('2026-06-14T21:59:00.000Z'),
    },
  ])
})

it('releases the people of the other seasons where one fails, and fails at the end', async () => {
  const seasons = [await aLastEvening(1), await aLastEvening(1), await aLastEvening(1)]
  for (const { ask } of seasons) await ask(14)
  await refuseChanges(t.db, 'time_promises', 'season_id', seasons[0]!.season.id)

  t.setNow('2026-06-14T21:59:00.000Z')
  await expect(releaseUnanswered(t.deps)).rejects.toThrow(/^1 of \d+ failed\.$/)

  const statuses = await Promise.all(seasons.map(({ season, people }) => statusesOf(season.id, people[0]!)))
  expect(statuses).toEqual([['season asked'], ['season released'], ['season released']])
})
