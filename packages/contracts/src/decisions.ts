import { z } from 'zod'
import { Id, Instant, PageQuery, text } from './platform.ts'
import { SkillCode, WantedSkill } from './skills.ts'
import { DecisionOutcome, SubmissionStatus } from './submissions.ts'

const submissionId = '0198a1c2-0000-7000-8000-0000000000c1'
const declineReason = 'Le projet demande plus de temps que la saison n’en donne.'

const OutcomeWords = z.object({ intro: text(1500, 0), closing: text(1500, 0) })

/**
 * What organisers add to the answers of a call: `intro` stands above what every mail says by itself, `closing` below it.
 * `reasons` are texts kept at hand for the declined; none is sent unless it is chosen.
 */
export const AnswerWordsDraft = z
  .object({
    accepted: OutcomeWords,
    waitlisted: OutcomeWords,
    declined: OutcomeWords,
    reasons: z.array(text(2000)).max(20),
  })
  .meta({
    id: 'AnswerWordsDraft',
    examples: [
      {
        accepted: { intro: 'Le comité a été touché par votre projet.', closing: 'Rendez-vous le 3 avril.' },
        waitlisted: { intro: '', closing: '' },
        declined: { intro: '', closing: 'Nous serions heureux de vous retrouver l’an prochain.' },
        reasons: [declineReason],
      },
    ],
  })
export type AnswerWordsDraft = z.output<typeof AnswerWordsDraft>

export const AnswerWords = AnswerWordsDraft.extend({ version: z.number().int() }).meta({
  id: 'AnswerWords',
  examples: [
    {
      accepted: { intro: '', closing: '' },
      waitlisted: { intro: '', closing: '' },
      declined: { intro: '', closing: '' },
      reasons: [declineReason],
      version: 2,
    },
  ],
})

/** One decision for several submissions, each named with the version that was read. */
export const ManyDecisions = z
  .object({
    submissions: z
      .array(z.object({ id: Id, version: z.number().int().min(1) }))
      .min(1)
      .max(200)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'twice'),
    outcome: DecisionOutcome.nullable(),
    reason: text(2000, 0).default(''),
  })
  .refine(({ outcome, reason }) => outcome !== 'declined' || reason !== '', {
    path: ['reason'],
    message: 'reason_needed',
  })
  .meta({
    id: 'ManyDecisions',
    examples: [{ submissions: [{ id: submissionId, version: 8 }], outcome: 'declined', reason: declineReason }],
  })
export type ManyDecisions = z.output<typeof ManyDecisions>

/** What became of each: `decided`, or why it stays as it was. */
export const DecisionFate = z
  .enum(['decided', 'changed_meanwhile', 'conflict_of_interest', 'not_undecided', 'not_found'])
  .meta({ id: 'DecisionFate' })
export type DecisionFate = z.output<typeof DecisionFate>

export const ManyDecided = z
  .object({
    results: z.array(z.object({ submissionId: Id, fate: DecisionFate, version: z.number().int().nullable() })),
  })
  .meta({ id: 'ManyDecided', examples: [{ results: [{ submissionId, fate: 'decided', version: 9 }] }] })

/** The whole waiting list that the asker sees, first to move up first. */
export const WaitingList = z
  .object({ submissionIds: z.array(Id).max(1000) })
  .meta({ id: 'WaitingList', examples: [{ submissionIds: [submissionId] }] })

export const AnsweredStatus = SubmissionStatus.extract([
  'accepted',
  'waitlisted',
  'declined',
  'confirmed',
  'turned_down',
  'lapsed',
  'withdrawn',
])

export const AnsweredQuery = PageQuery.extend({ status: AnsweredStatus.optional() })

/**
 * What became of an answer that was published. `confirmBy` is the last instant to confirm; `waitingRank` orders the waiting
 * list, the lowest first; `holderWords` are those with which the holder turned it down or withdrew. `own` where the one
 * asking holds it or is tied to it, so that others act on it.
 */
export const AnsweredSubmission = z
  .object({
    submissionId: Id,
    title: z.string(),
    structure: z.string(),
    holderName: z.string(),
    status: SubmissionStatus,
    reason: z.string(),
    confirmBy: Instant.nullable(),
    waitingRank: z.number().int().nullable(),
    holderWords: z.string(),
    own: z.boolean(),
    version: z.number().int(),
  })
  .meta({
    id: 'AnsweredSubmission',
    examples: [
      {
        submissionId,
        title: 'Un jardin pour la résidence',
        structure: 'Association des locataires',
        holderName: 'Aminata Diallo',
        status: 'accepted',
        reason: '',
        confirmBy: '2026-11-27T22:59:59.999Z',
        waitingRank: null,
        holderWords: '',
        own: false,
        version: 10,
      },
    ],
  })

/** Said to the organisers; may be left empty. */
export const TurnDown = z
  .object({ words: text(1000, 0).default('') })
  .meta({ id: 'TurnDown', examples: [{ words: 'Notre salariée part en congé, nous ne pourrons pas suivre.' }] })

/** A reason is needed once the submission was confirmed. */
export const Withdrawal = z
  .object({ reason: text(1000, 0).default('') })
  .meta({ id: 'Withdrawal', examples: [{ reason: 'L’association cesse son activité.' }] })

const few = z.coerce.number().int().min(1).max(50)

/** How many people make a team; `also` are submissions to look at as if they were accepted too, separated by commas. */
export const CapacityQuery = z
  .object({
    min: few.default(3),
    max: few.default(5),
    also: z
      .string()
      .max(2000)
      .default('')
      .transform((ids) => ids.split(',').filter(Boolean))
      .pipe(z.array(Id).max(50)),
  })
  .refine(({ min, max }) => min <= max, { path: ['max'], message: 'order' })
export type CapacityQuery = z.output<typeof CapacityQuery>

const counted = z.number().int()
const range = z.object({ min: counted, max: counted })

/**
 * Projects against people. `projects.here` are accepted in this call (in private or in public), `elsewhere` those that the
 * season has besides; `sealed` could not be counted, because their decision is hidden from the one asking. `coming` have a
 * confirmed place; `waiting` asked for one. `verdict`: `scattered` where there are people enough, but not on the same site.
 */
export const Capacity = z
  .object({
    teamSize: range,
    projects: z.object({ here: counted, elsewhere: counted, sealed: counted, total: counted }),
    people: z.object({ coming: counted, waiting: counted }),
    /** How many people that many projects take. */
    needed: range,
    /** How many projects that many people can carry. */
    possible: range,
    verdict: z.enum(['no_project', 'too_few_people', 'scattered', 'fits', 'too_many_people']),
    sites: z.array(
      z.object({
        /** Null for those who chose none. */
        siteId: Id.nullable(),
        name: z.string(),
        kind: z.enum(['place', 'remote']).nullable(),
        coming: counted,
        possible: range,
      }),
    ),
    /** Wanted by those projects: how many people, how many who come have it at the level asked, how many are missing. */
    skills: z.array(z.object({ skill: SkillCode, wanted: counted, available: counted, missing: counted })),
  })
  .meta({
    id: 'Capacity',
    examples: [
      {
        teamSize: { min: 3, max: 5 },
        projects: { here: 7, elsewhere: 0, sealed: 0, total: 7 },
        people: { coming: 24, waiting: 3 },
        needed: { min: 21, max: 35 },
        possible: { min: 5, max: 8 },
        verdict: 'fits',
        sites: [{ siteId: null, name: '', kind: null, coming: 24, possible: { min: 5, max: 8 } }],
        skills: [{ skill: 'law.associations', wanted: 3, available: 1, missing: 2 }],
      },
    ],
  })
export type Capacity = z.output<typeof Capacity>

/** The public words of a project, as organisers write them. */
export const ProjectDraft = z
  .object({
    title: text(120),
    structure: text(120),
    summary: text(400, 0),
    wantedSkills: z
      .array(WantedSkill)
      .max(12)
      .refine((wanted) => new Set(wanted.map(({ skill }) => skill)).size === wanted.length, 'skill_twice'),
  })
  .meta({
    id: 'ProjectDraft',
    examples: [
      {
        title: 'Un jardin pour la résidence',
        structure: 'Association des locataires',
        summary: 'Un potager commun au pied des tours.',
        wantedSkills: [{ skill: 'law.associations', level: 2, count: 1 }],
      },
    ],
  })

/** The holders of its submission read the reason. */
export const ProjectRemoval = z
  .object({ reason: text(1000, 0).default('') })
  .meta({ id: 'ProjectRemoval', examples: [{ reason: 'La structure nous a dit au téléphone qu’elle renonce.' }] })
