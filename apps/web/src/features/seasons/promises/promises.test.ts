import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, anEnrolment, aSeason, listOf } from '../../../../test/season.ts'
import { stubServer } from '../../../../test/server.ts'

const promise = {
  id: 'pr1',
  seasonId: 's1',
  period: 'season',
  unit: 'evening',
  amount: 2,
  rhythm: 'per_week',
  startsOn: '2018-05-19',
  endsOn: '2018-07-18',
  note: 'Le mardi',
  minutes: 3060,
  status: 'promised',
  version: 4,
}

const time = (over: object = {}) => ({
  seasonId: 's1',
  seasonName: 'Printemps solidaire',
  seasonSlug: 'printemps',
  seasonStatus: 'published',
  startsOn: '2018-05-19',
  endsOn: '2018-07-18',
  timeZone: 'Europe/Paris',
  terminology: aSeason().terminology,
  mayPromise: true,
  mayAnswer: false,
  answerBy: null,
  promisedMinutes: 3060,
  followUpMinutes: 0,
  confirmedMinutes: 390,
  unconfirmedMinutes: 0,
  promises: [promise],
  toConfirm: [],
  ...over,
})

const given = {
  id: 'g1',
  seasonId: 's1',
  personId: 'p1',
  day: '2018-06-01',
  minutes: 180,
  note: 'Rangement',
  status: 'to_confirm',
  contestReason: '',
  recordedByName: 'Hugo Lemaire',
  recordedByMe: false,
  createdAt: '2018-06-01T20:00:00.000Z',
}

const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ')

async function openOwn(
  over: object = {},
  answers: Parameters<typeof stubServer>[0] = {},
  language: 'fr' | 'en' = 'fr',
) {
  const server = stubServer({
    'GET /api/v1/me': { body: aMe() },
    'GET /api/v1/me/enrolments?limit=100': listOf([anEnrolment({ status: 'confirmed' })]),
    'GET /api/v1/me/time?limit=100': listOf([time(over)]),
    ...answers,
  })
  await renderAt('/mon-espace/temps', { language })
  const article = await screen.findByRole('article', { name: 'Printemps solidaire' })
  return { server, article, person: userEvent.setup() }
}

describe('my time', () => {
  it('says in one sentence what I promised, and how much of it I gave', async () => {
    const { article } = await openOwn()

    const promised = within(article).getByRole('region', { name: /^Ce que je promets/ })
    expect(plain(promised.textContent)).toContain(
      'Vous promettez 2 soirées par semaine, du 19 mai au 18 juillet, soit environ 17 soirées.',
    )
    expect(plain(promised.textContent)).toContain('Vous avez donné 6 h 30, sur une promesse de 51 heures.')
  })

  it('says it in English too', async () => {
    const { article } = await openOwn({}, {}, 'en')

    expect(plain(article.textContent)).toContain(
      'You promise 2 evenings a week, from 19 May to 18 July, about 17 evenings in all.',
    )
  })

  it('takes a promise, shown as a sentence before it is made', async () => {
    const { server, person } = await openOwn(
      { promises: [] },
      { 'POST /api/v1/me/seasons/s1/promises': { status: 201, body: promise } },
    )

    await person.click(screen.getByRole('button', { name: 'Promettre du temps' }))
    const amount = screen.getByRole('spinbutton', { name: 'Combien' })
    await person.clear(amount)
    await person.type(amount, '3')
    expect(plain(screen.getByText(/^Vous promettez/).textContent)).toContain('3 soirées par semaine')
    await person.click(screen.getByRole('button', { name: 'Je promets' }))

    await waitFor(() => expect(server.callsTo('POST', '/api/v1/me/seasons/s1/promises')).toHaveLength(1))
    expect(server.callsTo('POST', '/api/v1/me/seasons/s1/promises')[0]?.body).toEqual({
      unit: 'evening',
      amount: 3,
      rhythm: 'per_week',
      startsOn: '2018-05-19',
      endsOn: '2018-07-18',
      note: '',
    })
  })

  it('notes an evening in two taps', async () => {
    const path = '/api/v1/seasons/s1/people/p1/given-time'
    const { server, person } = await openOwn({}, { [`POST ${path}`]: { status: 201, body: given } })

    await person.click(screen.getByRole('radio', { name: /3.heures/ }))
    await person.click(screen.getByRole('button', { name: 'Noter ce temps' }))

    await waitFor(() => expect(server.callsTo('POST', path)).toHaveLength(1))
    expect(server.callsTo('POST', path)[0]?.body).toEqual({ day: '2018-07-18', minutes: 180, note: '' })
  })

  it('asks how long where nothing is chosen', async () => {
    const { server, person } = await openOwn()

    await person.click(screen.getByRole('button', { name: 'Noter ce temps' }))

    expect(await screen.findByText('Remplissez ce champ.')).toBeTruthy()
    expect(server.calls.filter(({ method }) => method === 'POST')).toEqual([])
  })

  it('lets me say whether what others noted is right', async () => {
    const { server, article, person } = await openOwn(
      { toConfirm: [given, { ...given, id: 'g2', minutes: 60 }] },
      {
        'POST /api/v1/given-time/g1/confirm': { body: given },
        'POST /api/v1/given-time/g2/contest': { body: given },
      },
    )
    const asked = within(article).getByRole('region', { name: /^Est-ce juste/ })
    expect(plain(asked.textContent)).toContain('Hugo Lemaire a noté 3 heures pour vous, le 1er juin 2018.')

    const [first, second] = within(asked).getAllByRole('listitem')
    await person.click(within(first!).getByRole('button', { name: 'C’est juste' }))
    await person.click(within(second!).getByRole('button', { name: 'Ce n’est pas juste' }))
    await person.type(within(second!).getByRole('textbox'), 'Je n’étais pas là.')
    await person.click(within(second!).getByRole('button', { name: 'Ne pas compter ce temps' }))

    await waitFor(() => expect(server.callsTo('POST', '/api/v1/given-time/g2/contest')).toHaveLength(1))
    expect(server.callsTo('POST', '/api/v1/given-time/g1/confirm')).toHaveLength(1)
    expect(server.callsTo('POST', '/api/v1/given-time/g2/contest')[0]?.body).toEqual({ reason: 'Je n’étais pas là.' })
  })

  it('thanks at the end, and lets me stop', async () => {
    const { server, article, person } = await openOwn(
      { mayAnswer: true, mayPromise: false, seasonStatus: 'closed', answerBy: '2018-08-01T21:59:00.000Z' },
      { 'POST /api/v1/me/seasons/s1/farewell': { status: 204 } },
    )
    const thanks = within(article).getByRole('region', { name: /^Merci.! Et après/ })
    expect(plain(thanks.textContent)).toContain('mercredi 1er août 2018 à 23 h 59, heure de Paris')

    await person.click(within(thanks).getByRole('button', { name: 'Je m’arrête là' }))
    const dialog = within(await screen.findByRole('dialog'))
    await person.click(dialog.getByRole('button', { name: 'Je m’arrête là' }))

    await waitFor(() => expect(server.callsTo('POST', '/api/v1/me/seasons/s1/farewell')).toHaveLength(1))
    expect(server.callsTo('POST', '/api/v1/me/seasons/s1/farewell')[0]?.body).toEqual({ to: 'released' })
  })

  it('takes a promise back once I am sure', async () => {
    const { server, person } = await openOwn({}, { 'POST /api/v1/me/promises/pr1/withdraw': { body: promise } })

    await person.click(screen.getByRole('button', { name: 'Retirer' }))
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Retirer ma promesse' }))

    await waitFor(() => expect(server.callsTo('POST', '/api/v1/me/promises/pr1/withdraw')).toHaveLength(1))
    expect(server.callsTo('POST', '/api/v1/me/promises/pr1/withdraw')[0]?.headers['if-match']).toBe('"4"')
  })
})

describe('promised time in the console', () => {
  const grants = [{ id: 'g1', role: 'organiser', scopeKind: 'delegation', scopeId: 'd1' }]
  const summary = {
    promisedMinutes: 3060,
    followUpMinutes: 0,
    confirmedMinutes: 390,
    unconfirmedMinutes: 60,
    people: 1,
    renewals: 0,
    released: 0,
    waiting: 0,
    askedAt: null,
    answerBy: null,
    weeks: [
      { startsOn: '2018-05-14', promisedMinutes: 360, confirmedMinutes: 180, unconfirmedMinutes: 0 },
      { startsOn: '2018-05-21', promisedMinutes: 360, confirmedMinutes: 0, unconfirmedMinutes: 60 },
    ],
  }
  const camille = {
    personId: 'p2',
    personName: 'Camille Petit',
    promisedMinutes: 3060,
    followUpMinutes: 0,
    confirmedMinutes: 390,
    unconfirmedMinutes: 60,
    promises: [promise],
  }

  async function openConsole(over: Parameters<typeof stubServer>[0] = {}) {
    const server = stubServer({
      'GET /api/v1/me': { body: aMe({ grants }) },
      'GET /api/v1/me/seasons?limit=100': listOf([aSeason()]),
      'GET /api/v1/seasons/s1': { body: aSeason() },
      'GET /api/v1/seasons/s1/promises/summary': { body: summary },
      'GET /api/v1/seasons/s1/promises': listOf([camille]),
      'GET /api/v1/seasons/s1/farewell': {
        body: { people: 1, mayAsk: true, subject: 'Merci !', text: 'Bonjour, merci.' },
      },
      ...over,
    })
    await renderAt('/pilotage/saisons/s1/temps-promis')
    return { server, person: userEvent.setup() }
  }

  it('shows the bars as a table too, and who promised what', async () => {
    await openConsole()

    const rows = within(await screen.findByRole('table', { hidden: true })).getAllByRole('row', { hidden: true })
    expect(rows.map((row) => [...row.children].map((cell) => plain(cell.textContent)))).toEqual([
      ['Semaine du', 'promis', 'donné', 'à confirmer'],
      ['14 mai 2018', '6 heures', '3 heures', '0 heure'],
      ['21 mai 2018', '6 heures', '0 heure', '1 heure'],
    ])
    const people = within(screen.getByRole('region', { name: 'Personne par personne' }))
    const line = (await people.findByRole('heading', { name: 'Camille Petit' })).closest('li')
    expect(plain(line?.textContent)).toContain('2 soirées par semaine, du 19 mai au 18 juillet')
    expect(plain(line?.textContent)).toContain('Confirmé : 6 h 30')
  })

  it('thanks everyone once the organiser has read the mail and is sure', async () => {
    const path = '/api/v1/seasons/s1/farewell'
    const { server, person } = await openConsole({
      [`POST ${path}`]: { status: 201, body: { seasonId: 's1', people: 1, askedAt: '', answerBy: '' } },
    })

    expect(await screen.findByText('1 personne recevra cet e-mail.')).toBeTruthy()
    expect(screen.getByText('Bonjour, merci.')).toBeTruthy()
    await person.click(screen.getByRole('button', { name: 'Remercier et proposer de continuer' }))
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Envoyer' }))

    await waitFor(() => expect(server.callsTo('POST', path)).toHaveLength(1))
    expect(server.callsTo('POST', path)[0]?.body).toEqual({ days: 14 })
  })

  it('says where nobody has promised anything', async () => {
    await openConsole({
      'GET /api/v1/seasons/s1/promises/summary': {
        body: { ...summary, people: 0, promisedMinutes: 0, confirmedMinutes: 0, unconfirmedMinutes: 0, weeks: [] },
      },
    })

    expect(await screen.findByText('Personne n’a encore promis de temps')).toBeTruthy()
  })
})
