import { screen, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aMe, aSeason } from '../../../test/season.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const overview = {
  seasonId: 's1',
  capacity: 24,
  enrolmentsByStatus: {
    applied: 2,
    waiting: 3,
    offered: 1,
    confirmed: 17,
    checked_in: 1,
    withdrawn: 1,
    no_show: 0,
    lapsed: 0,
  },
  comingByCategory: {
    student: 11,
    professional: 7,
    resident: 0,
    social_worker: 0,
    job_seeker: 0,
    retired: 0,
    other: 0,
  },
  arrivals: {
    step: 'week',
    counts: [
      { startsOn: '2018-04-30', people: 5 },
      { startsOn: '2018-05-07', people: 20 },
    ],
  },
  sites: [
    { siteId: 'a', kind: 'place', name: 'Amiens', capacity: 20, taken: 18, waiting: 3 },
    { siteId: 'b', kind: 'remote', name: 'À distance', capacity: null, taken: 1, waiting: 0 },
  ],
  withoutSite: { taken: 0, waiting: 0 },
  time: { promisedMinutes: 3_060, followUpMinutes: 0, confirmedMinutes: 180, unconfirmedMinutes: 60 },
  budget: { plannedCents: -60_000, realCents: 0, forecastCents: -60_000 },
  zeroWaste: { lent: 160, back: 140, ordered: 42, thrown: 3 },
  nextMoments: [{ event: 'phase_ends', kind: 'work', title: null, at: '2018-07-18T18:00:00.000Z' }],
  attention: [
    { code: 'seasons.enrolments_to_confirm', count: 2, late: true, lateSince: '2018-05-18T21:59:00.000Z' },
    { code: 'later.something_new', count: 1, late: false, lateSince: null },
  ],
}
const nothing = {
  ...overview,
  enrolmentsByStatus: {
    applied: 0,
    waiting: 0,
    offered: 0,
    confirmed: 0,
    checked_in: 0,
    withdrawn: 0,
    no_show: 0,
    lapsed: 0,
  },
  comingByCategory: { ...overview.comingByCategory, student: 0, professional: 0 },
  arrivals: { step: 'day', counts: [] },
  sites: [],
  time: { promisedMinutes: 0, followUpMinutes: 0, confirmedMinutes: 0, unconfirmedMinutes: 0 },
  budget: null,
  zeroWaste: null,
  nextMoments: [],
  attention: [],
}
const answers = {
  'GET /api/v1/me': { body: aMe() },
  'GET /api/v1/seasons/s1': { body: aSeason() },
  'GET /api/v1/seasons/s1/overview': { body: overview },
}
const plain = (text: string | null | undefined) =>
  text
    ?.replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const region = async (name: string) => within(await screen.findByRole('region', { name }))

describe('a season at a glance', () => {
  it('tells where it stands, what is late, and what needs a decision', async () => {
    stubServer(answers)
    await renderAt('/pilotage/saisons/s1')

    expect(await screen.findByRole('heading', { name: 'En ce moment\u00a0: Travail en équipe' })).toBeTruthy()
    const late = (await region('En retard')).getByRole('link')
    expect(plain(late.textContent)).toBe(
      '2 inscriptions attendent votre réponseL’étape s’est terminée le vendredi 18 mai 2018.',
    )
    expect(late.getAttribute('href')).toBe('/pilotage/saisons/s1/inscriptions?statut=applied')
    expect((await region('À décider')).getByText('1 chose à regarder')).toBeTruthy()
    expect(screen.getByText('18 / 24')).toBeTruthy()
    expect(screen.getByText('dont 1 place proposée')).toBeTruthy()
    expect(screen.getByText('Fin : Travail en équipe')).toBeTruthy()
  })

  it('says in words and figures what the charts draw', async () => {
    stubServer(answers)
    await renderAt('/pilotage/saisons/s1')

    const people = await region('Qui est inscrit')
    expect(people.getByText('25 personnes se sont inscrites')).toBeTruthy()
    expect(people.getAllByRole('link').map((link) => [plain(link.textContent), link.getAttribute('href')])).toEqual([
      ['Sur place1', '/pilotage/saisons/s1/inscriptions?statut=checked_in'],
      ['Confirmée17', '/pilotage/saisons/s1/inscriptions?statut=confirmed'],
      ['Place proposée1', '/pilotage/saisons/s1/inscriptions?statut=offered'],
      ['Liste d’attente3', '/pilotage/saisons/s1/inscriptions?statut=waiting'],
      ['En attente de réponse2', '/pilotage/saisons/s1/inscriptions?statut=applied'],
      ['Retirée1', '/pilotage/saisons/s1/inscriptions?statut=withdrawn'],
    ])
    const arrivals = await region('Inscriptions par semaine')
    expect(plain(arrivals.getByText(/Le plus/).textContent)).toBe('Le plus : 20 personnes, la semaine du 7 mai 2018.')
    expect(arrivals.getAllByRole('row', { hidden: true }).map((row) => plain(row.textContent))).toEqual([
      'Semaine duInscriptions',
      '30 avril 20185',
      '7 mai 201820',
    ])
    const sites = await region('Où')
    expect(sites.getAllByRole('listitem').map((site) => plain(site.textContent))).toEqual([
      'Amiens18 sur 202 places libres · 3 en attente d’une place',
      'À distance1sans limite',
    ])
    const means = await region('Temps, argent, ressources')
    expect(means.getAllByRole('link').map((link) => [plain(link.textContent), link.getAttribute('href')])).toEqual([
      [
        'Le temps51 heures promises, 3 heures données.1 heure de plus à confirmer par les personnes.',
        '/pilotage/saisons/s1/temps-promis',
      ],
      ['Le budgetIl reste 600 € à trouver.', '/pilotage/saisons/s1/budget'],
      ['Zéro déchet140 rendus sur 160 prêtés.3 repas jetés sur 42 commandés.', '/pilotage/saisons/s1/compteurs'],
    ])
  })

  it('draws nothing where there is nothing, and says what comes next', async () => {
    stubServer({ ...answers, 'GET /api/v1/seasons/s1/overview': { body: nothing } })
    await renderAt('/pilotage/saisons/s1')

    expect(await screen.findByText('Tout est en ordre. Rien ne vous attend pour l’instant.')).toBeTruthy()
    expect(screen.getByText(/Personne n’est encore inscrit/)).toBeTruthy()
    expect(screen.getByText('Personne n’a encore promis ni donné de temps.')).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Où' })).toBeNull()
    expect(screen.queryByRole('table', { hidden: true })).toBeNull()
  })

  it('thanks everyone once the season is closed', async () => {
    stubServer({
      ...answers,
      'GET /api/v1/seasons/s1': { body: aSeason({ status: 'closed' }) },
      'GET /api/v1/seasons/s1/overview': { body: { ...nothing, budget: overview.budget } },
    })
    await renderAt('/pilotage/saisons/s1')

    expect(await screen.findByText(/Cette saison est terminée, et tout est rangé/)).toBeTruthy()
  })

  it('tells someone who does not organise that this is not theirs', async () => {
    stubServer({ ...answers, 'GET /api/v1/seasons/s1/overview': aProblem(403, 'forbidden') })
    await renderAt('/pilotage/saisons/s1')

    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Qui est inscrit' })).toBeNull()
  })

  it('speaks English too', async () => {
    stubServer(answers)
    await renderAt('/pilotage/saisons/s1', { language: 'en' })

    const means = await region('Time, money, resources')
    expect(means.getByText('51 hours promised, 3 hours given.')).toBeTruthy()
    expect((await region('Late')).getByText('This step ended on Friday 18 May 2018.')).toBeTruthy()
  })
})
