import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const accepted = {
  submissionId: 's1',
  title: 'Un jardin',
  structure: 'Amicale',
  holderName: 'Monique',
  sealed: false,
  outcome: 'accepted',
  reason: '',
  waitingRank: null,
  version: 4,
  recipients: ['Monique'],
  mail: { subject: 'Votre projet est retenu', text: 'Bonjour, bonne nouvelle.' },
}
const capacity = {
  teamSize: { min: 3, max: 5 },
  projects: { here: 7, elsewhere: 0, sealed: 0, total: 7 },
  people: { coming: 24, waiting: 0 },
  needed: { min: 21, max: 35 },
  possible: { min: 5, max: 8 },
  verdict: 'fits',
  sites: [],
  skills: [],
}
const nothing = { intro: '', closing: '' }
const words = { accepted: nothing, waitlisted: nothing, declined: nothing, reasons: ['Trop vaste.'], version: 1 }
const aCall = (status: string) => ({ id: 'c1', status, timeZone: 'Europe/Paris' })
const capacityOf = (also = '') => `GET /api/v1/calls/c1/capacity?min=3&max=5${also && `&also=${also}`}`
const list = 'GET /api/v1/calls/c1/decisions?limit=100'
const publish = 'POST /api/v1/calls/c1/decisions/publish'

async function open(items: object[], answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/calls/c1': { body: aCall('closed') },
    [capacityOf()]: { body: capacity },
    'GET /api/v1/calls/c1/answer-words': { body: words },
    [list]: { body: { items, nextCursor: null } },
    ...answers,
  })
  return { server, person: userEvent.setup(), ...(await renderAt('/pilotage/saisons/se1/appels/c1/reponses')) }
}

describe('publishing the answers', () => {
  it('shows each mail, asks once more, and publishes all in one act', async () => {
    const { person, server } = await open([accepted], {
      [publish]: { body: { accepted: 1, waitlisted: 0, declined: 0 } },
    })
    expect(await screen.findByText('Bonjour, bonne nouvelle.')).toBeTruthy()

    await person.click(screen.getByRole('button', { name: 'Publier toutes les réponses' }))
    const dialog = await screen.findByRole('dialog')
    expect(server.callsTo('POST', '/api/v1/calls/c1/decisions/publish')).toEqual([])
    await person.click(within(dialog).getByRole('button', { name: 'Publier toutes les réponses' }))

    await waitFor(() => expect(server.callsTo('POST', '/api/v1/calls/c1/decisions/publish')).toHaveLength(1))
  })

  it('waits until every project has a decision; one that is sealed is decided by others', async () => {
    await open([accepted, { ...accepted, submissionId: 's2', outcome: null, mail: null }])
    expect(await screen.findByText('Il reste un projet sans décision.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Publier toutes les réponses' }).hasAttribute('disabled')).toBe(true)
  })

  it('says so when somebody has published in the meantime', async () => {
    const { person } = await open(
      [accepted, { ...accepted, submissionId: 's2', sealed: true, outcome: null, mail: null }],
      {
        [publish]: aProblem(409, 'decisions_published'),
      },
    )
    await person.click(await screen.findByRole('button', { name: 'Publier toutes les réponses' }))
    await person.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Publier toutes les réponses' }),
    )

    expect(await screen.findByText('Les décisions de cet appel sont déjà publiées.')).toBeTruthy()
  })
})

describe('deciding for several', () => {
  const two = [
    { ...accepted, submissionId: 's1', title: 'Un jardin', outcome: null, mail: null },
    { ...accepted, submissionId: 's2', title: 'Des vélos', outcome: null, mail: null, version: 6 },
    { ...accepted, submissionId: 's3', title: 'Le mien', sealed: true, outcome: null, mail: null },
  ]
  const many = 'POST /api/v1/calls/c1/decisions'

  it('says what the choice would ask of the people who come', async () => {
    const { person } = await open(two, {
      [capacityOf('s2')]: {
        body: { ...capacity, projects: { ...capacity.projects, total: 8 }, needed: { min: 24, max: 40 } },
      },
    })
    expect(await screen.findByText(/7 projets × 3 personnes = 21/)).toBeTruthy()
    expect(screen.getByText(/24 personnes viennent/)).toBeTruthy()

    await person.click(await screen.findByRole('checkbox', { name: /Des vélos/ }))

    expect(await screen.findByText(/8 projets × 3 personnes = 24/)).toBeTruthy()
  })

  it('chooses by keyboard, asks for a reason to decline, and says what stayed as it was', async () => {
    const { person, server } = await open(two, {
      [capacityOf('s1%2Cs2')]: { body: capacity },
      [many]: {
        body: {
          results: [
            { submissionId: 's1', fate: 'decided', version: 5 },
            { submissionId: 's2', fate: 'changed_meanwhile', version: 7 },
          ],
        },
      },
    })
    const all = await screen.findByRole('checkbox', { name: 'Tout choisir' })
    all.focus()
    await person.keyboard(' ')
    expect(screen.queryByRole('checkbox', { name: /Le mien/ })).toBeNull()
    const form = screen.getByRole('form', { name: 'Décider pour 2 projets' })

    await person.click(within(form).getByRole('radio', { name: 'Non retenu' }))
    await person.click(within(form).getByRole('button', { name: 'Enregistrer ces décisions' }))
    expect(within(form).getByText(/Dites pourquoi/)).toBeTruthy()
    expect(server.callsTo('POST', '/api/v1/calls/c1/decisions')).toEqual([])
    await person.click(within(form).getByRole('button', { name: 'Trop vaste.' }))
    await person.click(within(form).getByRole('button', { name: 'Enregistrer ces décisions' }))

    await waitFor(() =>
      expect(server.callsTo('POST', '/api/v1/calls/c1/decisions').map(({ body }) => body)).toEqual([
        {
          submissions: [
            { id: 's1', version: 4 },
            { id: 's2', version: 6 },
          ],
          outcome: 'declined',
          reason: 'Trop vaste.',
        },
      ]),
    )
  })

  it('puts the waiting list in order', async () => {
    const waiting = two
      .slice(0, 2)
      .map((one, index) => ({ ...one, outcome: 'waitlisted', waitingRank: index + 1, mail: accepted.mail }))
    const { person, server } = await open(waiting, {
      'PUT /api/v1/calls/c1/waiting-list': { body: { submissionIds: [] } },
    })

    await person.click(await screen.findByRole('button', { name: /Monter.*Des vélos/ }))

    await waitFor(() =>
      expect(server.callsTo('PUT', '/api/v1/calls/c1/waiting-list').map(({ body }) => body)).toEqual([
        { submissionIds: ['s2', 's1'] },
      ]),
    )
  })
})

describe('once they are published', () => {
  const answered = {
    submissionId: 's1',
    title: 'Un jardin',
    structure: 'Amicale',
    holderName: 'Monique',
    status: 'lapsed',
    reason: '',
    confirmBy: '2026-11-27T22:59:59.999Z',
    waitingRank: null,
    holderWords: '',
    own: false,
    version: 5,
  }

  it('gives another chance, once asked', async () => {
    const { person, server } = await open([], {
      'GET /api/v1/calls/c1': { body: aCall('decided') },
      'GET /api/v1/calls/c1/answers?limit=100': {
        body: {
          items: [answered, { ...answered, submissionId: 's2', title: 'Des vélos', status: 'accepted' }],
          nextCursor: null,
        },
      },
      'POST /api/v1/submissions/s1/promote': { body: answered },
    })

    await person.click(await screen.findByRole('button', { name: 'Laisser une nouvelle chance' }))
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Donner la place' }))

    await waitFor(() => expect(server.callsTo('POST', '/api/v1/submissions/s1/promote')).toHaveLength(1))
    expect(screen.getByText(/27 novembre 2026/)).toBeTruthy()
  })
})
