import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const me = { id: '1', name: 'Amélie Martin', email: 'amelie@exemple.fr', locale: 'fr', hasPassword: false, grants: [] }

async function open(answers: Parameters<typeof stubServer>[0] = {}, path = '/mon-espace/compte') {
  const server = stubServer({ 'GET /api/v1/me': { body: me }, ...answers })
  const view = await renderAt(path)
  return { ...view, server, person: userEvent.setup() }
}

describe('my account', () => {
  it('changes a name and the language of every page at once', async () => {
    const { person, server } = await open({ 'PATCH /api/v1/me': { body: { ...me, name: 'Amélie B.', locale: 'en' } } })
    const name = await screen.findByRole('textbox', { name: 'Votre nom' })

    await person.clear(name)
    await person.type(name, 'Amélie B.')
    await person.click(screen.getByRole('radio', { name: 'English' }))
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    expect(await screen.findByRole('heading', { name: 'My account' })).toBeTruthy()
    expect(server.callsTo('PATCH', '/api/v1/me').map(({ body }) => body)).toEqual([{ name: 'Amélie B.', locale: 'en' }])
  })

  it('asks someone new for their name, then goes on to where they were going', async () => {
    const { person, server, router } = await open(
      { 'GET /api/v1/me': { body: { ...me, name: '' } }, 'PATCH /api/v1/me': { body: me } },
      '/mon-espace/compte?retour=/connexion',
    )
    expect(await screen.findByText('Bienvenue dans Essor !')).toBeTruthy()

    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))
    expect(await screen.findByText('Remplissez ce champ.')).toBeTruthy()
    server.answers['GET /api/v1/me'] = { body: me }
    await person.type(screen.getByRole('textbox', { name: 'Votre nom' }), 'Amélie Martin')
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    await waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/connexion'))
  })

  it('sets a first password, and says what is wrong with one that is too short', async () => {
    const { person, server } = await open({ 'PUT /api/v1/me/password': { status: 204 } })
    const field = await screen.findByLabelText('Nouveau mot de passe')

    await person.type(field, 'court')
    await person.click(screen.getByRole('button', { name: 'Choisir ce mot de passe' }))
    expect(await screen.findByText('Écrivez au moins 10 caractères.')).toBeTruthy()
    await person.clear(field)
    await person.type(field, 'soleil-levant-80')
    await person.click(screen.getByRole('button', { name: 'Choisir ce mot de passe' }))

    await waitFor(() =>
      expect(server.callsTo('PUT', '/api/v1/me/password').map(({ body }) => body)).toEqual([
        { newPassword: 'soleil-levant-80' },
      ]),
    )
  })

  it('says beside the field that the current password is not right', async () => {
    const { person } = await open({
      'GET /api/v1/me': { body: { ...me, hasPassword: true } },
      'PUT /api/v1/me/password': aProblem(401, 'sign_in_failed', {
        errors: [{ path: 'currentPassword', message: 'The current password is not right.', code: 'mismatch' }],
      }),
    })
    const current = await screen.findByLabelText('Mot de passe actuel')

    await person.type(current, 'autre')
    await person.type(screen.getByLabelText('Nouveau mot de passe'), 'soleil-levant-80')
    await person.click(screen.getByRole('button', { name: 'Changer le mot de passe' }))

    await waitFor(() => expect(current.getAttribute('aria-invalid')).toBe('true'))
  })
})

describe('the local mailbox', () => {
  it('shows the messages that were kept, with links that can be followed', async () => {
    const text = 'Bonjour,\n\nhttp://localhost:3000/connexion/lien#token=abc\n\nÀ bientôt'
    await open(
      {
        'GET /api/v1/mailbox': {
          body: [
            {
              id: 'm1',
              toAddress: 'amelie@exemple.fr',
              subject: 'Votre lien',
              text,
              createdAt: '2026-03-02T09:00:00.000Z',
            },
          ],
        },
      },
      '/mailbox',
    )

    expect(await screen.findByRole('heading', { name: 'Votre lien' })).toBeTruthy()
    expect(screen.getByRole('link', { name: /connexion\/lien/ }).getAttribute('href')).toBe(
      'http://localhost:3000/connexion/lien#token=abc',
    )
  })

  it('is no page at all where mails are really sent', async () => {
    const { router } = await open({ 'GET /api/v1/mailbox': aProblem(404, 'not_found') }, '/mailbox')

    await waitFor(() => expect(router.currentRoute.value.name).toBe('not-found'))
    expect(router.currentRoute.value.path).toBe('/mailbox')
  })
})
