import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'

export type Campaign = Schema<'Campaign'>
export type CampaignCard = Schema<'CampaignCard'>
export type PublicCampaign = Schema<'PublicCampaign'>
export type CampaignSeason = Schema<'CampaignSeason'>

export const publicCampaignsQuery = defineQueryOptions({
  key: ['public-campaigns'],
  query: ({ signal }) => api.get('/api/v1/public/campaigns', { signal }),
})

export const publicCampaignQuery = defineQueryOptions((slug: string) => ({
  key: ['public-campaign', slug],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/public/campaigns/{slug}', { path: { slug }, signal }),
}))

export const campaignOfPublicSeasonQuery = defineQueryOptions((slug: string) => ({
  key: ['public-season', slug, 'campaign'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/public/seasons/{slug}/campaign', { path: { slug }, signal }),
}))

export const campaignQuery = defineQueryOptions((campaignId: string) => ({
  key: ['campaigns', campaignId],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/campaigns/{campaignId}', { path: { campaignId }, signal }),
}))

export const campaignOfSeasonQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'campaign'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/campaign', { path: { seasonId }, signal }),
}))
