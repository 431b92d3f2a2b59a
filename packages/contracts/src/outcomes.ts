import { z } from 'zod'
import { Id, Instant } from './platform.ts'
import { PhaseKind } from './phases.ts'
import { SessionKind } from './season-sessions.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const count = z.number().int().min(0)

/** Something that waits for an organiser; the code says what, such as `seasons.enrolments_to_confirm`. */
export const Attention = z
  .object({ code: z.string(), count })
  .meta({ id: 'Attention', examples: [{ code: 'seasons.enrolments_to_confirm', count: 3 }] })
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

/** One season's life at a glance. */
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
        nextMoments: [{ event: 'phase_ends', kind: 'recruitment', title: null, at: '2026-03-20T22:59:00.000Z' }],
        attention: [{ code: 'seasons.enrolments_to_confirm', count: 3 }],
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
