import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertSeason } from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'
import { policy } from '../../../test/matching-season.ts'

const t = useTestApp()

/** Made in three statements: nobody of them is looked at. */
async function aSeasonOf(peopleCount: number, projectCount: number) {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  await t.db.execute(sql`
    with crowd as (
      insert into people (name, email, email_verified)
      select 'Foule ' || n, 'foule-' || n || '@example.org', true from generate_series(1, ${peopleCount}::int) n
      returning id
    )
    insert into enrolments (season_id, person_id, category, origin, motivation, status)
    select ${season.id}::uuid, id, 'student', 'Lycée', '', 'confirmed' from crowd`)
  await t.db.execute(sql`
    insert into projects (season_id, title, structure, summary, wanted_skills)
    select ${season.id}::uuid, 'Projet ' || n, '', '', '[]' from generate_series(1, ${projectCount}::int) n`)
  return { season: `/api/v1/seasons/${season.id}`, organiser }
}

it('begins no run that would not fit in memory, and says how large it is', async () => {
  const { season, organiser } = await aSeasonOf(5_001, 5_000)
  const saved = await organiser.post(`${season}/matching-policies`).send({ name: 'Par deux', policy }).expect(201)

  const asked = [
    await organiser.post(`${season}/matching-runs`).send(policy).expect(422),
    await organiser.post(`/api/v1/matching-policies/${saved.body.id}/runs`).send({}).expect(422),
  ]

  const size = '5001 people × 5000 projects would take about 601 MB: one search may have 20000 people and 600 MB.'
  for (const { body } of asked)
    expect(body).toMatchObject({
      code: 'search_too_large',
      detail: size,
      errors: [{ path: 'people', code: 'too_large' }],
    })
  expect((await organiser.get(`${season}/matching-runs`).expect(200)).body.items).toEqual([])
})
