import { z } from 'zod'
import { Id, Instant, LocalDay, text, TimeZone } from './platform.ts'

/** A day and an hour of the wall clock; the zone stands beside it. */
export const LocalMoment = z
  .object({
    day: LocalDay,
    hour: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'An hour such as 23:59.'),
  })
  .meta({ id: 'LocalMoment', examples: [{ day: '2026-11-13', hour: '23:59' }] })
export type LocalMoment = z.output<typeof LocalMoment>

/** What one mark looks like: « 5: everyone in the street knows of it ». */
export const MarkLevel = z.object({ mark: z.number().int().min(0).max(20), text: text(300) }).meta({
  id: 'MarkLevel',
  examples: [{ mark: 5, text: 'Le besoin est chiffré, et des personnes concernées l’ont dit.' }],
})
export type MarkLevel = z.output<typeof MarkLevel>

/**
 * What reviewers give marks for: whole marks from 0 to `max`; `weight` is relative to the other criteria. `levels` says what
 * some of the marks look like; `commentMinLength` asks for words beside the mark, at least so many characters.
 */
export const Criterion = z
  .object({
    id: Id,
    label: z.string(),
    description: z.string(),
    weight: z.number().int(),
    max: z.number().int(),
    levels: z.array(MarkLevel).optional(),
    commentMinLength: z.number().int().optional(),
  })
  .meta({ id: 'Criterion' })
export type Criterion = z.output<typeof Criterion>

export const CriterionDraft = z
  .object({
    /** Of a criterion that is there already; a new one gets its id from the server. */
    id: Id.optional(),
    label: text(80),
    description: text(500, 0).default(''),
    weight: z.number().int().min(1).max(10).default(1),
    max: z.number().int().min(1).max(20).default(5),
    levels: z.array(MarkLevel).max(21).optional(),
    commentMinLength: z.number().int().min(0).max(500).optional(),
  })
  .refine(({ levels = [], max }) => levels.every(({ mark }) => mark <= max), {
    path: ['levels'],
    message: 'level_above_max',
  })
  .refine(({ levels = [] }) => new Set(levels.map(({ mark }) => mark)).size === levels.length, {
    path: ['levels'],
    message: 'level_twice',
  })
  .meta({ id: 'CriterionDraft' })

const criterionExample = {
  label: 'Utilité sociale',
  description: 'À qui cela rend-il la vie meilleure, et à quel point ?',
  weight: 3,
  max: 5,
}
const criteriaExample = [{ id: '0198a1c2-0000-7000-8000-000000000001', ...criterionExample }]

const draftExample = {
  title: 'Appel à projets 2026',
  presentation: 'Vous avez un besoin concret ? Racontez-le nous, une équipe y travaillera avec vous.',
  timeZone: 'Europe/Paris',
  opens: { day: '2026-10-01', hour: '09:00' },
  closes: { day: '2026-11-13', hour: '23:59' },
  criteria: [criterionExample],
}

/**
 * A call opens at the start of the minute `opens` and closes at the end of the minute `closes`, both in its zone. Where a
 * change of clock makes such a minute missing or double, the opening takes the earlier instant and the closing the later.
 */
export const CallDraft = z
  .object({
    title: text(120),
    presentation: text(5000, 0),
    timeZone: TimeZone,
    opens: LocalMoment,
    closes: LocalMoment,
    criteria: z.array(CriterionDraft).min(1).max(12),
  })
  .meta({ id: 'CallDraft', examples: [draftExample] })
export type CallDraft = z.output<typeof CallDraft>

/** Open and closed follow from the clock; `decided` once the decisions are published. */
export const CallStatus = z.enum(['draft', 'upcoming', 'open', 'closed', 'decided']).meta({ id: 'CallStatus' })
export type CallStatus = z.output<typeof CallStatus>

/** What holders may still change of a submitted file after the closing, until its review begins; `presentation`: title and summary. */
export const EditablePart = z.enum(['nothing', 'presentation', 'everything']).meta({ id: 'EditablePart' })
export type EditablePart = z.output<typeof EditablePart>

/** By what right a file came in after the deadline. */
export const LateRight = z.enum(['grace', 'code', 'extension']).meta({ id: 'LateRight' })
export type LateRight = z.output<typeof LateRight>

const publicCallExample = {
  id: '0198a1c2-0000-7000-8000-00000000000a',
  seasonId: '0198a1c2-0000-7000-8000-00000000000b',
  title: draftExample.title,
  presentation: draftExample.presentation,
  opensAt: '2026-10-01T07:00:00.000Z',
  closesAt: '2026-11-13T22:59:59.999Z',
  timeZone: 'Europe/Paris',
  criteria: criteriaExample,
  status: 'open',
  closingMessage: 'Merci à toutes et à tous. Les réponses arriveront avant le 1er décembre.',
  reopenedAt: null,
}
const callExample = {
  ...publicCallExample,
  graceMinutes: 10,
  editableAfterClose: 'presentation',
  confirmDays: 7,
  closedAt: null,
  version: 2,
  createdAt: '2026-09-20T08:00:00.000Z',
}

export const Call = z
  .object({
    id: Id,
    seasonId: Id,
    title: z.string(),
    presentation: z.string(),
    opensAt: Instant,
    /** The last instant at which a submission is in. */
    closesAt: Instant,
    timeZone: z.string(),
    criteria: z.array(Criterion),
    status: CallStatus,
    /** Shown on the public page once the call is closed. */
    closingMessage: z.string(),
    /** When it was last opened again after a closing; null where it never was. */
    reopenedAt: Instant.nullable(),
    /** How long after the deadline a file is still taken, which no public page says. */
    graceMinutes: z.number().int(),
    editableAfterClose: EditablePart,
    /** How many days holders have to confirm once accepted. */
    confirmDays: z.number().int(),
    /** When an organiser closed it before its deadline. */
    closedAt: Instant.nullable(),
    version: z.number().int(),
    createdAt: Instant,
  })
  .meta({ id: 'Call', examples: [callExample] })

/** As organisers see it in a list. Nobody but their holders reads drafts: they are only counted. */
export const CallRow = Call.extend({ drafts: z.number().int(), submitted: z.number().int() }).meta({
  id: 'CallRow',
  examples: [{ ...callExample, drafts: 4, submitted: 9 }],
})

export const CriteriaChange = z
  .object({ criteria: z.array(CriterionDraft).min(1).max(12) })
  .meta({ id: 'CriteriaChange', examples: [{ criteria: criteriaExample }] })

/** A published call as anyone may see it; `now` is the server's clock, for the countdown. */
export const PublicCall = Call.omit({
  graceMinutes: true,
  editableAfterClose: true,
  confirmDays: true,
  closedAt: true,
  version: true,
  createdAt: true,
})
  .extend({ seasonName: z.string(), seasonSlug: z.string(), now: Instant })
  .meta({
    id: 'PublicCall',
    examples: [
      {
        ...publicCallExample,
        seasonName: 'Saison de printemps',
        seasonSlug: 'saison-de-printemps',
        now: '2026-11-01T10:00:00.000Z',
      },
    ],
  })

export const PublicCallCard = Call.pick({
  id: true,
  title: true,
  opensAt: true,
  closesAt: true,
  timeZone: true,
  status: true,
  reopenedAt: true,
}).meta({
  id: 'PublicCallCard',
  examples: [
    {
      id: callExample.id,
      title: callExample.title,
      opensAt: callExample.opensAt,
      closesAt: callExample.closesAt,
      timeZone: callExample.timeZone,
      status: 'open',
      reopenedAt: null,
    },
  ],
})

/** All that the public learns of an accepted submission. */
export const Laureate = z.object({ title: z.string(), structure: z.string(), summary: z.string() }).meta({
  id: 'Laureate',
  examples: [
    {
      title: 'Un jardin pour la résidence',
      structure: 'Association des locataires',
      summary: 'Un potager commun au pied des tours, tenu par les habitants.',
    },
  ],
})
