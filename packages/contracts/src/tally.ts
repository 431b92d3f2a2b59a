import { z } from 'zod'
import { Id, Instant, text } from './platform.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'

/** `count` counts up; `loop` lends things that should come back; `meals` are ordered, and some are thrown away. */
export const TallyKind = z.enum(['count', 'loop', 'meals']).meta({ id: 'TallyKind' })
export type TallyKind = z.output<typeof TallyKind>

export const mostCounted = 999_999.9

const toOneDecimal = (amount: number) => Math.round(amount * 10) / 10 === amount

/** 35 pizzas, 2.5 kg: one decimal at most. */
const Amount = z.number().min(0).max(mostCounted).refine(toOneDecimal, 'One decimal at most.')

/** The kinds that count things and people, of which there are no halves. */
export const countsWholes = (kind: TallyKind): boolean => kind !== 'count'

const fields = { label: 'Gobelets réutilisables', unit: 'gobelets', target: 200, public: true }

export const TallyCounterDraft = z
  .object({
    kind: TallyKind,
    label: text(80),
    unit: text(30, 0).default(''),
    target: Amount.nullable().default(null),
    /** Whether the season's public page shows it. */
    public: z.boolean().default(false),
  })
  .meta({ id: 'TallyCounterDraft', examples: [{ kind: 'loop', ...fields }] })

const amounts = { amount: 160, part: 140 }

/**
 * `amount` is what was counted, lent or ordered. `part` is how much of it came back (`loop`) or was thrown away (`meals`), and
 * is always 0 for a `count`. It is never more than `amount`.
 */
export const TallyCounterChange = z
  .object({
    label: text(80),
    unit: text(30, 0),
    target: Amount.nullable(),
    public: z.boolean(),
    amount: Amount,
    part: Amount,
  })
  .meta({ id: 'TallyCounterChange', examples: [{ ...fields, ...amounts }] })

/** So many more, or fewer: a correction is negative. */
export const TallyEntry = z
  .object({
    of: z.enum(['amount', 'part']),
    by: z
      .number()
      .min(-mostCounted)
      .max(mostCounted)
      .refine(toOneDecimal, 'One decimal at most.')
      .refine((by) => by !== 0, 'Say how many more, or fewer.'),
  })
  .meta({ id: 'TallyEntry', examples: [{ of: 'part', by: 1 }] })

const counter = {
  id,
  seasonId: id,
  kind: 'loop',
  ...fields,
  ...amounts,
  version: 7,
  createdAt: '2026-03-02T09:00:00.000Z',
}

export const TallyCounter = z
  .object({
    id: Id,
    seasonId: Id,
    kind: TallyKind,
    label: z.string(),
    unit: z.string(),
    target: z.number().nullable(),
    public: z.boolean(),
    amount: z.number(),
    part: z.number(),
    version: z.number().int(),
    createdAt: Instant,
  })
  .meta({ id: 'TallyCounter', examples: [counter] })

/** As everybody may see it. */
export const PublicTallyCounter = TallyCounter.pick({
  id: true,
  kind: true,
  label: true,
  unit: true,
  target: true,
  amount: true,
  part: true,
}).meta({
  id: 'PublicTallyCounter',
  examples: [{ id, kind: 'loop', label: fields.label, unit: fields.unit, target: fields.target, ...amounts }],
})
