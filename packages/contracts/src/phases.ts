import { z } from 'zod'
import { Id, Instant } from './platform.ts'

const span = { startsAt: '2026-02-01T08:00:00.000Z', endsAt: '2026-03-20T22:59:00.000Z' }
export const phaseExample = { id: '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7', kind: 'recruitment', ...span, version: 1 }

export const PhaseKind = z
  .enum(['call', 'review', 'recruitment', 'matching', 'kick_off', 'work', 'restitution', 'follow_up'])
  .meta({ id: 'PhaseKind' })
export type PhaseKind = z.output<typeof PhaseKind>

export const Phase = z
  .object({ id: Id, kind: PhaseKind, startsAt: Instant, endsAt: Instant, version: z.number().int() })
  .meta({ id: 'Phase', examples: [phaseExample] })

export const PhaseChange = z
  .object({ startsAt: Instant, endsAt: Instant })
  .meta({ id: 'PhaseChange', examples: [span] })
