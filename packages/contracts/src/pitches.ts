import { z } from 'zod'
import { PitchClock, PitchStatus } from './pitch-clock.ts'
import { Id, Instant, text } from './platform.ts'

/** Planned until its first pitch starts; live while juries score; closed when scoring is closed. */
export const PitchSessionStatus = z.enum(['planned', 'live', 'closed']).meta({ id: 'PitchSessionStatus' })
export type PitchSessionStatus = z.output<typeof PitchSessionStatus>

const sessionExample = {
  title: 'Pitchs du dimanche',
  place: 'Salle du conseil',
  durationSeconds: 180,
  warningSeconds: 60,
  dangerSeconds: 15,
}
const id = '0190f3a2-7c1d-7000-8000-000000000001'

/** A pitch lasts 2, 3 or 5 minutes most often; warning comes before danger, both before the end. */
export const PitchSessionDraft = z
  .object({
    title: text(120),
    place: text(200, 0).default(''),
    durationSeconds: z.number().int().min(30).max(900),
    warningSeconds: z.number().int().min(0).max(900),
    dangerSeconds: z.number().int().min(0).max(900),
  })
  .refine((clock) => clock.warningSeconds < clock.durationSeconds, {
    path: ['warningSeconds'],
    message: 'warning_before_end',
  })
  .refine((clock) => clock.dangerSeconds <= clock.warningSeconds, {
    path: ['dangerSeconds'],
    message: 'danger_after_warning',
  })
  .meta({ id: 'PitchSessionDraft', examples: [sessionExample] })

export const PitchSession = z
  .object({
    id: Id,
    seasonId: Id,
    title: z.string(),
    place: z.string(),
    durationSeconds: z.number().int(),
    warningSeconds: z.number().int(),
    dangerSeconds: z.number().int(),
    status: PitchSessionStatus,
    version: z.number().int(),
    createdAt: Instant,
  })
  .meta({
    id: 'PitchSession',
    examples: [
      { id, seasonId: id, ...sessionExample, status: 'planned', version: 1, createdAt: '2018-05-19T08:00:00.000Z' },
    ],
  })

/** What anyone may know of a session before opening its big screen. */
export const PublicPitchSession = PitchSession.pick({ id: true, title: true, place: true, status: true }).meta({
  id: 'PublicPitchSession',
  examples: [{ id, title: sessionExample.title, place: sessionExample.place, status: 'live' }],
})

const pitchExample = { id, teamId: id, teamName: 'Équipe Jardin', projectTitle: 'Un jardin partagé' }
const waitingPitch = {
  ...pitchExample,
  position: 1,
  clock: {
    state: 'waiting',
    startedAt: null,
    elapsedMs: 0,
    durationSeconds: 180,
    warningSeconds: 60,
    dangerSeconds: 15,
    serverNow: '2018-05-20T13:00:00.000Z',
  },
}

export const Pitch = z
  .object({
    id: Id,
    teamId: Id,
    teamName: z.string(),
    projectTitle: z.string(),
    position: z.number().int(),
    clock: PitchClock,
  })
  .meta({ id: 'Pitch', examples: [waitingPitch] })

/** A session with its running order. */
export const PitchSessionDetails = PitchSession.extend({ pitches: z.array(Pitch) }).meta({
  id: 'PitchSessionDetails',
  examples: [
    {
      id,
      seasonId: id,
      ...sessionExample,
      status: 'planned',
      version: 2,
      createdAt: '2018-05-19T08:00:00.000Z',
      pitches: [waitingPitch],
    },
  ],
})

/** The whole running order: teams that are new join, those left out leave if their pitch has not begun. */
export const RunningOrder = z
  .object({
    teamIds: z
      .array(Id)
      .max(300)
      .refine((ids) => new Set(ids).size === ids.length, 'A team is in the running order twice.'),
  })
  .meta({ id: 'RunningOrder', examples: [{ teamIds: [id] }] })

export const PitchMove = z.object({ to: PitchStatus }).meta({ id: 'PitchMove', examples: [{ to: 'running' }] })

export const ScoringMove = z
  .object({ to: z.enum(['live', 'closed']) })
  .meta({ id: 'ScoringMove', examples: [{ to: 'closed' }] })

const OnScreen = z.object({ position: z.number().int(), teamName: z.string(), projectTitle: z.string() })

/** What the big screen shows; no personal data. */
export const PitchScreen = z
  .object({
    sessionId: Id,
    seasonId: Id,
    seasonName: z.string(),
    title: z.string(),
    place: z.string(),
    status: PitchSessionStatus,
    total: z.number().int(),
    over: z.number().int(),
    current: OnScreen.extend({ clock: PitchClock }).nullable(),
    next: OnScreen.nullable(),
    serverNow: Instant,
  })
  .meta({
    id: 'PitchScreen',
    examples: [
      {
        sessionId: id,
        seasonId: id,
        seasonName: 'OPAC d’Amiens 2018',
        title: sessionExample.title,
        place: sessionExample.place,
        status: 'live',
        total: 6,
        over: 1,
        current: null,
        next: { position: 2, teamName: 'Équipe Jardin', projectTitle: 'Un jardin partagé' },
        serverNow: '2018-05-20T14:00:00.000Z',
      },
    ],
  })
