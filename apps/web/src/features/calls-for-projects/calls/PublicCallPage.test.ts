import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aPublicCall, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

async function open(call: object, signedIn = true) {
  const server = stubServer({
    'GET /api/v1/me': signedIn ? { body: me } : aProblem(401, 'unauthenticated'),
    'GET /api/v1/public/calls/c1': { body: { ...aPublicCall, ...call } },
    'POST /api/v1/calls/c1/submissions': { status: 201, body: { id: 's1' } },
  })
  return { server, ...(await renderAt('/appels/c1')) }
}

describe('the public page of a call', () => {
  it('says day, hour and zone of the deadline, and how long is left by the clock of the server', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-01T12:00:00Z'), toFake: ['Date'] })
    await open({ now: '2026-11-11T20:59:59.000Z' }, false)

    const aside = await screen.findByRole('complementary', { name: 'Dates de l’appel' })
    vi.useRealTimers()

    const said = aside.textContent?.replaceAll('\u00a0', ' ')
    expect(said).toContain('vendredi 13 novembre 2026 à 23 h 59, heure de Paris')
    expect(said).toContain('Il reste 2 jours et 2 h')
    expect(screen.getByRole('link', { name: 'Me connecter pour commencer' }).getAttribute('href')).toBe(
      '/connexion?retour=/appels/c1',
    )
  })

  it('begins a draft and goes to its file', async () => {
    const { server, router } = await open({})

    await userEvent.setup().click(await screen.findByRole('button', { name: 'Commencer mon projet' }))

    await waitFor(() => expect(router.currentRoute.value.path).toBe('/mon-espace/projets/s1/dossier'))
    expect(server.callsTo('POST', '/api/v1/calls/c1/submissions').map(({ body }) => body)).toEqual([
      { title: '', structure: '' },
    ])
  })

  it('takes nothing once it is closed', async () => {
    await open({ status: 'closed' })

    expect(await screen.findByText(/Les projets déposés sont en cours de lecture/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Commencer mon projet' })).toBeNull()
  })
})
