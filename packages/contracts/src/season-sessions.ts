import { z } from 'zod'
import { Id, Instant, text } from './platform.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const fields = {
  kind: 'kick_off',
  title: 'Soirée de lancement',
  place: 'Maison des associations, Amiens',
  startsAt: '2026-04-01T16:00:00.000Z',
  endsAt: '2026-04-01T19:00:00.000Z',
}
export const sessionExample = { id, ...fields }

export const SessionKind = z
  .enum(['kick_off', 'workshop', 'checkpoint', 'pitches', 'restitution', 'meet_up'])
  .meta({ id: 'SessionKind' })
export type SessionKind = z.output<typeof SessionKind>

/** A moment of the season that people come to. */
export const SeasonSession = z
  .object({ id: Id, kind: SessionKind, title: z.string(), place: z.string(), startsAt: Instant, endsAt: Instant })
  .meta({ id: 'SeasonSession', examples: [sessionExample] })

export const SessionDraft = z
  .object({ kind: SessionKind, title: text(120), place: text(200, 0), startsAt: Instant, endsAt: Instant })
  .meta({ id: 'SessionDraft', examples: [fields] })
