import userEvent from '@testing-library/user-event'
import { screen } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aSubmission, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const slot = {
  id: 'i1',
  startsAt: '2099-03-10T17:00:00.000Z',
  endsAt: '2099-03-10T17:20:00.000Z',
  timeZone: 'Europe/Paris',
  place: 'Salle 2',
  hostName: 'Paul Martin',
}
const path = '/api/v1/submissions/s1/interview'

async function open(answers: Parameters<typeof stubServer>[0]) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/submissions/s1': { body: { ...aSubmission, status: 'shortlisted' } },
    [`GET ${path}`]: { body: { booked: null, free: [slot], changeHours: 24 } },
    ...answers,
  })
  await renderAt('/mon-espace/projets/s1')
  return { server, person: userEvent.setup() }
}

it('books a moment, and then shows where to meet and until when it can change', async () => {
  const booked = {
    booked: { ...slot, link: 'https://visio.example.org/a', changeUntil: '2099-03-09T17:00:00.000Z' },
    free: [],
    changeHours: 24,
  }
  const { server, person } = await open({ [`PUT ${path}`]: { body: booked } })
  const choose = await screen.findByRole('button', { name: 'Choisir' })
  server.answers[`GET ${path}`] = { body: booked }

  await person.click(choose)

  const join = await screen.findByRole('link', { name: 'Rejoindre la visioconférence' })
  expect(join.getAttribute('href')).toBe('https://visio.example.org/a')
  expect(server.callsTo('PUT', path).map(({ body }) => body)).toEqual([{ slotId: 'i1' }])
})

it('says so when somebody was quicker', async () => {
  const { person } = await open({ [`PUT ${path}`]: aProblem(409, 'interview_taken') })

  await person.click(await screen.findByRole('button', { name: 'Choisir' }))

  expect(await screen.findByText(/vient de réserver ce moment/)).toBeTruthy()
})
