import { z } from 'zod'
import { Slug } from './delegations.ts'
import { Id, Instant, LocalDay, TimeZone, text } from './platform.ts'
import { SessionKind } from './season-sessions.ts'
import { PhaseKind } from './phases.ts'
import { Presence, SeasonStatus, Terminology } from './seasons.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const eveningDraft = {
  title: 'Soirée nationale',
  startsAt: '2026-04-17T17:00:00.000Z',
  endsAt: '2026-04-17T19:30:00.000Z',
  onlineUrl: 'https://direct.example.org/soiree',
}
const evening = { ...eveningDraft, status: 'planned' }
const draft = {
  slug: 'printemps-solidaire-2026',
  name: 'Printemps solidaire 2026',
  theme: 'Rompre l’isolement',
  summary: 'Partout en France, des équipes aident une association près de chez elles.',
  startsOn: '2026-04-10',
  endsOn: '2026-04-19',
  timeZone: 'Europe/Paris',
  evening: eveningDraft,
}
const card = {
  id,
  slug: draft.slug,
  name: draft.name,
  theme: draft.theme,
  summary: draft.summary,
  startsOn: draft.startsOn,
  endsOn: draft.endsOn,
  timeZone: draft.timeZone,
  status: 'published',
}
const season = {
  id,
  slug: 'printemps-2026',
  name: 'Saison de printemps',
  delegationName: 'Somme',
  place: 'Amiens',
  presence: 'in_person',
  timeZone: 'Europe/Paris',
  startsOn: '2026-04-11',
  endsOn: '2026-04-12',
  terminology: { event: 'saison', team: 'équipe', structure: 'structure', participant: 'bénévole' },
  status: 'published',
  phase: 'recruitment',
  nextSession: { kind: 'kick_off', title: 'Ouverture', startsAt: '2026-04-11T07:00:00.000Z' },
  enrolled: 31,
  coming: 24,
  checkedIn: 0,
  placesLeft: 6,
}

export const CampaignStatus = z.enum(['draft', 'published', 'closed']).meta({ id: 'CampaignStatus' })
export type CampaignStatus = z.output<typeof CampaignStatus>

/** The network says when the evening goes live: the link is shown from then on, and no longer once it is over. */
export const EveningStatus = z.enum(['planned', 'live', 'over']).meta({ id: 'EveningStatus' })
export type EveningStatus = z.output<typeof EveningStatus>

const EveningDraft = z
  .object({
    title: text(120),
    startsAt: Instant,
    endsAt: Instant,
    onlineUrl: z
      .url({ protocol: /^https?$/, hostname: z.regexes.domain })
      .max(500)
      .nullable(),
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ['endsAt'], message: 'order' })

/** Seasons of several delegations at the same time; the evening may still be to be planned. */
export const CampaignDraft = z
  .object({
    slug: Slug,
    name: text(120),
    theme: text(200),
    summary: text(1000, 0).default(''),
    startsOn: LocalDay,
    endsOn: LocalDay,
    timeZone: TimeZone.default('Europe/Paris'),
    evening: EveningDraft.nullable().default(null),
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { path: ['endsOn'], message: 'order' })
  .meta({ id: 'CampaignDraft', examples: [draft] })

/** What anyone may know of a campaign; its days are those of its zone. */
export const CampaignCard = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    theme: z.string(),
    summary: z.string(),
    startsOn: z.string(),
    endsOn: z.string(),
    timeZone: z.string(),
    status: CampaignStatus,
  })
  .meta({ id: 'CampaignCard', examples: [card] })

const Evening = z.object({
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  status: EveningStatus,
  onlineUrl: z.string().nullable(),
})

/** As the network's admins see it. */
export const Campaign = CampaignCard.extend({
  evening: Evening.nullable(),
  version: z.number().int(),
  createdAt: Instant,
}).meta({ id: 'Campaign', examples: [{ ...card, evening, version: 1, createdAt: '2026-01-05T09:00:00.000Z' }] })

export const CampaignMove = z
  .object({ to: CampaignStatus })
  .meta({ id: 'CampaignMove', examples: [{ to: 'published' }] })

export const EveningMove = z.object({ to: EveningStatus }).meta({ id: 'EveningMove', examples: [{ to: 'live' }] })

/**
 * One season of a campaign: `phase` and `nextSession` are those of now; `enrolled` counts everyone who asked to come and has
 * not left, `coming` those with a place; `checkedIn` is null outside the season's days, `placesLeft` where places are unlimited.
 */
export const CampaignSeason = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    delegationName: z.string(),
    place: z.string(),
    presence: Presence,
    timeZone: z.string(),
    startsOn: z.string(),
    endsOn: z.string(),
    terminology: Terminology,
    status: SeasonStatus,
    phase: PhaseKind.nullable(),
    nextSession: z.object({ kind: SessionKind, title: z.string(), startsAt: Instant }).nullable(),
    enrolled: z.number().int(),
    coming: z.number().int(),
    checkedIn: z.number().int().nullable(),
    placesLeft: z.number().int().nullable(),
  })
  .meta({ id: 'CampaignSeason', examples: [season] })

/** A campaign with all its seasons that may be seen. The link of the evening is there while it is live. */
export const PublicCampaign = CampaignCard.extend({
  evening: Evening.nullable(),
  seasons: z.array(CampaignSeason),
  totals: z.object({
    seasons: z.number().int(),
    enrolled: z.number().int(),
    coming: z.number().int(),
    checkedIn: z.number().int(),
  }),
  now: Instant,
}).meta({
  id: 'PublicCampaign',
  examples: [
    {
      ...card,
      evening: { ...evening, onlineUrl: null },
      seasons: [season],
      totals: { seasons: 1, enrolled: 31, coming: 24, checkedIn: 0 },
      now: '2026-03-02T09:00:00.000Z',
    },
  ],
})

/** Where the days of a season do not fit those of its campaign: worth a look, never refused. */
export const CampaignFinding = z.enum(['starts_before', 'ends_after', 'no_common_day']).meta({ id: 'CampaignFinding' })
export type CampaignFinding = z.output<typeof CampaignFinding>

/** The campaign that a season takes part in, if any. */
export const SeasonCampaign = z
  .object({ campaign: CampaignCard.nullable(), findings: z.array(CampaignFinding) })
  .meta({ id: 'SeasonCampaign', examples: [{ campaign: card, findings: ['starts_before'] }] })

export const CampaignJoining = z
  .object({ campaignId: Id })
  .meta({ id: 'CampaignJoining', examples: [{ campaignId: id }] })

/** What a public season page says of its campaign. */
export const PublicSeasonCampaign = z
  .object({ campaign: CampaignCard.nullable() })
  .meta({ id: 'PublicSeasonCampaign', examples: [{ campaign: card }] })
