import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aSubmission, me, silentLive } from '../test-data.ts'

beforeEach(() => {
  localStorage.clear()
  silentLive()
})

const aQuestion = {
  id: 'q1',
  submissionId: 's1',
  about: 'framing.payers',
  text: 'Faut-il déjà un financeur ?',
  askedByName: 'Amélie Martin',
  createdAt: '2026-10-21T09:00:00.000Z',
  answer: '',
  answeredByName: null,
  answeredAt: null,
}
const answered = {
  ...aQuestion,
  answer: 'Non, dites qui pourrait payer.',
  answeredByName: 'Hugo Lemaire',
  answeredAt: '2026-10-22T09:00:00.000Z',
}
const path = '/api/v1/submissions/s1'
const list = `${path}/framing-questions?limit=100`
const page = (...items: object[]) => ({ body: { items, nextCursor: null } })

it('asks the organisers about the question at hand, and shows that it waits', async () => {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${path}`]: { body: aSubmission },
    [`GET ${list}`]: page(),
    [`POST ${path}/framing-questions`]: { status: 201, body: aQuestion },
  })
  await renderAt('/mon-espace/projets/s1/dossier?question=payers')
  const person = userEvent.setup()

  await person.click(await screen.findByRole('button', { name: 'Demander de l’aide à l’organisation' }))
  await person.type(await screen.findByRole('textbox', { name: 'Votre question' }), aQuestion.text)
  server.answers[`GET ${list}`] = page(aQuestion)
  await person.click(screen.getByRole('button', { name: 'Envoyer ma question' }))

  expect(await screen.findByText('En attente de réponse')).toBeTruthy()
  expect(server.callsTo('POST', `${path}/framing-questions`).map(({ body }) => body)).toEqual([
    { about: 'framing.payers', text: aQuestion.text },
  ])
  expect(screen.queryByRole('textbox', { name: 'Votre question' })).toBeNull()
})

it('keeps a question that was begun while one leafs through the canvas', async () => {
  stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${path}`]: { body: aSubmission },
    [`GET ${list}`]: page(answered),
  })
  await renderAt('/mon-espace/projets/s1/dossier?question=problem')
  const person = userEvent.setup()
  await person.click(await screen.findByRole('button', { name: 'Demander de l’aide à l’organisation' }))
  await person.type(await screen.findByRole('textbox', { name: 'Votre question' }), 'Et si')

  await person.click(screen.getByRole('button', { name: /^Qui paie/ }))
  expect(await screen.findByText(answered.answer)).toBeTruthy()
  expect(screen.getByText(/Réponse de Hugo Lemaire/)).toBeTruthy()
  await person.click(screen.getByRole('button', { name: /^Le problème/ }))

  expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Votre question' })).value).toBe('Et si')
})

const organiser = { ...me, grants: [{ role: 'organiser', scopeKind: 'season', scopeId: 'se1' }] }
const asOrganiser = {
  callId: 'c1',
  callTitle: 'Bien vieillir',
  restricted: false,
  title: 'Un jardin',
  written: 'Personne.',
}
const waiting = '/api/v1/seasons/se1/framing-questions?limit=100&state=waiting'

async function openList(...questions: object[]) {
  const server = stubServer({ 'GET /api/v1/me': { body: organiser }, [`GET ${waiting}`]: page(...questions) })
  await renderAt('/pilotage/saisons/se1/appels/demandes-aide')
  return { server, person: userEvent.setup() }
}

it('lets an organiser read what is written there, and answer', async () => {
  const { server, person } = await openList({ ...aQuestion, ...asOrganiser })
  expect(await screen.findByText('Personne.')).toBeTruthy()
  server.answers['PUT /api/v1/framing-questions/q1/answer'] = { body: { ...answered, ...asOrganiser } }

  await person.type(await screen.findByRole('textbox', { name: 'Votre réponse' }), answered.answer)
  server.answers[`GET ${waiting}`] = page()
  await person.click(screen.getByRole('button', { name: 'Envoyer la réponse' }))

  expect(await screen.findByText('Aucune demande d’aide')).toBeTruthy()
  expect(server.callsTo('PUT', '/api/v1/framing-questions/q1/answer').map(({ body }) => body)).toEqual([
    { text: answered.answer },
  ])
})

it('keeps the answer that came too late on the page, and says why it did not go', async () => {
  const { server, person } = await openList({ ...aQuestion, ...asOrganiser })
  server.answers['PUT /api/v1/framing-questions/q1/answer'] = aProblem(409, 'framing_question_answered')

  await person.type(await screen.findByRole('textbox', { name: 'Votre réponse' }), 'Trop tard')
  await person.click(screen.getByRole('button', { name: 'Envoyer la réponse' }))

  expect(await screen.findByText('Quelqu’un a déjà répondu à cette question.')).toBeTruthy()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Votre réponse' }).value).toBe('Trop tard')
})

it('shows nothing of a restricted file but the question', async () => {
  await openList({ ...aQuestion, ...asOrganiser, restricted: true, title: '', written: '' })

  expect(await screen.findByText(aQuestion.text)).toBeTruthy()
  expect(screen.getByText(/Dossier confidentiel/)).toBeTruthy()
  await waitFor(() => expect(screen.queryByText(/Un jardin|Projet sans titre/)).toBeNull())
})
