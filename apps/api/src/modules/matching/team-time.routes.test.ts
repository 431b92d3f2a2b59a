import { expect, it } from 'vitest'
import { insertEnrolment, insertGivenTime, insertPromise, insertSeason, insertTeam } from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'
import { unguarded } from '../../../test/refusals.ts'

const t = useTestApp()

it('adds up what the people of a team promised and gave, and names nobody', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const [a, b, other] = [await t.person(), await t.person(), await t.person()]
  for (const { id } of [a, b, other]) await insertEnrolment(t.db, season.id, id)
  const team = await insertTeam(t.db, season.id, [a.id, b.id])
  for (const { id } of [a, b, other]) await insertPromise(t.db, season.id, id)
  await insertGivenTime(t.db, season.id, a.id)
  await insertGivenTime(t.db, season.id, b.id, { status: 'to_confirm', minutes: 45 })
  await insertGivenTime(t.db, season.id, other.id)
  const elsewhere = await insertSeason(t.db)
  await insertGivenTime(t.db, elsewhere.id, a.id)
  const path = `/api/v1/teams/${team.id}/given-time`

  const answers = [await a.get(path).expect(200), await organiser.get(path).expect(200)]

  for (const { body } of answers) {
    expect(body).toEqual({
      teamId: team.id,
      people: 2,
      promisedMinutes: 6_120,
      followUpMinutes: 0,
      confirmedMinutes: 180,
      unconfirmedMinutes: 45,
    })
  }
  expect(await unguarded(t, [['get', path]], { stranger: other, owner: organiser })).toEqual([])
})
