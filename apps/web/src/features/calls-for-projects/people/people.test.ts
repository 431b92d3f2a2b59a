import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aSubmission, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const hugo = '0198a1c2-0000-7000-8000-0000000000f7'
const nadege = '0198a1c2-0000-7000-8000-0000000000f8'
const file = '/api/v1/submissions/s1'
const first = { personId: 'p1', name: 'Amélie Martin', isFirst: true }
const second = { personId: 'p2', name: 'Karim Benali', isFirst: false }
const invitation = { id: 'i1', email: 'lou@exemple.fr', expiresAt: '2026-11-16T09:00:00.000Z' }
const people = { holders: [first, second], invitations: [invitation], limit: 10 }
const open = {
  confidentiality: 'open',
  reference: '4F2A1C',
  readers: [{ personId: hugo, name: 'Hugo Lemaire', ofCall: true }],
  publicTitle: '',
  publicSummary: '',
  mayRestrict: true,
  mayOpen: true,
  mayName: false,
}
const restricted = { ...open, confidentiality: 'restricted' }

type Answers = Parameters<typeof stubServer>[0]

async function openAt(path: string, answers: Answers) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${file}`]: { body: aSubmission },
    [`GET ${file}/people`]: { body: people },
    [`GET ${file}/confidentiality`]: { body: open },
    ...answers,
  })
  const view = await renderAt(path)
  return { ...view, server, person: userEvent.setup() }
}

describe('who works on a file', () => {
  const path = '/mon-espace/projets/s1/personnes'

  it('invites somebody by their address', async () => {
    const { person, server } = await openAt(path, {
      [`POST ${file}/co-holder-invitations`]: { status: 201, body: { ...invitation, email: 'zoe@exemple.fr' } },
    })

    await person.type(await screen.findByRole('textbox', { name: 'Son adresse électronique' }), ' Zoe@exemple.fr ')
    await person.click(screen.getByRole('button', { name: 'Envoyer l’invitation' }))

    await waitFor(() => expect(server.callsTo('POST', `${file}/co-holder-invitations`)).toHaveLength(1))
    expect(server.callsTo('POST', `${file}/co-holder-invitations`)[0]!.body).toEqual({ email: 'zoe@exemple.fr' })
    expect(await screen.findByText('Invitation envoyée à zoe@exemple.fr')).toBeTruthy()
  })

  it('hands the file over only once the first holder is sure', async () => {
    const { person, server } = await openAt(path, { [`POST ${file}/hand-over`]: { status: 204 } })

    await person.click(await screen.findByRole('button', { name: 'Confier le dossier à Karim Benali' }))
    const dialog = await screen.findByRole('dialog')
    expect(server.callsTo('POST', `${file}/hand-over`)).toEqual([])
    await person.click(within(dialog).getByRole('button', { name: 'Confier le dossier' }))

    await waitFor(() => expect(server.callsTo('POST', `${file}/hand-over`)).toHaveLength(1))
    expect(server.callsTo('POST', `${file}/hand-over`)[0]!.body).toEqual({ personId: 'p2' })
  })

  it('lets whoever is not the first holder leave, and nothing more', async () => {
    const other = {
      holders: [
        { ...second, isFirst: true },
        { ...first, isFirst: false },
      ],
      invitations: [],
      limit: 10,
    }
    const { person, router } = await openAt(path, {
      [`GET ${file}/people`]: { body: other },
      [`DELETE ${file}/co-holders/p1`]: { status: 204 },
    })

    const leave = await screen.findByRole('button', { name: 'Quitter ce dossier' })
    expect(screen.queryByRole('button', { name: /Retirer|Confier/ })).toBeNull()
    await person.click(leave)
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Quitter ce dossier' }))

    await waitFor(() => expect(router.currentRoute.value.path).toBe('/mon-espace/projets'))
  })

  it('says that the file is full', async () => {
    await openAt(path, { [`GET ${file}/people`]: { body: { ...people, limit: 3 } } })

    expect(await screen.findByText(/compte déjà 3 personnes/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Envoyer l’invitation' })).toBeNull()
  })
})

describe('who can see a file', () => {
  const path = '/mon-espace/projets/s1/confidentialite'

  it('names who would read it before it is chosen, and sends the choice with its public words', async () => {
    const { person, server } = await openAt(path, { [`PUT ${file}/confidentiality`]: { body: restricted } })

    await person.click(await screen.findByRole('radio', { name: 'Confidentiel' }))
    expect(screen.getByText(/Ces personnes pourraient le lire.: Hugo Lemaire\./)).toBeTruthy()
    await person.type(screen.getByRole('textbox', { name: 'Le nom que tout le monde verra' }), 'Un lieu d’écoute')
    server.answers[`GET ${file}/confidentiality`] = { body: restricted }
    await person.click(screen.getByRole('button', { name: 'Enregistrer mon choix' }))

    await waitFor(() => expect(server.callsTo('PUT', `${file}/confidentiality`)).toHaveLength(1))
    expect(server.callsTo('PUT', `${file}/confidentiality`)[0]!.body).toEqual({
      confidentiality: 'restricted',
      publicTitle: 'Un lieu d’écoute',
      publicSummary: '',
    })
    expect(await screen.findByText(/dossier 4F2A1C/)).toBeTruthy()
  })

  it('protects it also where nobody is named, and says so', async () => {
    await openAt(path, { [`GET ${file}/confidentiality`]: { body: { ...restricted, readers: [] } } })

    expect(await screen.findByText(/Personne n’est encore nommé.: en dehors de vous/)).toBeTruthy()
  })
})

describe('the console', () => {
  const numbers = {
    readers: [{ personId: hugo, name: 'Hugo Lemaire' }],
    candidates: [
      { personId: hugo, name: 'Hugo Lemaire', mayDecide: true },
      { personId: nadege, name: 'Nadège Carpentier', mayDecide: false },
    ],
    restricted: 2,
    hidden: 0,
    hiddenToDecide: 0,
    mayChange: true,
  }
  const path = '/pilotage/saisons/se1/appels/c1/confidentialite'

  it('names the readers of a call', async () => {
    const { person, server } = await openAt(path, {
      'GET /api/v1/calls/c1/confidentiality': { body: numbers },
      'PUT /api/v1/calls/c1/confidential-readers': { body: numbers },
    })

    await person.click(await screen.findByRole('checkbox', { name: 'Nadège Carpentier' }))
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    await waitFor(() => expect(server.callsTo('PUT', '/api/v1/calls/c1/confidential-readers')).toHaveLength(1))
    expect(server.callsTo('PUT', '/api/v1/calls/c1/confidential-readers')[0]!.body).toEqual({
      personIds: [hugo, nadege],
    })
  })

  it('lets only those who are named name others', async () => {
    await openAt(path, { 'GET /api/v1/calls/c1/confidentiality': { body: { ...numbers, mayChange: false } } })

    expect(await screen.findByText(/seules les personnes nommées peuvent en nommer d’autres/)).toBeTruthy()
    expect(screen.queryByRole('checkbox')).toBeNull()
  })

  it('shows a number in the place of files that are not for the one looking', async () => {
    await openAt('/pilotage/saisons/se1/appels/c1/reponses', {
      'GET /api/v1/calls/c1/confidentiality': { body: { ...numbers, hidden: 2, hiddenToDecide: 1, mayChange: false } },
      'GET /api/v1/calls/c1/decisions': { body: { items: [], nextCursor: null } },
    })

    expect(await screen.findByText('2 dossiers confidentiels, suivis par Hugo Lemaire.')).toBeTruthy()
    expect(screen.getByText(/Une réponse reste à préparer/)).toBeTruthy()
  })
})

describe('joining a file', () => {
  it('opens the file once the invitation is accepted', async () => {
    const { person, server, router } = await openAt('/rejoindre-un-dossier#token=abc', {
      'POST /api/v1/co-holder-invitations/accept': { body: { submissionId: 's1' } },
    })

    await person.click(await screen.findByRole('button', { name: 'Accepter et ouvrir le dossier' }))

    await waitFor(() => expect(router.currentRoute.value.path).toBe('/mon-espace/projets/s1'))
    expect(server.callsTo('POST', '/api/v1/co-holder-invitations/accept')[0]!.body).toEqual({ token: 'abc' })
  })

  it('says when the invitation is no longer valid, or the link not whole', async () => {
    const { person } = await openAt('/rejoindre-un-dossier#token=abc', {
      'POST /api/v1/co-holder-invitations/accept': aProblem(409, 'invitation_not_open'),
    })
    await person.click(await screen.findByRole('button', { name: 'Accepter et ouvrir le dossier' }))

    expect(await screen.findByText('Cette invitation n’est plus valable')).toBeTruthy()
  })
})
