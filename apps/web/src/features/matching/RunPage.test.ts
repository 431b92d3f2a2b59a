import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const me = { id: 'p0', name: 'Claire', email: 'claire@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const read = '/api/v1/matching-runs/r1'
const member = (personId: string, over: object = {}) => ({
  personId,
  wish: 1,
  brings: [],
  locked: false,
  togetherWith: [],
  mixesOrigins: false,
  mixesCategories: false,
  byHand: false,
  ...over,
})
const run = (over: object = {}) => ({
  id: 'r1',
  seasonId: 's1',
  status: 'done',
  policy: {
    teamSize: { min: 1, max: 2 },
    weights: 'balanced',
    mixedOrigins: 'soft',
    together: [],
    apart: [],
    locked: [],
  },
  peopleCount: 3,
  projectCount: 2,
  progress: null,
  answer: { status: 'optimal', objective: 20, bound: 20, gap: 0 },
  failure: null,
  startedByName: 'Claire',
  policyName: null,
  keptFromId: null,
  relaxations: [],
  createdAt: '2026-03-02T09:00:00.000Z',
  startedAt: null,
  endedAt: null,
  publishedAt: null,
  people: ['Ana', 'Ben', 'Cas'].map((name) => ({
    id: name,
    name,
    origin: 'IUT',
    category: 'student',
    coming: name !== 'Ben',
    skills: [],
  })),
  projects: [
    { id: 'garden', title: 'Un jardin', structure: 'Locataires' },
    { id: 'bikes', title: 'Des vélos', structure: 'Atelier' },
  ],
  draft: {
    objective: 20,
    parts: [],
    broken: [],
    teams: [
      {
        projectId: 'garden',
        members: [
          member('Ana', { brings: [{ skill: 'food.garden', level: 2, has: 3, alone: true }] }),
          member('Ben', { wish: 2 }),
        ],
        coverage: [
          { skill: 'food.garden', level: 2, wanted: 1, got: 1, personIds: ['Ana'], groups: [] },
          { skill: 'law.housing', level: 2, wanted: 1, got: 0, personIds: [], groups: [] },
        ],
      },
    ],
    leftOut: [{ personId: 'Cas', reason: 'full', rules: [] }],
  },
  clash: null,
  moves: [],
  ...over,
})

async function open(body: object, answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({ 'GET /api/v1/me': { body: me }, [`GET ${read}`]: { body }, ...answers })
  await renderAt('/pilotage/saisons/s1/equipes/r1')
  return { server, person: userEvent.setup() }
}

it('shows each team with why each is there, what it lacks, who no longer comes, and who is left out', async () => {
  await open(run())

  const team = await screen.findByRole('article', { name: 'Un jardin' })
  const lines = within(team)
    .getAllByRole('listitem')
    .map((line) => line.textContent?.replaceAll(/\s+/g, ' ').trim())
  expect(lines).toEqual([
    expect.stringMatching(/Ana.*1er vœu · seul apport en Jardinage/),
    expect.stringMatching(/Ben.*vœu n° 2.*Ne vient plus/),
    expect.stringMatching(/Jardinage.*Ana/),
    expect.stringMatching(/Droit du logement.*0 sur 1/),
  ])
  expect(screen.getByText('Plus aucune place là où cette personne pourrait aller.')).toBeTruthy()
  expect(screen.getByText(/Sans équipe.*Des vélos/)).toBeTruthy()
  expect(screen.getByText(/meilleur résultat possible/)).toBeTruthy()
})

it('shows what each move costs before it is made, and makes it', async () => {
  const costs = [
    {
      projectId: 'bikes',
      delta: -5,
      parts: [{ part: 'preferences', count: -1, points: -5 }],
      broken: [{ rule: 'size', projectId: 'garden', personIds: [], skill: null, count: -1 }],
    },
    { projectId: null, delta: -200, parts: [{ part: 'everyonePlaced', count: 1, points: -200 }], broken: [] },
  ]
  const { server, person } = await open(run(), {
    [`GET ${read}/moves?personId=Ana`]: { body: costs },
    [`POST ${read}/moves`]: { status: 201, body: run() },
  })

  await person.click(await screen.findByRole('button', { name: 'Déplacer Ana' }))
  const panel = await screen.findByRole('dialog', { name: 'Déplacer Ana' })

  expect(await within(panel).findByText('Coûte 5 points')).toBeTruthy()
  expect(within(panel).getByText(/Un jardin.*il manque 1 personne\./)).toBeTruthy()
  await person.click(within(panel).getByRole('button', { name: /Choisir.*Des vélos/ }))
  await waitFor(() =>
    expect(server.callsTo('POST', `${read}/moves`).map(({ body }) => body)).toEqual([
      { personId: 'Ana', projectId: 'bikes' },
    ]),
  )
})

it('asks before publishing, and names those who no longer come', async () => {
  const refusal = aProblem(409, 'teams_invalid', { errors: [{ path: 'people.Ben', code: 'withdrawn', message: '' }] })
  const { server, person } = await open(run(), { [`POST ${read}/publish`]: refusal })

  await person.click(await screen.findByRole('button', { name: 'Publier les équipes' }))
  expect(server.callsTo('POST', `${read}/publish`)).toEqual([])
  await person.click(await screen.findByRole('button', { name: 'Publier et prévenir tout le monde' }))

  expect(await screen.findByText(/Ne viennent plus.*Ben\. Retirez/)).toBeTruthy()
})

it('says in plain words which rules clash', async () => {
  const clash = {
    minimal: true,
    members: [
      {
        rule: 'locked',
        needs: null,
        has: null,
        projectIds: ['garden', 'bikes'],
        personIds: ['Ana', 'Ben'],
        groups: [],
      },
      { rule: 'together', needs: null, has: null, projectIds: [], personIds: ['Ana', 'Ben'], groups: [] },
    ],
  }
  const answer = { status: 'infeasible', objective: null, bound: null, gap: null }
  await open(run({ draft: null, answer, clash }))

  expect(await screen.findByText(/La place imposée de Ana et Ben.*Un jardin et Des vélos/)).toBeTruthy()
  expect(screen.getByText('Ana et Ben doivent rester ensemble.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Publier les équipes' })).toBeNull()
})

it('follows a search and stops it', async () => {
  const progress = { phase: 'proof', seconds: 2, best: 18, bound: 20 }
  const { server, person } = await open(run({ status: 'running', answer: null, draft: null, progress }), {
    [`POST ${read}/cancel`]: { body: run({ status: 'cancelled' }) },
  })

  expect(await screen.findByText(/Meilleur résultat pour l’instant.*18 points/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Arrêter la recherche' }))

  await waitFor(() => expect(server.callsTo('POST', `${read}/cancel`)).toHaveLength(1))
})
