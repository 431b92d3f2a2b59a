import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { stubServer } from '../../../../test/server.ts'
import { aSubmission, me, silentLive } from '../test-data.ts'

beforeEach(() => {
  localStorage.clear()
  silentLive()
})

const criteria = ['Utilité sociale', 'Faisable'].map((label, index) => ({
  id: `k${index}`,
  label,
  description: '',
  weight: 1,
  max: 5,
}))
const ids = Array.from({ length: 10 }, (_, index) => `r${index + 1}`)
const { reason: _, call: __, ...file } = aSubmission
const review = {
  submissionId: 's1',
  reviewerId: 'p1',
  reviewerName: 'Amélie Martin',
  status: 'assigned',
  marks: {},
  criterionComments: {},
  comment: '',
  feasible: null,
  feasibleReason: '',
  recusalReason: '',
  score: null,
  version: 1,
}
const sheet = (id: string) => ({
  ...review,
  id,
  blind: false,
  settings: { commentMinLength: 1, others: 'after_own' },
  submission: { ...file, title: `Projet ${id}`, status: 'under_review' },
  call: { title: 'Bien vieillir', seasonId: 'se1', seasonName: 'Saison de printemps', criteria },
})
const mine = 'GET /api/v1/me/reviews?limit=100'
const owned = (done: number) => ({
  body: {
    items: ids.map((id, index) => ({
      id,
      writable: index >= done,
      status: index < done ? 'done' : 'assigned',
      callId: 'c1',
      callTitle: 'Bien vieillir',
      submissionTitle: `Projet ${id}`,
      structure: 'Amicale',
      seasonName: 'Saison de printemps',
    })),
    nextCursor: null,
  },
})

it('are read and reviewed one after another by keys alone', async () => {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [mine]: owned(0),
    'GET /api/v1/me/committees?limit=100': { body: { items: [], nextCursor: null } },
    'GET /api/v1/submissions/s1/corrections': { body: [] },
    ...Object.fromEntries(ids.map((id) => [`GET /api/v1/reviews/${id}`, { body: sheet(id) }])),
    ...Object.fromEntries(
      ids.map((id) => [`PUT /api/v1/reviews/${id}`, { body: { ...review, id, status: 'draft', version: 2 } }]),
    ),
    ...Object.fromEntries(
      ids.map((id) => [`POST /api/v1/reviews/${id}/finish`, { body: { ...review, id, status: 'done', version: 3 } }]),
    ),
  })
  const person = userEvent.setup()
  const { router } = await renderAt('/mon-espace/relectures/r1')

  for (const [index, id] of ids.entries()) {
    await screen.findByRole('heading', { level: 1, name: `Projet ${id}` })
    await screen.findByRole('radiogroup', { name: 'Utilité sociale' })
    const mark = String(index % 6)
    const content = {
      marks: { k0: index % 6, k1: 3 },
      criterionComments: {},
      comment: 'Clair.',
      feasible: true,
      feasibleReason: '',
    }
    server.answers[`PUT /api/v1/reviews/${id}`] = {
      body: { ...review, id, ...content, status: 'draft', version: 2 },
    }

    await person.keyboard('m')
    await person.keyboard(mark)
    await person.keyboard('3')
    await person.keyboard('o')
    await person.keyboard('Clair.')
    await person.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('dialog')
    server.answers[mine] = owned(index + 1)
    server.answers[`GET /api/v1/reviews/${id}`] = { body: { ...sheet(id), ...content, status: 'done', version: 3 } }
    await person.keyboard('{Tab}{Enter}')

    await waitFor(() => expect(server.callsTo('POST', `/api/v1/reviews/${id}/finish`)).toHaveLength(1))
    expect(server.callsTo('PUT', `/api/v1/reviews/${id}`).at(-1)?.body).toEqual(content)
  }

  // After the last, what was said of it is there to read.
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Terminer ma relecture' })).toBeNull())
  expect(router.currentRoute.value.params.reviewId).toBe('r10')
  expect(screen.getByText('Clair.')).toBeTruthy()
}, 120_000)
