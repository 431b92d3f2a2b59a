import { expect, it } from 'vitest'
import { insertEnrolment, insertGivenTime, insertPromise, insertSeason } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { givenByWeek, promisedByWeek, sumSeason, sumTimes } from './promise-totals.repository.ts'

const t = useTestApp()

it('adds up more minutes than one number of the database holds', async () => {
  const [season, person] = [await insertSeason(t.db), await t.person()]
  await insertEnrolment(t.db, season.id, person.id)
  const week = { startsOn: '2026-04-06', endsOn: '2026-04-12', minutes: 2_000_000_000 }
  await insertPromise(t.db, season.id, person.id, week)
  await insertPromise(t.db, season.id, person.id, week)
  await insertGivenTime(t.db, season.id, person.id)

  const sums = {
    promisedMinutes: 4_000_000_000,
    followUpMinutes: 0,
    confirmedMinutes: 180,
    unconfirmedMinutes: 0,
  }
  expect(await sumSeason(t.db, season.id)).toEqual(sums)
  expect((await sumTimes(t.db, [season.id], [person.id]))(season.id, person.id)).toEqual(sums)
  expect(await promisedByWeek(t.db, season.id)).toEqual([{ week: '2026-04-06', minutes: 4_000_000_000 }])
  expect(await givenByWeek(t.db, season.id)).toEqual([{ week: '2026-04-06', confirmed: 180, unconfirmed: 0 }])
})
