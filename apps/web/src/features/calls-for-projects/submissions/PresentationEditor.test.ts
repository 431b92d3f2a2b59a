import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aSubmission, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const path = '/api/v1/submissions/s1'
const closed = {
  ...aSubmission,
  status: 'submitted',
  submittedAt: '2026-11-02T10:00:00.000Z',
  writing: { ...aSubmission.writing, editable: 'presentation', maySubmit: false },
}

async function open() {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${path}`]: { body: closed },
    [`PUT ${path}`]: { body: { ...closed, title: 'Un potager', version: 4 } },
  })
  const view = await renderAt('/mon-espace/projets/s1/dossier')
  await screen.findByText(/Vous pouvez encore changer le titre et le résumé/)
  return { ...view, server, person: userEvent.setup() }
}
const title = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Le nom de votre projet' })
const summary = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Votre projet en deux phrases' })
const save = () => screen.getByRole('button', { name: 'Enregistrer mes changements' })

it('changes the title and the summary, and sends the rest as it was', async () => {
  const { server, person, router } = await open()
  expect(screen.getAllByRole('textbox')).toHaveLength(2)

  await person.clear(title())
  await person.type(title(), 'Un potager')
  await person.click(save())

  await waitFor(() => expect(router.currentRoute.value.path).toBe('/mon-espace/projets/s1'))
  const [sent] = server.callsTo('PUT', path)
  const { structure, framing, wantedSkills, answers } = aSubmission
  expect([sent!.body, sent!.headers['if-match']]).toEqual([
    { title: 'Un potager', summary: aSubmission.summary, structure, framing, wantedSkills, answers },
    '"3"',
  ])
})

it('sends nothing without a summary, and says so where it stands', async () => {
  const { server, person } = await open()

  await person.clear(summary())
  await person.click(save())

  await waitFor(() => expect(document.activeElement).toBe(summary()))
  expect(screen.getByText('Remplissez ce champ.')).toBeTruthy()
  expect(server.callsTo('PUT', path)).toEqual([])
})

it('offers to read what somebody else saved meanwhile, and saves over that', async () => {
  const { server, person } = await open()
  server.answers[`PUT ${path}`] = aProblem(412, 'version_conflict')
  await person.clear(title())
  await person.type(title(), 'Le mien')
  await person.click(save())

  server.answers[`GET ${path}`] = { body: { ...closed, title: 'Le leur', version: 8 } }
  await person.click(await screen.findByRole('button', { name: 'Lire la version enregistrée' }))

  await waitFor(() => expect(title().value).toBe('Le leur'))
  server.answers[`PUT ${path}`] = { body: { ...closed, title: 'Le leur, bis', version: 9 } }
  await person.type(title(), ', bis')
  await person.click(save())
  await waitFor(() => expect(server.callsTo('PUT', path)).toHaveLength(2))
  const last = server.callsTo('PUT', path).at(-1)!
  expect([(last.body as { title: string }).title, last.headers['if-match']]).toEqual(['Le leur, bis', '"8"'])
})
