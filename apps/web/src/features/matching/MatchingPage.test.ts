import { MatchingPolicy } from '@essor/contracts'
import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { stubServer } from '../../../test/server.ts'

const me = { id: 'p0', name: 'Claire', email: 'claire@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const runs = '/api/v1/seasons/s1/matching-runs'
const project = (id: string) => ({ id, title: id, structure: '', summary: '', wantedSkills: [] })
const pool = {
  people: Array.from({ length: 8 }, (_, index) => ({ id: `p${index}`, name: `Personne ${index}`, ranked: index < 5 })),
  projects: [project('a'), project('b')],
  kept: [],
  ownSizes: [],
  publishedRunId: null as string | null,
}

async function open(body: object = pool, answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/seasons/s1/matching-pool': { body },
    'GET /api/v1/seasons/s1/matching-policies?limit=100': { body: { items: [], nextCursor: null } },
    [`GET ${runs}?limit=20`]: { body: { items: [], nextCursor: null } },
    [`POST ${runs}`]: { status: 201, body: { id: 'r1' } },
    ...answers,
  })
  const { router } = await renderAt('/pilotage/saisons/s1/equipes')
  return { server, router, person: userEvent.setup() }
}

it('starts a search with what was asked, and goes to it', async () => {
  const { server, router, person } = await open()
  expect(await screen.findByText('5 sur 8')).toBeTruthy()

  await person.click(screen.getByRole('radio', { name: /Les compétences d’abord/ }))
  await person.click(screen.getByRole('radio', { name: /Toujours mélangées/ }))
  await person.click(screen.getByRole('button', { name: 'Chercher les équipes' }))

  await waitFor(() => expect(router.currentRoute.value.name).toBe('season-matching-run'))
  expect(server.callsTo('POST', runs).map(({ body }) => body)).toEqual([
    {
      ...MatchingPolicy.parse({ teamSize: { min: 3, max: 5 }, weights: 'skills_first', mixedOrigins: 'hard' }),
      keepFrom: null,
    },
  ])
})

it('sends nothing while a pair is half chosen', async () => {
  const { server, person } = await open()

  await person.click(await screen.findByRole('button', { name: 'Cas particuliers' }))
  await person.click((await screen.findAllByRole('button', { name: 'Ajouter deux personnes' }))[0]!)
  await person.click(screen.getByRole('button', { name: 'Chercher les équipes' }))

  expect((await screen.findAllByText('Remplissez ce champ.')).length).toBe(2)
  expect(server.callsTo('POST', runs)).toEqual([])
})

it('points to the published teams instead of searching again', async () => {
  await open({ ...pool, publishedRunId: 'r1' })

  expect(await screen.findByRole('link', { name: 'Voir la version publiée' })).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Suivre les réponses' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Chercher les équipes' })).toBeNull()
})

it('says what is missing before teams can be formed', async () => {
  await open({ ...pool, projects: [] })

  expect(await screen.findByText(/pas encore de projet.*vous pouvez aussi en ajouter vous-même/)).toBeTruthy()
  expect(screen.getByRole('link', { name: /^Projets retenus.*en ajouter un/ }).getAttribute('href')).toBe(
    '/pilotage/saisons/s1/projets',
  )
})

it('tells searches apart by every rule that is not as usual', async () => {
  const teamSize = { min: 1, max: 4 }
  const row = (id: string, asked: object, over: object = {}) => ({
    id,
    seasonId: 's1',
    status: 'done',
    policy: MatchingPolicy.parse({ teamSize, mixedOrigins: 'hard', ...asked }),
    policyName: null,
    keptFromId: null,
    answer: { status: 'optimal', objective: 1, bound: 1, gap: 0 },
    createdAt: '2026-03-02T09:00:00.000Z',
    publishedAt: null,
    ...over,
  })
  const pair = ['0197a1f0-0000-7000-8000-000000000001', '0197a1f0-0000-7000-8000-000000000002']
  const items = [
    row('r1', { mixedCategories: 'hard', together: [pair] }),
    row('r2', { mixedCategories: 'soft', costs: { mixedCategories: 100 }, sites: 'off' }),
    row('r3', { days: 'soft', costs: { days: 2 } }, { policyName: 'Mixtes', keptFromId: 'r1' }),
  ]
  await open(pool, { [`GET ${runs}?limit=20`]: { body: { items, nextCursor: null } } })

  const told = (await screen.findAllByText(/équipes de 1 à 4/)).map(({ textContent }) =>
    textContent?.replaceAll(/\s+/g, ' ').trim(),
  )
  expect(told).toEqual([
    'Équilibre · équipes de 1 à 4 · toujours : origines mélangées, profils mélangés · 1 paire à garder ensemble',
    'Équilibre · équipes de 1 à 4 · toujours : origines mélangées · sauf exception : profils mélangés · sans importance : chacun sur son lieu',
    'Mixtes · équipes de 1 à 4 · toujours : origines mélangées · de préférence : jours promis (2 points) · en gardant les changements faits à la main',
  ])
})
