import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { stubServer } from '../../../../test/server.ts'
import { aBoardRow, aPublicCall, aSubmission, me, silentLive } from '../test-data.ts'

beforeEach(() => {
  silentLive()
  localStorage.clear()
})

const ids = ['s3', 's1', 's2']
const file = (id: string) => ({ ...aSubmission, id, title: `Projet ${id}`, status: 'submitted' })
const page = (id: string) => `/pilotage/saisons/se1/appels/c1/projets/${id}`

/** Sorted by score, those whom nobody disagrees about left out. */
async function open(at: string) {
  const found = { items: ids.map((id) => ({ ...aBoardRow, id })), nextCursor: null }
  stubServer({
    'GET /api/v1/me': { body: me },
    'GET /api/v1/calls/c1': { body: { ...aPublicCall, status: 'closed', version: 1 } },
    'GET /api/v1/calls/c1/board?limit=100&sort=score&show=disagreement': { body: found },
    'GET /api/v1/calls/c1/board?limit=100&sort=arrival': { body: { items: [], nextCursor: null } },
    ...Object.fromEntries(ids.map((one) => [`GET /api/v1/submissions/${one}`, { body: file(one) }])),
    ...Object.fromEntries(ids.map((one) => [`GET /api/v1/submissions/${one}/reviews`, { body: [] }])),
    ...Object.fromEntries(ids.map((one) => [`GET /api/v1/submissions/${one}/corrections`, { body: [] }])),
  })
  const view = await renderAt(`${page(at)}?tri=score&voir=disagreement`)
  const bar = within(await screen.findByRole('navigation', { name: 'D’un projet à l’autre' }))
  return { ...view, bar, person: userEvent.setup() }
}

it('leads from file to file in the order and with the filter of the board', async () => {
  const { bar, person, router } = await open('s1')
  expect(bar.getByRole('status').textContent?.trim()).toBe('2 sur 3')

  await person.click(bar.getByRole('link', { name: 'Suivant' }))

  await waitFor(() => expect(bar.getByRole('status').textContent?.trim()).toBe('3 sur 3'))
  expect(router.currentRoute.value.fullPath).toBe(`${page('s2')}?tri=score&voir=disagreement`)
  expect(await screen.findByRole('heading', { level: 1, name: 'Projet s2' })).toBeTruthy()
  expect(bar.queryByRole('link', { name: 'Suivant' })).toBeNull()
})

it('is gone along by keys, stops at both ends, and leads back to the same board', async () => {
  const { bar, person, router } = await open('s1')
  const at = () => bar.getByRole('status').textContent?.trim()

  await person.keyboard('{ArrowRight}')
  await waitFor(() => expect(at()).toBe('3 sur 3'))
  await person.keyboard('j')
  await person.keyboard('k')
  await waitFor(() => expect(at()).toBe('2 sur 3'))
  await person.keyboard('{ArrowLeft}')
  await waitFor(() => expect(at()).toBe('1 sur 3'))
  await person.keyboard('k')
  expect(at()).toBe('1 sur 3')

  await person.keyboard('b')
  await waitFor(() =>
    expect(router.currentRoute.value.fullPath).toBe('/pilotage/saisons/se1/appels/c1?tri=score&voir=disagreement'),
  )
})
