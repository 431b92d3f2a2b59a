import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, anEnrolment, aSeason, enrolmentRules, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

const grants = [{ id: 'g1', role: 'organiser', scopeKind: 'delegation', scopeId: 'd1' }]
const RULES = '/api/v1/seasons/s1/enrolment-rules'
const LIST = 'GET /api/v1/seasons/s1/enrolments'
const MINE = 'GET /api/v1/me/enrolments?limit=100'
const PLACES = 'GET /api/v1/public/seasons/printemps/places'
const organiser = {
  'GET /api/v1/me': { body: aMe({ grants }) },
  'GET /api/v1/me/seasons?limit=100': listOf([aSeason()]),
  'GET /api/v1/seasons/s1': { body: aSeason() },
  [`GET ${RULES}`]: { body: enrolmentRules() },
}
const somebody = { 'GET /api/v1/me': { body: aMe() }, 'GET /api/v1/me/next': { body: [] } }
const placesLeft = (over: object = {}) => ({
  body: { mode: 'first_come', left: 5, waiting: 0, sites: [], categories: [], ...over },
})
const ofSeason = {
  seasonName: 'Printemps solidaire',
  seasonSlug: 'printemps',
  seasonStatus: 'published',
  startsOn: '2018-05-19',
  endsOn: '2018-07-18',
  timeZone: 'Europe/Paris',
  place: 'Amiens',
  presence: 'in_person',
  terminology: aSeason().terminology,
}
const mine = (over: object = {}) => listOf([{ ...anEnrolment(), ...ofSeason, ...over }])

async function open(path: string, answers: Parameters<typeof stubServer>[0]) {
  const server = stubServer(answers)
  const view = await renderAt(path)
  await screen.findByRole('heading', { level: 1 })
  return { ...view, server, person: userEvent.setup() }
}

describe('the places of a season', () => {
  it('show what is taken and left, and who waits', async () => {
    await open('/pilotage/saisons/s1/places', organiser)

    const now = await screen.findByRole('region', { name: 'En ce moment' })
    expect(
      within(now)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim()),
    ).toEqual([
      'Tous les lieux24 sur 24complet · 2 en attente d’une place',
      'Étudiant·e9 sur 101 place libre · 1 en attente d’une place',
    ])
  })

  it('are set by their organisers, and a category left empty has no limit', async () => {
    const { person, server } = await open('/pilotage/saisons/s1/places', {
      ...organiser,
      [`PUT ${RULES}`]: { body: enrolmentRules({ version: 4 }) },
    })

    await person.click(await screen.findByRole('radio', { name: /Vous confirmez/ }))
    await person.clear(screen.getByRole('spinbutton', { name: /Étudiant·e/ }))
    await person.type(screen.getByRole('spinbutton', { name: /À la retraite/ }), '6')
    const hours = screen.getByRole('spinbutton', { name: /Heures pour répondre/ })
    await person.clear(hours)
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))
    expect(await screen.findByText('Remplissez ce champ.')).toBeTruthy()
    await person.type(hours, '24')
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    await waitFor(() =>
      expect(server.callsTo('PUT', RULES).map(({ body, headers }) => [body, headers['if-match']])).toEqual([
        [{ mode: 'by_hand', capacity: 24, offerHours: 24, categoryPlaces: { retired: 6 } }, '"3"'],
      ]),
    )
  })

  it('say beside the field whose places would be lost', async () => {
    const { person } = await open('/pilotage/saisons/s1/places', {
      ...organiser,
      [`PUT ${RULES}`]: aProblem(409, 'capacity_below_confirmed', {
        errors: [{ path: 'categoryPlaces.student', message: 'At least 9.', code: 'below_confirmed' }],
      }),
    })

    await person.click(await screen.findByRole('button', { name: 'Enregistrer' }))

    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('spinbutton', { name: /Étudiant·e/ })))
    expect(screen.getByText(/Choisissez un nombre plus grand/)).toBeTruthy()
  })

  it('let someone choose when somebody else changed them meanwhile', async () => {
    const { person, server } = await open('/pilotage/saisons/s1/places', {
      ...organiser,
      [`PUT ${RULES}`]: aProblem(412, 'version_conflict'),
    })
    await screen.findByRole('button', { name: 'Enregistrer' })
    server.answers[`GET ${RULES}`] = { body: enrolmentRules({ version: 5, capacity: 30 }) }

    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))
    await person.click(await screen.findByRole('button', { name: 'Prendre sa version' }))

    expect(screen.getByRole<HTMLInputElement>('spinbutton', { name: /Nombre de places/ }).value).toBe('30')
  })
})

describe('signing up in order of arrival', () => {
  const ENROL = 'POST /api/v1/seasons/s1/enrolments'
  const form = (answers: Parameters<typeof stubServer>[0]) =>
    open('/saisons/printemps/inscription', {
      ...somebody,
      'GET /api/v1/public/seasons/printemps': { body: aSeason() },
      ...answers,
    })

  it('tells at once that it is confirmed, or the rank in the waiting list', async () => {
    const { person } = await form({
      [PLACES]: placesLeft({ left: 0, waiting: 3 }),
      [ENROL]: { status: 201, body: anEnrolment({ status: 'waiting', waitingRank: 4 }) },
    })
    expect(await screen.findByText(/Inscrivez-vous quand même/)).toBeTruthy()

    await person.click(screen.getByRole('radio', { name: 'Autre' }))
    await person.click(screen.getByRole('button', { name: 'Envoyer mon inscription' }))

    expect(await screen.findByRole('heading', { name: 'Vous êtes sur la liste d’attente' })).toBeTruthy()
    expect(screen.getByText(/au rang 4/)).toBeTruthy()
  })

  it('asks where one comes when there are several sites, with the places left', async () => {
    const sites = [
      { id: '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7', name: 'Amiens', kind: 'place', left: 0 },
      { id: '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e8', name: 'À distance', kind: 'remote', left: null },
    ]
    const { person, server } = await form({
      [PLACES]: placesLeft({ sites }),
      [ENROL]: { status: 201, body: anEnrolment({ status: 'confirmed' }) },
    })
    await person.click(await screen.findByRole('radio', { name: 'Autre' }))
    await person.click(screen.getByRole('button', { name: 'Envoyer mon inscription' }))
    expect(await screen.findByText('Remplissez ce champ.')).toBeTruthy()

    await person.click(screen.getByRole('radio', { name: /Amiens/ }))
    expect(await screen.findByText(/Inscrivez-vous quand même/)).toBeTruthy()
    await person.click(screen.getByRole('radio', { name: /À distance/ }))
    await person.click(screen.getByRole('button', { name: 'Envoyer mon inscription' }))

    expect(await screen.findByRole('heading', { name: /C’est confirmé/ })).toBeTruthy()
    expect(server.callsTo('POST', '/api/v1/seasons/s1/enrolments').map(({ body }) => body)).toEqual([
      { category: 'other', origin: '', motivation: '', siteId: sites[1]!.id },
    ])
  })
})

describe('my place', () => {
  const MOVE = 'POST /api/v1/me/enrolments/e1/status'
  const sent = (server: ReturnType<typeof stubServer>) =>
    server.callsTo('POST', '/api/v1/me/enrolments/e1/status').map(({ body }) => body)

  it('is accepted before its deadline, which is told with its hour and zone', async () => {
    const { person, server } = await open('/mon-espace', {
      ...somebody,
      [MINE]: mine({ status: 'offered', offerEndsAt: '2118-05-05T16:00:00.000Z' }),
      [MOVE]: { body: anEnrolment({ status: 'confirmed' }) },
    })
    expect((await screen.findByText(/heure de Paris/)).textContent).toMatch(/5 mai 2118 à 18.h.00, heure de Paris/)

    await person.click(screen.getByRole('button', { name: 'Je prends la place' }))

    await waitFor(() => expect(sent(server)).toEqual([{ to: 'confirmed' }]))
    expect((await screen.findAllByText(/votre place est à vous/)).length).toBeGreaterThan(0)
  })

  it('is left to the next only after a question', async () => {
    const { person, server } = await open('/mon-espace', {
      ...somebody,
      [MINE]: mine({ status: 'offered', offerEndsAt: '2118-05-05T16:00:00.000Z' }),
      [MOVE]: { body: anEnrolment({ status: 'withdrawn' }) },
    })

    await person.click(await screen.findByRole('button', { name: 'Je la laisse' }))
    const question = await screen.findByRole('dialog')
    await person.click(within(question).getByRole('button', { name: 'Revenir' }))
    expect(sent(server)).toEqual([])
    await person.click(screen.getByRole('button', { name: 'Je la laisse' }))
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Je la laisse' }))

    await waitFor(() => expect(sent(server)).toEqual([{ to: 'withdrawn' }]))
  })

  it('says why when the time has passed', async () => {
    const { person } = await open('/mon-espace', {
      ...somebody,
      [MINE]: mine({ status: 'offered', offerEndsAt: '2018-05-05T16:00:00.000Z' }),
      [MOVE]: aProblem(409, 'offer_over'),
    })

    await person.click(await screen.findByRole('button', { name: 'Je prends la place' }))

    expect((await screen.findAllByText(/n’est plus réservée/)).length).toBeGreaterThan(0)
  })

  it('in the waiting list has a rank, and another site can be chosen', async () => {
    const [amiens, remote] = ['0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7', '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e8']
    const { person, server } = await open('/mon-espace', {
      ...somebody,
      [MINE]: mine({ status: 'waiting', waitingRank: 3, siteId: amiens, siteName: 'Amiens' }),
      [PLACES]: placesLeft({
        sites: [
          { id: amiens, name: 'Amiens', kind: 'place', left: 0 },
          { id: remote, name: 'À distance', kind: 'remote', left: null },
        ],
      }),
      'PUT /api/v1/me/enrolments/e1/site': { body: anEnrolment({ status: 'offered', siteId: remote }) },
    })
    expect(await screen.findByText(/Vous êtes au rang 3/)).toBeTruthy()
    expect(screen.getByText('Site : Amiens')).toBeTruthy()

    await person.click(await screen.findByRole('button', { name: 'Changer de site' }))
    const dialog = await screen.findByRole('dialog')
    await person.click(within(dialog).getByRole('radio', { name: /À distance/ }))
    await person.click(within(dialog).getByRole('button', { name: 'Changer' }))

    await waitFor(() =>
      expect(server.callsTo('PUT', '/api/v1/me/enrolments/e1/site').map(({ body }) => body)).toEqual([
        { siteId: remote },
      ]),
    )
  })
})

describe('the list of organisers', () => {
  const at = '/pilotage/saisons/s1/inscriptions'

  it('is searched by name, and by site', async () => {
    const sites = [{ id: 'site1', name: 'Amiens', kind: 'place', capacity: 12, taken: 3, waiting: 0 }]
    const { person, server, router } = await open(at, {
      ...organiser,
      [`GET ${RULES}`]: { body: enrolmentRules({ sites }) },
      [LIST]: listOf([anEnrolment()]),
      [`${LIST}?name=petit`]: listOf([]),
    })
    await screen.findByRole('heading', { name: 'Camille Petit' })

    await person.type(screen.getByRole('searchbox', { name: 'Chercher un nom' }), 'petit{Enter}')

    expect(await screen.findByText('Aucune inscription ne correspond')).toBeTruthy()
    expect(router.currentRoute.value.fullPath).toBe(`${at}?nom=petit`)
    expect(server.callsTo('GET', '/api/v1/seasons/s1/enrolments?name=petit')).toHaveLength(1)
    expect(screen.getByRole('combobox', { name: 'Site' })).toBeTruthy()
  })

  it('tells who moved someone and when, and the moves before on request', async () => {
    const { person } = await open(at, {
      ...organiser,
      [LIST]: listOf([
        anEnrolment({
          status: 'offered',
          statusBy: null,
          statusAt: '2118-05-03T16:00:00.000Z',
          offerEndsAt: '2118-05-05T16:00:00.000Z',
        }),
      ]),
      'GET /api/v1/enrolments/e1/history?limit=50': listOf([
        { id: 'h1', at: '2118-05-03T16:00:00.000Z', act: 'offered', by: null },
        { id: 'h2', at: '2118-05-01T16:00:00.000Z', act: 'waiting', by: 'Dominique Roy' },
      ]),
    })
    expect((await screen.findByText(/Réponse attendue/)).textContent).toMatch(/5 mai 2118 à 18.h.00, heure de Paris/)

    await person.click(screen.getByRole('button', { name: 'Historique de Camille Petit' }))

    expect(await screen.findByText(/par Dominique Roy/)).toBeTruthy()
    expect(screen.getAllByText('Liste d’attente').length).toBeGreaterThan(0)
  })

  it('confirms those that were chosen in one act, and says for whom no place was left', async () => {
    const CONFIRM = '/api/v1/seasons/s1/enrolments/confirmations'
    const { person, server } = await open(at, {
      ...organiser,
      [LIST]: listOf([
        anEnrolment(),
        anEnrolment({ id: 'e2', personName: 'Ali Roy' }),
        anEnrolment({ id: 'e3', personName: 'Zoé Petit', status: 'confirmed' }),
      ]),
      [`POST ${CONFIRM}`]: {
        body: {
          results: [
            { enrolmentId: 'e1', outcome: 'confirmed' },
            { enrolmentId: 'e2', outcome: 'full' },
          ],
        },
      },
    })

    await person.click(await screen.findByRole('checkbox', { name: 'Tout choisir sur cette page' }))
    expect(screen.queryByRole('checkbox', { name: 'Choisir Zoé Petit' })).toBeNull()
    await person.click(screen.getByRole('button', { name: 'Confirmer 2 personnes' }))

    await waitFor(() =>
      expect(server.callsTo('POST', CONFIRM).map(({ body }) => body)).toEqual([{ enrolmentIds: ['e1', 'e2'] }]),
    )
    expect((await screen.findAllByText('Plus de place pour 1 personne.')).length).toBeGreaterThan(0)
  })

  const MOVE = 'POST /api/v1/enrolments/e1/status'

  it('says which places are all taken', async () => {
    const { person } = await open(at, {
      ...organiser,
      [LIST]: listOf([anEnrolment({ status: 'waiting', waitingRank: 1 })]),
      [MOVE]: aProblem(409, 'season_full', { errors: [{ path: 'site', message: 'Full.', code: 'full' }] }),
    })
    expect(await screen.findByText('rang 1')).toBeTruthy()

    await person.click(screen.getByRole('button', { name: 'Confirmer Camille Petit' }))

    expect((await screen.findAllByText('Toutes les places de ce site sont prises.')).length).toBeGreaterThan(0)
  })

  it('asks before the place of someone goes to the next', async () => {
    const { person, server } = await open(at, {
      ...organiser,
      [LIST]: listOf([anEnrolment({ status: 'confirmed' })]),
      [MOVE]: { body: anEnrolment({ status: 'withdrawn' }) },
    })

    await person.click(await screen.findByRole('button', { name: 'Retirer Camille Petit' }))
    const question = await screen.findByRole('dialog')
    expect(server.callsTo('POST', '/api/v1/enrolments/e1/status')).toEqual([])
    await person.click(within(question).getByRole('button', { name: 'Retirer' }))

    await waitFor(() =>
      expect(server.callsTo('POST', '/api/v1/enrolments/e1/status').map(({ body }) => body)).toEqual([
        { to: 'withdrawn' },
      ]),
    )
  })
})
