import { z } from 'zod'
import { CallStatus, EditablePart } from './calls.ts'
import { framing, framingExample, ProjectHorizon, storedFraming } from './framing.ts'
import { Answers } from './forms.ts'
import { Id, Instant, text } from './platform.ts'
import { WantedSkill } from './skills.ts'

/**
 * `correction_asked`: the holder mends what the organisers asked for. `turned_down`: accepted, and the holder said no.
 * `lapsed`: accepted, and nobody confirmed in time.
 */
export const SubmissionStatus = z
  .enum([
    'draft',
    'submitted',
    'correction_asked',
    'under_review',
    'shortlisted',
    'accepted',
    'waitlisted',
    'declined',
    'confirmed',
    'turned_down',
    'lapsed',
    'withdrawn',
  ])
  .meta({ id: 'SubmissionStatus' })
export type SubmissionStatus = z.output<typeof SubmissionStatus>

const file = <Horizon extends z.ZodType>(min: number, horizon: Horizon) =>
  z.object({
    title: text(120, min),
    structure: text(120, min),
    /** Shown to the public when the submission is accepted. */
    summary: text(400, min),
    framing: framing(min, horizon),
    wantedSkills: z
      .array(WantedSkill)
      .min(min)
      .max(12)
      .refine((wanted) => new Set(wanted.map(({ skill }) => skill)).size === wanted.length, 'skill_twice'),
    /** To the questions of the call's own form; `checkAnswers` says what is wrong with them. */
    answers: Answers.default({}),
  })

const fileExample = {
  title: 'Un jardin pour la résidence',
  structure: 'Association des locataires',
  summary: 'Un potager commun au pied des tours, tenu par les habitants.',
  framing: framingExample,
  wantedSkills: [{ skill: 'law.associations', level: 2, count: 1, days: 3 }],
  answers: {},
}

/** The file as its holder writes it. A draft may be saved with anything missing. */
export const SubmissionFile = file(0, ProjectHorizon.nullable()).meta({ id: 'SubmissionFile', examples: [fileExample] })
export type SubmissionFile = z.output<typeof SubmissionFile>

/** What a file must be to be submitted; the server and the progress of the form go by this one schema. */
export const CompleteFile = file(1, ProjectHorizon)

/** The first words of a draft; all may be empty. */
export const SubmissionStart = z
  .object({ title: text(120, 0).default(''), structure: text(120, 0).default('') })
  .meta({ id: 'SubmissionStart', examples: [{ title: fileExample.title, structure: fileExample.structure }] })

/** As a reviewer reads it. */
export const submissionFileExample = {
  ...fileExample,
  id: '0198a1c2-0000-7000-8000-0000000000c1',
  callId: '0198a1c2-0000-7000-8000-00000000000a',
  status: 'submitted',
  submittedAt: '2026-11-02T18:20:00.000Z',
  version: 7,
  createdAt: '2026-10-20T18:00:00.000Z',
}

export const submissionExample = { ...submissionFileExample, reason: '' }

const storedFile = z.object({
  title: z.string(),
  structure: z.string(),
  summary: z.string(),
  framing: storedFraming,
  wantedSkills: z.array(WantedSkill),
  answers: Answers,
})

/** What was decided in private is no part of it: `status` and `reason` change when all decisions are published. */
export const Submission = storedFile
  .extend({
    id: Id,
    callId: Id,
    status: SubmissionStatus,
    submittedAt: Instant.nullable(),
    /** Why it was answered so; empty until then. */
    reason: z.string(),
    version: z.number().int(),
    createdAt: Instant,
  })
  .meta({ id: 'Submission', examples: [submissionExample] })
export type Submission = z.output<typeof Submission>

const SubmissionCall = z.object({
  title: z.string(),
  status: CallStatus,
  reopenedAt: Instant.nullable(),
  closesAt: Instant,
  timeZone: z.string(),
  seasonId: Id,
  seasonName: z.string(),
  seasonSlug: z.string(),
})

const submissionCallExample = {
  title: 'Appel à projets 2026',
  status: 'open',
  reopenedAt: null,
  closesAt: '2026-11-13T22:59:59.999Z',
  timeZone: 'Europe/Paris',
  seasonId: '0198a1c2-0000-7000-8000-00000000000b',
  seasonName: 'Saison de printemps',
  seasonSlug: 'saison-de-printemps',
}

/** What the person who asks may still write, were it theirs: `until` is their last moment, later than the deadline where one of its holders was given more time; `grace` where it has just passed and what comes now still counts. */
const OwnWriting = z.object({ until: Instant, editable: EditablePart, maySubmit: z.boolean(), grace: z.boolean() })
const ownWritingExample = {
  until: '2026-11-13T22:59:59.999Z',
  editable: 'everything',
  maySubmit: false,
  grace: false,
}

/**
 * Who submitted it is for its holders to know: null to everyone else. `confirmBy` is the last instant to confirm; null where
 * there is nothing to confirm, or no limit.
 */
export const SubmissionDetails = Submission.extend({
  confirmBy: Instant.nullable(),
  call: SubmissionCall,
  submittedByName: z.string().nullable(),
  writing: OwnWriting,
}).meta({
  id: 'SubmissionDetails',
  examples: [
    {
      ...submissionExample,
      confirmBy: null,
      call: submissionCallExample,
      submittedByName: 'Brigitte Lenoir',
      writing: ownWritingExample,
    },
  ],
})

export const OwnSubmission = Submission.pick({
  id: true,
  callId: true,
  title: true,
  structure: true,
  status: true,
  submittedAt: true,
  createdAt: true,
})
  .extend({ call: SubmissionCall, writing: OwnWriting })
  .meta({
    id: 'OwnSubmission',
    examples: [
      {
        id: submissionExample.id,
        callId: submissionExample.callId,
        title: submissionExample.title,
        structure: submissionExample.structure,
        status: 'draft',
        submittedAt: null,
        createdAt: submissionExample.createdAt,
        call: submissionCallExample,
        writing: { ...ownWritingExample, maySubmit: true },
      },
    ],
  })

export const DecisionOutcome = z.enum(['accepted', 'waitlisted', 'declined']).meta({ id: 'DecisionOutcome' })
export type DecisionOutcome = z.output<typeof DecisionOutcome>

/** A confirmed submission, as teams will work on it. */
export const Project = z
  .object({
    id: Id,
    seasonId: Id,
    submissionId: Id.nullable(),
    title: z.string(),
    structure: z.string(),
    summary: z.string(),
    wantedSkills: z.array(WantedSkill),
    version: z.number().int(),
    createdAt: Instant,
  })
  .meta({
    id: 'Project',
    examples: [
      {
        id: '0198a1c2-0000-7000-8000-0000000000d1',
        seasonId: submissionCallExample.seasonId,
        submissionId: submissionExample.id,
        title: submissionExample.title,
        structure: submissionExample.structure,
        summary: submissionExample.summary,
        wantedSkills: submissionExample.wantedSkills,
        version: 1,
        createdAt: '2026-12-01T10:00:00.000Z',
      },
    ],
  })
