import { screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aSeason } from '../../../test/season.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const base = {
  'GET /api/v1/me': aProblem(401, 'unauthenticated'),
  'GET /api/v1/public/seasons/printemps': { body: aSeason() },
}
const SESSIONS = 'GET /api/v1/public/seasons/printemps/pitch-sessions'
const RESULTS = 'GET /api/v1/public/seasons/printemps/results'

describe('the public page of a season', () => {
  it('leads to the big screen while pitches are on, and to no session that is over or not of today', async () => {
    const session = (id: string, status: string) => ({ id, title: `Pitchs ${id}`, place: 'Grande salle', status })
    stubServer({
      ...base,
      [SESSIONS]: { body: [session('a', 'live'), session('b', 'closed'), session('c', 'planned')] },
    })
    await renderAt('/saisons/printemps')

    const section = within(await screen.findByRole('region', { name: 'Les pitchs, en ce moment' }))
    expect(section.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '/saisons/printemps/pitchs/a/ecran',
    ])
  })

  it('tells the prizes and the first three places once results are published', async () => {
    const places = ['A', 'B', 'C', 'D'].map((teamName, index) => ({
      rank: index + 1,
      teamName,
      projectTitle: teamName,
    }))
    const prize = { title: 'Prix', amountCents: 500000, funder: 'OPAC', teamName: 'A', projectTitle: 'A' }
    const body = { seasonName: 'Printemps', publishedAt: '2018-07-18T16:00:00.000Z', places, awards: [prize] }
    stubServer({ ...base, [RESULTS]: { body } })
    await renderAt('/saisons/printemps')

    const section = within(await screen.findByRole('region', { name: 'Les résultats' }))
    expect(section.getAllByRole('listitem').map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())).toEqual(
      ['Prix · 5 000 €A', '1reA', '2eB', '3eC'],
    )
    expect(section.getByRole('link', { name: 'Voir tous les résultats' }).getAttribute('href')).toBe(
      '/saisons/printemps/resultats',
    )
  })
})
