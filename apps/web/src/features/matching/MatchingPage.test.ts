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

async function open(body: object = pool) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/seasons/s1/matching-pool': { body },
    'GET /api/v1/seasons/s1/matching-policies?limit=100': { body: { items: [], nextCursor: null } },
    [`GET ${runs}?limit=20`]: { body: { items: [], nextCursor: null } },
    [`POST ${runs}`]: { status: 201, body: { id: 'r1' } },
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
