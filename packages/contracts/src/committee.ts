import { z } from 'zod'
import { LocalMoment } from './calls.ts'
import { Id, Instant, text } from './platform.ts'
import { ReviewStatus } from './reviews.ts'
import { skillFamilies } from './skills.ts'

const expertiseCodes = skillFamilies.flatMap(({ code, skills }) => [code, ...skills.map((skill) => skill.code)]) as [
  string,
  ...string[],
]

/** What a reviewer knows about: a whole family of the taxonomy (`law`), or one skill of it (`law.associations`). */
export const ExpertiseCode = z.enum(expertiseCodes).meta({ id: 'ExpertiseCode' })
export type ExpertiseCode = z.output<typeof ExpertiseCode>

/**
 * Why someone is not given a file. `holder`: they hold it. `declared`: they said so themself, or stepped aside from it.
 * `same_structure`: they come from, or hold a file of, the structure that proposes it. `same_mail_domain`: they have the same
 * employer's mail address as a holder. `past_coach`: they coached a project of the same structure or holder in another season.
 * `pinned`: an organiser said so.
 */
export const ConflictSource = z
  .enum(['holder', 'declared', 'same_structure', 'same_mail_domain', 'past_coach', 'pinned'])
  .meta({ id: 'ConflictSource' })
export type ConflictSource = z.output<typeof ConflictSource>

const ids = {
  person: '0198a1c2-0000-7000-8000-0000000000f1',
  file: '0198a1c2-0000-7000-8000-0000000000c1',
  call: '0198a1c2-0000-7000-8000-00000000000a',
  season: '0198a1c2-0000-7000-8000-00000000000b',
  tie: '0198a1c2-0000-7000-8000-0000000000aa',
}

const settingsExample = {
  reviewsPerFile: 2,
  reviewAsFilesCome: false,
  reviewsDueAt: '2026-11-30T22:59:59.999Z',
  version: 1,
}

/**
 * How a call is reviewed. `reviewAsFilesCome`: files may be given to reviewers before the deadline; a file given no longer
 * changes. `reviewsDueAt`: until when reviews are awaited. `version` is 0 until it was first written.
 */
export const CommitteeSettings = z
  .object({
    reviewsPerFile: z.number().int(),
    reviewAsFilesCome: z.boolean(),
    reviewsDueAt: Instant.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'CommitteeSettings', examples: [settingsExample] })
export type CommitteeSettings = z.output<typeof CommitteeSettings>

/** `reviewsDue` is in the zone of the call, and lasts until its minute ends. */
export const CommitteeSettingsDraft = z
  .object({
    reviewsPerFile: z.number().int().min(1).max(10),
    reviewAsFilesCome: z.boolean(),
    reviewsDue: LocalMoment.nullable(),
  })
  .meta({
    id: 'CommitteeSettingsDraft',
    examples: [{ reviewsPerFile: 2, reviewAsFilesCome: false, reviewsDue: { day: '2026-11-30', hour: '23:59' } }],
  })

/** `capacity`: how many files at most in this call, null for no limit. `expertise`: null for the skills of their profile. */
export const MembershipDraft = z
  .object({
    capacity: z.number().int().min(0).max(500).nullable(),
    expertise: z
      .array(ExpertiseCode)
      .max(60)
      .refine((codes) => new Set(codes).size === codes.length, 'Name each only once.')
      .nullable(),
  })
  .meta({ id: 'MembershipDraft', examples: [{ capacity: 8, expertise: ['law', 'money.budget'] }] })
export type MembershipDraft = z.output<typeof MembershipDraft>

const membershipExample = {
  capacity: 8,
  expertise: ['law', 'money.budget'],
  fromProfile: false,
  version: 2,
}

const membership = {
  capacity: z.number().int().nullable(),
  expertise: z.array(ExpertiseCode),
  /** True where nobody chose the expertise: it is then the skills of their profile. */
  fromProfile: z.boolean(),
  version: z.number().int(),
}

/** Someone of the committee of a call, and how far they are. `late`: reviews are due, and theirs are not all done. */
export const CommitteeMember = z
  .object({
    personId: Id,
    name: z.string(),
    ...membership,
    /** Files they were given and have not begun, have begun, have done, have handed back. */
    assigned: z.number().int(),
    begun: z.number().int(),
    done: z.number().int(),
    recused: z.number().int(),
    late: z.boolean(),
    lastActivityAt: Instant.nullable(),
    remindedAt: Instant.nullable(),
  })
  .meta({
    id: 'CommitteeMember',
    examples: [
      {
        personId: ids.person,
        name: 'Paul Martin',
        ...membershipExample,
        assigned: 3,
        begun: 1,
        done: 2,
        recused: 0,
        late: false,
        lastActivityAt: '2026-11-20T18:00:00.000Z',
        remindedAt: null,
      },
    ],
  })
export type CommitteeMember = z.output<typeof CommitteeMember>

/** All who review a call: the people with the role of reviewer in its season. */
export const Committee = CommitteeSettings.extend({
  callId: Id,
  timeZone: z.string(),
  members: z.array(CommitteeMember),
}).meta({
  id: 'Committee',
  examples: [{ ...settingsExample, callId: ids.call, timeZone: 'Europe/Paris', members: [] }],
})

/** A call that I review, with what I can take on. */
export const OwnCommittee = z
  .object({
    callId: Id,
    callTitle: z.string(),
    seasonId: Id,
    seasonName: z.string(),
    timeZone: z.string(),
    reviewsDueAt: Instant.nullable(),
    ...membership,
    /** Files that were given to me, whatever their state, but those that I handed back. */
    given: z.number().int(),
  })
  .meta({
    id: 'OwnCommittee',
    examples: [
      {
        callId: ids.call,
        callTitle: 'Appel à projets 2026',
        seasonId: ids.season,
        seasonName: 'Saison de printemps',
        timeZone: 'Europe/Paris',
        reviewsDueAt: null,
        ...membershipExample,
        given: 6,
      },
    ],
  })

export const Membership = z
  .object({ callId: Id, personId: Id, ...membership })
  .meta({ id: 'Membership', examples: [{ callId: ids.call, personId: ids.person, ...membershipExample }] })

/** A tie that I have: with one file that was given to me, or with a structure, whatever it proposes. */
export const TieDraft = z
  .object({
    submissionId: Id.nullable().default(null),
    structure: text(120).nullable().default(null),
    reason: text(500),
  })
  .refine(({ submissionId, structure }) => (submissionId === null) !== (structure === null), {
    path: ['structure'],
    message: 'Name a file or a structure, not both.',
  })
  .meta({
    id: 'TieDraft',
    examples: [{ submissionId: null, structure: 'Amicale des locataires', reason: 'J’en suis trésorière.' }],
  })
export type TieDraft = z.output<typeof TieDraft>

/** `title` is null where the tie is with a structure, or where the file is none that I may see. */
export const Tie = z
  .object({
    id: Id,
    submissionId: Id.nullable(),
    title: z.string().nullable(),
    structure: z.string().nullable(),
    reason: z.string(),
    createdAt: Instant,
  })
  .meta({
    id: 'Tie',
    examples: [
      {
        id: ids.tie,
        submissionId: null,
        title: null,
        structure: 'Amicale des locataires',
        reason: 'J’en suis trésorière.',
        createdAt: '2026-11-15T09:00:00.000Z',
      },
    ],
  })

/**
 * My ties, and the structures whose files this call has, so that I can say early which ones I know from close by; in the
 * blind phase none is named.
 */
export const OwnTies = z
  .object({ ties: z.array(Tie), structures: z.array(z.string()) })
  .meta({ id: 'OwnTies', examples: [{ ties: [], structures: ['Amicale des locataires'] }] })

/** `conflict`: an organiser knows of one. `dismissed`: an organiser looked at what was detected, and it is none. */
export const PinDraft = z
  .object({ stance: z.enum(['conflict', 'dismissed']), reason: text(500) })
  .meta({ id: 'PinDraft', examples: [{ stance: 'dismissed', reason: 'Même nom, autre ville.' }] })
export type PinDraft = z.output<typeof PinDraft>

export const Pin = z
  .object({ submissionId: Id, reviewerId: Id, stance: z.enum(['conflict', 'dismissed']), reason: z.string() })
  .meta({
    id: 'Pin',
    examples: [
      { submissionId: ids.file, reviewerId: ids.person, stance: 'dismissed', reason: 'Même nom, autre ville.' },
    ],
  })

/** `reason` is what a person wrote; empty where the tie was detected. */
export const ConflictSources = z.array(z.object({ source: ConflictSource, reason: z.string() }))

/**
 * A reviewer and a file that do not go together. `dismissed` holds an organiser's reason why it is no conflict after all.
 * `reviewStatus` where the file was given to them all the same: before the tie was known.
 */
export const CommitteeConflict = z
  .object({
    submissionId: Id,
    title: z.string(),
    structure: z.string(),
    restricted: z.boolean(),
    reviewerId: Id,
    reviewerName: z.string(),
    sources: ConflictSources,
    dismissed: z.string().nullable(),
    reviewStatus: ReviewStatus.nullable(),
  })
  .meta({
    id: 'CommitteeConflict',
    examples: [
      {
        submissionId: ids.file,
        title: 'Un jardin pour la résidence',
        structure: 'Amicale des locataires',
        restricted: false,
        reviewerId: ids.person,
        reviewerName: 'Paul Martin',
        sources: [{ source: 'same_structure', reason: '' }],
        dismissed: null,
        reviewStatus: null,
      },
    ],
  })
export type CommitteeConflict = z.output<typeof CommitteeConflict>

/** `assigned`: only those where the file was given to the reviewer all the same. */
export const ConflictQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
  assigned: z.enum(['true', 'false']).optional(),
  reviewerId: Id.optional(),
})

/** Null for everyone who has not finished. */
export const ReminderDraft = z
  .object({ personIds: z.array(Id).min(1).max(500).nullable() })
  .meta({ id: 'ReminderDraft', examples: [{ personIds: null }] })

/** How many mails went out: who finished, or was reminded in the last 24 hours, gets none. */
export const Reminded = z.object({ reminded: z.number().int() }).meta({ id: 'Reminded', examples: [{ reminded: 3 }] })
