import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const me = { id: '1', name: 'Amélie Martin', email: 'amelie@exemple.fr', locale: 'fr', hasPassword: false, grants: [] }
const none = { presentation: '', remote: false, skills: [], version: 0 }

async function open(answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({ 'GET /api/v1/me': { body: me }, 'GET /api/v1/me/profile': { body: none }, ...answers })
  const view = await renderAt('/mon-espace/profil')
  return { ...view, server, person: userEvent.setup() }
}

describe('my profile', () => {
  it('finds a skill by a word typed without accents, and saves it with the version that was read', async () => {
    const saved = { ...none, skills: [{ skill: 'law.foreigners', level: 2 }], version: 1 }
    const { person, server } = await open({ 'PUT /api/v1/me/profile': { body: saved } })

    await person.type(await screen.findByRole('searchbox', { name: 'Chercher un savoir-faire' }), 'etrangers')
    await person.click(screen.getByRole('checkbox', { name: 'Droit des étrangers' }))
    const chosen = screen.getByRole('list', { name: 'Savoir-faire choisis' })
    expect(
      within(chosen).getByRole('combobox', { name: 'Où j’en suis\u00a0: Droit des étrangers' }).textContent,
    ).toContain('Je pratique')
    await person.click(screen.getByRole('button', { name: 'Enregistrer mon profil' }))

    await waitFor(() => expect(server.callsTo('PUT', '/api/v1/me/profile')).toHaveLength(1))
    const [call] = server.callsTo('PUT', '/api/v1/me/profile')
    expect([call!.body, call!.headers['if-match']]).toEqual([
      { presentation: '', remote: false, skills: [{ skill: 'law.foreigners', level: 2 }] },
      '"0"',
    ])
    expect(await screen.findByText('Tout est enregistré.')).toBeTruthy()
  })

  it('says so when nothing matches, and opens families otherwise', async () => {
    const { person } = await open()
    const search = await screen.findByRole('searchbox', { name: 'Chercher un savoir-faire' })

    await person.type(search, 'zzz')
    expect(screen.getByText(/^Rien ne correspond à/)).toBeTruthy()
    await person.clear(search)
    const family = screen.getByRole('button', { name: 'Droit' })
    expect(family.getAttribute('aria-expanded')).toBe('false')
    await person.click(family)

    expect(screen.getByRole('checkbox', { name: 'Droit des associations' })).toBeTruthy()
  })

  it('takes a skill off again', async () => {
    const { person } = await open({
      'GET /api/v1/me/profile': { body: { ...none, skills: [{ skill: 'law.associations', level: 3 }], version: 1 } },
    })

    await person.click(await screen.findByRole('button', { name: 'Retirer\u00a0: Droit des associations' }))

    expect(screen.queryByRole('list', { name: 'Savoir-faire choisis' })).toBeNull()
    expect(screen.getByText(/^Vous n’avez rien choisi/)).toBeTruthy()
  })

  it('keeps what was typed when the profile was changed elsewhere, and offers to read the other version', async () => {
    const { person, server } = await open({ 'PUT /api/v1/me/profile': aProblem(412, 'version_conflict') })
    const text = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Quelques mots sur vous' })
    await person.type(text, 'Comptable')

    await person.click(screen.getByRole('button', { name: 'Enregistrer mon profil' }))

    const other = await screen.findByRole('button', { name: 'Abandonner mes changements et lire l’autre version' })
    expect(text.value).toBe('Comptable')
    server.answers['GET /api/v1/me/profile'] = { body: { ...none, presentation: 'Juriste', version: 1 } }
    await person.click(other)
    await waitFor(() =>
      expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Quelques mots sur vous' }).value).toBe(
        'Juriste',
      ),
    )
  })
})
