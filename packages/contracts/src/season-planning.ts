import { z } from 'zod'
import { Slug } from './delegations.ts'
import { Instant, LocalDay, text } from './platform.ts'
import { SessionKind } from './season-sessions.ts'
import { PhaseKind } from './phases.ts'
import { SeasonPreset } from './seasons.ts'

const span = { startsAt: '2026-04-01T16:00:00.000Z', endsAt: '2026-04-01T19:00:00.000Z' }

export const SeasonLayoutQuery = z.object({ preset: SeasonPreset, startsOn: LocalDay })

/** Where a preset would put phases and sessions, before there is a season. */
export const SeasonLayout = z
  .object({
    timeZone: z.string(),
    endsOn: z.string(),
    phases: z.array(z.object({ kind: PhaseKind, startsAt: Instant, endsAt: Instant })),
    sessions: z.array(z.object({ kind: SessionKind, title: z.string(), startsAt: Instant, endsAt: Instant })),
  })
  .meta({
    id: 'SeasonLayout',
    examples: [
      {
        timeZone: 'Europe/Paris',
        endsOn: '2026-05-31',
        phases: [{ kind: 'kick_off', ...span }],
        sessions: [{ kind: 'kick_off', title: 'Soirée de lancement', ...span }],
      },
    ],
  })

/** Who last moved a phase or a session, and when: for the organiser whose own change came too late. */
export const MomentChange = z
  .object({ at: Instant, by: z.string().nullable() })
  .meta({ id: 'MomentChange', examples: [{ at: '2026-03-02T09:00:00.000Z', by: 'Camille Martin' }] })

/** The next edition of a season: what it is called, where it is found, and its first day. */
export const SeasonCopyDraft = z.object({ slug: Slug, name: text(120), startsOn: LocalDay }).meta({
  id: 'SeasonCopyDraft',
  examples: [{ slug: 'printemps-2027', name: 'Saison de printemps 2027', startsOn: '2027-03-31' }],
})
