import { z } from 'zod'
import { LocalMoment } from './calls.ts'
import { Id, Instant, text } from './platform.ts'

export const CorrectionKind = z.enum(['incorrect', 'incomplete', 'outdated']).meta({ id: 'CorrectionKind' })
export type CorrectionKind = z.output<typeof CorrectionKind>

/** `proposed`: a reviewer would like it asked; organisers decide. `asked`: the holder has it to do. */
export const CorrectionStatus = z.enum(['proposed', 'asked', 'answered', 'cancelled']).meta({ id: 'CorrectionStatus' })
export type CorrectionStatus = z.output<typeof CorrectionStatus>

const askedExample = {
  kind: 'incomplete',
  parts: ['framing.problem'],
  message: 'Combien de foyers sont concernés, et d’où vient ce chiffre ?',
} as const

/** Parts of a file by name: `title`, `framing.problem`, `wantedSkills`, `answers.<question id>`. None means the whole. */
export const CorrectionProposal = z
  .object({
    kind: CorrectionKind,
    parts: z.array(z.string().regex(/^[a-zA-Z0-9_.-]{1,80}$/, 'The name of a part, such as framing.problem.')).max(30),
    message: text(2000),
  })
  .meta({ id: 'CorrectionProposal', examples: [askedExample] })
export type CorrectionProposal = z.output<typeof CorrectionProposal>

/** The holder may answer until the minute `answerBy` ends, in the zone of the call. */
export const CorrectionDraft = CorrectionProposal.extend({
  answerBy: LocalMoment,
  /** The reviewer's proposal that this takes up, if any. */
  proposalId: Id.optional(),
}).meta({
  id: 'CorrectionDraft',
  examples: [{ ...askedExample, answerBy: { day: '2026-11-27', hour: '18:00' } }],
})
export type CorrectionDraft = z.output<typeof CorrectionDraft>

export const CorrectionAnswer = z
  .object({ note: text(2000, 0).default('') })
  .meta({ id: 'CorrectionAnswer', examples: [{ note: 'Le chiffre vient de notre enquête de mars.' }] })

/**
 * A part that is no longer what it was; texts as texts, wanted skills and answers as the file holds them.
 * `label` is the question's, for answers to the call's own form.
 */
export const FileChange = z
  .object({ part: z.string(), label: z.string(), before: z.unknown(), after: z.unknown() })
  .meta({
    id: 'FileChange',
    examples: [{ part: 'framing.problem', label: '', before: 'Peu de lieux', after: '200 foyers' }],
  })
export type FileChange = z.output<typeof FileChange>

export const Correction = CorrectionProposal.extend({
  id: Id,
  submissionId: Id,
  message: z.string(),
  status: CorrectionStatus,
  /** Null while it is only proposed. */
  answerBy: Instant.nullable(),
  /** The zone of the call, for `answerBy`. */
  timeZone: z.string(),
  note: z.string(),
  answeredAt: Instant.nullable(),
  /** What the answer changed; empty until then. */
  changes: z.array(FileChange),
  createdAt: Instant,
}).meta({
  id: 'Correction',
  examples: [
    {
      ...askedExample,
      id: '0198a1c2-0000-7000-8000-0000000000a1',
      submissionId: '0198a1c2-0000-7000-8000-0000000000c1',
      status: 'asked',
      answerBy: '2026-11-27T17:00:59.999Z',
      timeZone: 'Europe/Paris',
      note: '',
      answeredAt: null,
      changes: [],
      createdAt: '2026-11-20T09:00:00.000Z',
    },
  ],
})
export type Correction = z.output<typeof Correction>
