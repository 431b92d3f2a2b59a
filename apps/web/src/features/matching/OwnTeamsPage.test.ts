import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { stubServer } from '../../../test/server.ts'

const me = { id: 'Ana', name: 'Ana', email: 'ana@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const team = {
  id: 't1',
  name: 'Un jardin',
  season: {
    id: 's1',
    slug: 's',
    name: 'Saison de printemps',
    terminology: { event: 'saison', team: 'équipe', structure: 'structure', participant: 'bénévole' },
  },
  project: { id: 'garden', title: 'Un jardin', structure: 'Locataires', summary: 'Un lieu commun', wantedSkills: [] },
  members: [
    { personId: 'Ana', name: 'Ana', skills: [{ skill: 'food.garden', level: 3 }] },
    { personId: 'Ben', name: 'Ben', skills: [] },
  ],
  why: {
    wish: 1,
    brings: [{ skill: 'food.garden', level: 2, has: 3, alone: true }],
    locked: false,
    togetherWith: ['Ben'],
    mixesOrigins: true,
    mixesCategories: false,
    byHand: false,
    site: 'same',
    blocks: ['b1'],
    roles: ['facilitator'],
  },
  moments: [{ id: 'b1', name: 'Mercredi soir' }],
}

async function open(teams: object[], enrolments: object[], places: object[] = []) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/me/teams': { body: teams },
    'GET /api/v1/me/enrolments?limit=100': { body: { items: enrolments, nextCursor: null } },
    'GET /api/v1/me/places': { body: places },
    'GET /api/v1/me/team-invitations': { body: [] },
    'GET /api/v1/me/seasons/s2/preferences': { body: { open: true } },
    'GET /api/v1/me/seasons/s4/preferences': { body: { open: false } },
  })
  await renderAt('/mon-espace/equipes')
  return server
}

it('shows who I act with, on what, and why I am there', async () => {
  await open([team], [])

  const why = within(await screen.findByRole('region', { name: /^Pourquoi cette place est la vôtre/ }))
  expect(why.getAllByRole('listitem').map((line) => line.textContent?.replaceAll('\u00a0', ' '))).toEqual([
    'C’est votre premier vœu.',
    'Vous apportez ce qui manquait : Jardinage.',
    'Grâce à vous, votre équipe réunit des personnes d’horizons différents.',
    'Vous savez animer, et votre équipe en a besoin.',
    'Le projet se passe là où vous venez.',
    'Vous êtes là quand le projet se réunit : Mercredi soir.',
    'Vous restez avec Ben.',
  ])
  expect(within(screen.getByRole('region', { name: /^Les membres/ })).getByText('Ben')).toBeTruthy()
  expect(screen.getByText('Un lieu commun')).toBeTruthy()
})

it('offers to rank projects where teams are still to come', async () => {
  const enrolment = (id: string, status: string) => ({ id, seasonId: id, seasonName: `Saison ${id}`, status })
  await open([], [enrolment('s2', 'confirmed'), enrolment('s3', 'withdrawn')])

  const links = await screen.findAllByRole('link', { name: 'Classer les projets' })
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['/mon-espace/saisons/s2/voeux'])
})

it('says that a place is looked for once teams are known, but not to someone who wants none', async () => {
  const enrolment = (id: string) => ({ id, seasonId: id, seasonName: `Saison ${id}`, status: 'confirmed' })
  const { season } = team
  const gaveUp = { teamId: 't5', status: 'declined', elsewhere: false, words: '', at: null, projectTitle: 'Un four' }
  await open([], [enrolment('s4'), enrolment('s5')], [{ ...gaveUp, season: { ...season, id: 's5' } }])

  await screen.findByText(/^Les places ont été proposées/)
  expect(screen.queryByRole('link', { name: 'Classer les projets' })).toBeNull()
  expect(screen.queryByText('Saison s5')).toBeNull()
})

it('invites someone who is nowhere yet', async () => {
  await open([], [])

  expect(await screen.findByText('Pas encore d’équipe')).toBeTruthy()
})

it('tells someone who was moved why, and from where', async () => {
  const now = { teamId: 't1', status: 'offered', elsewhere: false, words: '', at: null, answerBy: null, late: false }
  const held = {
    ...now,
    projectTitle: 'Un jardin',
    open: true,
    closed: false,
    season: { ...team.season, timeZone: 'Europe/Paris' },
  }
  const at = '2026-03-02T09:00:00.000Z'
  await open([team], [], [held, { ...held, teamId: 't0', status: 'moved', projectTitle: 'Des vélos', at }])

  const why = within(await screen.findByRole('region', { name: /^Pourquoi cette place est la vôtre/ }))
  expect(why.getAllByRole('listitem')[0]!.textContent?.replaceAll('\u00a0', ' ')).toBe(
    'Vous étiez auprès de « Des vélos ». Quelqu’un n’a pas pu rester, et il a fallu rééquilibrer les équipes.',
  )
})

it('keeps the refusal on the page, and says what becomes of the enrolment before and after', async () => {
  const place = {
    teamId: 't1',
    projectTitle: 'Un jardin',
    season: { ...team.season, timeZone: 'Europe/Paris' },
    status: 'offered',
    answerBy: '2026-03-07T22:59:00.000Z',
    late: false,
    open: true,
    elsewhere: false,
    words: '',
    at: null,
  }
  const enrolment = { id: 'e1', seasonId: 's1', seasonName: 'Saison de printemps', status: 'confirmed' }
  const declined = [{ ...place, status: 'declined', answerBy: null, at: '2026-03-02T09:00:00.000Z' }]
  const withdrawal = { name: 'Retirer aussi mon inscription' }
  const { answers } = await open([team], [enrolment], [place])

  await userEvent.click(await screen.findByRole('button', { name: 'Non, je ne peux pas' }))
  expect((await screen.findByRole('link', withdrawal)).getAttribute('href')).toBe('/mon-espace#mes-inscriptions')
  answers['POST /api/v1/me/places/t1/answer'] = { status: 201, body: declined }
  answers['GET /api/v1/me/places'] = { body: declined }
  answers['GET /api/v1/me/teams'] = { body: [] }
  await userEvent.click(screen.getByRole('button', { name: 'Confirmer mon refus' }))

  const past = within(await screen.findByRole('region', { name: 'Mes réponses passées' }))
  expect(past.getByText(/^Vous avez dit non à «.Un jardin.»\.$/)).toBeTruthy()
  expect(past.getByText(/^Vous restez inscrit·e à «.Saison de printemps.»\./)).toBeTruthy()
  expect(past.getByRole('link', withdrawal)).toBeTruthy()
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Mes réponses passées'))
})
