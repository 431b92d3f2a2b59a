import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { useQueryCache } from '@pinia/colada'
import { expect, it } from 'vitest'
import { aMe } from '../../../../test/season.ts'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { boardTeamsKey } from './board.queries.ts'
import { aBoard, aMove, theTeams } from './test-board.ts'

const read = '/api/v1/matching-runs/r1'
const run = {
  id: 'r1',
  seasonId: 's1',
  status: 'done',
  policy: {
    teamSize: { min: 1, max: 2 },
    weights: 'balanced',
    mixedOrigins: 'off',
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
  createdAt: '2026-03-02T09:00:00.000Z',
  startedAt: null,
  endedAt: null,
  publishedAt: null,
  people: [],
  projects: [],
  draft: { objective: 20, parts: [], broken: [], teams: [], leftOut: [] },
  clash: null,
  moves: [],
}

async function open(
  teams: object = theTeams(),
  answers: Parameters<typeof stubServer>[0] = {},
  language: 'fr' | 'en' = 'fr',
) {
  const server = stubServer({
    'GET /api/v1/me': { body: aMe() },
    [`GET ${read}`]: { body: run },
    [`GET ${read}/board`]: { body: aBoard() },
    [`GET ${read}/board/teams`]: { body: teams },
    ...answers,
  })
  await renderAt('/pilotage/saisons/s1/equipes/r1', { language })
  await screen.findByRole('article', { name: 'Un jardin' })
  return { server, person: userEvent.setup() }
}
const column = (name: string) => screen.getByRole('article', { name })
const cards = (name: string) =>
  within(column(name))
    .queryAllByRole('button')
    .filter((card) => card.dataset['person'])
    .map((card) => card.dataset['person'])
const card = (name: RegExp) => screen.getByRole('button', { name })
const said = () => document.querySelector('[data-said]')?.textContent?.replaceAll(/\s/g, ' ')

it('shows each column with why each is there, who brings what, what is missing, and who has no place', async () => {
  await open()

  expect(card(/^Ana/).textContent?.replaceAll(/\s+/g, ' ').trim()).toMatch(
    /Ana.*IUT.*vœu n° 1 · seul apport en Jardinage/,
  )
  expect(card(/^Ben/).textContent).toMatch(/hors de ses vœux.*Ne vient plus/)
  expect(card(/^Cas/).textContent).toMatch(/Plus aucune place/)
  const rows = within(within(column('Un jardin')).getByRole('table'))
    .getAllByRole('row')
    .map((row) => row.textContent?.replaceAll(/\s+/g, ' ').trim())
  expect(rows.slice(1)).toEqual([
    expect.stringMatching(/Jardinage.*pratique.*Ana/),
    expect.stringMatching(/il en manque 1/),
  ])
  expect(within(column('Des vélos')).getByText('Personne pour le moment.')).toBeTruthy()
})

it('carries someone by the keyboard: says what each place costs, drops them there, and keeps the focus on them', async () => {
  const after = theTeams({
    version: 2,
    teams: [
      { projectId: 'garden', personIds: ['Ben'] },
      { projectId: 'bikes', personIds: ['Ana'] },
    ],
  })
  const { server, person } = await open(theTeams(), { [`POST ${read}/moves`]: { status: 201, body: after } })

  card(/^Ana/).focus()
  await person.keyboard('[Space]')
  expect(said()).toMatch(/Ana : carte prise, dans « Un jardin »/)
  await person.keyboard('{ArrowRight}')
  // The first wish is lost (−1) and so is the gardener (−3); the bikes begin (+20).
  expect(said()).toBe(
    'Des vélos. Personne pour le moment. Fait gagner 16 crans de vœu. vœux moins bien suivis · un projet de plus peut commencer · une compétence manquera.',
  )
  server.answers[`GET ${read}/board/teams`] = { body: after }
  await person.keyboard('[Enter]')

  expect(cards('Des vélos')).toEqual(['Ana'])
  expect(said()).toMatch(/^Ana : Des vélos\. Fait gagner 16 crans/)
  await waitFor(() => expect((document.activeElement as HTMLElement).dataset['person']).toBe('Ana'))
  await waitFor(() => expect(server.callsTo('POST', `${read}/moves`)).toHaveLength(1))
  const [call] = server.callsTo('POST', `${read}/moves`)
  expect(call!.body).toEqual({ personId: 'Ana', projectId: 'bikes' })
  expect(call!.headers['if-match']).toBe('"1"')
})

it('says which rule a place would break before anyone is dropped there, and Escape leaves all as it was', async () => {
  const full = theTeams({ teams: [{ projectId: 'garden', personIds: ['Ana', 'Ben'] }] })
  const { server, person } = await open(full)

  card(/^Cas/).focus()
  await person.keyboard('[Enter]{ArrowRight}')
  expect(said()).toMatch(
    /Un jardin, 2 personnes\. Interdit par une règle stricte\. « Un jardin » : 1 personne de trop\./,
  )
  expect(within(column('Un jardin')).getByText(/1 personne de trop/)).toBeTruthy()
  await person.keyboard('{Escape}')

  expect(said()).toBe('Cas reste : « Sans équipe ».')
  expect(cards('Un jardin')).toEqual(['Ana', 'Ben'])
  expect(server.calls.filter(({ method }) => method === 'POST')).toEqual([])
})

it('offers every place in a list, what is allowed and costs least first', async () => {
  const { person } = await open(theTeams(), { [`POST ${read}/moves`]: 'silent' })

  await person.click(card(/^Cas/))
  const panel = await screen.findByRole('dialog', { name: 'Déplacer Cas' })
  const places = (await within(panel).findAllByRole('button', { name: /^Choisir/ })).map((one) =>
    one.getAttribute('aria-label'),
  )
  expect(places.map((place) => place?.replaceAll(/\s/g, ' '))).toEqual(['Choisir : Des vélos', 'Choisir : Un jardin'])
  await person.click(within(panel).getByRole('button', { name: /Des vélos/ }))

  await waitFor(() => expect(cards('Des vélos')).toEqual(['Cas']))
})

it('sends a move again on top of what another organiser did meanwhile', async () => {
  const theirs = theTeams({ version: 2, teams: [{ projectId: 'garden', personIds: ['Ana'] }], leftOut: [] })
  const whole = { ...theirs, version: 3, teams: [...theirs.teams, { projectId: 'bikes', personIds: ['Cas'] }] }
  const { server, person } = await open()
  const answers = [aProblem(412, 'version_conflict'), { status: 201, body: whole }]
  Object.defineProperty(server.answers, `POST ${read}/moves`, { get: () => answers.shift() })
  const readings = [{ body: theirs }]
  Object.defineProperty(server.answers, `GET ${read}/board/teams`, { get: () => readings.shift() ?? { body: whole } })

  card(/^Cas/).focus()
  await person.keyboard('[Space]{ArrowRight}{ArrowRight}[Space]')

  await waitFor(() => expect(cards('Un jardin')).toEqual(['Ana']))
  await screen.findByText('Tout est enregistré.')
  expect(cards('Des vélos')).toEqual(['Cas'])
  expect(server.callsTo('POST', `${read}/moves`).map(({ headers }) => headers['if-match'])).toEqual(['"1"', '"2"'])
})

it('stops trying where others are faster each time, keeps the move, and tells', async () => {
  const { server, person } = await open(theTeams(), { [`POST ${read}/moves`]: aProblem(412, 'version_conflict') })

  card(/^Cas/).focus()
  await person.keyboard('[Space]{ArrowRight}{ArrowRight}[Space]')

  await screen.findByText('Ce changement n’est pas enregistré')
  expect(cards('Des vélos')).toEqual(['Cas'])
  expect(server.callsTo('POST', `${read}/moves`)).toHaveLength(8)
})

it('gives way, and says so, where another organiser has just placed the same person', async () => {
  const theirs = theTeams({
    version: 2,
    teams: [
      { projectId: 'garden', personIds: ['Ben'] },
      { projectId: 'bikes', personIds: ['Ana'] },
    ],
  })
  const { server, person } = await open(theTeams(), { [`POST ${read}/moves`]: aProblem(412, 'version_conflict') })
  server.answers[`GET ${read}/board/teams`] = { body: theirs }

  card(/^Ana/).focus()
  await person.keyboard('[Space]{ArrowLeft}[Space]')

  expect(
    (await screen.findAllByText(/Quelqu’un vient de placer Ana : « Des vélos »\. Votre changement n’a pas été fait/))
      .length,
  ).toBeGreaterThan(0)
  expect(cards('Des vélos')).toEqual(['Ana'])
  expect(server.callsTo('POST', `${read}/moves`)).toHaveLength(1)
})

it('keeps whoever is held in the hand while the board follows another organiser', async () => {
  const { person } = await open()
  card(/^Ana/).focus()
  await person.keyboard('[Space]')

  useQueryCache().setQueryData(
    boardTeamsKey('r1'),
    theTeams({
      version: 2,
      teams: [
        { projectId: 'garden', personIds: ['Ben'] },
        { projectId: 'bikes', personIds: ['Ana'] },
      ],
    }),
  )

  await waitFor(() => expect(said()).toMatch(/placer Ana : « Des vélos »\. Vous tenez toujours sa carte/))
  await waitFor(() => expect((document.activeElement as HTMLElement).dataset['person']).toBe('Ana'))
  await person.keyboard('{Escape}')
  expect(said()).toBe('Ana reste : « Des vélos ».')
})

it('takes the last move back, and makes it again', async () => {
  const moved = theTeams({
    version: 2,
    teams: [
      { projectId: 'garden', personIds: ['Ana', 'Ben'] },
      { projectId: 'bikes', personIds: ['Cas'] },
    ],
    leftOut: [],
    moves: [aMove()],
    undo: aMove(),
  })
  const back = theTeams({ version: 3, moves: [aMove(), aMove({ kind: 'undo' })], redo: aMove() })
  const { server, person } = await open(moved, {
    [`POST ${read}/moves/undo`]: { status: 201, body: back },
    [`POST ${read}/moves/redo`]: { status: 201, body: { ...moved, version: 4 } },
  })

  server.answers[`GET ${read}/board/teams`] = { body: back }
  await person.click(screen.getByRole('button', { name: /^Annuler.*Cas vers.*Des vélos/ }))
  await waitFor(() => expect(cards('Sans équipe')).toEqual(['Cas']))
  expect(said()).toBe('Changement annulé. Cas revient : « Sans équipe ».')
  const redo = await screen.findByRole('button', { name: /^Refaire.*Cas vers.*Des vélos/ })
  server.answers[`GET ${read}/board/teams`] = { body: { ...moved, version: 4 } }
  await person.click(redo)

  await waitFor(() => expect(cards('Des vélos')).toEqual(['Cas']))
  expect(said()).toBe('Changement refait. Cas : « Des vélos ».')
  expect(server.callsTo('POST', `${read}/moves/undo`)[0]!.headers['if-match']).toBe('"2"')
  expect(server.callsTo('POST', `${read}/moves/redo`)[0]!.headers['if-match']).toBe('"3"')
})

it('keeps a move that could not be sent, and sends it when asked again', async () => {
  const { server, person } = await open(theTeams(), { [`POST ${read}/moves`]: 'unreachable' })

  card(/^Cas/).focus()
  await person.keyboard('[Space]{ArrowRight}{ArrowRight}[Space]')
  const alert = await screen.findByText('Ce changement n’est pas enregistré')
  expect(cards('Des vélos')).toEqual(['Cas'])
  const after = theTeams({ version: 2, teams: [...theTeams().teams, { projectId: 'bikes', personIds: ['Cas'] }] })
  server.answers[`POST ${read}/moves`] = { status: 201, body: after }
  server.answers[`GET ${read}/board/teams`] = { body: after }
  await person.click(within(alert.parentElement!).getByRole('button', { name: /Réessayer/ }))

  await waitFor(() => expect(screen.queryByText('Ce changement n’est pas enregistré')).toBeNull())
  const keys = server.callsTo('POST', `${read}/moves`).map(({ headers }) => headers['idempotency-key'])
  expect(new Set(keys).size).toBe(1)
})

it('keeps a place for the next searches, and frees it', async () => {
  const kept = theTeams({ locks: [{ personId: 'Ana', projectId: 'garden' }] })
  const address = '/api/v1/seasons/s1/matching-locks/Ana'
  const { server, person } = await open(theTeams(), {
    [`PUT ${address}`]: { status: 204 },
    [`DELETE ${address}`]: { status: 204 },
  })

  server.answers[`GET ${read}/board/teams`] = { body: kept }
  await person.click(screen.getByRole('button', { name: 'Garder Ana ici pour les prochaines recherches' }))
  expect(server.callsTo('PUT', address).map(({ body }) => body)).toEqual([{ projectId: 'garden' }])
  await screen.findByText('Reste ici aux prochaines recherches')
  await person.click(
    screen.getByRole('button', { name: 'Garder Ana ici pour les prochaines recherches', pressed: true }),
  )

  await waitFor(() => expect(server.callsTo('DELETE', address)).toHaveLength(1))
})

it('shows only those who are looked for, and how many there are', async () => {
  const { person } = await open()

  await person.type(screen.getByRole('searchbox', { name: 'Nom' }), 'an')
  expect(cards('Un jardin')).toEqual(['Ana'])
  expect(screen.getByText('1 personne correspond')).toBeTruthy()
  expect(within(column('Un jardin')).getByText('1 autre personne')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Tout montrer' }))
  await person.click(screen.getByRole('checkbox', { name: 'Hors de leurs vœux' }))

  expect(cards('Un jardin')).toEqual(['Ben'])
})

it('is for looking at once the teams are published', async () => {
  await open(theTeams({ published: true }))

  expect(screen.queryByRole('button', { name: /^Ana/ })).toBeNull()
  expect(within(column('Un jardin')).getByText('Ana', { selector: 'span' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Annuler/ })).toBeNull()
})

it('says nothing of moves any more once the teams are published meanwhile', async () => {
  const { person } = await open()
  card(/^Cas/).focus()
  await person.keyboard('[Space]{Escape}')
  expect(said()).toBe('Cas reste : « Sans équipe ».')

  useQueryCache().setQueryData(boardTeamsKey('r1'), theTeams({ version: 2, published: true }))

  await waitFor(() => expect(said()).toBe(''))
  expect(screen.queryByRole('button', { name: /^Cas/ })).toBeNull()
})

it('speaks English', async () => {
  const { person } = await open(theTeams(), {}, 'en')

  card(/^Cas/).focus()
  await person.keyboard('[Space]{ArrowRight}')
  expect(said()).toMatch(/Un jardin, 2 people\. Forbidden by a strict rule\. /)
})
