import { screen, within } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { stubServer } from '../../../../test/server.ts'

const terminology = { event: 'saison', team: 'équipe', structure: 'structure', participant: 'bénévole' }
const me = { id: 'Ana', name: 'Ana', email: 'ana@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const organiser = { ...me, grants: [{ role: 'organiser', scopeKind: 'season', scopeId: 's1' }] }
const team = {
  id: 't1',
  name: 'Un jardin',
  season: { id: 's1', slug: 's', name: 'Saison', terminology },
  project: { id: 'garden', title: 'Un jardin', structure: 'Locataires', summary: '', wantedSkills: [] },
  members: [{ personId: 'Ana', name: 'Ana', skills: [] }],
  why: null,
}
const place = {
  teamId: 't1',
  projectTitle: 'Un jardin',
  structure: 'Locataires',
  season: { id: 's1', slug: 's', name: 'Saison', timeZone: 'Europe/Paris', terminology },
  status: 'offered',
  answerBy: '2026-03-07T22:59:00.000Z',
  late: false,
  open: true,
  elsewhere: false,
  words: '',
  at: null,
}

it('lets me say no to my place, with a word, and offer myself elsewhere', async () => {
  const { callsTo } = stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/me/teams': { body: [team] },
    'GET /api/v1/me/places': { body: [place] },
    'GET /api/v1/me/team-invitations': { body: [] },
    'GET /api/v1/me/enrolments?limit=100': { body: { items: [], nextCursor: null } },
    'POST /api/v1/me/places/t1/answer': { status: 201, body: [{ ...place, status: 'declined' }] },
  })
  await renderAt('/mon-espace/equipes')

  const card = within(await screen.findByRole('region', { name: /^Cette place vous convient-elle/ }))
  await userEvent.click(card.getByRole('button', { name: 'Non, je ne peux pas' }))
  await userEvent.type(card.getByRole('textbox'), 'Je travaille')
  await userEvent.click(card.getByRole('checkbox'))
  await userEvent.click(card.getByRole('button', { name: 'Confirmer mon refus' }))

  expect(callsTo('POST', '/api/v1/me/places/t1/answer').map(({ body }) => body)).toEqual([
    { answer: 'declined', words: 'Je travaille', elsewhere: true },
  ])
})

const candidate = (name: string) => ({
  personId: name,
  name,
  source: 'not_placed',
  enrolmentId: null,
  category: null,
  skills: [],
  fills: [],
  invited: null,
})

it('shows organisers the answers and a proposal, and accepts it once they are sure', async () => {
  const repair = { id: 'r1', seasonId: 's1', status: 'done', stale: false, createdAt: '2026-03-05T09:00:00.000Z' }
  const move = { personId: 'Eva', name: 'Eva', from: null, to: 'garden', why: 'placed', loss: null, breaks: [] }
  const option = { kinds: ['few_moves'], objective: 9, proven: true, smaller: false, moved: 0, moves: [move] }
  const { callsTo } = stubServer({
    'GET /api/v1/me': { body: organiser },
    'GET /api/v1/seasons/s1': { body: { id: 's1', name: 'Saison', timeZone: 'Europe/Paris', terminology } },
    'GET /api/v1/seasons/s1/team-offers/summary': {
      body: { accepted: 1, waiting: 0, late: 0, declined: 1, left: 0, vacancies: 1, notPlaced: 1 },
    },
    'GET /api/v1/seasons/s1/team-offers?limit=100': {
      body: {
        items: [
          {
            id: 't1',
            name: 'Un jardin',
            projectId: 'garden',
            structure: 'Locataires',
            closedAt: null,
            vacancies: 1,
            members: [
              {
                personId: 'Ana',
                name: 'Ana',
                status: 'accepted',
                words: '',
                answerBy: null,
                late: false,
                answeredAt: null,
              },
            ],
            past: [],
          },
        ],
        nextCursor: null,
      },
    },
    'GET /api/v1/seasons/s1/team-repairs?limit=1': { body: { items: [repair], nextCursor: null } },
    'GET /api/v1/team-repairs/r1': {
      body: {
        ...repair,
        endedAt: null,
        options: [{ ...option, broken: 0, notPlaced: [] }],
        projects: [{ id: 'garden', title: 'Un jardin' }],
      },
    },
    'GET /api/v1/teams/t1/candidates?source=not_placed': { body: { items: [candidate('Eva')], nextCursor: 'next' } },
    'GET /api/v1/teams/t1/candidates?source=not_placed&cursor=next': {
      body: { items: [candidate('Fay')], nextCursor: null },
    },
    'POST /api/v1/team-repairs/r1/accept': { body: { ...repair, status: 'accepted', options: [], projects: [] } },
  })
  await renderAt('/pilotage/saisons/s1/equipes/reponses')

  expect(await screen.findByText(/Eva rejoint « Un jardin »/)).toBeTruthy()
  expect(screen.getByText('1 place libre')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Chercher quelqu’un' }))
  await screen.findByText('Eva')
  await userEvent.click(await screen.findByRole('button', { name: 'Voir la suite' }))
  expect(await screen.findByText('Fay')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Choisir cette proposition' }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.click(dialog.getByRole('button', { name: 'Choisir cette proposition' }))

  expect(callsTo('POST', '/api/v1/team-repairs/r1/accept').map(({ body }) => body)).toEqual([
    { option: 0, answerDays: 5 },
  ])
})
