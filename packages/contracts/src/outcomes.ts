import { z } from 'zod'
import { BudgetBalance } from './budget.ts'
import { Id, Instant } from './platform.ts'
import { PhaseKind } from './phases.ts'
import { SessionKind } from './season-sessions.ts'
import { SiteKind } from './season-sites.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const count = z.number().int().min(0)

const attention = { code: 'seasons.enrolments_to_confirm', count: 3, late: true, lateSince: '2026-03-20T22:59:00.000Z' }

/**
 * Something that waits for an organiser; the code says what, such as `seasons.enrolments_to_confirm`. It is late where it
 * should have been done by now; `lateSince` is the end of the phase that it belongs to, if it belongs to one.
 */
export const Attention = z
  .object({ code: z.string(), count, late: z.boolean(), lateSince: Instant.nullable() })
  .meta({ id: 'Attention', examples: [attention] })
export type Attention = z.output<typeof Attention>

/** A phase that begins or ends, or a session that people come to. A session has a title, a phase has none. */
export const Moment = z
  .object({
    event: z.enum(['phase_begins', 'phase_ends', 'session']),
    kind: z.union([PhaseKind, SessionKind]),
    title: z.string().nullable(),
    at: Instant,
  })
  .meta({
    id: 'Moment',
    examples: [{ event: 'phase_ends', kind: 'recruitment', title: null, at: '2026-03-20T22:59:00.000Z' }],
  })
export type Moment = z.output<typeof Moment>

const held = { taken: count, waiting: count }

/** How many places of a site are taken, and how many people wait for one. Nobody limits a site without a capacity. */
export const SiteUse = z
  .object({ siteId: Id, kind: SiteKind, name: z.string(), capacity: z.number().int().nullable(), ...held })
  .meta({
    id: 'SiteUse',
    examples: [{ siteId: id, kind: 'place', name: 'Maison des associations', capacity: 80, taken: 61, waiting: 0 }],
  })
export type SiteUse = z.output<typeof SiteUse>

/** How many people enrolled in each day, week or month without a gap, whatever became of them since. */
export const Arrivals = z
  .object({
    step: z.enum(['day', 'week', 'month']),
    counts: z.array(z.object({ startsOn: z.iso.date(), people: count })),
  })
  .meta({ id: 'Arrivals', examples: [{ step: 'day', counts: [{ startsOn: '2026-03-02', people: 7 }] }] })
export type Arrivals = z.output<typeof Arrivals>

/** Things lent and come back, meals ordered and thrown away, over all counters of these kinds. */
export const ZeroWaste = z
  .object({ lent: z.number(), back: z.number(), ordered: z.number(), thrown: z.number() })
  .meta({ id: 'ZeroWaste', examples: [{ lent: 160, back: 140, ordered: 42, thrown: 3 }] })
export type ZeroWaste = z.output<typeof ZeroWaste>

/** One season's life at a glance. The budget and the counters are null where there are none. */
export const SeasonOverview = z
  .object({
    seasonId: Id,
    capacity: z.number().int().nullable(),
    enrolmentsByStatus: z.object({
      applied: count,
      waiting: count,
      offered: count,
      confirmed: count,
      checked_in: count,
      withdrawn: count,
      no_show: count,
      lapsed: count,
    }),
    /** Of those who come: confirmed or checked in. */
    comingByCategory: z.object({
      student: count,
      professional: count,
      resident: count,
      social_worker: count,
      job_seeker: count,
      retired: count,
      other: count,
    }),
    arrivals: Arrivals,
    sites: z.array(SiteUse),
    /** People who came before there were sites, or whose site was taken away. */
    withoutSite: z.object(held),
    time: z.object({
      promisedMinutes: count,
      followUpMinutes: count,
      confirmedMinutes: count,
      unconfirmedMinutes: count,
    }),
    budget: BudgetBalance.nullable(),
    zeroWaste: ZeroWaste.nullable(),
    nextMoments: z.array(Moment),
    attention: z.array(Attention),
  })
  .meta({
    id: 'SeasonOverview',
    examples: [
      {
        seasonId: id,
        capacity: 24,
        enrolmentsByStatus: {
          applied: 3,
          waiting: 0,
          offered: 0,
          confirmed: 18,
          checked_in: 0,
          withdrawn: 1,
          no_show: 0,
          lapsed: 0,
        },
        comingByCategory: {
          student: 11,
          professional: 5,
          resident: 2,
          social_worker: 0,
          job_seeker: 0,
          retired: 0,
          other: 0,
        },
        arrivals: { step: 'day', counts: [{ startsOn: '2026-03-02', people: 22 }] },
        sites: [{ siteId: id, kind: 'place', name: 'Maison des associations', capacity: 24, taken: 18, waiting: 0 }],
        withoutSite: { taken: 0, waiting: 0 },
        time: { promisedMinutes: 3_060, followUpMinutes: 0, confirmedMinutes: 180, unconfirmedMinutes: 60 },
        budget: { plannedCents: -125_000, realCents: 20_000, forecastCents: -105_000 },
        zeroWaste: { lent: 160, back: 140, ordered: 42, thrown: 3 },
        nextMoments: [{ event: 'phase_ends', kind: 'work', title: null, at: '2026-05-20T18:00:00.000Z' }],
        attention: [attention],
      },
    ],
  })
export type SeasonOverview = z.output<typeof SeasonOverview>

/** Something that is mine to do. The code says what, `subjectId` on which thing of the season. */
export const NextThing = z
  .object({
    code: z.string(),
    seasonId: Id,
    subjectId: Id,
    title: z.string(),
    dueAt: Instant.nullable(),
    seasonName: z.string(),
    seasonSlug: z.string(),
    timeZone: z.string(),
  })
  .meta({
    id: 'NextThing',
    examples: [
      {
        code: 'seasons.session_coming',
        seasonId: id,
        subjectId: id,
        title: 'Soirée de lancement',
        dueAt: '2026-04-01T16:00:00.000Z',
        seasonName: 'Saison de printemps',
        seasonSlug: 'printemps-2026',
        timeZone: 'Europe/Paris',
      },
    ],
  })
export type NextThing = z.output<typeof NextThing>
