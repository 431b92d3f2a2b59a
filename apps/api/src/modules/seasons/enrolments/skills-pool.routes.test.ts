import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { profileSkills } from '../../community/index.ts'

const t = useTestApp()

it('tells organisers how many people have each skill, and names nobody', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const [a, b, c, gone, stranger] = [
    await t.person(),
    await t.person(),
    await t.person(),
    await t.person(),
    await t.person(),
  ]
  for (const person of [a, b, c]) await insertEnrolment(t.db, season.id, person.id)
  await insertEnrolment(t.db, season.id, gone.id, { status: 'withdrawn' })
  await t.db.insert(profileSkills).values([
    { personId: a.id, skill: 'law.associations', level: 3 },
    { personId: b.id, skill: 'law.associations', level: 3 },
    { personId: b.id, skill: 'digital.web', level: 1 },
    { personId: gone.id, skill: 'law.associations', level: 3 },
    { personId: stranger.id, skill: 'law.associations', level: 4 },
  ])

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/skills-pool`).expect(200)

  expect(body).toEqual({
    people: 3,
    withSkills: 2,
    skills: [
      { skill: 'digital.web', level: 1, count: 1 },
      { skill: 'law.associations', level: 3, count: 2 },
    ],
  })
})

it('is for the organisers of the season only', async () => {
  const season = await insertSeason(t.db)
  const person = await t.person()
  await insertEnrolment(t.db, season.id, person.id)
  const path = `/api/v1/seasons/${season.id}/skills-pool`

  expect((await person.get(path).expect(403)).body).toMatchObject({ code: 'forbidden' })
  await t.anonymous.get(path).expect(401)
  await person.get('/api/v1/seasons/00000000-0000-4000-8000-000000000000/skills-pool').expect(404)
  await person.get('/api/v1/seasons/printemps/skills-pool').expect(400)
})
