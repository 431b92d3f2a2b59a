import { MatchingPolicy } from '@essor/contracts'
import { screen, within } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { stubServer } from '../../../../test/server.ts'

const me = { id: 'p0', name: 'Claire', email: 'claire@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const summary = {
  placed: 20,
  leftOut: 1,
  firstWishes: 12,
  secondWishes: 4,
  wantedPlaces: 9,
  filledPlaces: 8,
  teams: 7,
  mixedTeams: 7,
  broken: 0,
  movesByHand: 0,
  objective: 97,
  gap: 0,
  seconds: 1.4,
}
const run = (id: string, over: object = {}) => ({
  id,
  seasonId: 's1',
  status: 'done',
  policy: MatchingPolicy.parse({ teamSize: { min: 3, max: 3 } }),
  policyName: null,
  summary,
  ...over,
})
const at = (projectId: string | null, wish: number | null = null) => ({ known: true, projectId, wish })

it('puts searches side by side and says who is elsewhere', async () => {
  stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/seasons/s1/matching-comparison?runIds=r1%2Cr2%2Cr3': {
      body: {
        runs: [run('r1', { policyName: 'Mixtes' }), run('r2', { summary: null }), run('r3')],
        projects: [{ id: 'garden', title: 'Un jardin' }],
        differing: [
          {
            personId: 'a',
            name: 'Ana',
            places: [at('garden', 2), { known: false, projectId: null, wish: null }, at(null)],
          },
        ],
      },
    },
  })
  await renderAt('/pilotage/saisons/s1/equipes/comparer?recherches=r1,r2,r3')

  const table = within(await screen.findByRole('table'))
  expect(table.getByRole('columnheader', { name: /Recherche A.*Mixtes · équipes de 3 à 3/ })).toBeTruthy()
  const cells = (name: string) =>
    within(table.getByRole('row', { name: new RegExp(name) }))
      .getAllByRole('cell')
      .map((cell) => cell.textContent?.trim())
  expect(cells('Personnes qui ont une place')).toEqual(['20 sur 21', 'aucun résultat', '20 sur 21'])
  expect(cells('gagner')).toEqual(['rien\u00a0: c’est démontré', 'aucun résultat', 'rien\u00a0: c’est démontré'])
  expect(screen.getByText('1 personne n’a pas la même place partout.')).toBeTruthy()
  expect(screen.getByText('Un jardin (vœu n° 2)')).toBeTruthy()
  const places = within(screen.getByRole('heading', { name: 'Ana' }).closest('li')!)
  expect(places.getAllByRole('term').map(({ textContent }) => textContent)).toEqual(['Recherche A', 'Recherche C'])
  expect(places.getByText('Sans place')).toBeTruthy()
})

it('asks for two searches at least', async () => {
  stubServer({ 'GET /api/v1/me': { body: me } })
  await renderAt('/pilotage/saisons/s1/equipes/comparer')

  expect(await screen.findByText('Choisissez deux recherches au moins')).toBeTruthy()
})
