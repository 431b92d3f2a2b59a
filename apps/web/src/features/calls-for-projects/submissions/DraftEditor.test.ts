import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aSubmission, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const path = '/api/v1/submissions/s1'

async function open(submission: object, answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${path}`]: { body: { ...aSubmission, ...submission } },
    [`PUT ${path}`]: { body: { ...aSubmission, version: 4 } },
    ...answers,
  })
  const view = await renderAt('/mon-espace/projets/s1/dossier')
  return { ...view, server, person: userEvent.setup() }
}
const title = () => screen.findByRole('textbox', { name: 'Le nom de votre projet' })

describe('writing a draft', () => {
  it('saves by itself a moment after the last word, by the version that was read', async () => {
    const { person, server } = await open({})

    await person.type(await title(), ' !')

    await waitFor(() => expect(server.callsTo('PUT', path)).toHaveLength(1))
    const [saved] = server.callsTo('PUT', path)
    const { title: _, ...rest } = saved!.body as Record<string, unknown>
    expect(saved!.headers['if-match']).toBe('"3"')
    expect(saved!.body).toMatchObject({ title: 'Un jardin pour la résidence !' })
    expect(Object.keys(rest)).toEqual(['structure', 'summary', 'framing', 'wantedSkills', 'answers'])
    expect(await screen.findByText('Tout est enregistré')).toBeTruthy()
  })

  it('stops when it was changed elsewhere, and keeps the words that the person chooses', async () => {
    const { person, server } = await open({}, { [`PUT ${path}`]: aProblem(412, 'version_conflict') })
    await person.type(await title(), ' ici')
    const keep = await screen.findByRole('button', { name: 'Garder ce que j’ai écrit ici' })
    server.answers[`GET ${path}`] = { body: { ...aSubmission, title: 'Autre onglet', version: 8 } }
    server.answers[`PUT ${path}`] = { body: { ...aSubmission, version: 9 } }

    await person.click(keep)

    await waitFor(() => expect(server.callsTo('PUT', path)).toHaveLength(2))
    const last = server.callsTo('PUT', path).at(-1)!
    expect(last.headers['if-match']).toBe('"8"')
    expect(last.body).toMatchObject({ title: 'Un jardin pour la résidence ici' })
  })

  it('shows what is missing beside each field, and sends nothing', async () => {
    const { person, server } = await open({ summary: '', wantedSkills: [] })
    expect(await screen.findByText('8 réponses sur 10')).toBeTruthy()

    await person.click(await screen.findByRole('button', { name: 'Déposer mon projet' }))

    expect(await screen.findAllByText('Remplissez ce champ.')).toHaveLength(2)
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Votre projet en deux phrases' }))
    expect(server.callsTo('POST', `${path}/submit`)).toEqual([])
  })

  it('saves the last words before it sends, and then says that it is submitted', async () => {
    const sent = { ...aSubmission, status: 'submitted', submittedAt: '2026-11-02T10:00:00.000Z', version: 5 }
    const { person, server, router } = await open({}, { [`POST ${path}/submit`]: { body: sent } })
    await person.type(await title(), ' bis')
    server.answers[`GET ${path}`] = { body: sent }

    await person.click(screen.getByRole('button', { name: 'Déposer mon projet' }))

    await waitFor(() => expect(router.currentRoute.value.path).toBe('/mon-espace/projets/s1'))
    const order = server.calls
      .filter(({ method }) => method !== 'GET')
      .map(({ method, headers }) => [method, headers['if-match']])
    expect(order).toEqual([
      ['PUT', '"3"'],
      ['POST', '"4"'],
    ])
    expect(await screen.findByText(/Votre projet est bien déposé/)).toBeTruthy()
    expect(screen.queryByText('Brouillon, pas encore déposé')).toBeNull()
  })

  it('is no longer editable once the call is closed', async () => {
    await open({ writing: { ...aSubmission.writing, editable: 'nothing', maySubmit: false } })

    expect(await screen.findByText('Ce dossier ne peut plus être modifié')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Déposer mon projet' })).toBeNull()
  })
})
