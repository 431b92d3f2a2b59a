import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { me, silentLive } from '../test-data.ts'

beforeEach(() => silentLive())

const accepted = {
  submissionId: 's1',
  title: 'Un jardin',
  structure: 'Amicale',
  holderName: 'Monique',
  sealed: false,
  outcome: 'accepted',
  reason: '',
  mail: { subject: 'Votre projet est retenu', text: 'Bonjour, bonne nouvelle.' },
}
const list = 'GET /api/v1/calls/c1/decisions?limit=100'
const publish = 'POST /api/v1/calls/c1/decisions/publish'

async function open(items: object[], answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer({
    'GET /api/v1/me': { body: me },
    [list]: { body: { items, nextCursor: null } },
    ...answers,
  })
  return { server, person: userEvent.setup(), ...(await renderAt('/pilotage/saisons/se1/appels/c1/reponses')) }
}

describe('publishing the answers', () => {
  it('shows each mail, asks once more, and publishes all in one act', async () => {
    const { person, server, router } = await open([accepted], {
      [publish]: { body: { accepted: 1, waitlisted: 0, declined: 0 } },
    })
    expect(await screen.findByText('Bonjour, bonne nouvelle.')).toBeTruthy()

    await person.click(screen.getByRole('button', { name: 'Publier toutes les réponses' }))
    const dialog = await screen.findByRole('dialog')
    expect(server.callsTo('POST', '/api/v1/calls/c1/decisions/publish')).toEqual([])
    await person.click(within(dialog).getByRole('button', { name: 'Publier toutes les réponses' }))

    await waitFor(() => expect(router.currentRoute.value.path).toBe('/pilotage/saisons/se1/appels/c1'))
    expect(server.callsTo('POST', '/api/v1/calls/c1/decisions/publish')).toHaveLength(1)
  })

  it('waits until every project has a decision; one that is sealed is decided by others', async () => {
    await open([accepted, { ...accepted, submissionId: 's2', outcome: null, mail: null }])
    expect(await screen.findByText('Il reste un projet sans décision.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Publier toutes les réponses' }).hasAttribute('disabled')).toBe(true)
  })

  it('says so when somebody has published in the meantime', async () => {
    const { person } = await open(
      [accepted, { ...accepted, submissionId: 's2', sealed: true, outcome: null, mail: null }],
      {
        [publish]: aProblem(409, 'decisions_published'),
      },
    )
    await person.click(await screen.findByRole('button', { name: 'Publier toutes les réponses' }))
    await person.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Publier toutes les réponses' }),
    )

    expect(await screen.findByText('Les décisions de cet appel sont déjà publiées.')).toBeTruthy()
  })
})
