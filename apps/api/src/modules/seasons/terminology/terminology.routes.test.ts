import { expect, it } from 'vitest'
import { insertSeason } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'

const t = useTestApp()
const words = { event: 'nuit', team: 'tablée', structure: 'maison de quartier', participant: 'voisin·e' }

it('tells anyone the words of a season, with the plurals that were written', async () => {
  const plain = await insertSeason(t.db, { terminology: words, status: 'draft' })
  const plurals = await insertSeason(t.db, { terminology: { ...words, participants: 'voisines et voisins' } })

  const answers = await Promise.all(
    [plain, plurals].map(({ id }) => t.anonymous.get(`/api/v1/seasons/${id}/words`).expect(200)),
  )

  expect(answers.map(({ body }) => body)).toEqual([words, { ...words, participants: 'voisines et voisins' }])
})

it('knows no words of a season that is not there', async () => {
  const missing = await t.anonymous.get('/api/v1/seasons/00000000-0000-4000-8000-000000000000/words').expect(404)
  const none = await t.anonymous.get('/api/v1/seasons/printemps/words').expect(400)

  expect([missing.body.code, none.body.code]).toEqual(['not_found', 'invalid_input'])
})

it('keeps plurals through the settings, and refuses empty and endless ones', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const { name, summary, presence, place, startsOn, capacity } = season
  const send = (terminology: object) =>
    organiser
      .put(`/api/v1/seasons/${season.id}`)
      .set('if-match', '"1"')
      .send({ name, summary, presence, place, startsOn, capacity, terminology })

  const empty = await send({ ...words, teams: ' ' }).expect(400)
  const endless = await send({ ...words, teams: 'x'.repeat(41) }).expect(400)
  const { body } = await send({ ...words, teams: 'tablées du soir' }).expect(200)

  expect([empty.body.errors[0].path, endless.body.errors[0].path]).toEqual(['terminology.teams', 'terminology.teams'])
  expect(body.terminology).toEqual({ ...words, teams: 'tablées du soir' })
})
