import type { AnnouncementAudience } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell, tellAll } from '../../../platform/realtime/live.ts'
import { findPublicSeason, findSeason, holdSeason, type Season } from '../seasons.repository.ts'
import { findSeasonSites } from '../sites/season-sites.repository.ts'
import { announcementMail } from './announcement.mail.ts'
import {
  assertAnnouncementMove,
  assertAsPreviewed,
  assertMayAnnounce,
  assertNamesSomeone,
} from './announcement.rules.ts'
import {
  deleteAnnouncement,
  findAnnouncement,
  insertAnnouncement,
  listPublicAnnouncements,
  lockAnnouncement,
  updateAnnouncement,
  type Announcement,
} from './announcements.repository.ts'
import { countReaders, freezeReaders, listReaders, type TeamReaders } from './audience.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor'>
type Sending = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

interface AnnouncementFields {
  subject: string
  text: string
  audience: AnnouncementAudience
  onSeasonPage: boolean
}

const noSeason = () => new AppError('not_found', 'There is no such season.')
const noAnnouncement = () => new AppError('not_found', 'There is no such announcement in this season.')

export async function readAnnouncement(db: Db, seasonId: string, id: string): Promise<Announcement> {
  const announcement = await findAnnouncement(db, seasonId, id)
  if (!announcement) throw noAnnouncement()
  return announcement
}

export async function draftAnnouncement(
  { db, actor }: Writing,
  seasonId: string,
  draft: AnnouncementFields,
): Promise<Announcement> {
  return db.transaction(async (tx) => {
    const season = await holdSeason(tx, seasonId)
    if (!season) throw noSeason()
    await assertAudienceOf(tx, season, draft)
    const announcement = await insertAnnouncement(tx, { ...draft, seasonId })
    await auditOf({ db: tx, actor }, season, announcement.id, 'announcement.drafted')
    return announcement
  })
}

export async function changeAnnouncement(
  { db, actor }: Writing,
  seasonId: string,
  id: string,
  version: number,
  change: AnnouncementFields,
): Promise<Announcement> {
  return db.transaction(async (tx) => {
    const { season } = await lockDraft(tx, seasonId, id, { version, to: 'draft' })
    await assertAudienceOf(tx, season, change)
    const changed = await updateAnnouncement(tx, id, change)
    await auditOf({ db: tx, actor }, season, id, 'announcement.changed')
    return changed
  })
}

export async function removeAnnouncement({ db, actor }: Writing, seasonId: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { season } = await lockDraft(tx, seasonId, id, { to: 'draft' })
    await deleteAnnouncement(tx, id)
    await auditOf({ db: tx, actor }, season, id, 'announcement.removed')
  })
}

export async function previewAnnouncement(
  { db, publicUrl }: Pick<Deps, 'db' | 'publicUrl'>,
  teamReaders: TeamReaders,
  seasonId: string,
  id: string,
) {
  const season = await findSeason(db, seasonId)
  if (!season) throw noSeason()
  const announcement = await readAnnouncement(db, seasonId, id)
  const members = await membersOf(db, teamReaders, announcement)
  return {
    version: announcement.version,
    ...(await countReaders(db, season, announcement.audience, members)),
    mail: announcementMail(announcement, season, publicUrl),
  }
}

/** Once: the row is held, so whoever comes second finds it sent. Mails, readers and the state change together, or nothing does. */
export async function sendAnnouncement(
  { db, jobs, actor, now, publicUrl }: Sending,
  teamReaders: TeamReaders,
  seasonId: string,
  id: string,
  { version, recipients }: { version: number; recipients: number },
): Promise<Announcement> {
  return db.transaction(async (tx) => {
    const { season, announcement } = await lockDraft(tx, seasonId, id, { version, to: 'sent' })
    assertMayAnnounce(season.status)
    const members = await membersOf(tx, teamReaders, announcement)
    const found = await freezeReaders(tx, id, season, announcement.audience, members)
    assertAsPreviewed(recipients, found, announcement.onSeasonPage)
    const sent = await updateAnnouncement(tx, id, { status: 'sent', sentAt: now(), recipientCount: found })
    const readers = await listReaders(tx, id)
    const mail = announcementMail(announcement, season, publicUrl)
    await sendMails(
      { db: tx, jobs },
      readers.map(({ email }) => ({ ...mail, to: email })),
    )
    await auditOf({ db: tx, actor }, season, id, 'announcement.sent', { recipients: found })
    await tell(tx, `season:${seasonId}`, 'announcement.sent', id)
    await tellAll(
      tx,
      readers.map(({ personId }) => `person:${personId}` as const),
      'announcement.sent',
      id,
    )
    return sent
  })
}

export async function readPublicAnnouncements(db: Db, slug: string, page: PageOf) {
  const found = await findPublicSeason(db, slug)
  if (!found) throw noSeason()
  return listPublicAnnouncements(db, found.season.id, page)
}

async function lockDraft(
  tx: Db,
  seasonId: string,
  id: string,
  { version, to }: { version?: number; to: Announcement['status'] },
): Promise<{ season: Season; announcement: Announcement }> {
  const season = await holdSeason(tx, seasonId)
  const announcement = season && (await lockAnnouncement(tx, seasonId, id))
  if (!announcement) throw noAnnouncement()
  assertAnnouncementMove(announcement.status, to)
  if (version !== undefined && version !== announcement.version)
    throw new AppError('version_conflict', 'Somebody changed this announcement in the meantime. Read it again.')
  return { season, announcement }
}

async function assertAudienceOf(db: Db, { id }: Season, draft: AnnouncementFields): Promise<void> {
  assertNamesSomeone(draft)
  if (draft.audience.siteIds.length === 0) return
  const sites = new Set((await findSeasonSites(db, id)).map((site) => site.id))
  if (draft.audience.siteIds.every((site) => sites.has(site))) return
  throw new AppError('invalid_input', 'One of these is no site of this season.', [
    { path: 'audience.siteIds', message: 'Choose among the sites of this season.', code: 'unknown' },
  ])
}

const membersOf = (db: Db, teamReaders: TeamReaders, { seasonId, audience: { teamIds } }: Announcement) =>
  teamIds.length > 0 ? teamReaders(db, seasonId, teamIds) : Promise.resolve([])

const auditOf = (
  deps: Writing,
  { delegationId }: Season,
  id: string,
  action: string,
  details: Record<string, number> = {},
) => audit(deps, { action, subject: ['announcement', id], delegationId, details })
