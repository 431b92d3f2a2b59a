import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

const CHECK_INS = '/api/v1/seasons/s1/check-ins'
const LIST = '/api/v1/seasons/s1/door/people?limit=500'
const KEPT = 'essor.check-in.p1.s1'

const ana = {
  enrolmentId: 'e1',
  personName: 'Ana Lopez',
  category: 'student',
  siteName: 'Étouvie',
  status: 'confirmed',
  checkedInAt: null,
  code: '3F9A12BC77DE0A41',
}
const bob = { ...ana, enrolmentId: 'e2', personName: 'Bob Roy', code: 'AAAA12BC77DE0A41' }
const waits = { ...ana, enrolmentId: 'e3', personName: 'Cléo Dupuis', status: 'waiting', code: 'BBBB12BC77DE0A41' }
const arrival = { ...ana, status: 'checked_in', checkedInAt: '2026-04-01T07:12:00.000Z', again: false }
const door = {
  seasonId: 's1',
  seasonName: 'Printemps solidaire',
  timeZone: 'Europe/Paris',
  terminology: aSeason().terminology,
  open: true,
  now: new Date().toISOString(),
  sites: [],
}

async function open(answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: aMe() },
    'GET /api/v1/seasons/s1/door': { body: door },
    [`GET ${LIST}`]: { body: { items: [ana, bob, waits], nextCursor: null } },
    [`POST ${CHECK_INS}`]: { body: arrival },
    ...answers,
  })
  const view = await renderAt('/pilotage/saisons/s1/accueil')
  await screen.findByRole('button', { name: 'Noter l’arrivée de Ana Lopez' })
  return { ...view, server, person: userEvent.setup() }
}

const come = (person: ReturnType<typeof userEvent.setup>, name: string) =>
  person.click(screen.getByRole('button', { name: `Noter l’arrivée de ${name}` }))

const sent = (server: ReturnType<typeof stubServer>) => server.callsTo('POST', CHECK_INS).map(({ body }) => body)

describe('keeping the door', () => {
  afterEach(() => vi.restoreAllMocks())

  it('says who is here, who is awaited, and welcomes by name', async () => {
    const { person, server } = await open()
    expect(screen.getByText('2 personnes attendues')).toBeTruthy()

    await come(person, 'Ana Lopez')

    expect(await screen.findByText(/^Bienvenue/)).toBeTruthy()
    expect(screen.getByText(/^Arrivée notée à 0?9.*12\.$/)).toBeTruthy()
    expect(sent(server)).toEqual([{ enrolmentId: 'e1' }])
    expect(screen.getByText('1 personne attendue')).toBeTruthy()
  })

  it('finds people by any part of their name, and tickets by the beginning of their code', async () => {
    const { person } = await open()
    const names = () =>
      within(screen.getByRole('region', { name: 'Chercher une personne' })).queryAllByText(/Lopez|Roy|Dupuis/)
    const field = screen.getByRole('searchbox', { name: 'Chercher par nom' })

    await person.type(field, 'cleo')
    expect(names().map((one) => one.textContent)).toEqual(['Cléo Dupuis'])
    expect(screen.queryByRole('button', { name: /Noter l’arrivée/ })).toBe(null)
    await person.clear(field)
    await person.type(field, 'aaaa 12')
    expect(names().map((one) => one.textContent)).toEqual(['Bob Roy'])
  })

  it('says so of someone who was here before', async () => {
    const { person } = await open({ [`POST ${CHECK_INS}`]: { body: { ...arrival, again: true } } })

    await come(person, 'Ana Lopez')

    expect(await screen.findByText('Déjà là')).toBeTruthy()
  })

  it('says in plain words why someone is not expected', async () => {
    const { person } = await open({ [`POST ${CHECK_INS}`]: aProblem(409, 'ticket_withdrawn') })

    await come(person, 'Ana Lopez')

    expect(await screen.findByText('Inscription retirée')).toBeTruthy()
    expect(screen.getByText(/accueillez-la comme une arrivée sans inscription/)).toBeTruthy()
  })

  it('keeps arrivals without a network, without names, and sends each once when it is back', async () => {
    const { person, server } = await open({ [`POST ${CHECK_INS}`]: 'unreachable' })

    await come(person, 'Ana Lopez')

    expect(await screen.findByText('Arrivée gardée sur cet appareil, en attente d’envoi.')).toBeTruthy()
    expect(screen.getByText('1 arrivée en attente d’envoi')).toBeTruthy()
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '[]') as { at: string }[]
    expect(kept).toEqual([{ enrolmentId: 'e1', at: expect.stringMatching(/Z$/) }])

    const before = sent(server).length
    server.answers[`POST ${CHECK_INS}`] = { body: arrival }
    window.dispatchEvent(new Event('online'))

    await waitFor(() => expect(screen.queryByText('1 arrivée en attente d’envoi')).toBe(null))
    expect(sent(server).slice(before)).toEqual(kept)
    expect(localStorage.getItem(KEPT)).toBe(null)
  })

  it('sends what an earlier visit left on this device, and shows what the server says no to', async () => {
    const left = [
      { enrolmentId: 'e2', at: '2026-04-01T07:00:00.000Z' },
      { code: 'FFFF12BC77DE0A41', at: '2026-04-01T07:01:00.000Z' },
    ]
    localStorage.setItem(KEPT, JSON.stringify(left))
    const { person, server } = await open({ [`POST ${CHECK_INS}`]: aProblem(404, 'ticket_unknown') })

    const conflicts = await screen.findByRole('alert', { name: 'Arrivées à vérifier' })
    expect(await within(conflicts).findByText('Billet FFFF12BC77DE0A41')).toBeTruthy()
    expect(within(conflicts).getByText('Bob Roy')).toBeTruthy()
    expect(sent(server)).toEqual(left)
    await person.click(within(conflicts).getByRole('button', { name: 'C’est vu pour Bob Roy' }))
    await person.click(within(conflicts).getByRole('button', { name: /C’est vu pour Billet/ }))

    expect(screen.queryByRole('alert', { name: 'Arrivées à vérifier' })).toBe(null)
    expect(localStorage.getItem(KEPT)).toBe(null)
  })

  it('takes back a wrong tap', async () => {
    const { person, server } = await open({ [`DELETE ${CHECK_INS}/e1`]: { body: ana } })
    await come(person, 'Ana Lopez')
    await screen.findByText(/^Bienvenue/)

    await person.click(screen.getByRole('button', { name: 'Annuler' }))

    expect(await screen.findByRole('button', { name: 'Noter l’arrivée de Ana Lopez' })).toBeTruthy()
    expect(server.callsTo('DELETE', `${CHECK_INS}/e1`)).toHaveLength(1)
  })

  it('says what to do where there is no camera, or none that may be used', async () => {
    const { person } = await open()
    const refuse = (name: string) =>
      vi.stubGlobal('navigator', {
        onLine: true,
        mediaDevices: { getUserMedia: () => Promise.reject(new DOMException('', name)) },
      })

    refuse('NotAllowedError')
    await person.click(screen.getByRole('button', { name: 'Scanner un billet' }))
    expect(await screen.findByText('La caméra n’est pas autorisée')).toBeTruthy()
    refuse('NotFoundError')
    await person.click(screen.getByRole('button', { name: 'Essayer de nouveau' }))
    expect(await screen.findByText('Nous ne trouvons pas de caméra')).toBeTruthy()
    vi.unstubAllGlobals()
  })
})

describe('someone who comes without being enrolled', () => {
  const WALK_INS = '/api/v1/seasons/s1/walk-ins'

  async function fill(person: ReturnType<typeof userEvent.setup>) {
    await person.click(screen.getByRole('button', { name: 'Arrivée sans inscription' }))
    await person.type(screen.getByRole('textbox', { name: 'Nom et prénom' }), 'Jeanne Leroy')
    await person.click(screen.getByRole('combobox', { name: /Cette personne est/ }))
    await person.click(await screen.findByRole('option', { name: 'À la retraite' }))
  }

  it('needs no e-mail address', async () => {
    const { person, server } = await open({
      [`POST ${WALK_INS}`]: { status: 201, body: { ...arrival, enrolmentId: 'e9', personName: 'Jeanne Leroy' } },
    })
    await fill(person)

    await person.click(screen.getByRole('button', { name: 'Accueillir' }))

    expect(await screen.findByText('Jeanne Leroy')).toBeTruthy()
    expect(server.callsTo('POST', WALK_INS).map(({ body }) => body)).toEqual([
      { name: 'Jeanne Leroy', email: null, category: 'retired', siteId: null, evenIfFull: false },
    ])
  })

  it('is let in although all is full only when that is said', async () => {
    const { person, server } = await open({ [`POST ${WALK_INS}`]: aProblem(409, 'season_full') })
    await fill(person)
    expect(screen.queryByRole('checkbox')).toBe(null)
    await person.click(screen.getByRole('button', { name: 'Accueillir' }))
    await person.click(await screen.findByRole('checkbox', { name: /Accueillir quand même/ }))
    server.answers[`POST ${WALK_INS}`] = { status: 201, body: { ...arrival, personName: 'Jeanne Leroy' } }

    await person.click(screen.getByRole('button', { name: 'Accueillir' }))

    expect(await screen.findByText('Jeanne Leroy')).toBeTruthy()
    expect(server.callsTo('POST', WALK_INS).map(({ body }) => (body as { evenIfFull: boolean }).evenIfFull)).toEqual([
      false,
      true,
    ])
  })
})
