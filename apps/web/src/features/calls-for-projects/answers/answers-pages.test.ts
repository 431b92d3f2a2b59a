import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aSubmission, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

type Answers = Parameters<typeof stubServer>[0]

async function open(path: string, answers: Answers) {
  const server = stubServer({ 'GET /api/v1/me': { body: me }, ...answers })
  return { server, person: userEvent.setup(), ...(await renderAt(path)) }
}

describe('the answer of a holder', () => {
  const accepted = {
    ...aSubmission,
    status: 'accepted',
    submittedAt: '2026-11-02T18:20:00.000Z',
    confirmBy: '2026-11-27T22:59:59.999Z',
    call: { ...aSubmission.call, status: 'decided', reopenedAt: null },
    writing: { until: '2026-11-13T22:59:59.999Z', editable: 'nothing', maySubmit: false, grace: false },
  }
  const read = 'GET /api/v1/submissions/s1'

  it('says until when, and confirms', async () => {
    const { person, server } = await open('/mon-espace/projets/s1', {
      [read]: { body: accepted },
      'POST /api/v1/submissions/s1/confirm': { body: accepted },
    })
    expect(await screen.findByText(/vendredi 27 novembre 2026/)).toBeTruthy()

    await person.click(screen.getByRole('button', { name: 'Confirmer que nous participons' }))

    await waitFor(() => expect(server.callsTo('POST', '/api/v1/submissions/s1/confirm')).toHaveLength(1))
  })

  it('gives the place back, with a word', async () => {
    const { person, server } = await open('/mon-espace/projets/s1', {
      [read]: { body: accepted },
      'POST /api/v1/submissions/s1/turn-down': { body: accepted },
    })

    await person.click(await screen.findByRole('button', { name: 'Nous ne participerons pas' }))
    await person.type(screen.getByLabelText(/Un mot pour/), 'Plus le temps.')
    await person.click(screen.getByRole('button', { name: 'Rendre la place' }))

    await waitFor(() =>
      expect(server.callsTo('POST', '/api/v1/submissions/s1/turn-down').map(({ body }) => body)).toEqual([
        { words: 'Plus le temps.' },
      ]),
    )
  })

  it('leaves with a reason, and hears that the teams are there', async () => {
    const { person } = await open('/mon-espace/projets/s1', {
      [read]: { body: { ...accepted, status: 'confirmed' } },
      'POST /api/v1/submissions/s1/withdraw': aProblem(409, 'teams_published'),
    })

    await person.click(await screen.findByRole('button', { name: 'Nous ne pouvons plus participer' }))
    await person.type(screen.getByLabelText(/Que s’est-il passé/), 'Nous fermons.')
    await person.click(screen.getByRole('button', { name: 'Retirer mon projet' }))

    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(screen.getByLabelText<HTMLTextAreaElement>(/Que s’est-il passé/).value).toBe('Nous fermons.')
  })
})

describe('the words of the organisers', () => {
  it('are saved over the version that was read', async () => {
    const nothing = { intro: '', closing: '' }
    const words = { accepted: nothing, waitlisted: nothing, declined: nothing, reasons: [], version: 3 }
    const { person, server } = await open('/pilotage/saisons/se1/appels/c1/reponses/textes', {
      'GET /api/v1/calls/c1/answer-words': { body: words },
      'PUT /api/v1/calls/c1/answer-words': { body: { ...words, version: 4 } },
    })

    await person.type((await screen.findAllByLabelText(/Pour commencer/))[0]!, 'Bravo.')
    await person.click(screen.getByRole('button', { name: 'Ajouter une raison' }))
    await person.type(screen.getByLabelText('Raison 1'), 'Trop vaste.')
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    await waitFor(() => expect(server.callsTo('PUT', '/api/v1/calls/c1/answer-words')).toHaveLength(1))
    const [call] = server.callsTo('PUT', '/api/v1/calls/c1/answer-words')
    expect(call!.body).toEqual({
      accepted: { intro: 'Bravo.', closing: '' },
      waitlisted: nothing,
      declined: nothing,
      reasons: ['Trop vaste.'],
    })
  })
})

describe('the projects of a season', () => {
  const project = {
    id: 'pr1',
    seasonId: 'se1',
    submissionId: 's1',
    title: 'Un jardin',
    structure: 'Amicale',
    summary: 'Un potager.',
    wantedSkills: [],
    version: 2,
    createdAt: '2026-12-01T10:00:00.000Z',
  }
  const list = 'GET /api/v1/seasons/se1/projects?limit=100'

  it('are added by hand', async () => {
    const { person, server } = await open('/pilotage/saisons/se1/projets', {
      [list]: { body: { items: [], nextCursor: null } },
      'POST /api/v1/seasons/se1/projects': { status: 201, body: project },
    })
    expect(await screen.findByText('Pas encore de projet')).toBeTruthy()

    await person.click(screen.getByRole('button', { name: 'Ajouter un projet' }))
    await person.type(screen.getByLabelText('Nom du projet'), 'Un jardin')
    await person.type(screen.getByLabelText(/^structure/i), 'Amicale')
    await person.click(screen.getByRole('button', { name: 'Enregistrer' }))

    await waitFor(() =>
      expect(server.callsTo('POST', '/api/v1/seasons/se1/projects').map(({ body }) => body)).toEqual([
        { title: 'Un jardin', structure: 'Amicale', summary: '', wantedSkills: [] },
      ]),
    )
  })

  it('are removed with a reason for those who hold them', async () => {
    const { person, server } = await open('/pilotage/saisons/se1/projets', {
      [list]: { body: { items: [project], nextCursor: null } },
      'POST /api/v1/projects/pr1/remove': { status: 204 },
    })

    await person.click(await screen.findByRole('button', { name: 'Retirer ce projet\u00a0: Un jardin' }))
    await person.type(screen.getByLabelText(/Pourquoi ce projet/), 'Vous renoncez.')
    await person.click(screen.getByRole('button', { name: 'Retirer ce projet' }))

    await waitFor(() =>
      expect(server.callsTo('POST', '/api/v1/projects/pr1/remove').map(({ body }) => body)).toEqual([
        { reason: 'Vous renoncez.' },
      ]),
    )
  })
})

describe('importing projects', () => {
  const line = {
    line: 2,
    title: 'Un jardin',
    structure: 'Amicale',
    holderName: 'Ana',
    holderEmail: 'ana@exemple.fr',
    outcome: 'to_add',
    problems: [],
    remarks: [],
  }
  const preview = {
    preview: true,
    encoding: 'utf-8',
    separator: ';',
    columns: ['title', 'structure', 'holderEmail'],
    counts: { to_add: 1, added: 0, already_there: 0, twice_in_file: 0, refused: 1 },
    lines: [
      line,
      {
        ...line,
        line: 3,
        title: '',
        outcome: 'refused',
        problems: [{ field: 'title', code: 'required', message: 'This is needed.' }],
      },
    ],
  }
  const post = 'POST /api/v1/calls/c1/submission-imports'

  it('shows first, line by line, then does it', async () => {
    const { person, server } = await open('/pilotage/saisons/se1/appels/c1/import', {
      [`${post}?preview=true&mail=true`]: { body: preview },
      [`${post}?preview=false&mail=false`]: {
        body: { ...preview, preview: false, counts: { ...preview.counts, to_add: 0, added: 1 } },
      },
    })
    await person.upload(
      await screen.findByLabelText('Choisir un fichier', { selector: 'input' }),
      new File(['Titre;Structure;E-mail'], 'projets.csv', { type: 'text/csv' }),
    )

    expect(await screen.findByRole('heading', { name: 'Voici ce qui sera fait' })).toBeTruthy()
    expect(screen.getByText(/Titre.*il manque/)).toBeTruthy()
    await person.click(screen.getByRole('checkbox', { name: /Prévenir par e-mail/ }))
    await person.click(screen.getByRole('button', { name: 'Ajouter 1 projet' }))

    expect(await screen.findByRole('heading', { name: 'C’est fait' })).toBeTruthy()
    expect(server.calls.filter(({ method }) => method === 'POST')).toHaveLength(2)
  })

  it('says which columns are missing', async () => {
    const { person } = await open('/pilotage/saisons/se1/appels/c1/import', {
      [`${post}?preview=true&mail=true`]: {
        status: 400,
        body: {
          type: 'about:blank',
          title: 'Bad Request',
          status: 400,
          code: 'csv_unreadable',
          detail: '',
          errors: [{ path: 'title', message: '', code: 'missing_column' }],
        },
      },
    })
    await person.upload(
      await screen.findByLabelText('Choisir un fichier', { selector: 'input' }),
      new File(['Nom'], 'projets.csv', { type: 'text/csv' }),
    )

    expect(within(await screen.findByRole('alert')).getByText(/Titre, Structure, E-mail/)).toBeTruthy()
  })
})

it('shows anyone the laureates of a call', async () => {
  await open('/appels/c1/laureats', {
    'GET /api/v1/public/calls/c1/laureates?limit=100': {
      body: { items: [{ title: 'Un jardin', structure: 'Amicale', summary: 'Un potager.' }], nextCursor: null },
    },
  })

  expect(await screen.findByRole('heading', { name: 'Un jardin' })).toBeTruthy()
})
