import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { stubServer } from '../../../../test/server.ts'
import { aBoardRow, aPublicCall, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const row = (id: string, title: string, over: object = {}) => ({ ...aBoardRow, id, title, ...over })
const board = 'GET /api/v1/calls/c1/board?limit=100'
const page = '/pilotage/saisons/se1/appels/c1'

async function open(address = page) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/calls/c1': { body: { ...aPublicCall, status: 'closed', version: 1 } },
    [`${board}&sort=arrival`]: {
      body: { items: [row('s1', 'Jardin'), row('s2', 'Abri', { disagreement: true })], nextCursor: null },
    },
    [`${board}&sort=score&show=disagreement`]: {
      body: { items: [row('s2', 'Abri', { disagreement: true })], nextCursor: null },
    },
    'POST /api/v1/calls/c1/shortlist': { body: { changed: 1 } },
  })
  return { server, person: userEvent.setup(), ...(await renderAt(address)) }
}

it('is gone through by arrows, chosen by the space bar, and shortlisted', async () => {
  const { server, person } = await open()
  const first = await screen.findByRole('link', { name: 'Jardin' })

  first.focus()
  await person.keyboard('{ArrowDown}')
  expect(document.activeElement?.textContent).toBe('Abri')
  await person.keyboard(' ')
  await person.click(await screen.findByRole('button', { name: 'Présélectionner ce projet' }))

  await waitFor(() =>
    expect(server.callsTo('POST', '/api/v1/calls/c1/shortlist').map(({ body }) => body)).toEqual([
      { submissionIds: ['s2'], shortlisted: true },
    ]),
  )
})

it('asks the server for what the address says, and hands it on to the reading of one file', async () => {
  const { person, router } = await open(`${page}?tri=score&voir=disagreement`)
  expect(await screen.findByRole('link', { name: 'Abri' })).toBeTruthy()
  expect(screen.queryByRole('link', { name: 'Jardin' })).toBeNull()
  expect(screen.getAllByText('Avis partagés').length).toBeGreaterThan(0)

  await person.keyboard('l')

  await waitFor(() => expect(router.currentRoute.value.name).toBe('season-submission'))
  expect(router.currentRoute.value.query).toEqual({ tri: 'score', voir: 'disagreement' })
})
