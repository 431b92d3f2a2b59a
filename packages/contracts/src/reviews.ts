import { z } from 'zod'
import { Criterion } from './calls.ts'
import { Id, Instant, PageQuery, text } from './platform.ts'
import { DecisionOutcome, Submission, submissionFileExample } from './submissions.ts'

export const ReviewStatus = z.enum(['assigned', 'draft', 'done', 'recused']).meta({ id: 'ReviewStatus' })
export type ReviewStatus = z.output<typeof ReviewStatus>

/** Marks by criterion id: whole, from 0 to the criterion's `max`. */
const Marks = z.record(Id, z.number().int().min(0).max(20))

/** Words beside a mark, by criterion id. */
const criterionComments = (limit: number) => z.record(Id, text(limit, 0))

const contentExample = {
  marks: { '0198a1c2-0000-7000-8000-000000000001': 4 },
  criterionComments: {},
  comment: 'Besoin clair et bien documenté.',
  feasible: true,
  feasibleReason: '',
}

/** A review as its author writes it. It may be saved with anything missing. */
export const ReviewContent = z
  .object({
    marks: Marks,
    criterionComments: criterionComments(1000).default({}),
    comment: text(4000, 0),
    /** Can it be done in the time given? A reason goes with a no. */
    feasible: z.boolean().nullable(),
    feasibleReason: text(1000, 0),
  })
  .meta({ id: 'ReviewContent', examples: [contentExample] })
export type ReviewContent = z.output<typeof ReviewContent>

const reviewExample = {
  ...contentExample,
  id: '0198a1c2-0000-7000-8000-0000000000e1',
  submissionId: '0198a1c2-0000-7000-8000-0000000000c1',
  reviewerId: '0198a1c2-0000-7000-8000-0000000000f1',
  reviewerName: 'Paul Martin',
  status: 'done',
  recusalReason: '',
  score: 80,
  version: 3,
}

/** `score` is from 0 to 100; null until the review is done. */
export const Review = z
  .object({
    id: Id,
    submissionId: Id,
    reviewerId: Id,
    reviewerName: z.string(),
    status: ReviewStatus,
    marks: Marks,
    criterionComments: z.record(Id, z.string()),
    comment: z.string(),
    feasible: z.boolean().nullable(),
    feasibleReason: z.string(),
    recusalReason: z.string(),
    score: z.number().nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Review', examples: [reviewExample] })
export type Review = z.output<typeof Review>

/**
 * All that a reviewer needs on one page. While `blind`, nothing of the submission says whose it is. While a correction is
 * being made, the submission stands as it was before.
 */
export const ReviewSheet = Review.extend({
  submission: Submission.omit({ reason: true }),
  blind: z.boolean(),
  /** What must be written before the review is done, and whether others' reviews are shown then. */
  settings: z.object({ commentMinLength: z.number().int(), others: z.enum(['after_own', 'never']) }),
  call: z.object({ title: z.string(), seasonId: Id, seasonName: z.string(), criteria: z.array(Criterion) }),
}).meta({
  id: 'ReviewSheet',
  examples: [
    {
      ...reviewExample,
      submission: submissionFileExample,
      blind: false,
      settings: { commentMinLength: 1, others: 'after_own' },
      call: {
        title: 'Appel à projets 2026',
        seasonId: reviewExample.id,
        seasonName: 'Saison de printemps',
        criteria: [],
      },
    },
  ],
})

export const OwnReview = z
  .object({
    id: Id,
    submissionId: Id,
    status: ReviewStatus,
    submissionTitle: z.string(),
    /** Empty while the call is in its blind phase. */
    structure: z.string(),
    callTitle: z.string(),
    seasonId: Id,
    seasonName: z.string(),
    callId: Id,
    /** False once decisions are published or the submission was withdrawn. */
    writable: z.boolean(),
    createdAt: Instant,
  })
  .meta({
    id: 'OwnReview',
    examples: [
      {
        id: reviewExample.id,
        submissionId: reviewExample.submissionId,
        status: 'assigned',
        submissionTitle: 'Un jardin pour la résidence',
        structure: 'Association des locataires',
        callTitle: 'Appel à projets 2026',
        seasonId: reviewExample.id,
        seasonName: 'Saison de printemps',
        callId: reviewExample.id,
        writable: true,
        createdAt: '2026-11-15T09:00:00.000Z',
      },
    ],
  })

export const OwnReviewQuery = PageQuery.extend({ status: ReviewStatus.optional() })

export const ReviewRecusal = z
  .object({ reason: text(500) })
  .meta({ id: 'ReviewRecusal', examples: [{ reason: 'Je siège au conseil de cette association.' }] })

/** Someone who may review, and how much they have: reviews given to them in this call, and how many are done. */
export const Reviewer = z
  .object({ id: Id, name: z.string(), assigned: z.number().int(), done: z.number().int() })
  .meta({ id: 'Reviewer', examples: [{ id: reviewExample.reviewerId, name: 'Paul Martin', assigned: 5, done: 2 }] })

/** Null takes the decision back. A declined holder is always told why. */
export const DecisionDraft = z
  .object({ outcome: DecisionOutcome.nullable(), reason: text(2000, 0).default('') })
  .refine(({ outcome, reason }) => outcome !== 'declined' || reason !== '', {
    path: ['reason'],
    message: 'reason_needed',
  })
  .meta({
    id: 'DecisionDraft',
    examples: [{ outcome: 'declined', reason: 'Le projet demande plus de temps que la saison n’en donne.' }],
  })

/** What stands now, still in private; `version` is that of the submission. */
export const PendingDecision = z
  .object({ submissionId: Id, outcome: DecisionOutcome.nullable(), reason: z.string(), version: z.number().int() })
  .meta({
    id: 'PendingDecision',
    examples: [{ submissionId: reviewExample.submissionId, outcome: 'accepted', reason: '', version: 9 }],
  })

const decisionExample = {
  submissionId: reviewExample.submissionId,
  title: 'Un jardin pour la résidence',
  structure: 'Association des locataires',
  holderName: 'Aminata Diallo',
  sealed: false,
  outcome: 'accepted',
  reason: '',
}

/**
 * A decision that is not published yet, with the mail that its holder will get. Both are null where there is none, or where it
 * is `sealed`: the one asking holds the submission, or has not finished reviewing it.
 */
export const Decision = z
  .object({
    submissionId: Id,
    title: z.string(),
    structure: z.string(),
    holderName: z.string(),
    sealed: z.boolean(),
    outcome: DecisionOutcome.nullable(),
    reason: z.string(),
    mail: z.object({ subject: z.string(), text: z.string() }).nullable(),
  })
  .meta({
    id: 'Decision',
    examples: [{ ...decisionExample, mail: { subject: 'Votre projet est retenu', text: 'Bonjour, …' } }],
  })

export const PublishedDecisions = z
  .object({ accepted: z.number().int(), waitlisted: z.number().int(), declined: z.number().int() })
  .meta({ id: 'PublishedDecisions', examples: [{ accepted: 7, waitlisted: 2, declined: 11 }] })
