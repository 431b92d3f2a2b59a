import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findPublicSeason, findSeason, holdSeason, lockSeason, type Season } from '../seasons.repository.ts'
import { assertCampaignOpen, findingsOf } from './campaign.rules.ts'
import { findCampaignOf, holdCampaign, putSeasonInCampaign, takeSeasonOut } from './campaigns.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor' | 'now'>

const noSeason = () => new AppError('not_found', 'There is no such season.')

/** With what does not fit: a season keeps its own days, and its organisers are told. */
export async function readSeasonCampaign(db: Db, seasonId: string) {
  const season = await findSeason(db, seasonId)
  if (!season) throw noSeason()
  const campaign = await findCampaignOf(db, seasonId)
  return { campaign: campaign ?? null, findings: campaign ? findingsOf(season, campaign) : [] }
}

/** Days that do not fit are worth a look while they can still be moved. */
export async function campaignAttention(
  db: Db,
  season: Pick<Season, 'id' | 'status' | 'startsOn' | 'endsOn'>,
): Promise<{ code: string; count: number }[]> {
  const campaign = season.status === 'closed' ? undefined : await findCampaignOf(db, season.id)
  return campaign && findingsOf(season, campaign).length > 0 ? [{ code: 'seasons.outside_campaign', count: 1 }] : []
}

/** A season that is in another campaign leaves it. */
export async function joinCampaign({ db, actor, now }: Writing, seasonId: string, campaignId: string) {
  return db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (!season) throw noSeason()
    if (season.status === 'closed') throw new AppError('season_not_open', 'This season is over: it joins no campaign.')
    const campaign = await holdCampaign(tx, campaignId)
    assertCampaignOpen(campaign)
    const left = await findCampaignOf(tx, seasonId)
    await putSeasonInCampaign(tx, { seasonId, campaignId, joinedAt: now() })
    await audit(
      { db: tx, actor },
      {
        action: 'campaign.joined',
        subject: ['season', seasonId],
        delegationId: season.delegationId,
        details: { campaignId },
      },
    )
    await tell(tx, `campaign:${campaignId}`, 'campaign.changed', campaignId)
    if (left && left.id !== campaignId) await tell(tx, `campaign:${left.id}`, 'campaign.changed', left.id)
    await tell(tx, `season:${seasonId}`, 'season.changed', seasonId)
    return { campaign, findings: findingsOf(season, campaign) }
  })
}

/** Leaving twice is leaving once. */
export async function leaveCampaign({ db, actor }: Writing, seasonId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const season = await holdSeason(tx, seasonId)
    if (!season) throw noSeason()
    const campaignId = await takeSeasonOut(tx, seasonId)
    if (!campaignId) return
    await audit(
      { db: tx, actor },
      {
        action: 'campaign.left',
        subject: ['season', seasonId],
        delegationId: season.delegationId,
        details: { campaignId },
      },
    )
    await tell(tx, `campaign:${campaignId}`, 'campaign.changed', campaignId)
    await tell(tx, `season:${seasonId}`, 'season.changed', seasonId)
  })
}

export async function readPublicSeasonCampaign(db: Db, slug: string) {
  const found = await findPublicSeason(db, slug)
  if (!found) throw noSeason()
  const campaign = await findCampaignOf(db, found.season.id)
  return { campaign: campaign && campaign.status !== 'draft' ? campaign : null }
}
