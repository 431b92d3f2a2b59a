import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aMe, anEnrolment, aSeason, listOf } from '../../../test/season.ts'
import { stubServer } from '../../../test/server.ts'

const MINE = 'GET /api/v1/me/enrolments?limit=100'
const thing = {
  code: 'seasons.session_coming',
  seasonId: 's1',
  subjectId: 'se1',
  title: 'Soirée de lancement',
  dueAt: '2018-05-19T16:00:00.000Z',
  seasonName: 'Printemps solidaire',
  seasonSlug: 'printemps',
  timeZone: 'Europe/Paris',
}
const { startsOn, endsOn, timeZone, place, presence, terminology } = aSeason()
const mine = {
  ...anEnrolment({ status: 'confirmed' }),
  seasonName: 'Printemps solidaire',
  seasonSlug: 'printemps',
  seasonStatus: 'published',
  startsOn,
  endsOn,
  timeZone,
  place,
  presence,
  terminology,
}
const answers = {
  'GET /api/v1/me': { body: aMe() },
  'GET /api/v1/me/next': { body: [thing] },
  'GET /api/v1/me/seasons?limit=100': listOf([]),
  [MINE]: listOf([mine]),
}

describe('my space', () => {
  it('says what is mine to do, in warm words; what it does not know leads to the season', async () => {
    const news = { ...thing, code: 'later.something_new', subjectId: 'x', title: 'Autre chose', dueAt: null }
    stubServer({ ...answers, 'GET /api/v1/me/next': { body: [thing, news] } })
    await renderAt('/mon-espace')

    const list = within(await screen.findByRole('region', { name: 'À faire maintenant' }))
    await list.findByText('On vous attend : Soirée de lancement')
    expect(list.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '/saisons/printemps#programme',
      '/saisons/printemps',
    ])
    expect(list.getByText('À voir : Autre chose')).toBeTruthy()
    expect(list.getByText(/heure de Paris/)).toBeTruthy()
  })

  it('says the name of a season once', async () => {
    const rank = { ...thing, code: 'matching.projects_to_rank', title: thing.seasonName, dueAt: null }
    stubServer({ ...answers, 'GET /api/v1/me/next': { body: [rank] } })
    await renderAt('/mon-espace')

    const list = within(await screen.findByRole('region', { name: 'À faire maintenant' }))
    expect((await list.findByRole('link')).textContent?.match(/Printemps solidaire/g)).toHaveLength(1)
  })

  it('says so when nothing waits and no season is mine', async () => {
    stubServer({ ...answers, 'GET /api/v1/me/next': { body: [] }, [MINE]: listOf([]) })
    await renderAt('/mon-espace')

    expect(await screen.findByText('Rien ne vous attend')).toBeTruthy()
    expect(await screen.findByText('Aucune inscription à votre nom')).toBeTruthy()
  })

  it('thanks me once a season is over, and asks no more to withdraw', async () => {
    stubServer({ ...answers, [MINE]: listOf([{ ...mine, seasonStatus: 'closed' }]) })
    await renderAt('/mon-espace')

    expect(await screen.findByText(/C’est terminé.*merci d’y avoir pris part/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Me retirer' })).toBeNull()
  })

  it('lets me withdraw, after asking', async () => {
    const server = stubServer({ ...answers, 'POST /api/v1/me/enrolments/e1/status': { body: mine } })
    await renderAt('/mon-espace')
    const person = userEvent.setup()

    await person.click(await screen.findByRole('button', { name: 'Me retirer' }))
    const question = await screen.findByRole('dialog')
    expect(server.calls.filter(({ method }) => method === 'POST')).toEqual([])
    server.answers[MINE] = listOf([{ ...mine, status: 'withdrawn' }])
    await person.click(within(question).getByRole('button', { name: 'Me retirer' }))

    await waitFor(() => expect(screen.getByText('Retirée')).toBeTruthy())
    expect(server.calls.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
      { to: 'withdrawn' },
    ])
  })
})
