import { MatchingPolicy } from '@essor/contracts'
import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { stubServer } from '../../../../test/server.ts'

const id = (end: string) => `0197a1f0-0000-4000-8000-0000000000${end}`
const [ana, ben, garden, saved, before] = ['a1', 'a2', 'b1', 'c1', 'd1'].map(id) as [
  string,
  string,
  string,
  string,
  string,
]
const me = { id: 'p0', name: 'Claire', email: 'claire@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const runs = '/api/v1/seasons/s1/matching-runs'
const policies = '/api/v1/seasons/s1/matching-policies'
const teamSize = { min: 1, max: 3 }
const policy = MatchingPolicy.parse({ teamSize, days: 'soft', costs: { days: 2 } })
const row = {
  id: saved,
  seasonId: 's1',
  name: 'Avec les jours',
  policy,
  version: 3,
  createdAt: '2026-03-02T09:00:00.000Z',
}
const run = (over: object = {}) => ({
  id: before,
  seasonId: 's1',
  status: 'done',
  policy: MatchingPolicy.parse({ teamSize, facilitators: 'hard', together: [[ana, id('ff')]] }),
  policyName: null,
  keptFromId: null,
  peopleCount: 2,
  projectCount: 1,
  progress: null,
  answer: { status: 'infeasible', objective: null, bound: null, gap: null },
  failure: null,
  startedByName: null,
  createdAt: '2026-03-02T09:00:00.000Z',
  startedAt: null,
  endedAt: null,
  publishedAt: null,
  people: [
    { id: ana, name: 'Ana', origin: 'Colombbus', category: 'student', coming: true, skills: [] },
    { id: ben, name: 'Ben', origin: 'Le PoleS', category: 'student', coming: true, skills: [] },
  ],
  projects: [{ id: garden, title: 'Un jardin', structure: '' }],
  draft: null,
  clash: null,
  relaxations: [],
  moves: [],
  ...over,
})

const pool = {
  people: [
    { id: ana, name: 'Ana', ranked: true },
    { id: ben, name: 'Ben', ranked: true },
  ],
  projects: [{ id: garden, title: 'Un jardin', structure: '', summary: '', wantedSkills: [] }],
  kept: [],
  ownSizes: [],
  publishedRunId: null,
}

async function open(path: string, answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/seasons/s1/matching-pool': { body: pool },
    [`GET ${policies}?limit=100`]: { body: { items: [row], nextCursor: null } },
    [`GET ${runs}?limit=20`]: { body: { items: [], nextCursor: null } },
    [`POST ${runs}`]: { status: 201, body: { id: 'r1' } },
    [`POST /api/v1/matching-policies/${saved}/runs`]: { status: 201, body: { id: 'r1' } },
    ...answers,
  })
  const { router } = await renderAt(path)
  return { server, router, person: userEvent.setup() }
}
const page = '/pilotage/saisons/s1/equipes'
const search = () => screen.getByRole('button', { name: 'Chercher les équipes' })
const pick = async (person: ReturnType<typeof userEvent.setup>, name: string) => {
  await person.click(await screen.findByRole('combobox', { name: /Partir de/ }))
  await person.click(await screen.findByRole('option', { name }))
}

it('sends each rule as strict and as heavy as it was set', async () => {
  const { server, person } = await open(page)

  await person.click(await screen.findByRole('button', { name: 'Toutes les règles' }))
  const facilitators = within(await screen.findByRole('group', { name: 'Quelqu’un pour animer' }))
  await person.click(facilitators.getByRole('radio', { name: 'Toujours' }))
  const limit = within(screen.getByRole('group', { name: 'Pas trop d’une même origine' }))
  await person.click(limit.getByRole('radio', { name: 'De préférence' }))
  await person.click(search())
  expect(await limit.findByText('Remplissez ce champ.')).toBeTruthy()
  await person.type(limit.getByRole('spinbutton', { name: /Au plus/ }), '2')
  await person.click(search())

  await waitFor(() => expect(server.callsTo('POST', runs)).toHaveLength(1))
  expect(server.callsTo('POST', runs)[0]!.body).toMatchObject({
    facilitators: 'hard',
    originLimit: 'soft',
    mostOfOneOrigin: 2,
  })
})

it('starts from what was saved as it is, and as one of its own once it is changed', async () => {
  const { server, person, router } = await open(page)

  await pick(person, 'Avec les jours')
  await person.click(search())
  await waitFor(() => expect(router.currentRoute.value.name).toBe('season-matching-run'))

  expect(server.callsTo('POST', `/api/v1/matching-policies/${saved}/runs`).map(({ body }) => body)).toEqual([
    { keepFrom: null },
  ])
  expect(server.callsTo('POST', runs)).toEqual([])
})

it('fills the form from a preset, and saves it under a name', async () => {
  const { server, person } = await open(page, {
    [`POST ${policies}`]: { status: 201, body: { ...row, name: 'Mixtes' } },
  })

  await pick(person, 'Deux structures mélangées')
  await person.click(screen.getByRole('button', { name: 'Enregistrer ces demandes' }))
  await person.type(await screen.findByRole('textbox', { name: 'Nom de ces demandes' }), 'Mixtes')
  await person.click(screen.getByRole('button', { name: 'Enregistrer sous ce nom' }))

  await waitFor(() => expect(server.callsTo('POST', policies)).toHaveLength(1))
  expect(server.callsTo('POST', policies)[0]!.body).toEqual({
    name: 'Mixtes',
    policy: MatchingPolicy.parse({
      teamSize,
      mixedOrigins: 'hard',
      everyonePlaced: 'hard',
      everyProjectRuns: 'hard',
    }),
  })
})

it('begins with the requests of an earlier search, without who is gone, and keeps its changes by hand', async () => {
  const draft = { objective: 0, parts: [], broken: [], teams: [], leftOut: [] }
  const moves = [{ personId: ana, from: garden, to: null, delta: 0, at: '2026-03-02T09:00:00.000Z' }]
  const { server, person } = await open(`${page}?depuis=${before}`, {
    [`GET /api/v1/matching-runs/${before}`]: { body: run({ draft, moves }) },
  })

  const kept = await screen.findByRole('checkbox', { name: /Garder vos 1 changement/ })
  expect(kept.getAttribute('aria-checked')).toBe('true')
  await person.click(search())

  await waitFor(() => expect(server.callsTo('POST', runs)).toHaveLength(1))
  expect(server.callsTo('POST', runs)[0]!.body).toEqual({
    ...MatchingPolicy.parse({ teamSize, facilitators: 'hard' }),
    keepFrom: before,
  })
})

it('says which rules clash in plain words, and searches again with one that gives', async () => {
  const relaxed = MatchingPolicy.parse({ teamSize, mixedOrigins: 'soft', costs: { mixedOrigins: 100 } })
  const member = { needs: null, has: null, projectIds: [], personIds: [], groups: [] }
  const groups = [
    { name: 'Colombbus', category: null, count: 19 },
    { name: 'Le PoleS', category: null, count: 2 },
  ]
  const { server, person, router } = await open(`${page}/${before}`, {
    [`GET /api/v1/matching-runs/${before}`]: {
      body: run({
        clash: {
          minimal: true,
          members: [
            { ...member, rule: 'mixedOrigins', needs: 7, has: 2, groups },
            { ...member, rule: 'roles', needs: 7, has: 1 },
            { ...member, rule: 'everyProjectRuns' },
          ],
        },
        relaxations: [
          {
            rules: ['mixedOrigins'],
            tried: true,
            count: 5,
            broken: [{ rule: 'mixedOrigins', projectId: garden, personIds: [], skill: null, count: null }],
            sizes: [],
            policy: relaxed,
          },
        ],
      }),
    },
  })

  expect(
    await screen.findByText(
      /^Pour mélanger 7 équipes, il faut 7 personnes de chaque origine.*19 de.*Colombbus.*2 de.*Le PoleS/,
    ),
  ).toBeTruthy()
  expect(screen.getByText(/^Il faudrait 7 personnes pour animer, une par équipe.*il n’y en a qu’une\.$/)).toBeTruthy()
  expect(screen.getByText(/Des gens pour chaque projet\. Aucun projet/)).toBeTruthy()
  expect(screen.getByText('Un jardin')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: /Chercher ainsi.*Accepter 5 équipes/ }))

  await waitFor(() => expect(router.currentRoute.value.params['runId']).toBe('r1'))
  expect(server.callsTo('POST', runs).map(({ body }) => body)).toEqual([
    { ...relaxed, keepFrom: null, addKeptPlaces: false },
  ])
})

it('shows the places kept on the board and sizes of single projects, and lets go of them', async () => {
  const lock = `/api/v1/seasons/s1/matching-locks/${ana}`
  const policyBefore = MatchingPolicy.parse({
    teamSize,
    locked: [{ personId: ana, projectId: garden }],
    projectSizes: [{ projectId: garden, min: 1, max: 4 }],
  })
  const kept = [{ personId: ana, projectId: garden }]
  const { server, person } = await open(`${page}?depuis=${before}`, {
    'GET /api/v1/seasons/s1/matching-pool': {
      body: { ...pool, kept, ownSizes: [{ projectId: garden, min: 2, max: null }] },
    },
    [`GET /api/v1/matching-runs/${before}`]: { body: run({ policy: policyBefore }) },
    [`DELETE ${lock}`]: { status: 204 },
  })

  expect(await screen.findByText(/Ana.*« Un jardin »/)).toBeTruthy()
  expect(screen.getByText(/« Un jardin » : de 1 à 4, pour cette recherche/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: /^Revenir à la taille habituelle de/ }))
  expect(screen.getByText(/« Un jardin » : de 2 à 3$/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Libérer Ana' }))
  await waitFor(() => expect(server.callsTo('DELETE', lock)).toHaveLength(1))
  await person.click(search())

  await waitFor(() => expect(server.callsTo('POST', runs)).toHaveLength(1))
  expect(server.callsTo('POST', runs)[0]!.body).toEqual({ ...MatchingPolicy.parse({ teamSize }), keepFrom: null })
})
