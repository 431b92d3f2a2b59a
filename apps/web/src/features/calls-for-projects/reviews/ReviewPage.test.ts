import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { aSubmission, criteria, me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const { reason: _, call: __, ...file } = aSubmission
const review = {
  id: 'r1',
  submissionId: 's1',
  reviewerId: 'p1',
  reviewerName: 'Amélie Martin',
  status: 'draft',
  marks: {},
  criterionComments: {},
  comment: 'Besoin clair.',
  feasible: null,
  feasibleReason: '',
  recusalReason: '',
  score: null,
  version: 2,
}
const sheet = {
  ...review,
  blind: false,
  settings: { commentMinLength: 1, others: 'after_own' },
  submission: { ...file, status: 'under_review' },
  call: { title: 'Bien vieillir', seasonId: 'se1', seasonName: 'Saison de printemps', criteria },
}
const path = '/api/v1/reviews/r1'

async function open(answers: Parameters<typeof stubServer>[0]) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [`GET ${path}`]: { body: sheet },
    [`PUT ${path}`]: { body: { ...review, version: 3 } },
    ...answers,
  })
  return { server, person: userEvent.setup(), ...(await renderAt('/mon-espace/relectures/r1')) }
}

async function finish(person: ReturnType<typeof userEvent.setup>): Promise<void> {
  await person.click(await screen.findByRole('button', { name: 'Terminer ma relecture' }))
  const dialog = await screen.findByRole('dialog')
  await person.click(within(dialog).getByRole('button', { name: 'Terminer ma relecture' }))
}

describe('a review', () => {
  it('is saved, finished after a question, and then shows what the others said', async () => {
    const done = { ...review, status: 'done', marks: { k1: 4 }, feasible: true, score: 80, version: 4 }
    const { person, server } = await open({
      [`POST ${path}/finish`]: { body: done },
      'GET /api/v1/submissions/s1/reviews': {
        body: [done, { ...done, id: 'r2', reviewerName: 'Paul Durand', comment: 'Très utile.' }],
      },
    })
    const marks = await screen.findByRole('radiogroup', { name: 'Utilité sociale' })
    await person.click(within(marks).getByRole('radio', { name: '4' }))
    await person.click(screen.getByRole('radio', { name: 'Oui, c’est faisable' }))
    server.answers[`GET ${path}`] = { body: { ...sheet, ...done } }

    await finish(person)

    expect(await screen.findByText('Très utile.')).toBeTruthy()
    expect(server.callsTo('PUT', path).at(-1)?.body).toEqual({
      marks: { k1: 4 },
      criterionComments: {},
      comment: 'Besoin clair.',
      feasible: true,
      feasibleReason: '',
    })
    expect(server.callsTo('POST', `${path}/finish`).map(({ headers }) => headers['if-match'])).toEqual(['"3"'])
  })

  it('names what is missing, and keeps the others hidden', async () => {
    const { person, server } = await open({
      [`POST ${path}/finish`]: aProblem(409, 'review_incomplete', {
        errors: [{ path: 'feasible', message: 'This is needed.', code: 'required' }],
      }),
    })

    await finish(person)

    expect(await screen.findByText('Remplissez ce champ.')).toBeTruthy()
    await waitFor(() => expect(screen.getByText(/Il manque encore quelque chose/)).toBeTruthy())
    expect(server.callsTo('GET', '/api/v1/submissions/s1/reviews')).toEqual([])
  })

  it('is left for the list when its author steps aside: the file is no longer theirs to read', async () => {
    const { person, router } = await open({
      [`POST ${path}/recuse`]: { body: { ...review, status: 'recused', recusalReason: 'J’y siège.' } },
      'GET /api/v1/me/reviews': { body: { items: [], nextCursor: null } },
    })

    await person.click(await screen.findByRole('button', { name: 'Me retirer' }))
    const dialog = await screen.findByRole('dialog')
    await person.type(within(dialog).getByRole('textbox'), 'J’y siège.')
    await person.click(within(dialog).getByRole('button', { name: 'Me retirer' }))

    await waitFor(() => expect(router.currentRoute.value.name).toBe('own-reviews'))
  })

  it('is written without touching the mouse, and leads to the next file', async () => {
    const own = (id: string) => ({ id, writable: true, status: 'assigned', callId: 'c1', callTitle: 'Bien vieillir' })
    const { person, server, router } = await open({
      'GET /api/v1/me/reviews?limit=100': { body: { items: [own('r1'), own('r2')], nextCursor: null } },
      [`POST ${path}/finish`]: { body: { ...review, status: 'done', version: 4 } },
      'GET /api/v1/reviews/r2': { body: { ...sheet, id: 'r2' } },
    })
    await screen.findByRole('radiogroup', { name: 'Utilité sociale' })
    await screen.findByRole('button', { name: 'Terminer et lire le suivant' })

    await person.keyboard('m')
    await person.keyboard('4')
    await person.keyboard('o')
    await person.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('dialog')
    await person.keyboard('{Tab}{Enter}')

    await waitFor(() => expect(router.currentRoute.value.params.reviewId).toBe('r2'))
    expect(server.callsTo('PUT', path).at(-1)?.body).toMatchObject({ marks: { k1: 4 }, feasible: true })
  })
})
