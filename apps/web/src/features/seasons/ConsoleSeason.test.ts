import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aMe, anEnrolment, aSeason, listOf } from '../../../test/season.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const grants = [{ id: 'g1', role: 'organiser', scopeKind: 'delegation', scopeId: 'd1' }]
const organiser = {
  'GET /api/v1/me': { body: aMe({ grants }) },
  'GET /api/v1/me/seasons?limit=100': listOf([aSeason()]),
  'GET /api/v1/delegations/d1': { body: { id: 'd1', name: 'OPAC d’Amiens' } },
  'GET /api/v1/seasons/s1': { body: aSeason() },
  'GET /api/v1/seasons/s1/campaign': { body: { campaign: null, findings: [] } },
  'GET /api/v1/public/campaigns': listOf([]),
}

async function open(path: string, answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({ ...organiser, ...answers })
  const view = await renderAt(path)
  await screen.findByRole('heading', { level: 1 })
  return { ...view, server, person: userEvent.setup() }
}

describe('my seasons', () => {
  it('stand under their delegation, where another can be prepared', async () => {
    await open('/pilotage')

    const delegation = await screen.findByRole('region', { name: 'OPAC d’Amiens' })
    expect(within(delegation).getByRole('link', { name: 'Printemps solidaire' }).getAttribute('href')).toBe(
      '/pilotage/saisons/s1',
    )
    expect(within(delegation).getByRole('link', { name: 'Préparer une saison' }).getAttribute('href')).toBe(
      '/pilotage/delegations/d1/nouvelle-saison',
    )
  })

  it('say so where there is none', async () => {
    await open('/pilotage', { 'GET /api/v1/me': { body: aMe() }, 'GET /api/v1/me/seasons?limit=100': listOf([]) })

    expect(await screen.findByText('Vous n’organisez pas encore de saison')).toBeTruthy()
  })
})

describe('a new season', () => {
  it('is made from a format, a name and a day, with the words of its format', async () => {
    const { person, server, router } = await open('/pilotage/delegations/d1/nouvelle-saison', {
      'POST /api/v1/delegations/d1/seasons': { status: 201, body: aSeason() },
      'GET /api/v1/seasons/s1/overview': aProblem(503, 'unavailable'),
    })

    await person.click(screen.getByRole('radio', { name: /Journée solidaire/ }))
    await person.type(screen.getByRole('textbox', { name: 'Nom' }), 'Été à Étouvie')
    await person.type(screen.getByLabelText('Premier jour'), '2027-06-05')
    await person.click(screen.getByRole('button', { name: 'Créer la saison' }))

    await waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/pilotage/saisons/s1'))
    expect(server.callsTo('POST', '/api/v1/delegations/d1/seasons').map(({ body }) => body)).toEqual([
      {
        preset: 'solidarity_day',
        name: 'Été à Étouvie',
        slug: 'ete-a-etouvie',
        summary: '',
        startsOn: '2027-06-05',
        presence: 'in_person',
        place: '',
        capacity: null,
        terminology: {
          event: 'journée solidaire',
          team: 'groupe',
          structure: 'association',
          participant: 'participant·e',
        },
      },
    ])
  })

  it('tells beside the field that an address is taken', async () => {
    const { person } = await open('/pilotage/delegations/d1/nouvelle-saison', {
      'POST /api/v1/delegations/d1/seasons': aProblem(409, 'already_exists', {
        errors: [{ path: 'slug', message: 'This address is taken.', code: 'taken' }],
      }),
    })
    await person.type(screen.getByRole('textbox', { name: 'Nom' }), 'Printemps')
    await person.type(screen.getByLabelText('Premier jour'), '2027-06-05')

    await person.click(screen.getByRole('button', { name: 'Créer la saison' }))

    const address = screen.getByRole('textbox', { name: 'Adresse de la page' })
    await waitFor(() => expect(document.activeElement).toBe(address))
    expect(screen.getByText('C’est déjà pris. Choisissez autre chose.')).toBeTruthy()
  })
})

describe('the settings of a season', () => {
  it('let someone choose when somebody else changed it meanwhile, and lose nothing', async () => {
    const { person, server } = await open('/pilotage/saisons/s1/reglages', {
      'PUT /api/v1/seasons/s1': aProblem(412, 'version_conflict'),
    })
    const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Nom' })
    await person.clear(name)
    await person.type(name, 'Mon nom')
    server.answers['GET /api/v1/seasons/s1'] = { body: aSeason({ version: 4, name: 'Leur nom' }) }

    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))
    const conflict = await screen.findByRole('alert')
    expect(conflict.textContent).toContain('Les deux versions diffèrent sur\u00a0: le nom')
    expect(name.value).toBe('Mon nom')
    server.answers['PUT /api/v1/seasons/s1'] = { body: aSeason({ version: 5, name: 'Mon nom' }) }
    await person.click(within(conflict).getByRole('button', { name: 'Garder la mienne' }))

    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    expect(server.callsTo('PUT', '/api/v1/seasons/s1').map(({ headers }) => headers['if-match'])).toEqual([
      '"3"',
      '"4"',
    ])
  })

  it('say beside the field that confirmed people need their places', async () => {
    const { person } = await open('/pilotage/saisons/s1/reglages', {
      'PUT /api/v1/seasons/s1': aProblem(409, 'capacity_below_confirmed', {
        errors: [{ path: 'capacity', message: 'At least 12.', code: 'below_confirmed' }],
      }),
    })

    await person.click(await screen.findByRole('button', { name: 'Enregistrer' }))

    expect(await screen.findByText(/Choisissez un nombre plus grand/)).toBeTruthy()
  })
})

describe('the sign-ups', () => {
  const LIST = 'GET /api/v1/seasons/s1/enrolments?status=applied&cursor=abc'
  const MOVE = 'POST /api/v1/enrolments/e1/status'

  it('are filtered and paged by the address', async () => {
    await open('/pilotage/saisons/s1/inscriptions?statut=applied&suite=abc', { [LIST]: listOf([anEnrolment()], 'def') })

    expect(await screen.findByRole('heading', { name: 'Camille Petit' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Page suivante' }).getAttribute('href')).toBe(
      '/pilotage/saisons/s1/inscriptions?statut=applied&suite=def',
    )
    expect(screen.getByRole('link', { name: 'Revenir au début' }).getAttribute('href')).toBe(
      '/pilotage/saisons/s1/inscriptions?statut=applied',
    )
  })

  it('are confirmed with one tap, which can be undone', async () => {
    const { person, server } = await open('/pilotage/saisons/s1/inscriptions', {
      'GET /api/v1/seasons/s1/enrolments': listOf([anEnrolment()]),
      [MOVE]: { body: anEnrolment({ status: 'confirmed' }) },
    })

    await person.click(await screen.findByRole('button', { name: 'Confirmer Camille Petit' }))
    await person.click(await screen.findByRole('button', { name: 'Annuler' }))

    await waitFor(() =>
      expect(server.callsTo('POST', '/api/v1/enrolments/e1/status').map(({ body }) => body)).toEqual([
        { to: 'confirmed' },
        { to: 'applied' },
      ]),
    )
  })

  it('say when nothing matches', async () => {
    await open('/pilotage/saisons/s1/inscriptions?statut=applied', {
      'GET /api/v1/seasons/s1/enrolments?status=applied': listOf([]),
    })

    expect(await screen.findByText('Aucune inscription ne correspond')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Tout afficher' })).toBeTruthy()
  })
})
