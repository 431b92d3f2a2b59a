import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { routes } from './routes.ts'

const LIST = 'GET /api/v1/me/keys'
const MAKE = 'POST /api/v1/me/keys'
const aKey = (over: object = {}) => ({
  id: 'k1',
  name: 'Site de la mairie',
  beginning: 'essor_q7Xk2a',
  scopes: ['read'],
  createdAt: '2026-03-02T09:00:00.000Z',
  expiresAt: '2026-05-31T09:00:00.000Z',
  expired: false,
  lastUsedOn: null,
  ...over,
})
const key = 'essor_q7Xk2aP0mJ4tYv8LrN1cB6wEzHsUdGfKiQoA3xT9VbM'

async function open(answers: Parameters<typeof stubServer>[0], language: 'fr' | 'en' = 'fr') {
  const server = stubServer({ 'GET /api/v1/me': { body: aMe() }, ...answers })
  await renderAt('/mon-espace/compte/cles', { language, more: [{ routes }] })
  await screen.findByRole('heading', { level: 1, name: language === 'fr' ? 'Clés d’API' : 'API keys' })
  return { server, person: userEvent.setup() }
}

describe('my API keys', () => {
  it('says of each what it opens, until when, and when it was last used', async () => {
    const over = { id: 'k2', name: 'Ancien essai', expired: true, lastUsedOn: '2026-03-05', scopes: ['read', 'write'] }
    await open({ [LIST]: { body: [aKey(), aKey(over)] } })

    const list = within(await screen.findByRole('region', { name: 'Vos clés' }))
    const [first, second] = (await list.findAllByRole('heading', { level: 3 })).map(
      (title) => title.closest('li')!.textContent,
    )
    expect(first).toMatch(/Valable.*essor_q7Xk2a….*Lire.*Valable jusqu’au dimanche 31 mai 2026\..*Jamais utilisée\./s)
    expect(second).not.toMatch(/Lire(?! et modifier)/)
    expect(second).toMatch(/Expirée.*Lire et modifier.*Expirée depuis le .*Dernière utilisation\s: 5 mars 2026\./s)
    expect(screen.getByText(/Se déconnecter ou changer de mot de passe ne retire pas les clés/)).toBeTruthy()
  })

  it('makes a key, shows it this once and lets it be copied', async () => {
    const { server, person } = await open({ [LIST]: { body: [] }, [MAKE]: { status: 201, body: { ...aKey(), key } } })
    expect(await screen.findByText(/Vous n’avez aucune clé/)).toBeTruthy()

    await person.type(screen.getByRole('textbox', { name: 'Nom de la clé' }), 'Site de la mairie')
    await person.click(screen.getByRole('checkbox', { name: 'Faire calculer des équipes' }))
    await person.click(screen.getByRole('radio', { name: '30 jours' }))
    server.answers[LIST] = { body: [aKey()] }
    await person.click(screen.getByRole('button', { name: 'Créer la clé' }))

    const made = await screen.findByRole('region', { name: /La clé «\sSite de la mairie\s» est prête/ })
    await waitFor(() => expect(document.activeElement).toBe(made))
    expect(within(made).getByRole<HTMLInputElement>('textbox', { name: 'Votre clé' }).value).toBe(key)
    expect(server.callsTo('POST', '/api/v1/me/keys').map(({ body }) => body)).toEqual([
      { name: 'Site de la mairie', scopes: ['read', 'team_problems'], days: 30 },
    ])
    await person.click(within(made).getByRole('button', { name: 'Copier la clé' }))
    expect(await navigator.clipboard.readText()).toBe(key)
    expect(await screen.findByRole('heading', { level: 3, name: 'Site de la mairie' })).toBeTruthy()

    await person.click(within(made).getByRole('button', { name: 'Je l’ai gardée' }))
    expect(screen.queryByDisplayValue(key)).toBeNull()
  })

  it('says what is missing before anything is sent', async () => {
    const { server, person } = await open({ [LIST]: { body: [] } })

    await person.click(await screen.findByRole('checkbox', { name: 'Lire' }))
    await person.click(screen.getByRole('button', { name: 'Créer la clé' }))

    expect(await screen.findByText('Remplissez ce champ.')).toBeTruthy()
    expect(screen.getByText('Choisissez au moins une réponse.')).toBeTruthy()
    expect(server.callsTo('POST', '/api/v1/me/keys')).toEqual([])
  })

  it('removes a key once this was confirmed, also one that is gone already', async () => {
    const { server, person } = await open({
      [LIST]: { body: [aKey()] },
      'DELETE /api/v1/me/keys/k1': aProblem(404, 'not_found'),
    })

    await person.click(await screen.findByRole('button', { name: 'Retirer la clé Site de la mairie' }))
    const question = await screen.findByRole('dialog')
    expect(server.callsTo('DELETE', '/api/v1/me/keys/k1')).toHaveLength(0)
    server.answers[LIST] = { body: [] }
    await person.click(within(question).getByRole('button', { name: 'Retirer la clé' }))

    expect(await screen.findByText(/Vous n’avez aucune clé/)).toBeTruthy()
    expect(server.callsTo('DELETE', '/api/v1/me/keys/k1')).toHaveLength(1)
  })

  it('offers no more than twenty', async () => {
    await open({ [LIST]: { body: Array.from({ length: 20 }, (_, at) => aKey({ id: `k${at}` })) } })

    expect(await screen.findByText('Vous avez déjà vingt clés')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Créer la clé' })).toBeNull()
  })

  it('says so when the keys cannot be read, and when one cannot be made', async () => {
    const { server, person } = await open({ [LIST]: 'unreachable', [MAKE]: aProblem(409, 'too_many_of_these') }, 'en')
    const again = await screen.findByRole('button', { name: 'Try again' })
    server.answers[LIST] = { body: [] }
    await person.click(again)

    await person.type(await screen.findByRole('textbox', { name: 'Name of the key' }), 'Town hall')
    await person.click(screen.getByRole('button', { name: 'Make the key' }))

    expect(await screen.findByText(/as many/i)).toBeTruthy()
  })
})
