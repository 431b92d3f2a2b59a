import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aSubmission, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const path = '/api/v1/submissions/s1'
const id = (number: number) => `0198a1c2-0000-7000-8000-00000000000${number}`
const question = (number: number, kind: string, label: string, more: object = {}) => ({
  id: id(number),
  kind,
  label,
  help: '',
  required: true,
  identifying: false,
  condition: null,
  ...more,
})
const options = [
  { id: id(7), label: 'Une association' },
  { id: id(8), label: 'Une entreprise' },
]
const sections = [
  {
    id: id(0),
    title: 'Qui vous êtes',
    text: '',
    questions: [
      question(1, 'choice', 'Vous êtes', { options }),
      question(2, 'siret', 'Numéro SIRET', {
        condition: { match: 'all', tests: [{ question: id(1), test: 'equals', value: id(8) }] },
      }),
      question(3, 'file', 'Vos statuts', { required: false, types: ['application/pdf'], maxBytes: 1024 * 1024 }),
    ],
  },
]
const amiens = {
  code: '80021',
  name: 'Amiens',
  postcodes: ['80000', '80080'],
  departement: { code: '80', name: 'Somme' },
}

async function open(form: object, answers: Parameters<typeof stubServer>[0] = {}, step = 'questions') {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${path}`]: { body: aSubmission },
    [`GET ${path}/form`]: { body: { version: 1, sections, newer: null, ...form } },
    [`PUT ${path}`]: { body: { ...aSubmission, version: 4 } },
    ...answers,
  })
  const view = await renderAt(`/mon-espace/projets/s1/dossier?question=${step}`)
  return { ...view, server, person: userEvent.setup() }
}

it('asks what the answers call for, counts it, and says what is not right before sending', async () => {
  const { person, server } = await open({})
  expect(await screen.findByText('13 réponses sur 14')).toBeTruthy()

  await person.click(await screen.findByRole('radio', { name: 'Une entreprise' }))
  expect(await screen.findByText('14 réponses sur 15')).toBeTruthy()
  await person.type(screen.getByRole('textbox', { name: 'Numéro SIRET' }), '732 829 320 00075')
  await person.click(screen.getByRole('button', { name: /^Relire et déposer/ }))
  await person.click(await screen.findByRole('button', { name: 'Déposer mon projet' }))

  expect(await screen.findByText(/Ce n’est pas un numéro SIRET/)).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Numéro SIRET' }))
  expect(server.callsTo('POST', `${path}/submit`)).toEqual([])
  await waitFor(() =>
    expect(server.callsTo('PUT', path).at(-1)?.body).toMatchObject({
      answers: { [id(1)]: id(8), [id(2)]: '732 829 320 00075' },
    }),
  )
})

it('finds the commune in the official list, and fills in what follows from it', async () => {
  const { person, server } = await open(
    { sections: [{ ...sections[0], questions: [question(4, 'address', 'Votre adresse')] }] },
    { 'GET /api/v1/communes?search=amie': { body: [amiens] } },
  )

  await person.type(await screen.findByRole('combobox', { name: 'Commune' }), 'amie')
  await person.click(await screen.findByRole('option', { name: /Amiens \(80\)/ }))

  await waitFor(() =>
    expect(server.callsTo('PUT', path).at(-1)?.body).toMatchObject({
      answers: {
        [id(4)]: { street: '', postcode: '80000', commune: '80021', communeName: 'Amiens', departement: '80' },
      },
    }),
  )
})

it('sends a file as soon as it is chosen, and says why one is refused', async () => {
  const file = { id: id(9), name: 'Statuts.pdf', type: 'application/pdf', size: 2048 }
  const at = `${path}/files/${id(3)}`
  const { person, server } = await open({}, { [`POST ${at}`]: aProblem(415, 'file_type_refused') })
  const input = await screen.findByLabelText('Vos statuts', { selector: 'input' })

  await person.upload(input, new File(['MZ'], 'statuts.pdf', { type: 'application/pdf' }))
  expect(await screen.findByRole('alert')).toBeTruthy()
  expect(screen.queryByText('Statuts.pdf')).toBeNull()

  server.answers[`POST ${at}`] = { status: 201, body: file }
  await person.upload(input, new File(['%PDF-'], 'Statuts.pdf', { type: 'application/pdf' }))
  expect(await screen.findByRole('link', { name: /Statuts\.pdf/ })).toBeTruthy()

  const before = server.callsTo('POST', at).length
  const heavy = new File([new Uint8Array(1024 * 1024 + 1)], 'lourd.pdf', { type: 'application/pdf' })
  await person.upload(input, heavy)
  expect(await screen.findByText(/Ce fichier est trop lourd/)).toBeTruthy()
  expect(server.callsTo('POST', at)).toHaveLength(before)
})

it('tells a draft what a newer version changes, saves what is typed, and takes it over', async () => {
  const change = (label: string, more: object) => ({
    change: 'added',
    questionId: label,
    label,
    required: true,
    keepsAnswer: true,
    what: [],
    ...more,
  })
  const newer = {
    version: 2,
    changes: [change('Téléphone', {}), change('Nom', { change: 'removed', keepsAnswer: false })],
  }
  const { person, server } = await open({ newer }, { [`POST ${path}/form`]: { body: aSubmission } }, 'title')
  expect(await screen.findByText('Nouvelle question, à remplir')).toBeTruthy()
  expect(screen.getByText('La réponse déjà donnée ne sera pas gardée.')).toBeTruthy()
  await person.type(screen.getByRole('textbox', { name: 'Le nom de votre projet' }), ' bis')
  server.answers[`GET ${path}/form`] = { body: { version: 2, sections, newer: null } }

  await person.click(screen.getByRole('button', { name: 'Répondre aux nouvelles questions' }))

  await waitFor(() => expect(screen.queryByText('Les questions ont changé')).toBeNull())
  const sent = server.calls.filter(({ method }) => method === 'PUT' || method === 'POST')
  expect(
    sent.map(({ method, headers, body }) => [method, headers['if-match'], (body as { version?: number }).version]),
  ).toEqual([
    ['PUT', '"3"', undefined],
    ['POST', '"4"', 2],
  ])
})

it('shows whoever reads the file what was answered, with HTML as the letters that it is', async () => {
  const read = [
    {
      ...sections[0],
      questions: [
        question(1, 'choice', 'Vous êtes', { options }),
        question(2, 'short_text', 'Nom', { maxLength: 100 }),
        question(5, 'link', 'Site'),
        question(6, 'money', 'Budget', { min: null, max: null }),
      ],
    },
  ]
  stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${path}`]: {
      body: {
        ...aSubmission,
        status: 'submitted',
        submittedAt: '2026-11-02T10:00:00.000Z',
        answers: {
          [id(1)]: id(7),
          [id(2)]: '<img src=x onerror=alert(1)>',
          [id(5)]: 'https://exemple.fr/',
          [id(6)]: 125_050,
        },
      },
    },
    [`GET ${path}/form`]: { body: { version: 1, sections: read, newer: null } },
  })
  await renderAt('/mon-espace/projets/s1')

  expect(await screen.findByText('<img src=x onerror=alert(1)>')).toBeTruthy()
  expect(screen.getByText('Une association')).toBeTruthy()
  expect(screen.getByText(/1\s250,50\s€/)).toBeTruthy()
  expect(screen.getByRole('link', { name: 'https://exemple.fr/' }).getAttribute('rel')).toBe(
    'noopener noreferrer nofollow',
  )
})
