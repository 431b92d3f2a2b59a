import { z } from 'zod'
import { EnrolmentStatus } from './enrolments.ts'
import { Id, Instant, text } from './platform.ts'
import { Role } from './roles.ts'
import { Terminology } from './seasons.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const draft = {
  subject: 'Venez dix minutes plus tôt',
  text: 'Un café vous attend dès 8 h 50. L’entrée est par la cour.',
  audience: { everyone: true, statuses: ['waiting'], siteIds: [], teamIds: [], roles: ['mentor'] },
  onSeasonPage: false,
}
const announcement = {
  id,
  seasonId: id,
  ...draft,
  status: 'draft',
  recipientCount: null,
  sentAt: null,
  version: 1,
  createdAt: '2026-03-02T09:00:00.000Z',
}
const shown = { id, subject: draft.subject, text: draft.text, sentAt: '2026-03-02T10:00:00.000Z' }

/** Roles that an announcement may be for: those of the season itself. */
export const AnnouncementRole = Role.extract(['organiser', 'facilitator', 'coach', 'mentor', 'reviewer', 'juror'])

/**
 * Whom an announcement is for: all of these groups together, each person once. `everyone` are those who come (confirmed or
 * checked in); those of a site are those who come to it.
 */
export const AnnouncementAudience = z
  .object({
    everyone: z.boolean(),
    statuses: z.array(EnrolmentStatus).max(20).default([]),
    siteIds: z.array(Id).max(100).default([]),
    teamIds: z.array(Id).max(500).default([]),
    roles: z.array(AnnouncementRole).max(10).default([]),
  })
  .meta({ id: 'AnnouncementAudience', examples: [draft.audience] })
export type AnnouncementAudience = z.output<typeof AnnouncementAudience>

/** `onSeasonPage`: everybody may read it on the season's public page too. */
export const AnnouncementDraft = z
  .object({
    subject: text(150),
    text: text(5000),
    audience: AnnouncementAudience,
    onSeasonPage: z.boolean().default(false),
  })
  .meta({ id: 'AnnouncementDraft', examples: [draft] })

export const AnnouncementStatus = z.enum(['draft', 'sent']).meta({ id: 'AnnouncementStatus' })
export type AnnouncementStatus = z.output<typeof AnnouncementStatus>

/** As organisers see it. */
export const Announcement = z
  .object({
    id: Id,
    seasonId: Id,
    subject: z.string(),
    text: z.string(),
    audience: AnnouncementAudience,
    onSeasonPage: z.boolean(),
    status: AnnouncementStatus,
    recipientCount: z.number().int().nullable(),
    sentAt: Instant.nullable(),
    version: z.number().int(),
    createdAt: Instant,
  })
  .meta({ id: 'Announcement', examples: [announcement] })

/** What sending would do now: how many people, the first few by name, and the mail as they would read it. */
export const AnnouncementPreview = z
  .object({
    version: z.number().int(),
    recipients: z.number().int(),
    firstNames: z.array(z.string()).max(5),
    mail: z.object({ subject: z.string(), text: z.string() }),
  })
  .meta({
    id: 'AnnouncementPreview',
    examples: [
      {
        version: 1,
        recipients: 24,
        firstNames: ['Camille Martin', 'Karim Benali'],
        mail: { subject: 'Venez dix minutes plus tôt : Saison de printemps', text: 'Bonjour,\n\nUn café vous attend.' },
      },
    ],
  })

/** The number of people that the preview gave: sending to another number than was read is refused. */
export const AnnouncementSending = z
  .object({ recipients: z.number().int().min(0).max(1_000_000) })
  .meta({ id: 'AnnouncementSending', examples: [{ recipients: 24 }] })

export const PublicAnnouncement = z
  .object({ id: Id, subject: z.string(), text: z.string(), sentAt: Instant })
  .meta({ id: 'PublicAnnouncement', examples: [shown] })

/** An announcement that the person signed in was among the readers of. */
export const OwnAnnouncement = PublicAnnouncement.extend({
  seasonId: Id,
  seasonName: z.string(),
  seasonSlug: z.string(),
  terminology: Terminology,
}).meta({
  id: 'OwnAnnouncement',
  examples: [
    {
      ...shown,
      seasonId: id,
      seasonName: 'Saison de printemps',
      seasonSlug: 'printemps-2026',
      terminology: { event: 'saison', team: 'équipe', structure: 'structure', participant: 'bénévole' },
    },
  ],
})
