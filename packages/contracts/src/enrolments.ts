import { z } from 'zod'
import { Id, Instant, PageQuery, text } from './platform.ts'
import { PersonCategory, Presence, SeasonStatus, Terminology } from './seasons.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const draft = { category: 'student', origin: 'IUT d’Amiens', motivation: 'Apprendre en étant utile', siteId: null }
const enrolment = {
  id,
  seasonId: id,
  personId: id,
  ...draft,
  status: 'applied',
  statusAt: '2026-03-02T09:00:00.000Z',
  offerEndsAt: null,
  createdAt: '2026-03-02T09:00:00.000Z',
}

/**
 * `applied` waits for an organiser's answer, `waiting` for a place. `offered` is a place held for a limited time; when it
 * passes without an answer the enrolment is `lapsed`. Places are taken by offered, confirmed and checked_in.
 */
export const EnrolmentStatus = z
  .enum(['applied', 'waiting', 'offered', 'confirmed', 'checked_in', 'withdrawn', 'no_show', 'lapsed'])
  .meta({ id: 'EnrolmentStatus' })
export type EnrolmentStatus = z.output<typeof EnrolmentStatus>

/** `siteId` is needed where the season has several sites; where it has one, that one is meant. */
export const EnrolmentDraft = z
  .object({
    category: PersonCategory,
    /** The school, company or association that the person comes from; empty for a resident. */
    origin: text(120, 0).default(''),
    motivation: text(2000, 0).default(''),
    siteId: Id.nullable().default(null),
  })
  .meta({ id: 'EnrolmentDraft', examples: [draft] })

/** `offerEndsAt` is until when an offered place is held. */
export const Enrolment = z
  .object({
    id: Id,
    seasonId: Id,
    personId: Id,
    category: PersonCategory,
    origin: z.string(),
    motivation: z.string(),
    siteId: Id.nullable(),
    status: EnrolmentStatus,
    statusAt: Instant,
    offerEndsAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Enrolment', examples: [enrolment] })

/** With the place in the waiting list of someone who waits: 1 is next. */
export const RankedEnrolment = Enrolment.extend({ waitingRank: z.number().int().nullable() }).meta({
  id: 'RankedEnrolment',
  examples: [{ ...enrolment, status: 'waiting', waitingRank: 4 }],
})

/** As organisers see it. `statusBy` is who moved it, null where that was by itself. */
export const EnrolmentRow = RankedEnrolment.extend({
  personName: z.string(),
  siteName: z.string().nullable(),
  arrival: z.number().int(),
  statusBy: z.string().nullable(),
}).meta({
  id: 'EnrolmentRow',
  examples: [
    {
      ...enrolment,
      waitingRank: null,
      personName: 'Camille Martin',
      siteName: null,
      arrival: 12,
      statusBy: 'Dominique Roy',
    },
  ],
})

/** `name` is any part of the person's name. */
export const EnrolmentQuery = PageQuery.extend({
  status: EnrolmentStatus.optional(),
  category: PersonCategory.optional(),
  siteId: Id.optional(),
  name: text(100).optional(),
})

export const EnrolmentMove = z
  .object({ to: EnrolmentStatus })
  .meta({ id: 'EnrolmentMove', examples: [{ to: 'confirmed' }] })

export const EnrolmentSiteChange = z
  .object({ siteId: Id })
  .meta({ id: 'EnrolmentSiteChange', examples: [{ siteId: id }] })

/** As the person enrolled sees it, with what they need to know of the season. */
export const OwnEnrolment = RankedEnrolment.extend({
  siteName: z.string().nullable(),
  seasonName: z.string(),
  seasonSlug: z.string(),
  seasonStatus: SeasonStatus,
  startsOn: z.string(),
  endsOn: z.string(),
  timeZone: z.string(),
  place: z.string(),
  presence: Presence,
  terminology: Terminology,
}).meta({
  id: 'OwnEnrolment',
  examples: [
    {
      ...enrolment,
      waitingRank: null,
      siteName: null,
      seasonName: 'Saison de printemps',
      seasonSlug: 'printemps-2026',
      seasonStatus: 'published',
      startsOn: '2026-04-01',
      endsOn: '2026-05-31',
      timeZone: 'Europe/Paris',
      place: 'Amiens',
      presence: 'in_person',
      terminology: { event: 'saison', team: 'équipe', structure: 'structure', participant: 'bénévole' },
    },
  ],
})

/** One act on an enrolment: the state it came to, or another site. `by` is null where Essor did it by itself. */
export const EnrolmentHistoryLine = z
  .object({ id: Id, at: Instant, act: z.enum([...EnrolmentStatus.options, 'site_changed']), by: z.string().nullable() })
  .meta({
    id: 'EnrolmentHistoryLine',
    examples: [{ id, at: '2026-03-02T09:00:00.000Z', act: 'confirmed', by: 'Dominique Roy' }],
  })

export const BulkConfirmation = z
  .object({ enrolmentIds: z.array(Id).min(1).max(100) })
  .meta({ id: 'BulkConfirmation', examples: [{ enrolmentIds: [id] }] })

/** What became of each: `full` where a limit has no room left, `refused` where it could not be confirmed from its state. */
export const BulkConfirmationResult = z
  .object({
    results: z.array(z.object({ enrolmentId: Id, outcome: z.enum(['confirmed', 'full', 'refused', 'not_found']) })),
  })
  .meta({ id: 'BulkConfirmationResult', examples: [{ results: [{ enrolmentId: id, outcome: 'confirmed' }] }] })
