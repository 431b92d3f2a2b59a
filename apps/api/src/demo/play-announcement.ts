import type { Schema } from '@essor/api-client'
import type { Team } from './play-opening.ts'
import { done } from './stage.ts'

/** The organiser writes to everyone who comes, reads it again, and sends it. */
export async function playAnnouncement(
  { organiser: { client } }: Team,
  seasonId: string,
  words: Pick<Schema<'AnnouncementDraft'>, 'subject' | 'text' | 'onSeasonPage'>,
): Promise<void> {
  const { id: announcementId } = done(
    await client.POST('/api/v1/seasons/{seasonId}/announcements', {
      params: { path: { seasonId } },
      body: { ...words, audience: { everyone: true } },
    }),
  )
  const path = { seasonId, announcementId }
  const { version, recipients } = done(
    await client.GET('/api/v1/seasons/{seasonId}/announcements/{announcementId}/preview', { params: { path } }),
  )
  done(
    await client.POST('/api/v1/seasons/{seasonId}/announcements/{announcementId}/send', {
      params: { path, header: { 'If-Match': `"${version}"` } },
      body: { recipients },
    }),
  )
}
