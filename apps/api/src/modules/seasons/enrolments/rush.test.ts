import { asc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCrowd } from '../../../../test/crowd.ts'
import { insertEnrolment, insertSeason } from '../../../../test/factories.ts'
import { startSecondApp, useTestApp } from '../../../../test/harness.ts'
import { mails } from '../../../platform/mail/mails.table.ts'
import { enrolments } from './enrolments.table.ts'
import { tendWaitingLists } from './waiting-list.service.ts'

const t = useTestApp()

const draft = { category: 'student' }
const rows = (seasonId: string) =>
  t.db.select().from(enrolments).where(eq(enrolments.seasonId, seasonId)).orderBy(asc(enrolments.arrival))

it('gives 80 places to 500 who ask at once, keeps the order of the rest, and offers 30 freed places to the first 30', async () => {
  const season = await insertSeason(t.db, { capacity: 80, enrolmentMode: 'first_come' })
  const crowd = await insertCrowd(t, 500)

  const answers = await Promise.all(
    crowd.map((one) => one.send('POST', `/api/v1/seasons/${season.id}/enrolments`, draft)),
  )

  const told = (status: string) => answers.filter(({ body }) => body['status'] === status)
  expect(answers.filter(({ status }) => status !== 201)).toEqual([])
  expect([told('confirmed').length, told('waiting').length]).toEqual([80, 420])
  const arrived = await rows(season.id)
  expect(new Set(arrived.map(({ personId }) => personId)).size).toBe(500)
  expect(arrived.map(({ arrival }) => arrival)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
  expect(arrived.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 80 }, () => 'confirmed'),
    ...Array.from({ length: 420 }, () => 'waiting'),
  ])
  const rankTold = new Map(answers.map(({ body }) => [body['personId'], body['waitingRank']]))
  expect(arrived.map(({ personId }) => rankTold.get(personId))).toEqual([
    ...Array.from({ length: 80 }, () => null),
    ...Array.from({ length: 420 }, (_, index) => index + 1),
  ])

  const leaving = new Set(arrived.slice(10, 40).map(({ personId }) => personId))
  const left = await Promise.all(
    crowd
      .filter(({ id }) => leaving.has(id))
      .map((one) => {
        const { id } = arrived.find(({ personId }) => personId === one.id)!
        return one.send('POST', `/api/v1/me/enrolments/${id}/status`, { to: 'withdrawn' })
      }),
  )

  expect(left.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200))
  const after = await rows(season.id)
  const withStatus = (status: string) => after.filter((row) => row.status === status).map(({ id }) => id)
  expect(withStatus('offered')).toEqual(arrived.slice(80, 110).map(({ id }) => id))
  expect(withStatus('waiting')).toEqual(arrived.slice(110).map(({ id }) => id))
  expect([withStatus('confirmed').length, withStatus('withdrawn').length]).toEqual([50, 30])
  const offers = await t.db.select().from(mails).where(eq(mails.subject, 'Une place pour vous : Saison de printemps'))
  const addresses = new Map(crowd.map(({ id, email }) => [id, email]))
  expect(offers.map(({ toAddress }) => toAddress).toSorted()).toEqual(
    arrived
      .slice(80, 110)
      .map(({ personId }) => addresses.get(personId)!)
      .toSorted(),
  )
})

it('enrols someone once who clicks many times, through two processes', async () => {
  const season = await insertSeason(t.db, { capacity: 1, enrolmentMode: 'first_come' })
  const second = await startSecondApp(t)
  const [here] = await insertCrowd(t, 1)
  const path = `/api/v1/seasons/${season.id}/enrolments`
  const there = await insertCrowd({ db: t.db, url: second.url }, 4)

  const answers = await Promise.all([
    ...Array.from({ length: 6 }, () => here!.send('POST', path, draft)),
    ...there.map((one) => one.send('POST', path, draft)),
  ])
  await second.stop()

  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 201, 201, 409, 409, 409, 409, 409])
  expect((await rows(season.id)).map(({ status }) => status)).toEqual([
    'confirmed',
    'waiting',
    'waiting',
    'waiting',
    'waiting',
  ])
})

it('lapses each offer once and promotes each person once, with people answering while several processes tend the list', async () => {
  const season = await insertSeason(t.db, { capacity: 10, enrolmentMode: 'first_come' })
  const crowd = await insertCrowd(t, 40)
  const all: { id: string }[] = []
  for (const [index, { id }] of crowd.entries()) {
    const over = { offerEndsAt: new Date('2026-03-02T10:00:00Z') }
    all.push(
      await insertEnrolment(t.db, season.id, id, index < 10 ? { status: 'offered', ...over } : { status: 'waiting' }),
    )
  }
  t.setNow('2026-03-02T09:59:59Z')
  const accepting = crowd
    .slice(0, 5)
    .map((one, index) => one.send('POST', `/api/v1/me/enrolments/${all[index]!.id}/status`, { to: 'confirmed' }))
  expect((await Promise.all(accepting)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  t.setNow('2026-03-02T10:00:00Z')

  const [late] = await Promise.all([
    crowd[5]!.send('POST', `/api/v1/me/enrolments/${all[5]!.id}/status`, { to: 'confirmed' }),
    ...Array.from({ length: 4 }, () => tendWaitingLists(t.deps)),
    crowd[20]!.send('POST', `/api/v1/me/enrolments/${all[20]!.id}/status`, { to: 'withdrawn' }),
  ])

  expect(late.status).toBe(409)
  expect((await rows(season.id)).map(({ status }) => status)).toEqual([
    ...Array.from({ length: 5 }, () => 'confirmed'),
    ...Array.from({ length: 5 }, () => 'lapsed'),
    ...Array.from({ length: 5 }, () => 'offered'),
    ...Array.from({ length: 5 }, () => 'waiting'),
    'withdrawn',
    ...Array.from({ length: 19 }, () => 'waiting'),
  ])
  for (const { email } of crowd.slice(5, 10))
    expect((await t.mailsTo(email)).map(({ subject }) => subject)).toEqual([
      'La place n’est plus réservée : Saison de printemps',
    ])
  for (const { email } of crowd.slice(10, 15))
    expect((await t.mailsTo(email)).map(({ subject }) => subject)).toEqual([
      'Une place pour vous : Saison de printemps',
    ])
})
