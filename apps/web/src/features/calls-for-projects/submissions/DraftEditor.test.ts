import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aSubmission, me } from '../test-data.ts'

class FakeSource extends EventTarget {
  static readonly CLOSED = 2
  static opened: FakeSource[] = []
  readyState = 1
  constructor() {
    super()
    FakeSource.opened.push(this)
  }
  close() {}
}

/** Somebody else saved the file. */
function changedElsewhere() {
  const data = JSON.stringify({ topic: 'person:p1', type: 'submission.changed', id: 's1' })
  for (const source of FakeSource.opened) source.dispatchEvent(new MessageEvent('change', { data }))
}

beforeEach(() => {
  localStorage.clear()
  FakeSource.opened = []
  vi.stubGlobal('EventSource', FakeSource)
})

const path = '/api/v1/submissions/s1'
const questions = `${path}/framing-questions?limit=100`

async function open(submission: object, answers: Parameters<typeof stubServer>[0] = {}, question = 'title') {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${path}`]: { body: { ...aSubmission, ...submission } },
    [`PUT ${path}`]: { body: { ...aSubmission, version: 4 } },
    [`GET ${questions}`]: { body: { items: [], nextCursor: null } },
    ...answers,
  })
  const view = await renderAt(`/mon-espace/projets/s1/dossier?question=${question}`)
  return { ...view, server, person: userEvent.setup() }
}
const keptHere = () => Object.keys(localStorage).filter((key) => key.startsWith('essor.file.'))
const title = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Le nom de votre projet' })
const saved = (over: object) => ({ body: { ...aSubmission, ...over } })

describe('writing a draft', () => {
  it('saves by itself a moment after the last word, by the version that was read', async () => {
    const { person, server } = await open({}, { [`PUT ${path}`]: saved({ title: 'Un jardin ici', version: 4 }) })

    await person.clear(await title())
    await person.type(await title(), 'Un jardin ici')

    await waitFor(() => expect(server.callsTo('PUT', path)).toHaveLength(1))
    const [sent] = server.callsTo('PUT', path)
    expect(sent!.headers['if-match']).toBe('"3"')
    expect(Object.keys(sent!.body as object)).toEqual([
      'title',
      'structure',
      'summary',
      'framing',
      'wantedSkills',
      'answers',
    ])
    expect(sent!.body).toMatchObject({ title: 'Un jardin ici' })
    expect(await screen.findByText('Tout est enregistré')).toBeTruthy()
    expect(keptHere()).toEqual([])
  })

  it('asks one question at a time, and shows all of them with what is left', async () => {
    const { person, router } = await open({ framing: { ...aSubmission.framing, evidence: '' } })
    expect(await screen.findByText('12 réponses sur 13')).toBeTruthy()

    await person.click(await screen.findByRole('button', { name: 'Question suivante' }))

    expect(await screen.findByRole('textbox', { name: 'Votre structure' })).toBeTruthy()
    expect(router.currentRoute.value.query).toEqual({ question: 'structure' })
    const overview = within(screen.getByRole('navigation', { name: 'Les questions de votre dossier' }))
    await person.click(overview.getByRole('button', { name: /^Ce qui le montre/ }))
    expect(await screen.findByRole('textbox', { name: /^Qu’est-ce qui le montre/ })).toBeTruthy()
    expect(overview.getByRole('button', { name: /^Ce qui le montre\s*À remplir/ })).toBeTruthy()
  })

  it('shows what is missing beside its question, and sends nothing', async () => {
    const { person, server } = await open({ summary: '', wantedSkills: [] }, {}, 'fin')
    expect(await screen.findByText('11 réponses sur 13')).toBeTruthy()
    expect(await screen.findByText(/Il reste 2 questions à remplir/)).toBeTruthy()

    await person.click(await screen.findByRole('button', { name: 'Déposer mon projet' }))

    expect(await screen.findByRole('textbox', { name: 'Votre projet en deux phrases' })).toBeTruthy()
    expect(await screen.findByText('Remplissez ce champ.')).toBeTruthy()
    expect(server.callsTo('POST', `${path}/submit`)).toEqual([])
  })

  it('saves the last words before it sends, and then says that it is submitted, when and by whom', async () => {
    const sent = {
      ...aSubmission,
      title: 'Un jardin',
      status: 'submitted',
      submittedAt: '2026-11-02T10:00:00.000Z',
      submittedByName: 'Amélie Martin',
      version: 5,
    }
    const { person, server, router } = await open(
      {},
      { [`PUT ${path}`]: saved({ title: 'Un jardin', version: 4 }), [`POST ${path}/submit`]: { body: sent } },
    )
    await person.clear(await title())
    await person.type(await title(), 'Un jardin')
    await person.click(screen.getByRole('button', { name: /^Relire et déposer/ }))
    server.answers[`GET ${path}`] = { body: sent }

    await person.click(await screen.findByRole('button', { name: 'Déposer mon projet' }))

    await waitFor(() => expect(router.currentRoute.value.path).toBe('/mon-espace/projets/s1'))
    const order = server.calls
      .filter(({ method }) => method !== 'GET')
      .map(({ method, headers }) => [method, headers['if-match']])
    expect(order).toEqual([
      ['PUT', '"3"'],
      ['POST', '"4"'],
    ])
    expect(await screen.findByText(/Votre projet est bien déposé/)).toBeTruthy()
    expect(screen.getByText(/Déposé le/).textContent).toMatch(/2 novembre 2026.*par Amélie Martin/)
    expect(screen.queryByText('Brouillon, pas encore déposé')).toBeNull()
    await waitFor(() => expect(document.title).toMatch(/^Déposé – Un jardin/))
  })

  it('is no longer editable once the call is closed', async () => {
    await open({ writing: { ...aSubmission.writing, editable: 'nothing', maySubmit: false } })

    expect(await screen.findByText('Ce dossier ne peut plus être modifié')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Relire et déposer/ })).toBeNull()
  })
})

describe('writing a draft together', () => {
  it('shows at once what somebody else changed, and says so', async () => {
    const { person, server } = await open({})
    await title()
    server.answers[`GET ${path}`] = saved({ title: 'Un potager', version: 4 })

    changedElsewhere()

    await waitFor(async () => expect((await title()).value).toBe('Un potager'))
    expect(await screen.findByText(/modifiées par quelqu’un d’autre.*Le nom/)).toBeTruthy()
    expect(server.callsTo('PUT', path)).toEqual([])
    await person.click(screen.getByRole('button', { name: 'J’ai vu' }))
    expect(screen.queryByText(/modifiées par quelqu’un d’autre/)).toBeNull()
  })

  it('brings both together when it was changed elsewhere meanwhile, and saves again', async () => {
    const { person, server } = await open({}, { [`PUT ${path}`]: aProblem(412, 'version_conflict') })
    const theirs = { ...aSubmission, summary: 'Leur résumé.', version: 8 }
    await title()
    server.answers[`GET ${path}`] = { body: theirs }

    await person.clear(await title())
    await person.type(await title(), 'Ici')
    await waitFor(() => expect(server.callsTo('PUT', path).length).toBeGreaterThan(1))
    server.answers[`PUT ${path}`] = { body: { ...theirs, title: 'Ici', version: 9 } }

    expect(await screen.findByText('Tout est enregistré')).toBeTruthy()
    const last = server.callsTo('PUT', path).at(-1)!
    expect(last.headers['if-match']).toBe('"8"')
    expect(last.body).toMatchObject({ title: 'Ici', summary: 'Leur résumé.' })
  })

  it.each([
    ['Garder la mienne', 'Mon jardin'],
    ['Garder l’autre', 'Leur jardin'],
    ['Garder les deux', 'Leur\nMon jardin'],
  ])('shows both texts where both wrote, to choose from: %s', async (choice, kept) => {
    const { person, server } = await open({})
    const theirs = { ...aSubmission, title: 'Leur jardin', version: 4 }
    await person.clear(await title())
    await person.type(await title(), 'Mon jardin')
    server.answers[`GET ${path}`] = { body: theirs }
    server.answers[`PUT ${path}`] = { body: { ...theirs, title: kept, version: 5 } }
    changedElsewhere()
    const clash = within(await screen.findByRole('region', { name: /au même endroit\s: Le nom/ }))
    expect(clash.getByText('Mon jardin')).toBeTruthy()
    expect(clash.getByText('Leur jardin')).toBeTruthy()

    await person.click(clash.getByRole('button', { name: choice }))

    expect(await screen.findByText('Tout est enregistré')).toBeTruthy()
    expect(screen.queryByRole('region', { name: /au même endroit\s: Le nom/ })).toBeNull()
    const sent = server.callsTo('PUT', path).map(({ body }) => (body as { title: string }).title)
    expect(sent).toEqual(kept === 'Leur jardin' ? [] : [kept])
  })
})

describe('writing without a network', () => {
  it('keeps the words on this device, over a reload, and sends them once when it is back', async () => {
    const first = await open({}, { [`PUT ${path}`]: 'unreachable' })
    await first.person.clear(await title())
    await first.person.type(await title(), 'Hors ligne')
    expect(await screen.findByText(/Vos mots sont gardés sur cet appareil/)).toBeTruthy()
    first.unmount()

    const { server } = await open({}, { [`PUT ${path}`]: saved({ title: 'Hors ligne', version: 4 }) })

    expect((await title()).value).toBe('Hors ligne')
    expect(await screen.findByText(/de retour/)).toBeTruthy()
    await waitFor(() => expect(server.callsTo('PUT', path)).toHaveLength(1))
    expect(server.callsTo('PUT', path)[0]!.body).toMatchObject({ title: 'Hors ligne' })
    await waitFor(() => expect(keptHere()).toEqual([]))
    window.dispatchEvent(new Event('online'))
    expect(server.callsTo('PUT', path)).toHaveLength(1)
  })
})
