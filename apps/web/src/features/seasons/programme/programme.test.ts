import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, anEnrolment, aSeason, aSession, aSite, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

const SEASON = 'GET /api/v1/public/seasons/printemps'
const SESSIONS = 'GET /api/v1/seasons/s1/sessions'
const MINE = 'GET /api/v1/me/enrolments?limit=100'
const REGISTER = 'POST /api/v1/sessions/se1/registration'
const LEAVE = 'DELETE /api/v1/sessions/se1/registration'
const siteId = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const link = 'https://visio.example.org/a'
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ').trim()
/** To come, whenever this is run. */
const later = { startsAt: '2118-05-19T16:00:00.000Z', endsAt: '2118-05-19T19:00:00.000Z' }
const counted = { ...later, needsRegistration: true, places: 2, placesLeft: 2 }

/** What anybody gets: neither the link nor anyone's registration. */
function told(session: ReturnType<typeof aSession>) {
  const {
    onlineUrl: _,
    registration: __,
    ahead: ___,
    registered: ____,
    remindHours: _____,
    cancelledAt: ______,
    ...shown
  } = session
  return shown
}

async function openSeason(session: object, answers: Parameters<typeof stubServer>[0] = {}) {
  const whole = aSession(session)
  const server = stubServer({
    'GET /api/v1/me': { body: aMe() },
    [MINE]: listOf([anEnrolment({ status: 'confirmed' })]),
    [SEASON]: { body: aSeason({ sites: [aSite()], sessions: [told(whole)] }) },
    [SESSIONS]: { body: [whole] },
    ...answers,
  })
  await renderAt('/saisons/printemps')
  const programme = within(await screen.findByRole('region', { name: 'Les rendez-vous' }))
  return { server, programme, person: userEvent.setup() }
}

describe('the sessions of a season, for everybody', () => {
  it('say where, how many places are left, and that there is a link', async () => {
    const { programme } = await openSeason(
      {
        ...counted,
        placesLeft: 0,
        waiting: 3,
        online: true,
        siteIds: ['si1'],
        place: 'Salle 2',
        timeZone: 'Indian/Reunion',
      },
      { 'GET /api/v1/me': aProblem(401, 'unauthenticated') },
    )

    expect(plain(programme.getByRole('listitem').textContent)).toBe(
      'Soirée de lancementjeudi 19 mai 2118, de 20 h 00 à 23 h 00 (heure de La Réunion)Maison des associationsSalle 2Aussi en ligne : le lien est donné aux personnes qui participent.Complet, 3 personnes en attente',
    )
    expect(programme.queryByRole('button')).toBeNull()
  })

  it('say both days where one lasts over midnight', async () => {
    const { programme } = await openSeason(
      { startsAt: '2118-05-19T20:00:00.000Z', endsAt: '2118-05-20T04:00:00.000Z' },
      { 'GET /api/v1/me': aProblem(401, 'unauthenticated') },
    )

    expect(plain(programme.getByRole('listitem').textContent)).toBe(
      'Soirée de lancementdu jeudi 19 mai 2118 à 22 h 00 au vendredi 20 mai 2118 à 6 h 00Amiens',
    )
  })

  it('offer nothing to someone who is not confirmed yet', async () => {
    const { programme, server } = await openSeason(counted, { [MINE]: listOf([anEnrolment({ status: 'applied' })]) })

    expect(programme.getByText(/2 places libres/)).toBeTruthy()
    expect(programme.queryByRole('button')).toBeNull()
    expect(server.callsTo('GET', '/api/v1/seasons/s1/sessions')).toEqual([])
  })
})

describe('a session, for someone who comes', () => {
  it('is joined by its link', async () => {
    const { programme } = await openSeason({ ...later, online: true, onlineUrl: link })

    const join = await programme.findByRole('link', { name: 'Rejoindre en ligne\u00a0: Soirée de lancement' })
    expect(join.getAttribute('href')).toBe(link)
  })

  it('is registered for with one tap', async () => {
    const { programme, server, person } = await openSeason(counted, {
      [REGISTER]: { status: 201, body: { sessionId: 'se1', status: 'registered', ahead: null } },
    })
    const button = await programme.findByRole('button', { name: 'S’inscrire à ce moment\u00a0: Soirée de lancement' })
    server.answers[SESSIONS] = { body: [aSession({ ...counted, placesLeft: 1, registration: 'registered' })] }

    await person.click(button)

    expect(await programme.findByText('Vous avez votre place')).toBeTruthy()
    expect(server.callsTo('POST', '/api/v1/sessions/se1/registration')).toHaveLength(1)
  })

  it('is waited for where it is full, with one’s place in line', async () => {
    const full = { ...counted, placesLeft: 0 }
    const { programme, server, person } = await openSeason(full, {
      [REGISTER]: { status: 201, body: { sessionId: 'se1', status: 'waiting', ahead: 2 } },
    })
    const button = await programme.findByRole('button', { name: /Rejoindre la liste d’attente/ })
    server.answers[SESSIONS] = { body: [aSession({ ...full, waiting: 3, registration: 'waiting', ahead: 2 })] }

    await person.click(button)

    expect(await programme.findByText('En attente, n° 3 sur la liste')).toBeTruthy()
    expect(await screen.findByText(/vous êtes sur la liste d’attente/)).toBeTruthy()
  })

  it('is given back after a question', async () => {
    const { programme, server, person } = await openSeason(
      { ...counted, registration: 'registered' },
      { [LEAVE]: { status: 204 } },
    )
    const leave = await programme.findByRole('button', { name: /Annuler mon inscription/ })

    await person.click(leave)
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Garder ma place' }))
    expect(server.callsTo('DELETE', '/api/v1/sessions/se1/registration')).toEqual([])
    await person.click(leave)
    await person.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Annuler mon inscription' }),
    )

    await waitFor(() => expect(server.callsTo('DELETE', '/api/v1/sessions/se1/registration')).toHaveLength(1))
  })

  it('says why it could not be', async () => {
    const { programme, person } = await openSeason(counted, { [REGISTER]: aProblem(409, 'session_over') })

    await person.click(await programme.findByRole('button', { name: /S’inscrire/ }))

    expect(await screen.findByText('Ce rendez-vous est terminé, ou il a été annulé.')).toBeTruthy()
  })
})

describe('the sessions, for organisers', () => {
  const grants = [{ id: 'g1', role: 'organiser', scopeKind: 'delegation', scopeId: 'd1' }]

  async function openConsole(path: string, answers: Parameters<typeof stubServer>[0] = {}) {
    const server = stubServer({
      'GET /api/v1/me': { body: aMe({ grants }) },
      'GET /api/v1/seasons/s1': { body: aSeason({ sites: [aSite()] }) },
      'GET /api/v1/seasons/s1/sites': { body: [aSite({ id: siteId })] },
      [SESSIONS]: { body: [aSession({ ...counted, registered: 2, placesLeft: 0, waiting: 1, remindHours: 24 })] },
      ...answers,
    })
    await renderAt(`/pilotage/saisons/s1/${path}`)
    await screen.findByRole('heading', { level: 1 })
    return { server, person: userEvent.setup() }
  }

  it('say who is registered, and which were cancelled', async () => {
    await openConsole('rendez-vous', {
      [SESSIONS]: {
        body: [
          aSession({ ...counted, registered: 2, placesLeft: 0, waiting: 1 }),
          aSession({ id: 'se2', title: 'Atelier', cancelledAt: '2018-05-01T10:00:00.000Z' }),
        ],
      },
    })

    const list = await screen.findByRole('link', { name: '2 personnes inscrites sur 2, 1 en attente' })
    expect(list.getAttribute('href')).toBe('/pilotage/saisons/s1/rendez-vous/se1/inscrits')
    expect(screen.getByText('Annulé')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Modifier\u00a0: Atelier' })).toBeNull()
  })

  it('say so where there is none', async () => {
    await openConsole('rendez-vous', { [SESSIONS]: { body: [] } })

    expect(await screen.findByText('Aucun rendez-vous pour l’instant')).toBeTruthy()
  })

  it('are made with a place, a link, places and a reminder', async () => {
    const { person, server } = await openConsole('rendez-vous', {
      'POST /api/v1/seasons/s1/sessions': { status: 201, body: aSession() },
    })
    await person.click(await screen.findByRole('button', { name: 'Ajouter un rendez-vous' }))

    await person.type(await screen.findByRole('textbox', { name: 'Titre' }), 'Atelier')
    await person.click(await screen.findByRole('checkbox', { name: 'Maison des associations' }))
    await person.type(screen.getByLabelText('Début'), '2118-05-19T18:00')
    await person.type(screen.getByLabelText('Fin'), '2118-05-19T20:00')
    const address = screen.getByRole('textbox', { name: 'Lien pour participer en ligne' })
    await person.click(address)
    await person.paste('visio.example.org/a')
    await person.click(screen.getByRole('switch', { name: /Il faut s’inscrire/ }))
    await person.type(screen.getByRole('spinbutton', { name: 'Nombre de places' }), '12')
    await person.click(screen.getByRole('combobox', { name: 'Rappel par e-mail' }))
    await person.click(await screen.findByRole('option', { name: 'La veille, à la même heure' }))
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))
    expect(await screen.findByText('Collez l’adresse entière, qui commence par https://')).toBeTruthy()
    await person.clear(address)
    await person.click(address)
    await person.paste(link)
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    await waitFor(() =>
      expect(server.callsTo('POST', '/api/v1/seasons/s1/sessions').map(({ body }) => body)).toEqual([
        {
          kind: 'workshop',
          title: 'Atelier',
          place: '',
          startsAt: '2118-05-19T16:00:00Z',
          endsAt: '2118-05-19T18:00:00Z',
          siteIds: [siteId],
          onlineUrl: link,
          needsRegistration: true,
          places: 12,
          remindHours: 24,
        },
      ]),
    )
  })

  it('are changed from the version that was read', async () => {
    const { person, server } = await openConsole('rendez-vous', {
      'PUT /api/v1/seasons/s1/sessions/se1': aProblem(412, 'version_conflict'),
    })
    await person.click(await screen.findByRole('button', { name: 'Modifier\u00a0: Soirée de lancement' }))
    const title = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Titre' })
    await person.clear(title)
    await person.type(title, 'Mon titre')
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    expect((await screen.findByRole('alert')).textContent).toContain('vient de modifier')
    expect(title.value).toBe('Mon titre')
    expect(server.callsTo('PUT', '/api/v1/seasons/s1/sessions/se1').map(({ headers }) => headers['if-match'])).toEqual([
      '"2"',
    ])
  })

  it('are cancelled after saying who will be told', async () => {
    const { person, server } = await openConsole('rendez-vous', {
      'DELETE /api/v1/seasons/s1/sessions/se1': { status: 204 },
    })

    await person.click(await screen.findByRole('button', { name: 'Annuler\u00a0: Soirée de lancement' }))
    const question = within(await screen.findByRole('dialog'))
    expect(question.getByText(/Les 3 personnes inscrites ou en attente seront prévenues/)).toBeTruthy()
    await person.click(question.getByRole('button', { name: 'Annuler le rendez-vous' }))

    await waitFor(() =>
      expect(
        server.callsTo('DELETE', '/api/v1/seasons/s1/sessions/se1').map(({ headers }) => headers['if-match']),
      ).toEqual(['"2"']),
    )
  })

  it('have a list of people, page by page, from which someone can be taken off', async () => {
    const LIST = 'GET /api/v1/seasons/s1/sessions/se1/registrations'
    const row = (over: object) => ({
      personId: 'p2',
      personName: 'Camille Petit',
      status: 'registered',
      statusAt: later.startsAt,
      ...over,
    })
    const { person, server } = await openConsole('rendez-vous/se1/inscrits', {
      [LIST]: listOf([row({}), row({ personId: 'p3', personName: 'Inès Roy', status: 'cancelled' })], 'abc'),
      'DELETE /api/v1/seasons/s1/sessions/se1/registrations/p2': { status: 204 },
    })

    await person.click(await screen.findByRole('button', { name: 'Retirer Camille Petit' }))
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Retirer' }))

    await waitFor(() =>
      expect(server.callsTo('DELETE', '/api/v1/seasons/s1/sessions/se1/registrations/p2')).toHaveLength(1),
    )
    expect(screen.queryByRole('button', { name: 'Retirer Inès Roy' })).toBeNull()
    expect(screen.getByRole('link', { name: 'Page suivante' }).getAttribute('href')).toBe(
      '/pilotage/saisons/s1/rendez-vous/se1/inscrits?suite=abc',
    )
  })

  it('say where nobody has registered yet', async () => {
    await openConsole('rendez-vous/se1/inscrits', {
      'GET /api/v1/seasons/s1/sessions/se1/registrations': listOf([]),
    })

    expect(await screen.findByText('Personne n’est encore inscrit')).toBeTruthy()
  })
})

it('shows in my space what I can come to', async () => {
  stubServer({
    'GET /api/v1/me': { body: aMe() },
    [MINE]: listOf([]),
    'GET /api/v1/me/next': { body: [] },
    'GET /api/v1/me/sessions?limit=20': listOf([
      {
        ...aSession({ ...counted, registration: 'registered', siteIds: ['si1'] }),
        seasonId: 's1',
        seasonName: 'Printemps solidaire',
        seasonSlug: 'printemps',
        siteNames: ['Maison des associations'],
      },
    ]),
  })
  await renderAt('/mon-espace')

  const mine = within(await screen.findByRole('region', { name: 'Mes rendez-vous' }))
  expect(await mine.findByText('Vous avez votre place')).toBeTruthy()
  expect(mine.getByText('Maison des associations')).toBeTruthy()
  expect(plain(mine.getByText(/heure de Paris/).textContent)).toBe(
    'jeudi 19 mai 2118, de 18 h 00 à 21 h 00 (heure de Paris)',
  )
})
