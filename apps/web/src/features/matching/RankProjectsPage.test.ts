import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const seasonId = '0197a1f0-0000-7000-8000-0000000000e1'
const ids = ['a1', 'a2', 'a3'].map((end) => `0197a1f0-0000-4000-8000-0000000000${end}`) as [string, string, string]
const address = `/api/v1/me/seasons/${seasonId}/preferences`
const me = { id: 'p1', name: 'Awa', email: 'awa@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const sheet = (over: object = {}) => ({
  seasonId,
  seasonName: 'Saison de printemps',
  open: true,
  projectIds: [ids[0], ids[1]],
  projects: ['Un jardin', 'Des vélos', 'Une épicerie'].map((title, index) => ({
    id: ids[index],
    title,
    structure: 'Association',
    summary: '',
    wantedSkills: [],
  })),
  ...over,
})

async function open(body: object = sheet(), answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${address}`]: { body },
    [`GET /api/v1/me/seasons/${seasonId}/availability`]: {
      body: { seasonId, open: true, blocks: [], blockIds: [] },
    },
    ...answers,
  })
  await renderAt(`/mon-espace/saisons/${seasonId}/voeux`)
  return { server, person: userEvent.setup() }
}

const ranked = async () =>
  within(await screen.findByRole('region', { name: /Vos vœux/ }))
    .queryAllByRole('heading', { level: 3 })
    .map((heading) => heading.textContent)

it('moves a wish with the keyboard, says so, and sends the whole ranking', async () => {
  const { server, person } = await open(sheet(), { [`PUT ${address}`]: { body: sheet() } })
  const down = await screen.findByRole('button', { name: /Descendre.*Un jardin/ })

  down.focus()
  await person.keyboard('{Enter}')

  expect(await ranked()).toEqual(['Des vélos', 'Un jardin'])
  expect(screen.getByText(/est votre vœu n° 2 sur 2/).textContent).toContain('Un jardin')
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/Monter.*Un jardin/))
  await person.click(screen.getByRole('button', { name: 'Enregistrer mes vœux' }))
  await waitFor(() =>
    expect(server.callsTo('PUT', address).map(({ body }) => body)).toEqual([{ projectIds: [ids[1], ids[0]] }]),
  )
})

it('adds and removes wishes', async () => {
  const { person } = await open()

  await person.click(await screen.findByRole('button', { name: /Ajouter à mes vœux.*épicerie/ }))
  await person.click(screen.getByRole('button', { name: /Retirer.*Des vélos/ }))

  expect(await ranked()).toEqual(['Un jardin', 'Une épicerie'])
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/Ajouter à mes vœux.*Des vélos/)
})

it('keeps the ranking on the page when the teams were published meanwhile', async () => {
  const { person } = await open(sheet(), { [`PUT ${address}`]: aProblem(409, 'preferences_closed') })

  await person.click(await screen.findByRole('button', { name: /Descendre.*Un jardin/ }))
  await person.click(screen.getByRole('button', { name: 'Enregistrer mes vœux' }))

  expect((await screen.findByRole('alert')).textContent).toMatch(/les places ont été proposées/)
  expect(await ranked()).toEqual(['Des vélos', 'Un jardin'])
})

it('only shows the wishes once the teams are published', async () => {
  await open(sheet({ open: false }))

  expect(await ranked()).toEqual(['Un jardin', 'Des vélos'])
  expect(screen.getByText('On connaît maintenant les équipes')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Descendre|Ajouter|Enregistrer/ })).toBeNull()
})

it('tells someone who had given none that there were none', async () => {
  await open(sheet({ open: false, projectIds: [] }))

  expect(await screen.findByText(/Vous n’en aviez pas donné/)).toBeTruthy()
  expect(screen.queryByText(/Voici ceux que vous aviez donnés/)).toBeNull()
})

it('says that projects are still to come', async () => {
  await open(sheet({ projects: [], projectIds: [] }))

  expect(await screen.findByText('Les projets arrivent bientôt')).toBeTruthy()
})
