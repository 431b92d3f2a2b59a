import { createEssorClient } from '@essor/api-client'
import { beforeAll, expect, it } from 'vitest'
import { done, newStage } from '../../src/demo/stage.ts'
import { releaseUnanswered } from '../../src/modules/seasons/index.ts'
import { useTestApp } from '../harness.ts'
import { playBooster, type Booster } from './ess-booster/season.ts'
import { insertNetworkAdmin } from './first-admin.ts'

/** A season of two months in a campaign of three delegations, after the notes of ESS Booster; all of it goes through HTTP. */
const t = useTestApp()
let played: Booster

beforeAll(async () => {
  t.setNow('2020-12-01T08:00:00Z')
  await insertNetworkAdmin(t.db)
  played = await playBooster(
    newStage({
      baseUrl: t.url,
      fetch: (request: Request) => fetch(request),
      at: (instant: string) => t.setNow(instant),
      finishMatching: async () => undefined,
    }),
  )
})

const annecy = () => ({ path: { seasonId: played.seasonIds[0] } })
const client = () => played.team.organiser.client
const statuses = async () => {
  const { items } = done(
    await client().GET('/api/v1/seasons/{seasonId}/promises', { params: { ...annecy(), query: { limit: 100 } } }),
  )
  return items
    .map(({ personName, promises }) => [personName, promises.map(({ period, status }) => `${period} ${status}`)])
    .toSorted(([one], [other]) => String(one).localeCompare(String(other), 'fr'))
}

it('shows the three seasons of the campaign on one page', async () => {
  t.setNow('2021-03-05T17:30:00Z')

  const campaign = done(
    await createEssorClient({ baseUrl: t.url }).GET('/api/v1/public/campaigns/{slug}', {
      params: { path: { slug: 'printemps-des-transitions-2021' } },
    }),
  )

  expect(
    campaign.seasons
      .map(({ place, phase, enrolled, coming }) => [place, phase, enrolled, coming])
      .toSorted(([one], [other]) => String(one).localeCompare(String(other))),
  ).toEqual([
    ['Annecy', 'work', 6, 6],
    ['Grenoble', 'work', 1, 0],
    ['Lyon', 'work', 1, 0],
  ])
  expect(campaign.totals).toEqual({ seasons: 3, enrolled: 8, coming: 6, checkedIn: 0 })
  expect(campaign.evening).toEqual({
    title: 'Soirée nationale : deux minutes par projet',
    startsAt: '2021-03-05T18:00:00.000Z',
    endsAt: '2021-03-05T20:00:00.000Z',
    status: 'planned',
    onlineUrl: null,
  })
})

it('spends the 5 000 € that it was given, with the room apart', async () => {
  const { balance, income, expense, inKind } = done(
    await client().GET('/api/v1/seasons/{seasonId}/budget', { params: annecy() }),
  )

  expect([income.plannedCents, expense.plannedCents, balance.plannedCents, inKind.plannedCents]).toEqual([
    500_000, 500_000, 0, 150_000,
  ])
})

it('tells everyone who comes, once', async () => {
  const params = { path: { ...annecy().path, announcementId: played.announcement.id } }

  const again = await client().POST('/api/v1/seasons/{seasonId}/announcements/{announcementId}/send', {
    params: { ...params, header: { 'If-Match': `"${played.announcement.version}"` } },
    body: { recipients: 6 },
  })

  expect(played.announcement).toMatchObject({ status: 'sent', recipientCount: 6 })
  expect(again.response.status).toBe(409)
  for (const { email } of played.people)
    expect((await t.mailsTo(email)).filter(({ subject }) => subject.includes('Rendez-vous lundi'))).toHaveLength(1)
})

it('adds up what was promised, and what was given as each confirmed it', async () => {
  const summary = done(await client().GET('/api/v1/seasons/{seasonId}/promises/summary', { params: annecy() }))

  expect(summary).toMatchObject({ people: 6, confirmedMinutes: 5 * 180, unconfirmedMinutes: 0, renewals: 2 })
  expect(await statuses()).toEqual([
    ['Agathe Lemoine', ['season renewed', 'follow_up promised']],
    ['Basile Chappuis', ['season renewed', 'follow_up promised']],
    ['Clarisse Duvernay', ['season released']],
    ['Dimitri Novel', ['season asked']],
    ['Élodie Sage', ['season asked']],
    ['Fatou Ndiaye', ['season asked']],
  ])
})

it('thanks and releases whoever said nothing for two weeks, and no day before', async () => {
  t.setNow('2021-05-14T21:58:00Z')
  await releaseUnanswered(t.deps)
  const before = await statuses()
  t.setNow('2021-05-14T21:59:00Z')
  await releaseUnanswered(t.deps)

  expect(before.slice(3).map(([, states]) => states)).toEqual([['season asked'], ['season asked'], ['season asked']])
  expect((await statuses()).slice(3).map(([, states]) => states)).toEqual([
    ['season released'],
    ['season released'],
    ['season released'],
  ])
})

it('never says the word that speaks to people of tech alone', async () => {
  const mails = done(await client().GET('/api/v1/mailbox'))
  const season = done(
    await client().GET('/api/v1/public/seasons/{slug}', { params: { path: { slug: 'ess-booster-annecy' } } }),
  )

  expect(mails.length).toBeGreaterThan(20)
  expect(JSON.stringify([mails, season])).not.toMatch(/hacka/i)
})
