import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aPublicCall, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const path = '/api/v1/calls/c1/form'
const organiser = { ...me, grants: [{ id: 'g1', role: 'organiser', scopeKind: 'season', scopeId: 'se1' }] }
const empty = {
  callId: 'c1',
  sections: [],
  published: [],
  nextVersion: 1,
  publishedVersion: null,
  draftsBehind: 0,
  version: 0,
}
const question = (id: string, label: string, more: object = {}) => ({
  id,
  kind: 'short_text',
  label,
  help: '',
  required: false,
  identifying: false,
  condition: null,
  maxLength: 200,
  ...more,
})
const sections = (...questions: object[]) => [{ id: 's1', title: 'Vous', text: '', questions }]

async function open(form: object, answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: organiser },
    'GET /api/v1/calls/c1': { body: { ...aPublicCall, version: 1, createdAt: '2026-10-01T07:00:00.000Z' } },
    [`GET ${path}`]: { body: { ...empty, ...form } },
    [`GET ${path}/versions?limit=100`]: { body: { items: [], nextCursor: null } },
    [`PUT ${path}`]: { body: { ...empty, ...form, version: 1 } },
    [`POST ${path}/publish`]: { body: { ...empty, ...form, version: 2 } },
    ...answers,
  })
  const view = await renderAt('/pilotage/saisons/se1/appels/c1/formulaire')
  return { ...view, server, person: userEvent.setup() }
}

it('offers a model to start from, shows it as a person sees it, and saves it', async () => {
  const { person, server } = await open({})

  await person.click(await screen.findByRole('button', { name: 'Partir du modèle' }))
  const preview = screen.getByRole('region', { name: 'Ce que voit la personne' })
  expect(within(preview).queryByRole('textbox', { name: /Numéro SIRET/ })).toBeNull()
  await person.click(within(preview).getByRole('radio', { name: /une autre organisation/ }))
  expect(within(preview).getByRole('textbox', { name: /Numéro SIRET/ })).toBeTruthy()
  await person.type(within(preview).getByRole('textbox', { name: /Numéro SIRET/ }), '12345678900012')
  await person.click(within(preview).getByRole('button', { name: 'Vérifier ces réponses' }))
  expect(within(preview).getByText(/Ce n’est pas un numéro SIRET/)).toBeTruthy()

  await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

  await waitFor(() => expect(server.callsTo('PUT', path)).toHaveLength(1))
  const [saved] = server.callsTo('PUT', path)
  expect(saved!.headers['if-match']).toBe('"0"')
  const sent = saved!.body as { sections: { questions: { kind: string; identifying: boolean }[] }[] }
  expect(sent.sections.map(({ questions }) => questions.map(({ kind }) => kind))).toEqual([
    ['choice', 'rna', 'siret', 'address'],
    ['phone', 'link', 'consent'],
  ])
  expect(sent.sections[0]!.questions.map(({ identifying }) => identifying)).toEqual([false, true, true, true])
})

it('puts questions in order by keyboard, and says where they went', async () => {
  const { person } = await open({ sections: sections(question('q1', 'Qui ?'), question('q2', 'Où ?')), version: 3 })
  const order = () => screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'))
  await screen.findByRole('article', { name: 'Qui ?' })

  screen.getByRole('button', { name: /Descendre «\s*Qui/ }).focus()
  await person.keyboard('{Enter}')

  expect(order()).toEqual(['Où ?', 'Qui ?'])
  expect(screen.getByText(/«\s*Qui \?\s*» est maintenant à la place 2/)).toBeTruthy()
})

it('says what stands in the way before it publishes anything', async () => {
  const waiting = (other: string) => ({ condition: { match: 'all', tests: [{ question: other, test: 'answered' }] } })
  const { person, server } = await open({
    sections: sections(question('q1', 'Qui ?', waiting('q2')), question('q2', 'Où ?', waiting('q1'))),
    version: 3,
  })

  await person.click(await screen.findByRole('button', { name: 'Publier' }))

  expect(await screen.findByText(/2 points à corriger/)).toBeTruthy()
  expect(screen.getAllByText(/Ces questions s’attendent les unes les autres/)).toHaveLength(2)
  expect(server.callsTo('POST', `${path}/publish`)).toEqual([])
})

it('shows what a new version changes, then saves and publishes it', async () => {
  const before = sections(question('q1', 'Qui ?'), question('q2', 'Où ?'))
  const { person, server } = await open({
    sections: sections(question('q1', 'Qui ?'), question('q3', 'Quand ?')),
    published: before,
    publishedVersion: 1,
    nextVersion: 2,
    draftsBehind: 2,
    version: 5,
  })
  const publish = await screen.findByRole('region', { name: 'Publier la version 2' })
  expect(
    within(publish)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual([
    'Quand ?Nouvelle question, facultative',
    'Où ?Cette question disparaîtLa réponse déjà donnée ne sera pas gardée.',
  ])

  await person.click(within(publish).getByRole('button', { name: 'Publier' }))

  await waitFor(() => expect(server.callsTo('POST', `${path}/publish`)).toHaveLength(1))
  expect(server.callsTo('POST', `${path}/publish`)[0]!.headers['if-match']).toBe('"5"')
})

it('keeps what was written when somebody else saved in the meantime', async () => {
  const { person } = await open(
    { sections: sections(question('q1', 'Qui ?')), version: 3 },
    { [`PUT ${path}`]: aProblem(412, 'version_conflict') },
  )
  await person.type(await screen.findByRole('textbox', { name: 'Titre de la partie 1' }), ' tous')

  await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

  expect(await screen.findByRole('button', { name: 'Voir la version enregistrée' })).toBeTruthy()
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Titre de la partie 1' }).value).toBe('Vous tous')
})
