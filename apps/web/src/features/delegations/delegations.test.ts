import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const id = '0199f3a0-9f00-7a1b-8d33-6e5f4a3b2c1d'
const grant = { id: 'g0', role: 'network_admin', scopeKind: 'network', scopeId: null }
const me = { id: 'p1', name: 'Claire', email: 'c@exemple.fr', locale: 'fr', hasPassword: false, grants: [grant] }
const somme = {
  id,
  slug: 'somme',
  name: 'Somme',
  department: '80',
  timeZone: 'Europe/Paris',
  version: 3,
  createdAt: '2026-03-02T09:00:00.000Z',
}
const role = {
  id: 'g1',
  personId: 'p2',
  personName: 'Karim Benali',
  role: 'organiser',
  scopeKind: 'delegation',
  scopeId: id,
  createdAt: '2026-03-02T09:00:00.000Z',
}
const invitation = {
  id: 'i1',
  email: 'lea@exemple.fr',
  role: 'organiser',
  scopeKind: 'delegation',
  scopeId: id,
  expiresAt: '2999-03-16T09:00:00.000Z',
  acceptedAt: null,
  revokedAt: null,
}
const page = (...items: object[]) => ({ body: { items, nextCursor: null } })
const paths = {
  one: `/api/v1/delegations/${id}`,
  roles: `/api/v1/delegations/${id}/roles`,
  invitations: `/api/v1/delegations/${id}/invitations`,
}

async function open(path: string, answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${paths.one}`]: { body: somme },
    [`GET ${paths.one}/sites`]: { body: [] },
    [`GET ${paths.roles}`]: page(role),
    [`GET ${paths.invitations}`]: page(invitation),
    ...answers,
  })
  const view = await renderAt(path)
  return { ...view, server, person: userEvent.setup() }
}

describe('delegations', () => {
  it('lists them, page after page', async () => {
    const { person } = await open('/pilotage/delegations', {
      'GET /api/v1/delegations': { body: { items: [somme], nextCursor: 'suite' } },
      'GET /api/v1/delegations?cursor=suite': page({ ...somme, id: 'd2', name: 'Vienne' }),
    })

    expect((await screen.findByRole('link', { name: /^Somme/ })).getAttribute('href')).toBe(
      `/pilotage/delegations/${id}`,
    )
    await person.click(screen.getByRole('button', { name: 'Voir la suite' }))

    expect(await screen.findByRole('link', { name: /^Vienne/ })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Voir la suite' })).toBeNull()
  })

  it('creates one, with an address that follows its name', async () => {
    const { person, server, router } = await open('/pilotage/delegations/nouvelle', {
      'POST /api/v1/delegations': { status: 201, body: somme },
    })

    await person.type(await screen.findByRole('textbox', { name: 'Nom' }), 'OPAC d’Amiens Métropole')
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Adresse courte' }).value).toBe(
      'opac-d-amiens-metropole',
    )
    await person.type(screen.getByRole('textbox', { name: /^Département/ }), '2a')
    await person.click(screen.getByRole('button', { name: 'Créer la délégation' }))

    await waitFor(() => expect(router.currentRoute.value.name).toBe('delegation-people'))
    expect(server.callsTo('POST', '/api/v1/delegations').map(({ body }) => body)).toEqual([
      { name: 'OPAC d’Amiens Métropole', slug: 'opac-d-amiens-metropole', department: '2A', timeZone: 'Europe/Paris' },
    ])
  })

  it('changes one as it was read, and says when an address is taken', async () => {
    const { person, server } = await open(`/pilotage/delegations/${id}`, {
      [`PUT ${paths.one}`]: aProblem(409, 'already_exists', { errors: [{ path: 'slug', message: '', code: 'taken' }] }),
    })
    const slug = await screen.findByRole('textbox', { name: 'Adresse courte' })

    await person.type(slug, '-2')
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    await waitFor(() => expect(slug.getAttribute('aria-invalid')).toBe('true'))
    const [call] = server.callsTo('PUT', paths.one)
    expect([call!.body, call!.headers['if-match']]).toEqual([
      { name: 'Somme', slug: 'somme-2', department: '80', timeZone: 'Europe/Paris' },
      '"3"',
    ])
  })
})

describe('the people of a delegation', () => {
  it('takes a role back only once the question was answered', async () => {
    const { person, server } = await open(`/pilotage/delegations/${id}/personnes`, {
      'DELETE /api/v1/role-grants/g1': { status: 204 },
    })
    const takeBack = () => screen.findByRole('button', { name: 'Retirer à Karim Benali le rôle\u00a0: Organisation' })

    await person.click(await takeBack())
    await person.click(await screen.findByRole('button', { name: 'Annuler' }))
    expect(server.callsTo('DELETE', '/api/v1/role-grants/g1')).toEqual([])
    await person.click(await takeBack())
    server.answers[`GET ${paths.roles}`] = page()
    await person.click(await screen.findByRole('button', { name: 'Retirer' }))

    expect(await screen.findByText('Personne n’a encore de rôle ici')).toBeTruthy()
    expect(server.callsTo('DELETE', '/api/v1/role-grants/g1')).toHaveLength(1)
  })

  it('invites, then shows the invitation', async () => {
    const { person, server } = await open(`/pilotage/delegations/${id}/personnes`, {
      [`GET ${paths.invitations}`]: page(),
      [`POST ${paths.invitations}`]: { status: 201, body: invitation },
    })
    await screen.findByText('Aucune invitation pour l’instant.')
    server.answers[`GET ${paths.invitations}`] = page(invitation)

    await person.type(screen.getByRole('textbox', { name: 'Son adresse e-mail' }), ' Lea@Exemple.fr ')
    await person.click(screen.getByRole('button', { name: 'Envoyer l’invitation' }))

    expect(await screen.findByText('En attente')).toBeTruthy()
    expect(server.callsTo('POST', paths.invitations).map(({ body }) => body)).toEqual([
      { email: 'lea@exemple.fr', role: 'organiser' },
    ])
  })

  it('tells what was done in plain words, also what it does not know yet', async () => {
    const entry = (entryId: string, action: string, details: object, actorName: string | null) => ({
      id: entryId,
      at: '2026-03-02T09:00:00.000Z',
      actorId: actorName && 'p2',
      actorName,
      action,
      subjectKind: 'person',
      subjectId: 'p3',
      details,
    })
    await open(`/pilotage/delegations/${id}/journal`, {
      [`GET ${paths.one}/audit`]: page(
        entry('1', 'role.taken_back', { role: 'juror' }, 'Karim Benali'),
        entry('2', 'thing.invented', {}, null),
      ),
    })

    await screen.findByText('Karim Benali')
    const lines = screen
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())
      .filter((text) => text?.includes('heure de Paris'))
    expect(lines).toEqual([
      'Karim Benali a retiré un rôle à quelqu’un (Jury)lundi 2 mars 2026 à 10 h 00, heure de Paris',
      'Essor a fait un changement (thing.invented)lundi 2 mars 2026 à 10 h 00, heure de Paris',
    ])
  })
})

describe('accepting an invitation', () => {
  it('waits for a click, then signs in', async () => {
    const { person, server, router } = await open('/invitation#token=abc', {
      'GET /api/v1/me': aProblem(401, 'unauthenticated'),
      'POST /api/v1/invitations/accept': { status: 204 },
    })
    const accept = await screen.findByRole('button', { name: 'Accepter et entrer' })
    expect(server.callsTo('POST', '/api/v1/invitations/accept')).toEqual([])
    server.answers['GET /api/v1/me'] = { body: me }

    await person.click(accept)

    await waitFor(() => expect(router.currentRoute.value.name).not.toBe('invitation'))
    expect(server.callsTo('POST', '/api/v1/invitations/accept').map(({ body }) => body)).toEqual([{ token: 'abc' }])
  })

  it('explains an invitation that is over, and a link that was cut', async () => {
    const { person } = await open('/invitation#token=abc', {
      'POST /api/v1/invitations/accept': aProblem(409, 'invitation_not_open'),
    })
    await person.click(await screen.findByRole('button', { name: 'Accepter et entrer' }))
    expect(await screen.findByText('Cette invitation n’est plus valable')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Se connecter' })).toBeTruthy()
  })

  it('says that a link was cut', async () => {
    await open('/invitation')

    expect(await screen.findByText('Ce lien est incomplet')).toBeTruthy()
  })
})
