import { z } from 'zod'
import { Slug } from './delegations.ts'
import { Id, Instant, LocalDay, PageQuery, text } from './platform.ts'

export const SeasonPreset = z
  .enum(['sprint_48h', 'season_2_months', 'solidarity_day', 'online_evening'])
  .meta({ id: 'SeasonPreset' })
export type SeasonPreset = z.output<typeof SeasonPreset>

export const Presence = z.enum(['in_person', 'remote', 'hybrid']).meta({ id: 'Presence' })

export const SeasonStatus = z.enum(['draft', 'published', 'closed']).meta({ id: 'SeasonStatus' })

/** What things are called in this season: pages, mails and documents use these words. */
export const Terminology = z
  .object({ event: text(40), team: text(40), structure: text(40), participant: text(40) })
  .meta({ id: 'Terminology' })
export type Terminology = z.output<typeof Terminology>

export const PhaseKind = z
  .enum(['call', 'review', 'recruitment', 'matching', 'kick_off', 'work', 'restitution', 'follow_up'])
  .meta({ id: 'PhaseKind' })
export type PhaseKind = z.output<typeof PhaseKind>

export const Phase = z.object({ id: Id, kind: PhaseKind, startsAt: Instant, endsAt: Instant }).meta({ id: 'Phase' })

export const SessionKind = z
  .enum(['kick_off', 'workshop', 'checkpoint', 'pitches', 'restitution', 'meet_up'])
  .meta({ id: 'SessionKind' })
export type SessionKind = z.output<typeof SessionKind>

/** A moment of the season that people come to. */
export const SeasonSession = z
  .object({ id: Id, kind: SessionKind, title: z.string(), place: z.string(), startsAt: Instant, endsAt: Instant })
  .meta({ id: 'SeasonSession' })

export const Season = z
  .object({
    id: Id,
    delegationId: Id,
    slug: z.string(),
    name: z.string(),
    summary: z.string(),
    preset: SeasonPreset,
    presence: Presence,
    place: z.string(),
    timeZone: z.string(),
    startsOn: z.string(),
    endsOn: z.string(),
    capacity: z.number().int().nullable(),
    terminology: Terminology,
    status: SeasonStatus,
    version: z.number().int(),
    createdAt: Instant,
  })
  .meta({ id: 'Season' })
export type Season = z.output<typeof Season>

/** A season is made from a preset and one start day; the preset lays out phases and sessions. */
export const SeasonDraft = z
  .object({
    slug: Slug,
    name: text(120),
    summary: text(600, 0).default(''),
    preset: SeasonPreset,
    presence: Presence,
    place: text(200, 0).default(''),
    startsOn: LocalDay,
    capacity: z.number().int().min(1).max(100_000).nullable().default(null),
    terminology: Terminology.partial().default({}),
  })
  .meta({ id: 'SeasonDraft' })

export const SeasonChange = z
  .object({
    name: text(120),
    summary: text(600, 0),
    presence: Presence,
    place: text(200, 0),
    capacity: z.number().int().min(1).max(100_000).nullable(),
    terminology: Terminology,
  })
  .meta({ id: 'SeasonChange' })

/** A season with its timeline. */
export const SeasonDetails = Season.extend({
  delegationName: z.string(),
  phases: z.array(Phase),
  sessions: z.array(SeasonSession),
}).meta({ id: 'SeasonDetails' })

export const PublicSeason = SeasonDetails.omit({ version: true, createdAt: true, capacity: true })
  .extend({ enrolmentOpen: z.boolean() })
  .meta({ id: 'PublicSeason' })

export const PublicSeasonCard = Season.pick({
  id: true,
  slug: true,
  name: true,
  summary: true,
  presence: true,
  place: true,
  timeZone: true,
  startsOn: true,
  endsOn: true,
  status: true,
})
  .extend({ delegationName: z.string() })
  .meta({ id: 'PublicSeasonCard' })

/** Moves the phases and sessions of a season; each must be one of its own. */
export const SessionDraft = z
  .object({ kind: SessionKind, title: text(120), place: text(200, 0), startsAt: Instant, endsAt: Instant })
  .meta({ id: 'SessionDraft' })

export const PhaseChange = z.object({ startsAt: Instant, endsAt: Instant }).meta({ id: 'PhaseChange' })

export const PersonCategory = z
  .enum(['student', 'professional', 'resident', 'social_worker', 'job_seeker', 'retired', 'other'])
  .meta({ id: 'PersonCategory' })
export type PersonCategory = z.output<typeof PersonCategory>

export const EnrolmentStatus = z
  .enum(['applied', 'confirmed', 'checked_in', 'withdrawn', 'no_show'])
  .meta({ id: 'EnrolmentStatus' })
export type EnrolmentStatus = z.output<typeof EnrolmentStatus>

export const EnrolmentDraft = z
  .object({
    category: PersonCategory,
    /** The school, company or association that the person comes from; empty for a resident. */
    origin: text(120, 0).default(''),
    motivation: text(2000, 0).default(''),
  })
  .meta({ id: 'EnrolmentDraft' })

export const Enrolment = z
  .object({
    id: Id,
    seasonId: Id,
    personId: Id,
    category: PersonCategory,
    origin: z.string(),
    motivation: z.string(),
    status: EnrolmentStatus,
    createdAt: Instant,
  })
  .meta({ id: 'Enrolment' })

/** As organisers see it. */
export const EnrolmentRow = Enrolment.extend({ personName: z.string() }).meta({ id: 'EnrolmentRow' })

export const EnrolmentQuery = PageQuery.extend({
  status: EnrolmentStatus.optional(),
  category: PersonCategory.optional(),
})

export const EnrolmentMove = z.object({ to: EnrolmentStatus }).meta({ id: 'EnrolmentMove' })

export const OwnEnrolment = Enrolment.extend({ seasonName: z.string(), seasonSlug: z.string() }).meta({
  id: 'OwnEnrolment',
})
