import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

const id = (end: string) => `0197a1f0-0000-4000-8000-0000000000${end}`
const [seasonId, garden, tuesday, site] = ['e1', 'a1', 'b1', 'd1'].map(id) as [string, string, string, string]
const me = { id: 'p0', name: 'Claire', email: 'claire@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const blocks = `/api/v1/seasons/${seasonId}/availability-blocks`
const address = `/api/v1/projects/${garden}/terms`
const terms = (over: object = {}) => ({
  projectId: garden,
  title: 'Un jardin',
  structure: 'Locataires',
  daysWanted: 6,
  siteId: null,
  sizeMin: null,
  sizeMax: null,
  mayStayClosed: false,
  blockIds: [],
  version: 0,
  ...over,
})

async function open(answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${blocks}`]: { body: [{ id: tuesday, seasonId, name: 'Mardi soir', version: 1 }] },
    [`GET /api/v1/seasons/${seasonId}/sites`]: { body: [{ id: site, name: 'Paris' }] },
    [`GET /api/v1/seasons/${seasonId}/project-terms?limit=100`]: { body: { items: [terms()], nextCursor: null } },
    ...answers,
  })
  await renderAt(`/pilotage/saisons/${seasonId}/equipes/attentes`)
  return { server, person: userEvent.setup() }
}

it('saves what a project expects, under the version that was read', async () => {
  const { server, person } = await open({ [`PUT ${address}`]: { body: terms({ version: 1, sizeMin: 3 }) } })
  const form = within(await screen.findByRole('form', { name: 'Un jardin' }))

  await person.type(form.getByRole('spinbutton', { name: 'Au moins' }), '3')
  await person.click(form.getByRole('checkbox', { name: 'Mardi soir' }))
  await person.click(form.getByRole('checkbox', { name: /Peut rester/ }))
  await person.click(form.getByRole('button', { name: /Enregistrer/ }))

  await waitFor(() => expect(server.callsTo('PUT', address)).toHaveLength(1))
  const [call] = server.callsTo('PUT', address)
  expect(call!.body).toEqual({ siteId: null, sizeMin: 3, sizeMax: null, mayStayClosed: true, blockIds: [tuesday] })
})

it('shows what someone else saved meanwhile', async () => {
  const { server, person } = await open({
    [`PUT ${address}`]: aProblem(412, 'version_conflict'),
    [`GET ${address}`]: { body: terms({ version: 4, sizeMin: 5 }) },
  })
  const form = within(await screen.findByRole('form', { name: 'Un jardin' }))

  await person.type(form.getByRole('spinbutton', { name: 'Au moins' }), '3')
  await person.click(form.getByRole('button', { name: /Enregistrer/ }))

  expect(await form.findByText(/Quelqu’un a changé cela entre-temps/)).toBeTruthy()
  expect(server.callsTo('GET', address)).toHaveLength(1)
})

it('adds a moment, and says when its name is taken', async () => {
  const { server, person } = await open({
    [`POST ${blocks}`]: aProblem(409, 'already_exists', { errors: [{ path: 'name', code: 'taken', message: '' }] }),
  })

  await person.type(await screen.findByRole('textbox', { name: 'Nouveau moment' }), 'Mardi soir')
  await person.click(screen.getByRole('button', { name: 'Ajouter' }))

  expect(await screen.findByText(/C’est déjà pris/)).toBeTruthy()
  expect(server.callsTo('POST', blocks).map(({ body }) => body)).toEqual([{ name: 'Mardi soir' }])
})

it('lets a person tick when they can come, beside their wishes', async () => {
  const mine = `/api/v1/me/seasons/${seasonId}/availability`
  const sheet = { seasonId, open: true, blocks: [{ id: tuesday, name: 'Mardi soir' }], blockIds: [] as string[] }
  const project = { id: garden, title: 'Un jardin', structure: '', summary: '', wantedSkills: [] }
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET /api/v1/me/seasons/${seasonId}/preferences`]: {
      body: { seasonId, seasonName: 'Printemps', open: true, projectIds: [], projects: [project] },
    },
    [`GET ${mine}`]: { body: sheet },
    [`PUT ${mine}`]: { body: { ...sheet, blockIds: [tuesday] } },
  })
  await renderAt(`/mon-espace/saisons/${seasonId}/voeux`)
  const person = userEvent.setup()

  await person.click(await screen.findByRole('checkbox', { name: 'Mardi soir' }))
  await person.click(screen.getByRole('button', { name: 'Enregistrer mes disponibilités' }))

  await waitFor(() => expect(server.callsTo('PUT', mine).map(({ body }) => body)).toEqual([{ blockIds: [tuesday] }]))
})
