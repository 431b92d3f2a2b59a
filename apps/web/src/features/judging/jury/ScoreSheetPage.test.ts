import userEvent from '@testing-library/user-event'
import { screen, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

class Silence extends EventTarget {
  readyState = 1
  close(): void {
    this.readyState = 2
  }
}

const SHEET = '/api/v1/pitches/p1/scorecard'
const me = { id: 'j1', name: 'Amadou', email: 'a@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const empty = { pitchId: 'p1', marks: {}, comment: '', status: 'empty', version: 0, sentAt: null }
const pitch = {
  pitchId: 'p1',
  sessionId: 's1',
  sessionTitle: 'Pitchs du dimanche',
  sessionStatus: 'live',
  position: 1,
  status: 'running',
  teamId: 't1',
  teamName: 'Les Jardiniers',
  projectTitle: 'Un jardin partagé',
  scoring: 'open',
  conflict: null,
  scorecard: empty,
}
const jury = (over: object = {}) => ({
  seasonId: 's',
  seasonName: 'OPAC d’Amiens 2018',
  rubric: {
    criteria: [
      { id: 'utilite', label: 'Utilité sociale', description: '', weight: 2, max: 5 },
      { id: 'duree', label: 'Durée', description: '', weight: 1, max: 5 },
    ],
    tieBreaks: [],
    inUse: false,
    version: 1,
  },
  pitches: [{ ...pitch, ...over }],
})

async function open(over: object = {}, answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/me/juries/s': { body: jury(over) },
    [`PUT ${SHEET}`]: { body: { ...empty, status: 'draft', version: 1 } },
    ...answers,
  })
  const view = await renderAt('/mon-espace/jury/s/pitchs/p1')
  await screen.findByRole('heading', { name: 'Les Jardiniers' })
  return { ...view, server, person: userEvent.setup() }
}

const pick = (person: ReturnType<typeof userEvent.setup>, criterion: string, mark: string) =>
  person.click(within(screen.getByRole('group', { name: criterion })).getByRole('radio', { name: mark }))

async function sendFrom(person: ReturnType<typeof userEvent.setup>) {
  await person.click(screen.getByRole('button', { name: 'Envoyer ma fiche' }))
  await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Envoyer ma fiche' }))
}

describe('a score sheet', () => {
  beforeEach(() => vi.stubGlobal('EventSource', Silence))

  it('saves a draft by itself, over the version that was read', async () => {
    const { person, server } = await open()

    await pick(person, 'Utilité sociale', '4')

    expect(await screen.findByText('Brouillon enregistré')).toBeTruthy()
    expect(server.callsTo('PUT', SHEET).map(({ body, headers }) => [body, headers['if-match']])).toEqual([
      [{ marks: { utilite: 4 }, comment: '' }, '"0"'],
    ])
    expect(localStorage.getItem('essor.judging.sheet.j1.p1')).toBe(null)
  })

  it('keeps everything on this device while the network is away, and sends it once when it is back', async () => {
    const { person, server } = await open(
      {},
      { [`PUT ${SHEET}`]: 'unreachable', [`POST ${SHEET}/send`]: 'unreachable' },
    )

    await pick(person, 'Utilité sociale', '4')
    await pick(person, 'Durée', '3')
    expect(await screen.findByText('Gardé sur cet appareil')).toBeTruthy()
    await sendFrom(person)
    expect(await screen.findByText('Partira dès que le réseau revient')).toBeTruthy()
    expect(JSON.parse(localStorage.getItem('essor.judging.sheet.j1.p1') ?? '{}')).toEqual({
      marks: { utilite: 4, duree: 3 },
      comment: '',
      version: 0,
      toSend: true,
    })

    const before = server.callsTo('POST', `${SHEET}/send`).length
    server.answers[`POST ${SHEET}/send`] = { body: { ...empty, status: 'sent', version: 1 } }
    window.dispatchEvent(new Event('online'))

    expect(await screen.findByText('Fiche envoyée')).toBeTruthy()
    const sent = server.callsTo('POST', `${SHEET}/send`).slice(before)
    expect(sent.map(({ body }) => body)).toEqual([{ marks: { utilite: 4, duree: 3 }, comment: '' }])
    expect(localStorage.getItem('essor.judging.sheet.j1.p1')).toBe(null)
    expect(screen.queryByRole('button', { name: 'Envoyer ma fiche' })).toBe(null)
  })

  it('takes back what this device kept from before', async () => {
    localStorage.setItem(
      'essor.judging.sheet.j1.p1',
      JSON.stringify({ marks: { utilite: 5 }, comment: 'Bravo', version: 0, toSend: false }),
    )
    const { server } = await open()

    expect(await screen.findByText('Brouillon enregistré')).toBeTruthy()
    expect(server.callsTo('PUT', SHEET).map(({ body }) => body)).toEqual([{ marks: { utilite: 5 }, comment: 'Bravo' }])
  })

  it('counts as sent when the answer to the first sending got lost', async () => {
    const { person } = await open({}, { [`POST ${SHEET}/send`]: aProblem(409, 'scorecard_sent') })

    await pick(person, 'Utilité sociale', '4')
    await pick(person, 'Durée', '3')
    await sendFrom(person)

    expect(await screen.findByText('Fiche envoyée')).toBeTruthy()
  })

  it('says which mark is missing before anything is sent', async () => {
    const { person, server } = await open()
    await pick(person, 'Utilité sociale', '4')

    await person.click(screen.getByRole('button', { name: 'Envoyer ma fiche' }))

    expect(within(screen.getByRole('group', { name: 'Durée' })).getByText('Il manque une note ici.')).toBeTruthy()
    expect(server.callsTo('POST', `${SHEET}/send`)).toEqual([])
  })

  it('asks which version stays when another device wrote over it', async () => {
    const theirs = { ...empty, marks: { utilite: 1 }, status: 'draft', version: 3 }
    const { person, server } = await open({}, { [`PUT ${SHEET}`]: aProblem(412, 'version_conflict') })
    await pick(person, 'Utilité sociale', '4')
    expect(await screen.findByText('Cette fiche a changé sur un autre appareil')).toBeTruthy()

    server.answers['GET /api/v1/me/juries/s'] = { body: jury({ scorecard: theirs }) }
    server.answers[`PUT ${SHEET}`] = { body: { ...theirs, marks: { utilite: 4 }, version: 4 } }
    await person.click(screen.getByRole('button', { name: 'Garder celle d’ici' }))

    expect(await screen.findByText('Brouillon enregistré')).toBeTruthy()
    const last = server.callsTo('PUT', SHEET).at(-1)
    expect([last?.body, last?.headers['if-match']]).toEqual([{ marks: { utilite: 4 }, comment: '' }, '"3"'])
  })

  it('waits for the pitch to begin', async () => {
    await open({ scoring: 'not_yet', status: 'waiting' })

    expect(screen.getByText('Vous pourrez noter dès que ce pitch commencera.')).toBeTruthy()
    expect((screen.getByRole('button', { name: 'Envoyer ma fiche' }) as HTMLButtonElement).disabled).toBe(true)
  })

  it('lets nobody score a team of their own', async () => {
    await open({ conflict: 'member' })

    expect(screen.getByText('Vous ne notez pas ce pitch')).toBeTruthy()
    expect(screen.queryByRole('radio')).toBe(null)
  })
})
