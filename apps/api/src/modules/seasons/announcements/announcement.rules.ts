import type { AnnouncementAudience, AnnouncementStatus } from '@essor/contracts'
import { AppError } from '../../../platform/errors.ts'

const moves: Record<AnnouncementStatus, readonly AnnouncementStatus[]> = { draft: ['draft', 'sent'], sent: [] }

/** A draft is changed as often as one likes and sent once; what was sent was read, and stays as it was. */
export function assertAnnouncementMove(from: AnnouncementStatus, to: AnnouncementStatus): void {
  if (!moves[from].includes(to))
    throw new AppError('announcement_sent', 'This announcement was sent: it can no longer change. Write another one.')
}

/** A link to a season that nobody can see yet would lead nowhere; after the end, thanks are still welcome. */
export function assertMayAnnounce(status: 'draft' | 'published' | 'closed'): void {
  if (status !== 'draft') return
  throw new AppError('season_not_open', 'Publish the season first: the announcement leads to its page.')
}

export function assertNamesSomeone({
  audience,
  onSeasonPage,
}: {
  audience: AnnouncementAudience
  onSeasonPage: boolean
}) {
  const { everyone, statuses, siteIds, teamIds, roles } = audience
  if (everyone || onSeasonPage || [statuses, siteIds, teamIds, roles].some((group) => group.length > 0)) return
  throw new AppError('invalid_input', 'This announcement is for nobody.', [
    { path: 'audience', message: 'Choose whom it is for, or show it on the season’s page.', code: 'for_nobody' },
  ])
}

/** What is sent is what was read: as many people as the preview told, and at least one reader. */
export function assertAsPreviewed(previewed: number, found: number, onSeasonPage: boolean): void {
  if (previewed !== found)
    throw new AppError('announcement_audience_changed', `It would now go to ${found} people. Look again, then send.`)
  if (found === 0 && !onSeasonPage)
    throw new AppError('announcement_without_reader', 'Nobody belongs to these groups yet: it would reach no one.')
}
