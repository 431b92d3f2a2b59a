import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCampaign, insertCampaignSeason, insertSeason } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { attentionOf } from '../season-news.service.ts'

const t = useTestApp()

const organiserOf = (scopeId: string) => t.person({ role: 'organiser', scopeKind: 'season', scopeId })
const pathOf = (seasonId: string) => `/api/v1/seasons/${seasonId}/campaign`

const cardOf = ({
  id,
  slug,
  name,
  theme,
  summary,
  startsOn,
  endsOn,
  timeZone,
  status,
}: Awaited<ReturnType<typeof insertCampaign>>) => ({
  id,
  slug,
  name,
  theme,
  summary,
  startsOn,
  endsOn,
  timeZone,
  status,
})

it('is joined by organisers, who are told where the days do not fit, and left again', async () => {
  const season = await insertSeason(t.db)
  const organiser = await organiserOf(season.id)
  const fitting = await insertCampaign(t.db)
  const short = await insertCampaign(t.db, { startsOn: '2026-04-10', endsOn: '2026-04-19' })
  const path = pathOf(season.id)
  const onPage = async () => (await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/campaign`).expect(200)).body

  const { body: before } = await organiser.get(path).expect(200)
  const { body: joined } = await organiser.put(path).send({ campaignId: fitting.id }).expect(200)
  const { body: changed } = await organiser.put(path).send({ campaignId: short.id }).expect(200)
  const shown = await onPage()
  const { body: read } = await organiser.get(path).expect(200)
  await organiser.delete(path).expect(204)
  await organiser.delete(path).expect(204)

  expect(before).toEqual({ campaign: null, findings: [] })
  expect(joined).toEqual({ campaign: cardOf(fitting), findings: [] })
  expect(changed).toEqual({ campaign: cardOf(short), findings: ['starts_before', 'ends_after'] })
  expect([shown, read]).toEqual([{ campaign: cardOf(short) }, changed])
  expect(await onPage()).toEqual({ campaign: null })
  const lines = await t.db
    .select()
    .from(auditLog)
    .where(eq(auditLog.subjectId, season.id))
    .orderBy(auditLog.at, auditLog.id)
  expect(lines.map(({ action, details }) => [action, details])).toEqual([
    ['campaign.joined', { campaignId: fitting.id }],
    ['campaign.joined', { campaignId: short.id }],
    ['campaign.left', { campaignId: short.id }],
  ])
})

it('is joined while it is open, by seasons that are not over', async () => {
  const season = await insertSeason(t.db)
  const over = await insertSeason(t.db, { status: 'closed' })
  const organiser = await t.person(
    { role: 'organiser', scopeKind: 'season', scopeId: season.id },
    { role: 'organiser', scopeKind: 'season', scopeId: over.id },
  )
  const [open, draft, closed] = [
    await insertCampaign(t.db),
    await insertCampaign(t.db, { status: 'draft' }),
    await insertCampaign(t.db, { status: 'closed' }),
  ]
  const join = async (seasonId: string, campaignId: string) =>
    (await organiser.put(pathOf(seasonId)).send({ campaignId })).body.code

  expect([
    await join(season.id, draft.id),
    await join(season.id, closed.id),
    await join(season.id, '00000000-0000-4000-8000-000000000000'),
    await join(over.id, open.id),
  ]).toEqual(['campaign_not_open', 'campaign_not_open', 'campaign_not_open', 'season_not_open'])
})

it('shows no campaign that is hidden, nor that of a season that is', async () => {
  const season = await insertSeason(t.db)
  const hidden = await insertSeason(t.db, { status: 'draft' })
  const draft = await insertCampaign(t.db, { status: 'draft' })
  await insertCampaignSeason(t.db, draft.id, season.id)

  const { body } = await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/campaign`).expect(200)

  expect(body).toEqual({ campaign: null })
  await t.anonymous.get(`/api/v1/public/seasons/${hidden.slug}/campaign`).expect(404)
  await t.anonymous.get('/api/v1/public/seasons/PAS-BON/campaign').expect(400)
})

it('asks for a look while the days do not fit', async () => {
  const season = await insertSeason(t.db)
  const over = await insertSeason(t.db, { status: 'closed' })
  const { id } = await insertCampaign(t.db, { startsOn: '2026-07-01', endsOn: '2026-07-02' })
  for (const one of [season, over]) await insertCampaignSeason(t.db, id, one.id)
  const codes = async (seasonId: string) => (await attentionOf(t.deps, seasonId)).map(({ code }) => code)

  expect(await codes(season.id)).toContain('seasons.outside_campaign')
  expect(await codes(over.id)).not.toContain('seasons.outside_campaign')
})

it('is the business of the season’s organisers', async () => {
  const season = await insertSeason(t.db)
  const { id: campaignId } = await insertCampaign(t.db)

  expect(
    await unguarded(
      t,
      [
        ['get', pathOf(season.id)],
        ['put', pathOf(season.id), { campaignId }],
        ['delete', pathOf(season.id)],
      ],
      {
        stranger: await t.person({ role: 'coach', scopeKind: 'season', scopeId: season.id }),
        owner: await t.person({ role: 'network_admin', scopeKind: 'network', scopeId: null }),
      },
    ),
  ).toEqual([])
})
