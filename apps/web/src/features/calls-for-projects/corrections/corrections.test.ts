import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aPublicCall, aSubmission, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const path = '/api/v1/submissions/s1'
const proposalId = '0198a1c2-0000-7000-8000-000000000001'
const aCorrection = {
  id: proposalId,
  submissionId: 's1',
  kind: 'incomplete',
  parts: ['framing.problem'],
  message: 'Combien de foyers ?',
  status: 'proposed',
  answerBy: null,
  timeZone: 'Europe/Paris',
  note: '',
  answeredAt: null,
  changes: [],
  createdAt: '2026-11-20T09:00:00.000Z',
}

describe('the corrections of a file, for its organisers', () => {
  const row = { ...aSubmission, status: 'submitted', holderName: 'Aminata Diallo', sealed: false, disagreement: false }

  async function open(corrections: object[], answers: Parameters<typeof stubServer>[0] = {}) {
    const server = stubServer({
      'GET /api/v1/me': { body: me },
      'GET /api/v1/calls/c1': { body: { ...aPublicCall, status: 'closed', version: 1 } },
      [`GET ${path}`]: { body: { ...aSubmission, status: 'submitted' } },
      'GET /api/v1/calls/c1/board?limit=100&sort=arrival': { body: { items: [row], nextCursor: null } },
      [`GET ${path}/reviews`]: { body: [] },
      [`GET ${path}/corrections`]: { body: corrections },
      ...answers,
    })
    await renderAt('/pilotage/saisons/se1/appels/c1/projets/s1')
    const panel = within(await screen.findByRole('region', { name: 'Corrections' }))
    return { server, panel, person: userEvent.setup() }
  }

  it('say what came back, before and after', async () => {
    const { panel } = await open([
      {
        ...aCorrection,
        status: 'answered',
        note: 'Compté en mars.',
        changes: [
          { part: 'framing.problem', label: '', before: 'Peu de lieux', after: '140 foyers' },
          { part: 'framing.horizon', label: '', before: null, after: 'bounded' },
          { part: 'answers.q1', label: 'Budget', before: 10, after: 20 },
        ],
      },
    ])

    expect(await panel.findByText('« Compté en mars. »')).toBeTruthy()
    const said = (role: string) =>
      panel.getAllByRole(role).map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())
    expect(said('term')).toEqual(['Le problème', 'Et après ?', 'Budget'])
    expect(said('definition')).toEqual([
      'AvantPeu de lieuxMaintenant140 foyers',
      'AvantPas encore de réponseMaintenantBorné',
      'Avant10Maintenant20',
    ])
  })

  it('are asked from what a reviewer proposed, and can be set aside', async () => {
    const { server, panel, person } = await open([aCorrection], {
      [`POST ${path}/corrections`]: { status: 201, body: { ...aCorrection, status: 'asked' } },
      [`POST /api/v1/corrections/${proposalId}/cancel`]: { body: { ...aCorrection, status: 'cancelled' } },
    })
    expect(await panel.findByText('Proposée par le comité')).toBeTruthy()
    expect(panel.getByText('Le problème')).toBeTruthy()

    await person.click(await panel.findByRole('button', { name: 'Poser la question' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Demander une correction' }))
    expect(dialog.getByRole<HTMLTextAreaElement>('textbox', { name: /^Votre demande/ }).value).toBe(
      'Combien de foyers ?',
    )
    await person.click(dialog.getByRole('button', { name: 'Envoyer la demande' }))

    await waitFor(() => expect(server.callsTo('POST', `${path}/corrections`)).toHaveLength(1))
    expect(server.callsTo('POST', `${path}/corrections`)[0]!.body).toEqual({
      kind: 'incomplete',
      parts: ['framing.problem'],
      message: 'Combien de foyers ?',
      answerBy: { day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), hour: '18:00' },
      proposalId,
    })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await person.click(panel.getByRole('button', { name: 'Écarter' }))
    await waitFor(() => expect(server.callsTo('POST', `/api/v1/corrections/${proposalId}/cancel`)).toHaveLength(1))
  })

  it('need words, and say beside the field what is refused', async () => {
    const { server, panel, person } = await open([], {
      [`POST ${path}/corrections`]: aProblem(400, 'invalid_input', {
        errors: [{ path: 'answerBy.day', message: 'Choose a moment that is still to come.', code: 'past' }],
      }),
    })
    expect(await panel.findByText('Aucune correction n’a été demandée.')).toBeTruthy()

    await person.click(await panel.findByRole('button', { name: 'Demander une correction' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Demander une correction' }))
    await person.click(dialog.getByRole('button', { name: 'Envoyer la demande' }))
    const message = dialog.getByRole('textbox', { name: /^Votre demande/ })
    expect(document.activeElement).toBe(message)
    expect(server.callsTo('POST', `${path}/corrections`)).toEqual([])

    await person.type(message, 'Précisez.')
    await person.click(dialog.getByRole('button', { name: 'Envoyer la demande' }))

    await waitFor(() => expect(document.activeElement).toBe(dialog.getByLabelText(/^Réponse attendue le/)))
    expect(server.callsTo('POST', `${path}/corrections`)).toHaveLength(1)
  })
})

describe('a correction that is asked of me', () => {
  const asked = { ...aCorrection, status: 'asked', answerBy: '2118-11-27T17:00:59.999Z' }

  async function open(correction: object) {
    const server = stubServer({
      'GET /api/v1/me': { body: me },
      [`GET ${path}`]: { body: { ...aSubmission, status: 'correction_asked' } },
      [`GET ${path}/corrections`]: { body: [correction] },
      [`POST ${path}/corrections/answer`]: { body: { ...asked, status: 'answered' } },
    })
    await renderAt('/mon-espace/projets/s1')
    const part = within(await screen.findByRole('region', { name: 'Une correction vous est demandée' }))
    return { server, part, person: userEvent.setup() }
  }

  it('says what, until when, and is sent back with a word, by the version that was read', async () => {
    const { server, part, person } = await open(asked)
    expect(part.getByText('Combien de foyers ?')).toBeTruthy()
    expect(part.getByText('Le problème')).toBeTruthy()
    expect(part.getByText(/27 novembre 2118/)).toBeTruthy()
    expect(part.getByRole('link', { name: 'Modifier mon dossier' }).getAttribute('href')).toBe(
      '/mon-espace/projets/s1/dossier?question=problem',
    )

    await person.type(part.getByRole('textbox', { name: /Un mot pour le comité/ }), 'Compté en mars.')
    await person.click(part.getByRole('button', { name: 'Renvoyer mon dossier' }))

    await waitFor(() => expect(server.callsTo('POST', `${path}/corrections/answer`)).toHaveLength(1))
    const [sent] = server.callsTo('POST', `${path}/corrections/answer`)
    expect([sent!.body, sent!.headers['if-match']]).toEqual([{ note: 'Compté en mars.' }, '"3"'])
    expect(await screen.findByText('Votre dossier est renvoyé. Merci !')).toBeTruthy()
  })

  it('says that its moment has passed, and is no longer sent', async () => {
    const { part } = await open({ ...asked, answerBy: '2018-11-27T17:00:59.999Z' })

    expect(part.getByText(/Ce délai est passé/)).toBeTruthy()
    expect(part.queryByRole('button', { name: 'Renvoyer mon dossier' })).toBeNull()
  })
})
