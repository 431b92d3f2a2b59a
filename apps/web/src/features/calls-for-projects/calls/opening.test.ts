import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aPublicCall, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const grants = [{ role: 'organiser', scopeKind: 'season', scopeId: 'se1', scopeName: 'Saison' }]
const { now: _now, seasonName: _name, seasonSlug: _slug, ...call } = aPublicCall
const aCall = {
  ...call,
  graceMinutes: 0,
  editableAfterClose: 'nothing',
  confirmDays: 7,
  closedAt: null,
  version: 4,
  createdAt: '2026-09-20T08:00:00.000Z',
}
const said = (text: string | null | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ')

async function openConsole(page: string, over: object = {}, answers: object = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: { ...me, grants } },
    'GET /api/v1/calls/c1': { body: { ...aCall, ...over } },
    'PUT /api/v1/calls/c1/deadline': { body: aCall },
    'PUT /api/v1/calls/c1/settings': { body: { ...aCall, version: 5 } },
    'POST /api/v1/calls/c1/close': { body: { ...aCall, status: 'closed' } },
    'POST /api/v1/calls/c1/reopen': { body: aCall },
    ...answers,
  })
  return { server, ...(await renderAt(`/pilotage/saisons/se1/appels/c1/${page}`)) }
}

const confirmWith = async (user: ReturnType<typeof userEvent.setup>, name: string) =>
  user.click(within(await screen.findByRole('dialog')).getByRole('button', { name }))

describe('the dates of a call', () => {
  it('move once the organiser has confirmed that people will be told', async () => {
    const user = userEvent.setup()
    const { server } = await openConsole('ouverture')

    const day = await screen.findByLabelText('Jour')
    await user.clear(day)
    await user.type(day, '2026-11-20')
    await user.click(screen.getByRole('button', { name: 'Déplacer la date limite' }))
    await confirmWith(user, 'Déplacer la date limite')

    await waitFor(() =>
      expect(server.callsTo('PUT', '/api/v1/calls/c1/deadline').map(({ body }) => body)).toEqual([
        { closes: { day: '2026-11-20', hour: '23:59' } },
      ]),
    )
  })

  it('close the call now, after a question', async () => {
    const user = userEvent.setup()
    const { server } = await openConsole('ouverture')

    await user.click(await screen.findByRole('button', { name: 'Clore maintenant' }))
    expect(server.callsTo('POST', '/api/v1/calls/c1/close')).toEqual([])
    await confirmWith(user, 'Clore maintenant')

    await waitFor(() => expect(server.callsTo('POST', '/api/v1/calls/c1/close').length).toBe(1))
  })

  it('open a closed call again, and say which field is wrong', async () => {
    const user = userEvent.setup()
    const past = aProblem(409, 'call_deadline_past', {
      errors: [{ path: 'closes.day', message: '', code: 'moment_past' }],
    })
    await openConsole('ouverture', { status: 'closed' }, { 'POST /api/v1/calls/c1/reopen': past })

    await user.click(await screen.findByRole('button', { name: 'Rouvrir l’appel' }))
    await confirmWith(user, 'Rouvrir l’appel')

    expect(await screen.findByText('Choisissez un moment à venir.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Clore maintenant' })).toBeNull()
  })

  it('keep what was set: words and settings are saved together', async () => {
    const user = userEvent.setup()
    const { server } = await openConsole('ouverture')

    await user.type(await screen.findByLabelText(/Message de clôture/), 'Merci !')
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }))

    await waitFor(() =>
      expect(server.callsTo('PUT', '/api/v1/calls/c1/settings').map(({ body }) => body)).toEqual([
        {
          title: aCall.title,
          presentation: aCall.presentation,
          closingMessage: 'Merci !',
          graceMinutes: 0,
          editableAfterClose: 'nothing',
          confirmDays: 7,
        },
      ]),
    )
  })
})

describe('late files', () => {
  const lists = {
    'GET /api/v1/calls/c1/access-codes?limit=20': {
      body: {
        items: [
          {
            id: 'k1',
            code: 'K7PM-4XQR-9TWD',
            note: 'Panne',
            uses: 5,
            used: 2,
            expiresAt: '2099-11-16T11:00:59.999Z',
            endedAt: null,
            createdAt: aCall.createdAt,
          },
        ],
        nextCursor: null,
      },
    },
    'GET /api/v1/calls/c1/extensions?limit=20': { body: { items: [], nextCursor: null } },
    'POST /api/v1/calls/c1/extensions': { status: 201, body: { id: 'e1' } },
    'POST /api/v1/calls/c1/access-codes/k1/end': { body: {} },
  }

  it('show codes with who may still use them, and end one after a question', async () => {
    const user = userEvent.setup()
    const { server } = await openConsole('retards', {}, lists)

    const codes = await screen.findByRole('region', { name: 'Codes d’accès' })
    expect(said((await within(codes).findByRole('listitem')).textContent)).toContain('Utilisé par 2 sur 5')
    expect(screen.getByText('Personne n’a plus de temps que les autres.')).toBeTruthy()
    await user.click(within(codes).getByRole('button', { name: /Arrêter ce code/ }))
    await confirmWith(user, 'Arrêter ce code')

    await waitFor(() => expect(server.callsTo('POST', '/api/v1/calls/c1/access-codes/k1/end').length).toBe(1))
  })

  it('give one person more time', async () => {
    const user = userEvent.setup()
    const { server } = await openConsole('retards', {}, lists)

    const part = await screen.findByRole('region', { name: 'Plus de temps pour une personne' })
    await user.type(within(part).getByLabelText('Son adresse e-mail'), 'Aminata@exemple.fr')
    await user.click(within(part).getByRole('button', { name: 'Donner ce temps' }))

    await waitFor(() =>
      expect(server.callsTo('POST', '/api/v1/calls/c1/extensions').map(({ body }) => body)).toEqual([
        { email: 'aminata@exemple.fr', until: expect.objectContaining({ hour: '23:59' }), note: '' },
      ]),
    )
  })
})

describe('the public page of a closed call', () => {
  const closed = { ...aPublicCall, status: 'closed', closingMessage: 'Réponses le 1er décembre.' }
  const noTime = { until: aPublicCall.closesAt, mayBegin: false, moreTime: null }
  const time = { until: '2026-11-18T17:00:59.999Z', mayBegin: true, moreTime: 'code' }

  it('says its closing message and asks who has a code to sign in', async () => {
    stubServer({
      'GET /api/v1/me': aProblem(401, 'unauthenticated'),
      'GET /api/v1/public/calls/c1': { body: closed },
    })
    await renderAt('/appels/c1')

    expect(await screen.findByText('Réponses le 1er décembre.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Me connecter pour entrer un code' }).getAttribute('href')).toBe(
      '/connexion?retour=/appels/c1',
    )
  })

  it('takes a code, and then says until when this person may submit', async () => {
    const user = userEvent.setup()
    const server = stubServer({
      'GET /api/v1/me': { body: me },
      'GET /api/v1/public/calls/c1': { body: closed },
      'GET /api/v1/calls/c1/access': { body: noTime },
      'POST /api/v1/calls/c1/access': { status: 201, body: time },
    })
    await renderAt('/appels/c1')

    await user.type(await screen.findByLabelText(/code d’accès/), 'k7pm 4xqr 9twd')
    server.answers['GET /api/v1/calls/c1/access'] = { body: time }
    await user.click(screen.getByRole('button', { name: 'Utiliser ce code' }))

    expect(await screen.findByRole('button', { name: 'Commencer mon projet' })).toBeTruthy()
    const aside = screen.getByRole('complementary', { name: 'Dates de l’appel' })
    expect(said(aside.textContent)).toContain('mercredi 18 novembre 2026 à 18 h 00, heure de Paris')
    expect(server.callsTo('POST', '/api/v1/calls/c1/access').map(({ body }) => body)).toEqual([
      { code: 'k7pm 4xqr 9twd' },
    ])
  })
})
