import { z } from 'zod'
import { ConflictSources } from './committee.ts'
import { Id } from './platform.ts'
import { Review, ReviewStatus } from './reviews.ts'

const ids = {
  person: '0198a1c2-0000-7000-8000-0000000000f1',
  file: '0198a1c2-0000-7000-8000-0000000000c1',
  review: '0198a1c2-0000-7000-8000-0000000000e1',
}

/** Who could review one file. `expert`: they know about a skill that it looks for. */
export const FileReviewer = z
  .object({
    personId: Id,
    name: z.string(),
    reviewStatus: ReviewStatus.nullable(),
    /** Files that they have in this call, and how many they can take. */
    load: z.number().int(),
    capacity: z.number().int().nullable(),
    expert: z.boolean(),
    /** False for a restricted file that they are not named for: to give it to them is to name them. */
    named: z.boolean(),
    sources: ConflictSources,
    dismissed: z.string().nullable(),
  })
  .meta({
    id: 'FileReviewer',
    examples: [
      {
        personId: ids.person,
        name: 'Paul Martin',
        reviewStatus: null,
        load: 4,
        capacity: 8,
        expert: true,
        named: true,
        sources: [],
        dismissed: null,
      },
    ],
  })

/** What an organiser should know of an assignment made by hand; it stands all the same. */
export const AssignmentWarning = z.enum(['over_capacity', 'no_expertise']).meta({ id: 'AssignmentWarning' })
export type AssignmentWarning = z.output<typeof AssignmentWarning>

export const AssignedReview = Review.extend({ warnings: z.array(AssignmentWarning) }).meta({
  id: 'AssignedReview',
  examples: [
    {
      id: ids.review,
      submissionId: ids.file,
      reviewerId: ids.person,
      reviewerName: 'Paul Martin',
      status: 'assigned',
      marks: {},
      criterionComments: {},
      comment: '',
      feasible: null,
      feasibleReason: '',
      recusalReason: '',
      score: null,
      version: 1,
      warnings: ['over_capacity'],
    },
  ],
})

const PlannedFile = z.object({
  submissionId: Id,
  title: z.string(),
  structure: z.string(),
  restricted: z.boolean(),
  /** Who has it already. */
  kept: z.array(Id),
  /** Whom it would be given to; `expert` where they know about a skill that it looks for. */
  given: z.array(z.object({ reviewerId: Id, expert: z.boolean() })),
  /** How many reviewers it still lacks then, and why nobody else can take it: how many people for each reason. */
  missing: z.number().int(),
  why: z.object({
    conflict: z.number().int(),
    full: z.number().int(),
    notNamed: z.number().int(),
  }),
})

/** Files shared out, not applied yet. `fingerprint` stands for all that it was made from. */
export const AssignmentPlan = z
  .object({
    fingerprint: z.string(),
    reviewsPerFile: z.number().int(),
    /** Files that the one asking holds, or may not read: somebody else shares those out. */
    leftOut: z.number().int(),
    files: z.array(PlannedFile),
    reviewers: z.array(
      z.object({
        reviewerId: Id,
        name: z.string(),
        capacity: z.number().int().nullable(),
        /** Files they have, and would have. */
        before: z.number().int(),
        after: z.number().int(),
      }),
    ),
  })
  .meta({
    id: 'AssignmentPlan',
    examples: [
      {
        fingerprint: '5f2b…',
        reviewsPerFile: 2,
        leftOut: 0,
        files: [
          {
            submissionId: ids.file,
            title: 'Un jardin pour la résidence',
            structure: 'Amicale des locataires',
            restricted: false,
            kept: [],
            given: [{ reviewerId: ids.person, expert: true }],
            missing: 1,
            why: { conflict: 3, full: 2, notNamed: 0 },
          },
        ],
        reviewers: [{ reviewerId: ids.person, name: 'Paul Martin', capacity: 8, before: 0, after: 1 }],
      },
    ],
  })
export type AssignmentPlan = z.output<typeof AssignmentPlan>

/** The plan as read, or what is left of it after lines were taken out. */
export const PlanToApply = z
  .object({
    fingerprint: z.string().min(1).max(100),
    files: z.array(z.object({ submissionId: Id, reviewerIds: z.array(Id).min(1).max(10) })).max(3000),
  })
  .meta({
    id: 'PlanToApply',
    examples: [{ fingerprint: '5f2b…', files: [{ submissionId: ids.file, reviewerIds: [ids.person] }] }],
  })
export type PlanToApply = z.output<typeof PlanToApply>

export const AppliedPlan = z
  .object({ reviews: z.number().int(), reviewers: z.number().int() })
  .meta({ id: 'AppliedPlan', examples: [{ reviews: 120, reviewers: 14 }] })
