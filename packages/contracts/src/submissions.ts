import { z } from 'zod'
import { CallStatus } from './calls.ts'
import { Id, Instant, PageQuery, text } from './platform.ts'
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

const framing = (min: number) =>
  z.object({
    /** What is wrong today, and how we know. */
    problem: text(3000, min),
    /** Who lives better thanks to it, who handles it, who pays: three different questions. */
    beneficiaries: text(2000, min),
    users: text(2000, min),
    payers: text(2000, min),
    /** What society gains. */
    benefit: text(2000, min),
    /** What should exist at the end of the season. */
    deliverable: text(2000, min),
  })

const file = (min: number) =>
  z.object({
    title: text(120, min),
    structure: text(120, min),
    /** Shown to the public when the submission is accepted. */
    summary: text(400, min),
    framing: framing(min),
    wantedSkills: z
      .array(WantedSkill)
      .min(min)
      .max(12)
      .refine((wanted) => new Set(wanted.map(({ skill }) => skill)).size === wanted.length, 'skill_twice'),
  })

const fileExample = {
  title: 'Un jardin pour la résidence',
  structure: 'Association des locataires',
  summary: 'Un potager commun au pied des tours, tenu par les habitants.',
  framing: {
    problem: 'Les 200 foyers n’ont aucun lieu commun ; 140 nous l’ont dit dans une enquête au porte-à-porte.',
    beneficiaries: 'Les habitants, surtout les personnes âgées et les enfants.',
    users: 'Une vingtaine de jardiniers bénévoles.',
    payers: 'Le bailleur, et la ville pour l’eau.',
    benefit: 'Moins d’isolement, des légumes frais.',
    deliverable: 'Un plan, un budget et une première parcelle.',
  },
  wantedSkills: [{ skill: 'law.associations', level: 2, count: 1 }],
}

/** The file as its holder writes it. A draft may be saved with anything missing. */
export const SubmissionFile = file(0).meta({ id: 'SubmissionFile', examples: [fileExample] })
export type SubmissionFile = z.output<typeof SubmissionFile>

/** What a file must be to be submitted; the server and the progress of the form go by this one schema. */
export const CompleteFile = file(1)

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
  framing: z.object({
    problem: z.string(),
    beneficiaries: z.string(),
    users: z.string(),
    payers: z.string(),
    benefit: z.string(),
    deliverable: z.string(),
  }),
  wantedSkills: z.array(WantedSkill),
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
  closesAt: Instant,
  timeZone: z.string(),
  seasonId: Id,
  seasonName: z.string(),
  seasonSlug: z.string(),
})

const submissionCallExample = {
  title: 'Appel à projets 2026',
  status: 'open',
  closesAt: '2026-11-13T22:59:59.999Z',
  timeZone: 'Europe/Paris',
  seasonId: '0198a1c2-0000-7000-8000-00000000000b',
  seasonName: 'Saison de printemps',
  seasonSlug: 'saison-de-printemps',
}

/** `confirmBy` is the last instant to confirm; null where there is nothing to confirm, or no limit. */
export const SubmissionDetails = Submission.extend({ confirmBy: Instant.nullable(), call: SubmissionCall }).meta({
  id: 'SubmissionDetails',
  examples: [{ ...submissionExample, confirmBy: null, call: submissionCallExample }],
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
  .extend({ call: SubmissionCall })
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
      },
    ],
  })

export const DecisionOutcome = z.enum(['accepted', 'waitlisted', 'declined']).meta({ id: 'DecisionOutcome' })
export type DecisionOutcome = z.output<typeof DecisionOutcome>

/**
 * As organisers see it. `sealed` where the one asking holds it or has not finished reviewing it: score and decision are
 * then withheld. `score` is from 0 to 100, the mean of the reviews that are done; `spread` is between the highest and lowest.
 */
export const SubmissionRow = z
  .object({
    id: Id,
    callId: Id,
    title: z.string(),
    structure: z.string(),
    summary: z.string(),
    holderName: z.string(),
    status: SubmissionStatus,
    submittedAt: Instant.nullable(),
    reviews: z.object({ assigned: z.number().int(), done: z.number().int(), recused: z.number().int() }),
    sealed: z.boolean(),
    score: z.number().nullable(),
    spread: z.number().nullable(),
    feasible: z.object({ yes: z.number().int(), no: z.number().int() }),
    disagreement: z.boolean(),
    pendingOutcome: DecisionOutcome.nullable(),
    pendingReason: z.string(),
    version: z.number().int(),
  })
  .meta({
    id: 'SubmissionRow',
    examples: [
      {
        id: submissionExample.id,
        callId: submissionExample.callId,
        title: submissionExample.title,
        structure: submissionExample.structure,
        summary: submissionExample.summary,
        holderName: 'Aminata Diallo',
        status: 'under_review',
        submittedAt: submissionExample.submittedAt,
        reviews: { assigned: 3, done: 2, recused: 0 },
        sealed: false,
        score: 72.5,
        spread: 15,
        feasible: { yes: 2, no: 0 },
        disagreement: false,
        pendingOutcome: null,
        pendingReason: '',
        version: 8,
      },
    ],
  })

export const SubmissionQuery = PageQuery.extend({
  status: SubmissionStatus.exclude(['draft']).optional(),
  /** Those with nobody to review them, or with a review that is not done. */
  reviews: z.enum(['missing']).optional(),
})

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
