import userEvent from '@testing-library/user-event'
import { screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { publicSeasonSections, routes } from './routes.ts'

const CALENDAR = 'GET /api/v1/me/calendar'
const MAKE = 'PUT /api/v1/me/calendar'
const REVOKE = 'DELETE /api/v1/me/calendar'
const address = 'https://essor.exemple/api/v1/calendars/abc.ics'
const createdAt = '2026-03-02T09:00:00.000Z'

describe('the sessions of a season in a calendar', () => {
  const open = async (season: object) => {
    stubServer({
      'GET /api/v1/me': aProblem(401, 'unauthenticated'),
      'GET /api/v1/public/seasons/printemps': { body: season },
    })
    await renderAt('/saisons/printemps', { more: [{ routes: [], publicSeasonSections }] })
    await screen.findByRole('heading', { level: 1 })
  }

  it('offers to subscribe, to copy the address and to take the file', async () => {
    const person = userEvent.setup()
    await open(aSeason())

    const part = within(await screen.findByRole('region', { name: 'Les rendez-vous dans votre agenda' }))
    const feed = `${location.host}/api/v1/public/seasons/printemps/calendar.ics`
    expect(part.getByRole('link', { name: 'Ajouter à mon agenda' }).getAttribute('href')).toBe(`webcal://${feed}`)
    const file = part.getByRole('link', { name: 'Télécharger le fichier' })
    expect([file.getAttribute('href'), file.getAttribute('download')]).toEqual([`http://${feed}`, 'printemps.ics'])
    expect(part.getByRole<HTMLInputElement>('textbox', { name: 'Adresse de l’agenda' }).value).toBe(`http://${feed}`)

    await person.click(part.getByRole('button', { name: 'Copier l’adresse' }))
    expect(await navigator.clipboard.readText()).toBe(`http://${feed}`)
    expect(await screen.findByText('L’adresse est copiée. Collez-la dans votre agenda.')).toBeTruthy()
  })

  it('says nothing where there is no session', async () => {
    await open(aSeason({ sessions: [] }))

    expect(screen.queryByText('Les rendez-vous dans votre agenda')).toBeNull()
  })
})

describe('my calendar', () => {
  const open = async (answers: Parameters<typeof stubServer>[0]) => {
    const server = stubServer({
      'GET /api/v1/me': { body: aMe() },
      'GET /api/v1/me/enrolments?limit=100': listOf([]),
      ...answers,
    })
    await renderAt('/mon-espace/agenda', { more: [{ routes }] })
    await screen.findByRole('heading', { level: 1, name: 'Mon agenda' })
    return { server, person: userEvent.setup() }
  }

  it('makes an address, shown this once with the warning that it is a secret', async () => {
    const { server, person } = await open({
      [CALENDAR]: { body: { createdAt: null } },
      [MAKE]: { body: { address, createdAt } },
    })

    const button = await screen.findByRole('button', { name: 'Créer mon adresse' })
    server.answers[CALENDAR] = { body: { createdAt } }
    await person.click(button)

    expect(await screen.findByRole('heading', { name: 'Votre adresse est prête' })).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Adresse de l’agenda' }).value).toBe(address)
    expect(screen.getByRole('link', { name: 'Ajouter à mon agenda' }).getAttribute('href')).toBe(
      'webcal://essor.exemple/api/v1/calendars/abc.ics',
    )
    expect(screen.getByText('Gardez cette adresse pour vous')).toBeTruthy()
  })

  it('changes the address once this was confirmed', async () => {
    const { server, person } = await open({
      [CALENDAR]: { body: { createdAt } },
      [MAKE]: { body: { address, createdAt } },
    })

    await screen.findByText('Depuis le lundi 2 mars 2026.')
    expect(screen.queryByRole('textbox')).toBeNull()
    await person.click(screen.getByRole('button', { name: 'Changer d’adresse' }))
    expect(server.callsTo('PUT', '/api/v1/me/calendar')).toHaveLength(0)
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Changer d’adresse' }))

    expect(await screen.findByRole('heading', { name: 'Votre adresse est prête' })).toBeTruthy()
    expect(server.callsTo('PUT', '/api/v1/me/calendar')).toHaveLength(1)
  })

  it('removes the address', async () => {
    const { server, person } = await open({ [CALENDAR]: { body: { createdAt } }, [REVOKE]: { status: 204 } })

    await person.click(await screen.findByRole('button', { name: 'Supprimer l’adresse' }))
    server.answers[CALENDAR] = { body: { createdAt: null } }
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Supprimer l’adresse' }))

    expect(await screen.findByRole('button', { name: 'Créer mon adresse' })).toBeTruthy()
    expect(server.callsTo('DELETE', '/api/v1/me/calendar')).toHaveLength(1)
  })

  it('says so when the address could not be made', async () => {
    const { person } = await open({ [CALENDAR]: { body: { createdAt: null } }, [MAKE]: 'unreachable' })

    await person.click(await screen.findByRole('button', { name: 'Créer mon adresse' }))

    expect(await screen.findByText(/connexion/i)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Créer mon adresse' })).toBeTruthy()
  })
})
