import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'
import { campaignSchema } from './campaign-form.ts'
import { eveningZones, timeLeft } from './evening-clocks.ts'

const words = { event: 'nuit solidaire', team: 'équipe', structure: 'structure', participant: 'bénévole' }
const card = {
  id: 'c1',
  slug: 'voisins',
  name: 'Voisins solidaires',
  theme: 'Rompre l’isolement',
  summary: '',
  startsOn: '2098-04-10',
  endsOn: '2098-04-12',
  timeZone: 'Europe/Paris',
  status: 'published',
}
const evening = {
  title: 'La grande soirée',
  startsAt: '2098-04-11T17:00:00.000Z',
  endsAt: '2098-04-11T19:00:00.000Z',
  status: 'planned',
  onlineUrl: null,
}
const island = {
  id: 's1',
  slug: 'nuit-de-l-ile',
  name: 'La nuit de l’île',
  delegationName: 'La Réunion',
  place: 'Saint-Paul',
  presence: 'in_person',
  timeZone: 'Indian/Reunion',
  startsOn: '2098-04-10',
  endsOn: '2098-04-11',
  terminology: words,
  status: 'published',
  phase: 'recruitment',
  nextSession: { kind: 'kick_off', title: 'Ouverture', startsAt: '2098-04-10T05:00:00.000Z' },
  enrolled: 12,
  coming: 9,
  checkedIn: null,
  placesLeft: 3,
}
const board = {
  ...card,
  evening,
  seasons: [island],
  totals: { seasons: 1, enrolled: 12, coming: 9, checkedIn: 0 },
  now: '2098-04-09T14:30:00.000Z',
}
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ').trim()
const admin = aMe({ grants: [{ id: 'g1', role: 'network_admin', scopeKind: 'network', scopeId: null }] })

describe('the public page of a campaign', () => {
  const open = async (over: object = {}) => {
    vi.useFakeTimers({ now: new Date('2098-04-09T14:30:00Z'), toFake: ['Date'] })
    stubServer({ 'GET /api/v1/public/campaigns/voisins': { body: { ...board, ...over } } })
    const view = await renderAt('/campagnes/voisins')
    const region = await screen.findByRole('region', { name: 'La grande soirée' })
    vi.useRealTimers()
    return { view, region }
  }

  it('counts down to the evening, and tells its hour in each zone', async () => {
    const { region } = await open()

    const left = within(region).getByRole('list', { name: 'Temps restant' })
    expect(
      within(left)
        .getAllByRole('listitem')
        .map(({ textContent }) => plain(textContent)),
    ).toEqual(['2 jours', '2 heures', '30 minutes'])
    expect(plain(region.textContent)).toContain('vendredi 11 avril 2098 à 19 h 00, heure de Paris')
    const said = within(region)
      .getAllByRole('listitem')
      .map(({ textContent }) => plain(textContent))
    expect(said).toEqual(expect.arrayContaining(['19 h 00 à Paris', '21 h 00 à La Réunion']))
  })

  it('shows each season in its own words, with its numbers', async () => {
    await open()

    const article = screen.getByRole('article', { name: 'La nuit de l’île' })

    const said = plain(article.textContent)
    expect(within(article).getByText('Nuit solidaire · La Réunion')).toBeTruthy()
    expect(said).toContain('Ouverture')
    expect(said).toContain('jeudi 10 avril 2098 à 9 h 00, heure de La Réunion')
    const numbers = within(article)
      .getAllByRole('definition')
      .map(({ textContent }) => plain(textContent))
    const labels = within(article)
      .getAllByRole('term')
      .map(({ textContent }) => plain(textContent))
    expect(labels.map((label, index) => [label, numbers[index]])).toEqual([
      ['Inscriptions', '12'],
      ['Places confirmées', '9'],
      ['Places libres', '3'],
    ])
    expect(within(article).getByRole('link').getAttribute('href')).toBe('/saisons/nuit-de-l-ile')
  })

  it('leads to the evening once it is live', async () => {
    const { region } = await open({ evening: { ...evening, status: 'live', onlineUrl: 'https://direct.exemple.fr/' } })

    expect(within(region).getByRole('link', { name: 'Suivre la soirée' }).getAttribute('href')).toBe(
      'https://direct.exemple.fr/',
    )
    expect(within(region).queryByRole('list', { name: 'Temps restant' })).toBeNull()
  })

  it('says that places are on their way while no season has joined', async () => {
    await open({ seasons: [], totals: { seasons: 0, enrolled: 0, coming: 0, checkedIn: 0 } })

    expect(screen.getByText('Les territoires arrivent bientôt')).toBeTruthy()
  })
})

describe('when an evening is', () => {
  it('is told once for zones whose clocks agree, and for the visitor when theirs differs', () => {
    const zones = (visitor: string) =>
      eveningZones(
        { timeZone: 'Europe/Paris', seasons: [island, { timeZone: 'Europe/Brussels' }, island] },
        evening.startsAt,
        visitor,
      )

    expect(zones('Europe/Madrid')).toEqual({ zones: ['Europe/Paris', 'Indian/Reunion'], visitors: false })
    expect(zones('America/Cayenne')).toEqual({ zones: ['Europe/Paris', 'Indian/Reunion'], visitors: true })
  })

  it('is counted in minutes begun, until it begins', () => {
    const at = (iso: string) => timeLeft(evening.startsAt, Date.parse(iso))

    expect(at('2098-04-11T16:59:01Z')).toEqual({ days: 0, hours: 0, minutes: 1 })
    expect(at('2098-04-10T15:59:00Z')).toEqual({ days: 1, hours: 1, minutes: 1 })
    expect(at('2098-04-11T17:00:00Z')).toBeUndefined()
  })
})

describe('the form of a campaign', () => {
  const values = {
    slug: 'voisins',
    name: 'Voisins',
    theme: 'Ensemble',
    summary: '',
    timeZone: 'Indian/Reunion',
    startsOn: '2026-04-10',
    endsOn: '2026-04-12',
    hasEvening: true,
    evening: { title: 'Soirée', startsAt: '2026-04-11T19:00', endsAt: '2026-04-11T21:00', onlineUrl: '' },
  }

  it('sends the hours of its own zone as instants', () => {
    const parsed = campaignSchema.parse(values)

    expect(parsed.evening).toEqual({
      title: 'Soirée',
      startsAt: '2026-04-11T15:00:00Z',
      endsAt: '2026-04-11T17:00:00Z',
      onlineUrl: null,
    })
    expect(campaignSchema.parse({ ...values, hasEvening: false }).evening).toBeNull()
  })

  it('names each field of the evening that is not right', () => {
    const wrong = { title: ' ', startsAt: '', endsAt: '', onlineUrl: 'direct' }

    const parsed = campaignSchema.safeParse({ ...values, evening: wrong })

    expect([...new Set(parsed.error?.issues.map(({ path }) => path.join('.')))].toSorted()).toEqual([
      'evening.endsAt',
      'evening.onlineUrl',
      'evening.startsAt',
      'evening.title',
    ])
  })
})

describe('the console', () => {
  it('tells the evening live when an admin of the network says so', async () => {
    const campaign = {
      ...card,
      evening: { ...evening, onlineUrl: 'https://direct.exemple.fr/' },
      version: 3,
      createdAt: '2026-01-01T08:00:00.000Z',
    }
    const server = stubServer({
      'GET /api/v1/me': { body: admin },
      'GET /api/v1/campaigns/c1': { body: campaign },
      'POST /api/v1/campaigns/c1/evening': { body: campaign },
    })
    await renderAt('/pilotage/campagnes/c1')

    await userEvent.click(await screen.findByRole('button', { name: 'Annoncer le direct' }))

    await waitFor(() =>
      expect(server.callsTo('POST', '/api/v1/campaigns/c1/evening').map(({ body }) => body)).toEqual([{ to: 'live' }]),
    )
  })

  it('keeps what was typed when somebody else changed the campaign, and saves it over when asked', async () => {
    const campaign = { ...card, evening: null, version: 3, createdAt: '2026-01-01T08:00:00.000Z' }
    const server = stubServer({
      'GET /api/v1/me': { body: admin },
      'GET /api/v1/campaigns/c1': { body: campaign },
      'PUT /api/v1/campaigns/c1': aProblem(412, 'version_conflict'),
    })
    await renderAt('/pilotage/campagnes/c1')
    const theme = await screen.findByRole('textbox', { name: /Thème/ })

    await userEvent.clear(theme)
    await userEvent.type(theme, 'Se nourrir')
    server.answers['GET /api/v1/campaigns/c1'] = { body: { ...campaign, theme: 'Autre', version: 4 } }
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer' }))
    const alert = await screen.findByRole('alert')
    server.answers['PUT /api/v1/campaigns/c1'] = { body: { ...campaign, theme: 'Se nourrir', version: 5 } }
    await userEvent.click(within(alert).getByRole('button', { name: 'Enregistrer la mienne' }))

    await waitFor(() =>
      expect(
        server
          .callsTo('PUT', '/api/v1/campaigns/c1')
          .map(({ headers, body }) => [headers['if-match'], Object(body).theme]),
      ).toEqual([
        ['"3"', 'Se nourrir'],
        ['"4"', 'Se nourrir'],
      ]),
    )
  })

  it('begins a season from a campaign, with its dates and theme, and joins it', async () => {
    const server = stubServer({
      'GET /api/v1/me': { body: admin },
      'GET /api/v1/public/campaigns/voisins': { body: board },
      'POST /api/v1/delegations/d1/seasons': { status: 201, body: { id: 's9' } },
      'PUT /api/v1/seasons/s9/campaign': { body: { campaign: card, findings: [] } },
    })
    await renderAt('/pilotage/delegations/d1/nouvelle-saison?campagne=voisins')

    expect((await screen.findByText(/viennent de la campagne/)).textContent).toContain('Voisins solidaires')
    const day: HTMLInputElement = screen.getByLabelText(/Premier jour/)
    await waitFor(() => expect(day.value).toBe('2098-04-10'))
    await userEvent.type(screen.getByRole('textbox', { name: 'Nom' }), 'Chez nous')
    await userEvent.click(screen.getByRole('button', { name: /Créer/ }))

    await waitFor(() =>
      expect(server.callsTo('PUT', '/api/v1/seasons/s9/campaign').map(({ body }) => body)).toEqual([
        { campaignId: 'c1' },
      ]),
    )
    expect(server.callsTo('POST', '/api/v1/delegations/d1/seasons')[0]?.body).toMatchObject({
      startsOn: '2098-04-10',
      summary: 'Rompre l’isolement',
    })
  })

  it('tells an organiser where the days do not fit, and lets them leave', async () => {
    const server = stubServer({
      'GET /api/v1/me': { body: admin },
      'GET /api/v1/seasons/s1': { body: aSeason() },
      'GET /api/v1/seasons/s1/campaign': { body: { campaign: card, findings: ['starts_before'] } },
      'GET /api/v1/public/campaigns': listOf([card]),
      'DELETE /api/v1/seasons/s1/campaign': { status: 204 },
    })
    await renderAt('/pilotage/saisons/s1/reglages')

    expect(await screen.findByText('Vos dates commencent avant la campagne.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Quitter la campagne' }))
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Quitter la campagne' }),
    )

    await waitFor(() => expect(server.callsTo('DELETE', '/api/v1/seasons/s1/campaign')).toHaveLength(1))
  })
})
