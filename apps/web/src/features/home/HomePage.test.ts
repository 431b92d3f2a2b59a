import userEvent from '@testing-library/user-event'
import { screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const SEASONS = 'GET /api/v1/public/seasons'
const season = {
  id: '1',
  slug: 'opac-amiens-2018',
  name: 'Nuit des solidarités',
  summary: 'Vingt-quatre heures pour six projets.',
  presence: 'in_person',
  place: 'Amiens',
  status: 'published',
  delegationName: 'OPAC d’Amiens',
  timeZone: 'Europe/Paris',
  startsOn: '2118-05-19',
  endsOn: '2118-05-20',
  phases: [{ id: 'ph1', kind: 'call', startsAt: '2018-01-01T08:00:00.000Z', endsAt: '2118-05-01T21:59:00.000Z' }],
}

describe('the home page', () => {
  it('shows each season with its dates and leads to its page', async () => {
    const call = { id: 'c1', title: 'Vos projets', status: 'open', opensAt: '2018-01-01T08:00:00.000Z' }
    stubServer({
      [SEASONS]: { body: { items: [season], nextCursor: null } },
      'GET /api/v1/public/seasons/opac-amiens-2018/calls': {
        body: {
          items: [{ ...call, closesAt: '2118-05-01T21:59:00.000Z', timeZone: 'Europe/Paris' }],
          nextCursor: null,
        },
      },
    })
    await renderAt('/')

    const card = await screen.findByRole('article')

    expect(within(card).getByRole('heading', { name: 'Nuit des solidarités' })).toBeTruthy()
    expect(within(card).getByText('Du 19 mai 2118 au 20 mai 2118')).toBeTruthy()
    expect(within(card).getByRole('link', { name: 'Nuit des solidarités' }).getAttribute('href')).toBe(
      '/saisons/opac-amiens-2018',
    )
    expect(within(card).getByText('Ouverte à tous')).toBeTruthy()
    expect(
      await within(card).findByText(/^Appel à projets ouvert jusqu’au .* mai 2118 à 23 h 59, heure de Paris$/),
    ).toBeTruthy()
  })

  it('says so when no season is open', async () => {
    stubServer({ [SEASONS]: { body: { items: [], nextCursor: null } } })
    await renderAt('/')

    expect(await screen.findByText('Aucune saison n’est ouverte aujourd’hui')).toBeTruthy()
  })

  it('says that it is loading', async () => {
    stubServer({ [SEASONS]: 'silent' })
    await renderAt('/')

    expect(screen.getByRole('status').textContent?.trim()).toBe('Chargement en cours…')
  })

  it('says what failed, and tries again when asked', async () => {
    const server = stubServer({ [SEASONS]: aProblem(503, 'unavailable') })
    await renderAt('/')
    expect((await screen.findByRole('alert')).textContent).toContain('Essor redémarre. Réessayez dans un instant.')

    server.answers[SEASONS] = { body: { items: [season], nextCursor: null } }
    await userEvent.click(screen.getByRole('button', { name: 'Réessayer' }))

    expect(await screen.findByRole('article')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})
