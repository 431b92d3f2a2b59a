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

const path = '/api/v1/submissions/s1'
const submitted = { ...aSubmission, status: 'submitted', submittedAt: '2026-11-02T10:00:00.000Z' }

async function open() {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${path}`]: { body: submitted },
    [`GET ${path}/framing-questions?limit=100`]: { body: { items: [], nextCursor: null } },
  })
  const view = await renderAt('/mon-espace/projets/s1/dossier?question=title')
  return { ...view, server, person: userEvent.setup() }
}
const title = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Le nom de votre projet' })

it('saves what is submitted only when asked, and says until then that it does not count', async () => {
  const { server, person, router } = await open()
  await person.clear(await title())
  await person.type(await title(), 'Un potager')
  expect(await screen.findByText('Ces changements ne comptent pas encore : enregistrez-les.')).toBeTruthy()
  expect(server.callsTo('PUT', path)).toEqual([])
  server.answers[`PUT ${path}`] = { body: { ...submitted, title: 'Un potager', version: 4 } }

  await person.click(screen.getByRole('button', { name: 'Enregistrer mes changements' }))

  await waitFor(() => expect(router.currentRoute.value.path).toBe('/mon-espace/projets/s1'))
  expect(server.callsTo('PUT', path).map(({ body }) => (body as { title: string }).title)).toEqual(['Un potager'])
})

it('keeps the words when the saving is refused, and says why', async () => {
  const { server, person } = await open()
  await person.clear(await title())
  await person.type(await title(), 'Un potager')
  server.answers[`PUT ${path}`] = aProblem(409, 'call_not_open')

  await person.click(await screen.findByRole('button', { name: 'Enregistrer mes changements' }))

  expect((await screen.findByRole('alert')).textContent).toContain('L’appel n’est pas ouvert')
  expect((await title()).value).toBe('Un potager')
})

it('shows that a draft is one, and that what is submitted is, in the title of the page', async () => {
  await open()
  await title()

  await waitFor(() => expect(document.title).toMatch(/^Déposé – Un jardin pour la résidence/))
})
