import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { everyPage } from '../../../platform/every-page.ts'

export type Announcement = Schema<'Announcement'>
export type AnnouncementPreview = Schema<'AnnouncementPreview'>
export type OwnAnnouncement = Schema<'OwnAnnouncement'>

export const announcementQuery = defineQueryOptions(({ seasonId, id }: { seasonId: string; id: string }) => ({
  key: ['season', seasonId, 'announcements', id],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/announcements/{announcementId}', {
      path: { seasonId, announcementId: id },
      signal,
    }),
}))

export const previewQuery = defineQueryOptions(({ seasonId, id }: { seasonId: string; id: string }) => ({
  key: ['season', seasonId, 'announcements', id, 'preview'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/announcements/{announcementId}/preview', {
      path: { seasonId, announcementId: id },
      signal,
    }),
}))

/** The teams that an announcement may be for; a season has some dozens at most. */
export const audienceTeamsQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'announcement-teams'],
  query: ({ signal }: { signal: AbortSignal }) =>
    everyPage((query) => api.get('/api/v1/seasons/{seasonId}/teams', { path: { seasonId }, query, signal })),
}))

export const audienceSitesQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'announcement-sites'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/sites', { path: { seasonId }, signal }),
}))

export const latestOwnAnnouncementsQuery = defineQueryOptions({
  key: ['my-announcements', 'latest'],
  query: ({ signal }) => api.get('/api/v1/me/announcements', { query: { limit: 2 }, signal }),
})
