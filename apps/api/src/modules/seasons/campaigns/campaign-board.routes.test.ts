import { expect, it } from 'vitest'
import { EventSource } from 'eventsource'
import {
  insertCampaign,
  insertCampaignSeason,
  insertDelegation,
  insertEnrolment,
  insertPhase,
  insertSeason,
  insertSession,
} from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { countStatements } from '../../../../test/statements.ts'

const t = useTestApp()

const board = (slug: string) => `/api/v1/public/campaigns/${slug}`

it('shows each season in its own words, with where it stands now, and the totals', async () => {
  const campaign = await insertCampaign(t.db)
  const reunion = await insertDelegation(t.db, { name: 'La Réunion', timeZone: 'Indian/Reunion' })
  const somme = await insertDelegation(t.db, { name: 'Somme' })
  const words = { event: 'nuit solidaire', team: 'équipe', structure: 'association', participant: 'habitant·e' }
  const island = await insertSeason(t.db, {
    delegationId: reunion.id,
    name: 'Nuit de Saint-Paul',
    place: 'Saint-Paul',
    timeZone: 'Indian/Reunion',
    startsOn: '2026-03-02',
    endsOn: '2026-03-03',
    capacity: 3,
    terminology: words,
  })
  const amiens = await insertSeason(t.db, { delegationId: somme.id, name: 'Printemps d’Amiens' })
  const hidden = await insertSeason(t.db, { status: 'draft' })
  for (const { id } of [island, amiens, hidden]) await insertCampaignSeason(t.db, campaign.id, id)
  await insertPhase(t.db, island.id, {
    kind: 'work',
    startsAt: new Date('2026-03-02T05:00:00Z'),
    endsAt: new Date('2026-03-03T15:00:00Z'),
  })
  await insertSession(t.db, island.id, {
    title: 'Annulée',
    startsAt: new Date('2026-03-02T10:00:00Z'),
    endsAt: new Date('2026-03-02T11:00:00Z'),
    cancelledAt: new Date('2026-03-01T10:00:00Z'),
  })
  const next = { kind: 'pitches' as const, title: 'Pitchs', startsAt: new Date('2026-03-03T12:00:00Z') }
  await insertSession(t.db, island.id, { ...next, endsAt: new Date('2026-03-03T14:00:00Z') })
  await insertSession(t.db, island.id, {
    title: 'Déjà passée',
    startsAt: new Date('2026-03-01T08:00:00Z'),
    endsAt: new Date('2026-03-01T09:00:00Z'),
  })
  for (const status of ['checked_in', 'checked_in', 'offered', 'applied', 'withdrawn', 'lapsed'] as const)
    await insertEnrolment(t.db, island.id, (await t.person()).id, { status })
  await insertEnrolment(t.db, amiens.id, (await t.person()).id, { status: 'confirmed' })

  const { body } = await t.anonymous.get(board(campaign.slug)).expect(200)

  const islandCard = {
    id: island.id,
    slug: island.slug,
    name: 'Nuit de Saint-Paul',
    delegationName: 'La Réunion',
    place: 'Saint-Paul',
    presence: 'in_person',
    timeZone: 'Indian/Reunion',
    startsOn: '2026-03-02',
    endsOn: '2026-03-03',
    terminology: words,
    status: 'published',
    phase: 'work',
    nextSession: { ...next, startsAt: '2026-03-03T12:00:00.000Z' },
    enrolled: 4,
    coming: 2,
    checkedIn: 2,
    placesLeft: 0,
  }
  expect(body).toEqual({
    id: campaign.id,
    slug: campaign.slug,
    name: 'Printemps solidaire 2026',
    theme: 'Rompre l’isolement',
    summary: '',
    startsOn: '2026-04-01',
    endsOn: '2026-05-31',
    timeZone: 'Europe/Paris',
    status: 'published',
    evening: {
      title: 'Soirée nationale',
      startsAt: '2026-04-17T17:00:00.000Z',
      endsAt: '2026-04-17T19:30:00.000Z',
      status: 'planned',
      onlineUrl: null,
    },
    seasons: [
      islandCard,
      {
        ...islandCard,
        id: amiens.id,
        slug: amiens.slug,
        name: 'Printemps d’Amiens',
        delegationName: 'Somme',
        place: 'Amiens',
        timeZone: 'Europe/Paris',
        startsOn: '2026-04-01',
        endsOn: '2026-05-31',
        terminology: amiens.terminology,
        phase: 'recruitment',
        nextSession: null,
        enrolled: 1,
        coming: 1,
        checkedIn: null,
        placesLeft: null,
      },
    ],
    totals: { seasons: 2, enrolled: 5, coming: 3, checkedIn: 2 },
    now: '2026-03-02T09:00:00.000Z',
  })
  await t.anonymous.get(board('nulle-part')).expect(404)
  await t.anonymous.get(board('PAS-BON')).expect(400)
})

it('takes as many statements for thirty seasons as for three', async () => {
  const delegationId = (await insertDelegation(t.db)).id
  const reading = async (count: number) => {
    const campaign = await insertCampaign(t.db)
    for (let index = 0; index < count; index += 1) {
      const season = await insertSeason(t.db, { delegationId })
      await insertSession(t.db, season.id)
      await insertCampaignSeason(t.db, campaign.id, season.id)
    }
    let shown = 0
    const statements = await countStatements(async () => {
      shown = (await t.anonymous.get(board(campaign.slug)).expect(200)).body.seasons.length
    })
    return { statements, shown }
  }

  const [few, many] = [await reading(3), await reading(30)]

  expect([few.shown, many.shown]).toEqual([3, 30])
  expect([few.statements, many.statements]).toEqual([5, 5])
})

it('lives: whoever looks at a campaign hears of its seasons, also of one that joins meanwhile', async () => {
  const campaign = await insertCampaign(t.db)
  const season = await insertSeason(t.db)
  const stranger = await insertSeason(t.db)
  const admin = await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null })
  await insertCampaignSeason(t.db, campaign.id, season.id)
  const close = (id: string) => admin.post(`/api/v1/seasons/${id}/status`).send({ to: 'closed' }).expect(200)

  const source = new EventSource(`${t.url}/api/v1/live?topics=campaign:${campaign.id}`)
  const heard: { topic: string; type: string }[] = []
  const changes = async (count: number) => {
    while (heard.length < count)
      await new Promise((resolve) => source.addEventListener('change', resolve, { once: true }))
  }
  source.addEventListener('change', ({ data }) => heard.push(JSON.parse(String(data))))
  await new Promise((resolve) => source.addEventListener('ready', resolve, { once: true }))
  await close(season.id)
  await changes(2)
  await admin.put(`/api/v1/seasons/${stranger.id}/campaign`).send({ campaignId: campaign.id }).expect(200)
  await changes(3)
  await close(stranger.id)
  await changes(5)
  source.close()

  expect(heard.map(({ topic, type }) => [topic, type])).toEqual(
    expect.arrayContaining([
      [`season:${season.id}`, 'season.changed'],
      [`season:${stranger.id}`, 'season.changed'],
      [`campaign:${campaign.id}`, 'campaign.changed'],
    ]),
  )
})

it('lets nobody but the network’s admins listen to a campaign that is not published', async () => {
  const draft = await insertCampaign(t.db, { status: 'draft' })
  const listen = (id: string) => t.anonymous.get(`/api/v1/live?topics=campaign:${id}`)

  const answers = await Promise.all([listen(draft.id), listen('00000000-0000-4000-8000-000000000000')])

  expect(answers.map(({ body }) => body.code)).toEqual(['forbidden', 'forbidden'])
})
