import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const aMember = (over: object = {}) => ({
  personId: 'p2',
  name: 'Paul Martin',
  capacity: 3,
  expertise: ['law', 'money.budget'],
  fromProfile: false,
  version: 2,
  assigned: 1,
  begun: 1,
  done: 0,
  recused: 0,
  late: true,
  lastActivityAt: '2026-11-20T18:00:00.000Z',
  remindedAt: null,
  ...over,
})
const committee = {
  callId: 'c1',
  timeZone: 'Europe/Paris',
  reviewsPerFile: 2,
  reviewAsFilesCome: false,
  reviewsDueAt: '2026-11-30T22:59:59.999Z',
  version: 1,
  members: [aMember()],
}
const aConflict = (over: object = {}) => ({
  submissionId: 's1',
  title: 'Un jardin',
  structure: 'Amicale',
  restricted: false,
  reviewerId: 'p2',
  reviewerName: 'Paul Martin',
  sources: [{ source: 'same_structure', reason: '' }],
  dismissed: null,
  reviewStatus: 'draft',
  ...over,
})
const plan = {
  fingerprint: 'abc',
  reviewsPerFile: 2,
  leftOut: 0,
  files: [
    {
      submissionId: 's1',
      title: 'Un jardin',
      structure: 'Amicale',
      restricted: false,
      kept: [],
      given: [
        { reviewerId: 'p2', expert: true },
        { reviewerId: 'p3', expert: false },
      ],
      missing: 0,
      why: { conflict: 0, full: 0, notNamed: 0 },
    },
    {
      submissionId: 's2',
      title: 'Une épicerie',
      structure: 'Les voisins',
      restricted: false,
      kept: ['p3'],
      given: [],
      missing: 1,
      why: { conflict: 3, full: 2, notNamed: 0 },
    },
  ],
  reviewers: [
    { reviewerId: 'p2', name: 'Paul Martin', capacity: 3, before: 0, after: 1 },
    { reviewerId: 'p3', name: 'Zoé Petit', capacity: null, before: 1, after: 2 },
  ],
}
const [members, conflicts, assignment] = ['committee', 'conflicts?limit=100', 'assignment'].map(
  (what) => `/api/v1/calls/c1/${what}`,
)

async function open(path: string, answers: Parameters<typeof stubServer>[0] = {}) {
  const grant = (role: string) => ({ id: role, role, scopeKind: 'season', scopeId: 's1' })
  const server = stubServer({
    'GET /api/v1/me': { body: aMe({ grants: [grant('organiser'), grant('reviewer')] }) },
    'GET /api/v1/me/seasons?limit=100': listOf([aSeason()]),
    'GET /api/v1/seasons/s1': { body: aSeason() },
    [`GET ${members}`]: { body: committee },
    [`GET ${conflicts}`]: listOf([aConflict()]),
    [`GET ${assignment}`]: { body: plan },
    ...answers,
  })
  return { server, person: userEvent.setup(), ...(await renderAt(path)) }
}
const page = '/pilotage/saisons/s1/appels/c1/comite'

it('shows how far each reviewer is, and reminds those who have not finished', async () => {
  const { person, server } = await open(page, { [`POST ${members}/reminders`]: { status: 201, body: { reminded: 1 } } })
  const line = within(await screen.findByRole('article', { name: 'Paul Martin' }))

  expect(line.getByText('2 projets confiés, 3 au plus')).toBeTruthy()
  expect(line.getByText('En retard')).toBeTruthy()
  expect(line.getByText(/Droit \(tout le domaine\), Budget et trésorerie/)).toBeTruthy()
  await person.click(line.getByRole('button', { name: 'Relancer Paul Martin' }))

  expect(await line.findByText('1 message est parti.')).toBeTruthy()
  expect(server.callsTo('POST', `${members}/reminders`).map(({ body }) => body)).toEqual([{ personIds: ['p2'] }])
})

it('changes what a reviewer can take on, and keeps what was typed when somebody was quicker', async () => {
  const { person, server } = await open(page, { [`PUT ${members}/p2`]: aProblem(412, 'version_conflict') })
  await person.click(await screen.findByRole('button', { name: /Modifier.: Paul Martin/ }))
  const capacity = await screen.findByLabelText(/Combien de projets au plus/)

  await person.clear(capacity)
  await person.type(capacity, '5')
  await person.click(
    within(screen.getByRole('article', { name: 'Paul Martin' })).getByRole('button', { name: 'Enregistrer' }),
  )

  await waitFor(() =>
    expect(server.callsTo('PUT', `${members}/p2`).map(({ body }) => body)).toEqual([
      { capacity: 5, expertise: ['law', 'money.budget'] },
    ]),
  )
  expect((capacity as HTMLInputElement).value).toBe('5')
  expect(await screen.findByRole('alert')).toBeTruthy()
})

it('shows a file given in spite of a tie in red, takes it back in one act, or puts the tie aside with a reason', async () => {
  const pair = '/api/v1/submissions/s1/conflicts/p2'
  const { person, server } = await open(page, {
    'DELETE /api/v1/submissions/s1/reviewers/p2': { status: 204 },
    [`PUT ${pair}`]: { body: { submissionId: 's1', reviewerId: 'p2', stance: 'dismissed', reason: 'Autre ville.' } },
  })
  const line = within(await screen.findByRole('article', { name: 'Paul Martin – Un jardin' }))

  expect(line.getByText('même structure')).toBeTruthy()
  expect(line.getByText('Ce projet lui a été confié avant que le lien soit connu.')).toBeTruthy()
  await person.click(line.getByRole('button', { name: /Reprendre .* à Paul Martin/ }))
  await waitFor(() => expect(server.callsTo('DELETE', '/api/v1/submissions/s1/reviewers/p2')).toHaveLength(1))
  await person.click(line.getByRole('button', { name: /Ce n’est pas un conflit/ }))
  await person.type(line.getByLabelText(/Pourquoi n’est-ce pas un conflit/), 'Autre ville.')
  await person.click(line.getByRole('button', { name: 'Écarter ce lien' }))

  await waitFor(() =>
    expect(server.callsTo('PUT', pair).map(({ body }) => body)).toEqual([
      { stance: 'dismissed', reason: 'Autre ville.' },
    ]),
  )
})

it('previews the sharing out, says what lacks whom, and gives out what is left of it in one act', async () => {
  const { person, server } = await open('/pilotage/saisons/s1/appels/c1/repartition', {
    [`POST ${assignment}`]: { status: 201, body: { reviews: 1, reviewers: 1 } },
  })
  const lacking = within(await screen.findByRole('article', { name: 'Une épicerie' }))
  const garden = within(screen.getByRole('article', { name: 'Un jardin' }))

  expect(lacking.getByText(/Il manque 1 personne\s: 3 en conflit, 2 au complet/)).toBeTruthy()
  expect(garden.getByText('Pas de spécialité sur ce sujet')).toBeTruthy()
  expect(screen.getByText('0 → 1 (3 au plus)')).toBeTruthy()
  await person.click(garden.getByRole('checkbox', { name: 'Zoé Petit' }))
  await person.click(screen.getByRole('button', { name: 'Confier 1 relecture' }))
  const dialog = await screen.findByRole('dialog')
  await person.click(within(dialog).getByRole('button', { name: 'Confier ces projets' }))

  expect(await screen.findByText('1 relecture est confiée.')).toBeTruthy()
  expect(server.callsTo('POST', assignment!).map(({ body }) => body)).toEqual([
    { fingerprint: 'abc', files: [{ submissionId: 's1', reviewerIds: ['p2'] }] },
  ])
})

it('says why nothing can be shared out before the deadline', async () => {
  await open('/pilotage/saisons/s1/appels/c1/repartition', { [`GET ${assignment}`]: aProblem(409, 'call_still_open') })

  expect(await screen.findByText('L’appel est encore ouvert')).toBeTruthy()
})

it('lets a reviewer say what they can take on, and what they know from close by', async () => {
  const own = {
    callId: 'c1',
    callTitle: 'Bien vieillir',
    seasonId: 's1',
    seasonName: 'Printemps',
    timeZone: 'Europe/Paris',
    reviewsDueAt: null,
    capacity: null,
    expertise: ['law.labour'],
    fromProfile: true,
    version: 0,
    given: 0,
  }
  const ties = '/api/v1/me/committees/c1/ties'
  const tie = {
    id: 't1',
    submissionId: null,
    title: null,
    structure: 'Amicale',
    reason: 'Bureau',
    createdAt: '2026-11-15T09:00:00.000Z',
  }
  const { person, server } = await open('/mon-espace/relectures/comite/c1', {
    'GET /api/v1/me/committees?limit=100': listOf([own]),
    'PUT /api/v1/me/committees/c1': { body: { ...own, personId: 'p1', capacity: 4, version: 1 } },
    [`GET ${ties}`]: { body: { ties: [], structures: ['Amicale'] } },
    [`POST ${ties}`]: { status: 201, body: tie },
  })

  await person.type(await screen.findByLabelText(/Combien de projets au plus/), '4')
  await person.click(screen.getByRole('button', { name: 'Enregistrer' }))
  await waitFor(() =>
    expect(server.callsTo('PUT', '/api/v1/me/committees/c1').map(({ body }) => body)).toEqual([
      { capacity: 4, expertise: null },
    ]),
  )
  await person.type(await screen.findByLabelText(/De qui s’agit-il/), 'Amicale')
  await person.type(screen.getByLabelText(/Quel est votre lien/), 'Bureau')
  server.answers[`GET ${ties}`] = { body: { ties: [tie], structures: ['Amicale'] } }
  await person.click(screen.getByRole('button', { name: 'Déclarer ce lien' }))

  expect(await screen.findByRole('button', { name: /Retirer le lien\s: Amicale/ })).toBeTruthy()
  expect(server.callsTo('POST', ties).map(({ body }) => body)).toEqual([
    { submissionId: null, structure: 'Amicale', reason: 'Bureau' },
  ])
})
