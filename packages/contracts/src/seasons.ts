import { z } from 'zod'
import { Slug } from './delegations.ts'
import { Id, Instant, LocalDay, text } from './platform.ts'
import { SeasonSession, SessionDetails, sessionDetailsExample, sessionExample } from './season-sessions.ts'
import { Phase, phaseExample } from './phases.ts'
import { PublicSite, publicSiteExample, SeasonSite, siteExample } from './season-sites.ts'
import { TimelineFinding } from './timeline-checks.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const words = { event: 'saison', team: 'équipe', structure: 'structure', participant: 'bénévole' }
const changeable = {
  name: 'Saison de printemps',
  summary: 'Deux mois pour aider six associations de la Somme.',
  presence: 'in_person',
  place: 'Amiens',
  startsOn: '2026-04-01',
  capacity: 24,
  terminology: words,
}
const season = {
  id,
  delegationId: id,
  slug: 'printemps-2026',
  preset: 'season_2_months',
  ...changeable,
  timeZone: 'Europe/Paris',
  endsOn: '2026-05-31',
  status: 'published',
  version: 3,
  createdAt: '2026-01-05T09:00:00.000Z',
}
const details = {
  ...season,
  delegationName: 'Somme',
  phases: [phaseExample],
  sites: [siteExample],
  sessions: [sessionDetailsExample],
  findings: [],
}

export const SeasonPreset = z
  .enum(['sprint_48h', 'season_2_months', 'solidarity_day', 'online_evening'])
  .meta({ id: 'SeasonPreset' })
export type SeasonPreset = z.output<typeof SeasonPreset>

export const Presence = z.enum(['in_person', 'remote', 'hybrid']).meta({ id: 'Presence' })
export type Presence = z.output<typeof Presence>

export const SeasonStatus = z.enum(['draft', 'published', 'closed']).meta({ id: 'SeasonStatus' })

/**
 * What things are called in this season: pages, mails and documents use these words. A plural is written only where it is
 * not the usual one; `wordsOf` gives all of them.
 */
export const Terminology = z
  .object({
    event: text(40),
    team: text(40),
    structure: text(40),
    participant: text(40),
    events: text(40).optional(),
    teams: text(40).optional(),
    structures: text(40).optional(),
    participants: text(40).optional(),
  })
  .meta({ id: 'Terminology', examples: [words] })
export type Terminology = z.output<typeof Terminology>

/** People outside tech should feel invited: organisers choose their words, and these are the first offered. */
export const defaultTerminology: Record<SeasonPreset, Terminology> = {
  sprint_48h: { event: 'marathon solidaire', team: 'équipe', structure: 'structure', participant: 'participant·e' },
  season_2_months: { event: 'saison', team: 'équipe', structure: 'structure', participant: 'bénévole' },
  solidarity_day: {
    event: 'journée solidaire',
    team: 'groupe',
    structure: 'association',
    participant: 'participant·e',
  },
  online_evening: { event: 'soirée solidaire', team: 'équipe', structure: 'structure', participant: 'participant·e' },
}

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
  .meta({ id: 'Season', examples: [season] })
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
  .meta({
    id: 'SeasonDraft',
    examples: [
      { ...changeable, slug: 'printemps-2026', preset: 'season_2_months', terminology: { participant: 'bénévole' } },
    ],
  })

/** Another start day moves the whole timeline by as many days; hours of the wall clock stay. */
export const SeasonChange = z
  .object({
    name: text(120),
    summary: text(600, 0),
    presence: Presence,
    place: text(200, 0),
    startsOn: LocalDay,
    capacity: z.number().int().min(1).max(100_000).nullable(),
    terminology: Terminology,
  })
  .meta({ id: 'SeasonChange', examples: [changeable] })

export const SeasonMove = z.object({ to: SeasonStatus }).meta({ id: 'SeasonMove', examples: [{ to: 'published' }] })

/** A season with its timeline, and what is odd in it. */
export const SeasonDetails = Season.extend({
  delegationName: z.string(),
  phases: z.array(Phase),
  sites: z.array(SeasonSite),
  sessions: z.array(SessionDetails),
  findings: z.array(TimelineFinding),
}).meta({ id: 'SeasonDetails', examples: [details] })

/** A season that the person signed in organises. */
export const OrganisedSeason = Season.extend({ delegationName: z.string() }).meta({
  id: 'OrganisedSeason',
  examples: [{ ...season, delegationName: 'Somme' }],
})

const { version: _version, createdAt: _createdAt, capacity: _capacity, findings: _findings, ...publicDetails } = details

/** `enrolmentOpen` is true while the season takes new people. */
export const PublicSeason = SeasonDetails.omit({ version: true, createdAt: true, capacity: true, findings: true })
  .extend({ sites: z.array(PublicSite), sessions: z.array(SeasonSession), enrolmentOpen: z.boolean() })
  .meta({
    id: 'PublicSeason',
    examples: [{ ...publicDetails, sites: [publicSiteExample], sessions: [sessionExample], enrolmentOpen: true }],
  })

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
  .extend({ delegationName: z.string(), phases: z.array(Phase) })
  .meta({
    id: 'PublicSeasonCard',
    examples: [
      {
        id,
        slug: season.slug,
        name: season.name,
        summary: season.summary,
        presence: season.presence,
        place: season.place,
        timeZone: season.timeZone,
        startsOn: season.startsOn,
        endsOn: season.endsOn,
        status: season.status,
        delegationName: 'Somme',
        phases: [phaseExample],
      },
    ],
  })

export const PersonCategory = z
  .enum(['student', 'professional', 'resident', 'social_worker', 'job_seeker', 'retired', 'other'])
  .meta({ id: 'PersonCategory' })
export type PersonCategory = z.output<typeof PersonCategory>
