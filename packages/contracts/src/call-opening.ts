import { z } from 'zod'
import { EditablePart, LocalMoment } from './calls.ts'
import { Email } from './identity.ts'
import { Id, Instant, text } from './platform.ts'

const settingsExample = {
  title: 'Appel à projets 2026',
  presentation: 'Vous avez un besoin concret ? Racontez-le nous.',
  closingMessage: 'Merci à toutes et à tous. Les réponses arriveront avant le 1er décembre.',
  graceMinutes: 10,
  editableAfterClose: 'presentation',
  confirmDays: 7,
}

/** What may change of a call once it is published too. `graceMinutes`: 0 to 120; `confirmDays`: 1 to 60. */
export const CallSettings = z
  .object({
    title: text(120),
    presentation: text(5000, 0),
    closingMessage: text(2000, 0),
    graceMinutes: z.number().int().min(0).max(120),
    editableAfterClose: EditablePart,
    confirmDays: z.number().int().min(1).max(60),
  })
  .meta({ id: 'CallSettings', examples: [settingsExample] })
export type CallSettings = z.output<typeof CallSettings>

/** A new last minute, in the zone of the call. */
export const CallDeadline = z
  .object({ closes: LocalMoment })
  .meta({ id: 'CallDeadline', examples: [{ closes: { day: '2026-11-20', hour: '23:59' } }] })

/** For `uses` people, until the end of the minute `expires` in the zone of the call. */
export const AccessCodeDraft = z
  .object({ uses: z.number().int().min(1).max(1000), expires: LocalMoment, note: text(200, 0).default('') })
  .meta({
    id: 'AccessCodeDraft',
    examples: [{ uses: 5, expires: { day: '2026-11-16', hour: '12:00' }, note: 'Panne d’internet à Doullens' }],
  })
export type AccessCodeDraft = z.output<typeof AccessCodeDraft>

/** `endedAt`: since when organisers let nobody use it any more. */
export const AccessCode = z
  .object({
    id: Id,
    code: z.string(),
    note: z.string(),
    uses: z.number().int(),
    used: z.number().int(),
    expiresAt: Instant,
    endedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({
    id: 'AccessCode',
    examples: [
      {
        id: '0198a1c2-0000-7000-8000-0000000000e1',
        code: 'K7PM-4XQR-9TWD',
        note: 'Panne d’internet à Doullens',
        uses: 5,
        used: 2,
        expiresAt: '2026-11-16T11:00:59.999Z',
        endedAt: null,
        createdAt: '2026-11-14T08:00:00.000Z',
      },
    ],
  })

/** As typed: case, spaces and hyphens do not matter. */
export const AccessCodeEntry = z
  .object({ code: text(60) })
  .meta({ id: 'AccessCodeEntry', examples: [{ code: 'k7pm 4xqr 9twd' }] })

/** More time for the person who has this address, now or later; giving it again replaces what was given. */
export const ExtensionDraft = z
  .object({
    email: Email,
    until: LocalMoment,
    note: text(200, 0).default(''),
  })
  .meta({
    id: 'ExtensionDraft',
    examples: [
      { email: 'aminata.diallo@example.org', until: { day: '2026-11-18', hour: '18:00' }, note: 'Hospitalisation' },
    ],
  })
export type ExtensionDraft = z.output<typeof ExtensionDraft>

export const Extension = z
  .object({ id: Id, email: z.string(), until: Instant, note: z.string(), createdAt: Instant })
  .meta({
    id: 'Extension',
    examples: [
      {
        id: '0198a1c2-0000-7000-8000-0000000000e2',
        email: 'aminata.diallo@example.org',
        until: '2026-11-18T17:00:59.999Z',
        note: 'Hospitalisation',
        createdAt: '2026-11-13T09:00:00.000Z',
      },
    ],
  })

/**
 * A call as it stands for the person who asks: `until` is their last moment, `mayBegin` whether they may begin a file now,
 * and `moreTime` what gives them more time than others have.
 */
export const CallAccess = z
  .object({ until: Instant, mayBegin: z.boolean(), moreTime: z.enum(['code', 'extension']).nullable() })
  .meta({
    id: 'CallAccess',
    examples: [{ until: '2026-11-16T11:00:59.999Z', mayBegin: true, moreTime: 'code' }],
  })
