import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

const diet = {
  kind: 'diet',
  detail: 'Allergie grave',
  diets: ['vegetarian'],
  children: null,
  changedAt: '2018-05-01T08:00:00.000Z',
}

const own = (over: object = {}) => ({
  seasonId: 's1',
  seasonName: 'Printemps solidaire',
  keptDays: 30,
  erasedOn: '2018-08-18',
  open: true,
  needs: [diet],
  ...over,
})

async function openOwn(over: object = {}, answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: aMe() },
    'GET /api/v1/me/enrolments?limit=100': listOf([]),
    'GET /api/v1/me/seasons/s1/needs': { body: own(over) },
    ...answers,
  })
  await renderAt('/mon-espace/saisons/s1/besoins')
  await screen.findByText('Printemps solidaire')
  return { server, person: userEvent.setup() }
}

it('says plainly who reads my needs, and until when', async () => {
  await openOwn()

  expect(
    screen.getByText(/Seules les personnes qui organisent et les responsables de la délégation peuvent lire/),
  ).toBeTruthy()
  expect(screen.getByText(/effacé au plus tard le 18 août 2018/)).toBeTruthy()
  const meals = within(screen.getByRole('region', { name: 'Repas' }))
  expect(meals.getByText('végétarien')).toBeTruthy()
  expect(meals.getByText('Allergie grave')).toBeTruthy()
})

it('keeps what I tell', async () => {
  const path = '/api/v1/me/seasons/s1/needs/childcare'
  const { server, person } = await openOwn({}, { [`PUT ${path}`]: { body: diet } })

  await person.click(screen.getByRole('button', { name: /^Le dire.*Garde d’enfants$/ }))
  const children = screen.getByRole('spinbutton', { name: /^Combien d’enfants/ })
  await person.clear(children)
  await person.type(children, '2')
  await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

  await waitFor(() => expect(server.callsTo('PUT', path)).toHaveLength(1))
  expect(server.callsTo('PUT', path)[0]?.body).toEqual({ detail: '', diets: [], children: 2 })
})

it('shows beside the field what is missing', async () => {
  const path = '/api/v1/me/seasons/s1/needs/diet'
  const refused = aProblem(400, 'invalid_input', {
    errors: [{ path: 'diets', code: 'chooseOne', message: 'Choose at least one.' }],
  })
  const { person } = await openOwn({ needs: [] }, { [`PUT ${path}`]: refused })

  await person.click(screen.getByRole('button', { name: /^Le dire.*Repas$/ }))
  await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

  expect(await screen.findByText('Choisissez au moins une réponse.')).toBeTruthy()
})

it('erases what I take back, also when the season is over', async () => {
  const path = '/api/v1/me/seasons/s1/needs/diet'
  const { server, person } = await openOwn({ open: false }, { [`DELETE ${path}`]: { status: 204 } })

  expect(screen.getByText(/^C’est terminé : vous ne pouvez plus rien ajouter/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Le dire/ })).toBeNull()
  await person.click(screen.getByRole('button', { name: /^Effacer.*Repas$/ }))

  await waitFor(() => expect(server.callsTo('DELETE', path)).toHaveLength(1))
})

const grants = [{ id: 'g1', role: 'organiser', scopeKind: 'delegation', scopeId: 'd1' }]
const organiser = {
  'GET /api/v1/me': { body: aMe({ grants }) },
  'GET /api/v1/me/seasons?limit=100': listOf([aSeason()]),
  'GET /api/v1/seasons/s1': { body: aSeason() },
}

it('shows those in charge who needs what, and says that reading is written down', async () => {
  const path = '/api/v1/seasons/s1/needs/settings'
  const settings = { keptDays: 30, erasedOn: '2018-08-18', version: 3 }
  const server = stubServer({
    ...organiser,
    'GET /api/v1/seasons/s1/needs': listOf([
      { personId: 'p2', personName: 'Camille Petit', enrolmentStatus: 'confirmed', needs: [diet] },
    ]),
    [`GET ${path}`]: { body: settings },
    [`PUT ${path}`]: { body: { ...settings, keptDays: 7, version: 4 } },
  })
  const person = userEvent.setup()
  await renderAt('/pilotage/saisons/s1/besoins')

  const line = (await screen.findByRole('heading', { name: /^Camille Petit/ })).closest('li')
  expect(line?.textContent).toContain('Allergie grave')
  expect(screen.getByText(/Chaque ouverture de cette liste est notée/)).toBeTruthy()

  const days = await screen.findByRole('spinbutton', { name: /^Jours de conservation/ })
  await person.clear(days)
  await person.type(days, '7')
  await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

  await waitFor(() => expect(server.callsTo('PUT', path)).toHaveLength(1))
  expect(server.callsTo('PUT', path)[0]).toMatchObject({
    body: { keptDays: 7 },
    headers: expect.objectContaining({ 'if-match': '"3"' }),
  })
})

it('counts for the caterer without a name', async () => {
  stubServer({
    ...organiser,
    'GET /api/v1/seasons/s1/needs/summary': {
      body: {
        coming: 24,
        people: 3,
        byKind: { childcare: 1, access: 0, diet: 2, transport: 0, device: 0 },
        children: 2,
        diets: [{ diet: 'vegetarian', people: 2 }],
      },
    },
  })
  await renderAt('/pilotage/saisons/s1/besoins/resume')

  const meals = within(await screen.findByRole('region', { name: 'Repas' }))
  expect(meals.getAllByRole('row').map((row) => row.textContent)).toEqual(['Personnes attendues24', 'végétarien2'])
  const welcome = within(screen.getByRole('region', { name: 'Accueil' }))
  expect(welcome.getAllByRole('row')[0]?.textContent?.replace(/\s+/g, ' ')).toContain('(2 enfants)')
})
