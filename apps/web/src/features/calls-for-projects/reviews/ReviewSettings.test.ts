import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aPublicCall, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const path = '/api/v1/calls/c1/review-settings'
const lift = '/api/v1/calls/c1/blind-phase/lift'
const chosen = { blind: false, others: 'after_own', commentMinLength: 1, interviewChangeHours: 24 }
const settings = { ...chosen, blindLiftedAt: null, begun: false, version: 2 }

async function open(over: object = {}, answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/calls/c1': { body: { ...aPublicCall, version: 1 } },
    [`GET ${path}`]: { body: { ...settings, ...over } },
    [`PUT ${path}`]: { body: { ...settings, version: 3 } },
    ...answers,
  })
  await renderAt('/pilotage/saisons/se1/appels/c1/relectures')
  await screen.findByRole('heading', { name: 'Lecture à l’aveugle' })
  return { server, person: userEvent.setup() }
}
const length = () => screen.getByRole('spinbutton', { name: 'Longueur minimale de l’avis' })
const save = () => screen.getByRole('button', { name: /^Enregistrer/ })

it('are saved as a whole, by the version that was read', async () => {
  const { server, person } = await open()

  await person.click(screen.getByRole('switch', { name: /Cacher le nom de qui propose/ }))
  await person.click(screen.getByRole('radio', { name: 'Jamais visibles pour qui relit' }))
  await person.clear(length())
  await person.type(length(), '40')
  await person.click(save())

  await waitFor(() => expect(server.callsTo('PUT', path)).toHaveLength(1))
  const [sent] = server.callsTo('PUT', path)
  expect([sent!.body, sent!.headers['if-match']]).toEqual([
    { blind: true, others: 'never', commentMinLength: 40, interviewChangeHours: 24 },
    '"2"',
  ])
  expect(await screen.findByText('Les règles sont enregistrées.')).toBeTruthy()
})

it('take no length that is none, and say so where it stands', async () => {
  const { server, person } = await open()

  await person.clear(length())
  await person.type(length(), '3000')
  await person.click(save())

  await waitFor(() => expect(document.activeElement).toBe(length()))
  expect(length().getAttribute('aria-invalid')).toBe('true')
  expect(server.callsTo('PUT', path)).toEqual([])
})

it('say that somebody else changed them meanwhile', async () => {
  const { person } = await open({}, { [`PUT ${path}`]: aProblem(412, 'version_conflict') })

  await person.click(screen.getByRole('radio', { name: 'Jamais visibles pour qui relit' }))
  await person.click(save())

  expect(await screen.findByRole('alert')).toBeTruthy()
})

it('show the names to the committee after a question, for good', async () => {
  const { server, person } = await open({ blind: true, begun: true }, { [`POST ${lift}`]: { body: settings } })
  expect(screen.getByText('Le comité ne voit pas qui propose les projets.')).toBeTruthy()
  expect(screen.queryByRole('switch', { name: /Cacher le nom/ })).toBeNull()

  await person.click(screen.getByRole('button', { name: 'Lever l’anonymat' }))
  const dialog = within(await screen.findByRole('dialog', { name: /^Montrer les noms au comité\s\?$/ }))
  expect(server.callsTo('POST', lift)).toEqual([])
  server.answers[`GET ${path}`] = {
    body: { ...settings, blind: true, begun: true, blindLiftedAt: '2026-11-22T10:00:00.000Z', version: 3 },
  }
  await person.click(dialog.getByRole('button', { name: 'Lever l’anonymat' }))

  expect(await screen.findByText(/L’anonymat a été levé/)).toBeTruthy()
  expect(server.callsTo('POST', lift)).toHaveLength(1)
  expect(screen.queryByRole('button', { name: 'Lever l’anonymat' })).toBeNull()
})

it('no longer offer reading without names once a review has begun with them', async () => {
  await open({ begun: true })

  expect(screen.getByText('Une relecture a commencé : cet appel est lu avec les noms.')).toBeTruthy()
  expect(screen.queryByRole('switch', { name: /Cacher le nom/ })).toBeNull()
})
