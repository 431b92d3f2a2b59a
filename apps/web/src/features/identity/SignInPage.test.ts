import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const me = { id: '1', name: 'Amélie Martin', email: 'amelie@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const nobody = aProblem(401, 'unauthenticated')
const demo = {
  enabled: true,
  accounts: [{ email: 'claire@demo.example', password: 'un-mot-de-passe', name: 'Claire', role: 'organiser' }],
}

async function open(answers: Parameters<typeof stubServer>[0], path = '/connexion') {
  const server = stubServer({ 'GET /api/v1/me': nobody, ...answers })
  const view = await renderAt(path)
  return { ...view, server, person: userEvent.setup() }
}

describe('signing in', () => {
  it('sends a link and says the same whether the address is known or not', async () => {
    const { person, server } = await open({ 'POST /api/v1/session/link': { status: 202 } })

    await person.type(screen.getByRole('textbox', { name: 'Votre adresse e-mail' }), 'amelie@exemple.fr')
    await person.click(screen.getByRole('button', { name: 'Recevoir un lien' }))

    const heading = await screen.findByRole('heading', { name: 'Regardez votre boîte aux lettres' })
    expect(document.activeElement).toBe(heading)
    expect(screen.getByText(/^Un lien vient/).textContent).toBe(
      'Un lien vient d’être envoyé à amelie@exemple.fr. Ouvrez-le pour vous connecter.',
    )
    expect(server.callsTo('POST', '/api/v1/session/link').map(({ body }) => body)).toEqual([
      { email: 'amelie@exemple.fr' },
    ])
  })

  it('helps with an address that is not one', async () => {
    const { person, server } = await open({})
    const field = screen.getByRole('textbox', { name: 'Votre adresse e-mail' })

    await person.type(field, 'amelie')
    await person.click(screen.getByRole('button', { name: 'Recevoir un lien' }))

    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'))
    const described = field
      .getAttribute('aria-describedby')
      ?.split(' ')
      .map((id) => document.getElementById(id)?.textContent?.trim())
    expect(described).toEqual(['Cette adresse e-mail semble incomplète. Exemple\u00a0: prenom.nom@exemple.fr'])
    expect(server.callsTo('POST', '/api/v1/session/link')).toEqual([])
  })

  it('goes back to the page that asked for it', async () => {
    const { person, server, router } = await open(
      { 'POST /api/v1/session/password': { status: 204 } },
      '/connexion?retour=/%23comment',
    )
    await person.click(screen.getByRole('button', { name: 'Utiliser un mot de passe' }))
    await person.type(screen.getByRole('textbox', { name: 'Votre adresse e-mail' }), 'amelie@exemple.fr')
    await person.type(screen.getByLabelText('Mot de passe'), 'soleil-levant')
    server.answers['GET /api/v1/me'] = { body: me }

    await person.click(screen.getByRole('button', { name: 'Se connecter' }))

    await waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/#comment'))
    expect(await screen.findByRole('button', { name: 'Amélie Martin' })).toBeTruthy()
  })

  it('never goes to another site', async () => {
    const { person, server, router } = await open(
      { 'POST /api/v1/session/link/verify': { status: 204 } },
      '/connexion/lien?retour=//ailleurs.example#token=abc',
    )
    server.answers['GET /api/v1/me'] = { body: me }

    await person.click(screen.getByRole('button', { name: 'Entrer dans Essor' }))

    await waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/mon-espace'))
    expect(server.callsTo('POST', '/api/v1/session/link/verify').map(({ body }) => body)).toEqual([{ token: 'abc' }])
  })

  it('says that a password does not match without saying which of the two is wrong', async () => {
    const { person } = await open({
      'POST /api/v1/session/password': aProblem(401, 'sign_in_failed'),
      'GET /api/v1/demo': { body: demo },
    })

    await person.click(await screen.findByRole('button', { name: /Claire/ }))
    await person.click(screen.getByRole('button', { name: 'Se connecter' }))

    expect((await screen.findByRole('alert')).textContent?.trim()).toBe(
      'La connexion n’a pas marché\u00a0: ce que vous avez donné ne correspond pas, ou le lien a déjà servi ou expiré. Vérifiez, ou demandez un nouveau lien par e-mail.',
    )
    expect(screen.getByLabelText<HTMLInputElement>('Mot de passe').value).toBe('un-mot-de-passe')
  })

  it('shows no demo accounts where the demo is off', async () => {
    const { server } = await open({})

    await waitFor(() => expect(server.callsTo('GET', '/api/v1/demo')).toHaveLength(1))

    expect(screen.queryByRole('heading', { name: 'Comptes de démonstration' })).toBeNull()
  })
})

describe('the link of the mail', () => {
  it('uses nothing up before the click', async () => {
    const { server } = await open({}, '/connexion/lien#token=abc')

    expect(server.callsTo('POST', '/api/v1/session/link/verify')).toEqual([])
    expect(screen.getByRole('button', { name: 'Entrer dans Essor' })).toBeTruthy()
  })

  it('offers a new one when it has expired', async () => {
    const { person } = await open(
      { 'POST /api/v1/session/link/verify': aProblem(401, 'sign_in_failed') },
      '/connexion/lien#token=old',
    )

    await person.click(screen.getByRole('button', { name: 'Entrer dans Essor' }))

    expect(await screen.findByRole('link', { name: 'Demander un nouveau lien' })).toBeTruthy()
  })

  it('says when it was cut', async () => {
    await open({}, '/connexion/lien')

    expect(screen.getByText('Ce lien est incomplet')).toBeTruthy()
  })
})
