import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const me = { id: 'p0', name: 'Claire', email: 'claire@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const read = '/api/v1/matching-runs/r1'
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
    teams: [],
    leftOut: [],
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

it('says of whom more would be wanted, and that there is nobody', async () => {
  const answer = { status: 'infeasible', objective: null, bound: null, gap: null }
  const member = { projectIds: [], personIds: [], groups: [] }
  const students = [{ name: '', category: 'student', count: 3 }]
  const members = [
    { ...member, rule: 'mixedCategories', needs: 3, has: 0, groups: students },
    { ...member, rule: 'newcomers', needs: 6, has: 4 },
    { ...member, rule: 'mixedOrigins', needs: 1, has: 0 },
  ]
  const way = { rules: ['mixedCategories', 'newcomers'], tried: true, count: null, broken: [], sizes: [] }
  await open(run({ draft: null, answer, clash: { minimal: true, members }, relaxations: [{ ...way, policy: {} }] }))

  const said = (await screen.findAllByText(/^Il faudrait|viennent pour la première fois/)).map(({ textContent }) =>
    textContent?.replaceAll(/\s+/g, ' '),
  )
  expect(said).toEqual([
    'Il faudrait 3 personnes d’un autre profil que « Étudiant·e », une par équipe : il n’y en a aucune.',
    '6 personnes viennent pour la première fois : bien réparties, il n’y a de place que pour 4.',
    'Il faudrait 1 personne d’une autre origine que la plus fréquente : il n’y en a aucune.',
  ])
  expect(await screen.findByText('Voyez plus bas ce qui marcherait.')).toBeTruthy()
})

it('says what a way out of a clash made the teams accept', async () => {
  const policy = { ...run().policy, mixedCategories: 'soft', costs: { mixedCategories: 100 } }
  const parts = [{ part: 'mixedCategories', count: 3, points: -300 }]
  await open(run({ policy, draft: { ...run().draft, parts } }))

  expect(await screen.findByText(/assouplissent.*Accepter 3 équipes d’un seul profil\.$/)).toBeTruthy()
  expect(screen.getByText(/sauf exception.*profils mélangés/)).toBeTruthy()
})

it('follows a search and stops it', async () => {
  const progress = { phase: 'proof', seconds: 2, best: 18, bound: 20 }
  const { server, person } = await open(run({ status: 'running', answer: null, draft: null, progress }), {
    [`POST ${read}/cancel`]: { body: run({ status: 'cancelled' }) },
  })

  expect(await screen.findByText(/encore gagner 2 crans de vœu/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Arrêter la recherche' }))

  await waitFor(() => expect(server.callsTo('POST', `${read}/cancel`)).toHaveLength(1))
})

const published = { people: [], projects: [], kept: [], ownSizes: [], publishedRunId: 'r9' }
const poolRead = 'GET /api/v1/seasons/s1/matching-pool'

it('offers nothing that can no longer be done once the teams are published from another search', async () => {
  await open(run(), { [poolRead]: { body: published } })

  const link = await screen.findByRole('link', { name: 'Voir la version publiée' })
  expect(link.getAttribute('href')).toBe('/pilotage/saisons/s1/equipes/r9')
  expect(screen.getByRole('link', { name: 'Suivre les réponses' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Publier les équipes' })).toBeNull()
  expect(screen.queryByRole('link', { name: /chercher à nouveau/ })).toBeNull()
})

it('offers no way out of a clash once the teams are published', async () => {
  const answer = { status: 'infeasible', objective: null, bound: null, gap: null }
  const member = { rule: 'together', needs: null, has: null, projectIds: [], personIds: [], groups: [] }
  const way = { rules: ['together'], tried: true, count: 1, broken: [], sizes: [], policy: run().policy }
  await open(run({ draft: null, answer, clash: { minimal: true, members: [member] }, relaxations: [way] }), {
    [poolRead]: { body: published },
  })

  expect(await screen.findByText('Les personnes à garder ensemble.')).toBeTruthy()
  expect(await screen.findByText(/n’a pas servi/)).toBeTruthy()
  expect(screen.queryByText('Ce qui marcherait')).toBeNull()
  expect(screen.queryByText(/Rien n’est encore publié/)).toBeNull()
})

it('says of the published search that it stays as it was, and where places are followed', async () => {
  await open(run({ publishedAt: '2026-03-02T09:00:00.000Z' }), {
    [poolRead]: { body: { ...published, publishedRunId: 'r1' } },
    'GET /api/v1/seasons/s1': { body: { timeZone: 'Europe/Paris' } },
  })

  expect(await screen.findByText(/garde la version publiée le lundi 2 mars 2026\. Depuis, des places/)).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Suivre les réponses' }).getAttribute('href')).toBe(
    '/pilotage/saisons/s1/equipes/reponses',
  )
  expect(screen.queryByRole('link', { name: 'Voir la version publiée' })).toBeNull()
})

it('says how many strict rules the changes break before what they cost', async () => {
  const move = { personId: 'Ana', from: 'garden', to: 'bikes', delta: 0, at: '2026-03-02T09:00:00.000Z' }
  const broken = { rule: 'mixedOrigins', projectId: 'garden', personIds: [], skill: null, count: null }
  const draft = {
    objective: 20,
    parts: [],
    broken: [broken, { ...broken, projectId: 'bikes' }],
    teams: [],
    leftOut: [],
  }
  await open(run({ draft, moves: [move] }))

  expect(await screen.findByText(/^2 règles strictes ne sont pas respectées/)).toBeTruthy()
  expect(screen.queryByText(/ne coûtent rien/)).toBeNull()
})
