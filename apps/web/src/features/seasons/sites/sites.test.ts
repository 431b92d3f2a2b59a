import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason, aSite } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

const grants = [{ id: 'g1', role: 'organiser', scopeKind: 'delegation', scopeId: 'd1' }]
const SITES = 'GET /api/v1/seasons/s1/sites'
const KNOWN = 'GET /api/v1/delegations/d1/sites'
const hall = { id: 'x1', delegationId: 'd1', name: 'Salle des fêtes', address: '1 rue Haute', capacity: 120 }

async function open(answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: aMe({ grants }) },
    'GET /api/v1/seasons/s1': { body: aSeason() },
    [SITES]: { body: [aSite()] },
    [KNOWN]: { body: [] },
    ...answers,
  })
  await renderAt('/pilotage/saisons/s1/lieux')
  await screen.findByRole('heading', { level: 1, name: 'Lieux' })
  return { server, person: userEvent.setup() }
}

describe('the places of a season, for its organisers', () => {
  it('say where, how to come, and whose clock it is where that is not the season’s', async () => {
    await open({
      [SITES]: {
        body: [
          aSite(),
          aSite({
            id: 'si2',
            kind: 'remote',
            name: 'À distance',
            address: '',
            accessNotes: '',
            capacity: null,
            timeZone: 'Indian/Reunion',
          }),
        ],
      },
    })

    await screen.findByRole('heading', { name: 'À distance' })
    const items = screen.getAllByRole('listitem').filter((item) => within(item).queryByRole('heading', { level: 2 }))
    expect(items.map((item) => item.textContent?.replaceAll('\u00a0', ' ').trim())).toEqual([
      expect.stringMatching(/^Maison des associations12 rue Frédéric-Petit, AmiensPar la cour\.80 places/),
      expect.stringMatching(
        /^À distanceChacun chez soi, avec un téléphone ou un ordinateur\.Horaires en heure de La Réunion/,
      ),
    ])
  })

  it('say so where there is none', async () => {
    await open({ [SITES]: { body: [] } })

    expect(await screen.findByText('Aucun lieu pour l’instant')).toBeTruthy()
  })

  it('are added from the places that the delegation knows', async () => {
    const { person, server } = await open({
      [KNOWN]: { body: [hall] },
      'POST /api/v1/seasons/s1/sites': { status: 201, body: aSite() },
    })

    await person.click(await screen.findByRole('button', { name: 'Ajouter un lieu' }))
    await person.click(await screen.findByRole('combobox', { name: 'Reprendre un lieu de la délégation' }))
    await person.click(await screen.findByRole('option', { name: 'Salle des fêtes' }))
    expect(screen.getByText(/public, tout le monde le lit : n’y mettez jamais de code de porte/)).toBeTruthy()
    await person.type(screen.getByRole('textbox', { name: 'Comment venir' }), 'Bus 5')
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    await waitFor(() =>
      expect(server.callsTo('POST', '/api/v1/seasons/s1/sites').map(({ body }) => body)).toEqual([
        {
          kind: 'place',
          name: 'Salle des fêtes',
          address: '1 rue Haute',
          capacity: 120,
          timeZone: 'Europe/Paris',
          accessNotes: 'Bus 5',
        },
      ]),
    )
  })

  it('are added by hand where the person may not read those of the delegation', async () => {
    const { person } = await open({ [KNOWN]: aProblem(403, 'forbidden') })

    await person.click(await screen.findByRole('button', { name: 'Ajouter un lieu' }))

    expect(await screen.findByRole('textbox', { name: 'Nom du lieu' })).toBeTruthy()
    expect(screen.queryByRole('combobox', { name: 'Reprendre un lieu de la délégation' })).toBeNull()
  })

  it('say beside the field that a name is taken, or that people need their places', async () => {
    const PUT = 'PUT /api/v1/seasons/s1/sites/si1'
    const { person, server } = await open({
      [PUT]: aProblem(409, 'already_exists', { errors: [{ path: 'name', message: '', code: 'taken' }] }),
    })
    await person.click(await screen.findByRole('button', { name: 'Modifier\u00a0: Maison des associations' }))
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))
    expect(await screen.findByText('C’est déjà pris. Choisissez autre chose.')).toBeTruthy()

    server.answers[PUT] = aProblem(409, 'capacity_below_confirmed', {
      errors: [{ path: 'capacity', message: '', code: 'below_confirmed' }],
    })
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    expect(await screen.findByText(/des personnes déjà confirmées n’auraient plus de place/)).toBeTruthy()
    expect(server.callsTo('PUT', '/api/v1/seasons/s1/sites/si1').map(({ headers }) => headers['if-match'])).toEqual([
      '"2"',
      '"2"',
    ])
  })

  it('are not removed while something happens there', async () => {
    const { person } = await open({ 'DELETE /api/v1/seasons/s1/sites/si1': aProblem(409, 'site_in_use') })

    await person.click(await screen.findByRole('button', { name: 'Retirer\u00a0: Maison des associations' }))
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Retirer' }))

    expect(await screen.findByText(/Déplacez-les d’abord vers un autre lieu/)).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Maison des associations' })).toBeTruthy()
  })
})

it('tells everybody where a season happens', async () => {
  stubServer({
    'GET /api/v1/me': aProblem(401, 'unauthenticated'),
    'GET /api/v1/public/seasons/printemps': { body: aSeason({ sites: [aSite()] }) },
  })
  await renderAt('/saisons/printemps')

  const places = within(await screen.findByRole('region', { name: 'Où l’on se retrouve' }))
  expect(places.getByRole('listitem').textContent).toBe(
    'Maison des associations12 rue Frédéric-Petit, AmiensPar la cour.',
  )
})
