import { z } from 'zod'
import { Email } from './identity.ts'
import { Id, Instant, text } from './platform.ts'
import { SubmissionStatus } from './submissions.ts'

/** How many people hold one file at most, invited ones included. */
export const holderLimit = 10

const personExample = { personId: '0198a1c2-0000-7000-8000-0000000000f1', name: 'Aminata Diallo' }

/** `isFirst`: the one whom the file belongs to, who invites, removes and hands it over. */
const Holder = z.object({ personId: Id, name: z.string(), isFirst: z.boolean() })

/** An invitation that is open: neither accepted nor taken back, and not expired. */
export const CoHolderInvitation = z.object({ id: Id, email: z.string(), expiresAt: Instant }).meta({
  id: 'CoHolderInvitation',
  examples: [
    {
      id: '0198a1c2-0000-7000-8000-0000000000b1',
      email: 'karim.benali@example.org',
      expiresAt: '2026-11-16T09:00:00.000Z',
    },
  ],
})

/** Who works on a file, for those who do. */
export const SubmissionPeople = z
  .object({ holders: z.array(Holder), invitations: z.array(CoHolderInvitation), limit: z.number().int() })
  .meta({
    id: 'SubmissionPeople',
    examples: [{ holders: [{ ...personExample, isFirst: true }], invitations: [], limit: holderLimit }],
  })

export const CoHolderDraft = z
  .object({ email: Email })
  .meta({ id: 'CoHolderDraft', examples: [{ email: 'karim.benali@example.org' }] })

/** The file that the person has joined. */
export const JoinedSubmission = z
  .object({ submissionId: Id })
  .meta({ id: 'JoinedSubmission', examples: [{ submissionId: '0198a1c2-0000-7000-8000-0000000000c1' }] })

export const HandOver = z
  .object({ personId: Id })
  .meta({ id: 'HandOver', examples: [{ personId: personExample.personId }] })

/** Restricted: seen by its holders and by named people only. */
export const ConfidentialityLevel = z.enum(['open', 'restricted']).meta({ id: 'ConfidentialityLevel' })

const NamedPerson = z.object({ personId: Id, name: z.string() })

/** What a restricted file is called in public once it is a project; empty for neutral words. */
const publicWords = { publicTitle: text(120, 0).default(''), publicSummary: text(400, 0).default('') }

export const ConfidentialityChange = z.object({ confidentiality: ConfidentialityLevel, ...publicWords }).meta({
  id: 'ConfidentialityChange',
  examples: [{ confidentiality: 'restricted', publicTitle: 'Un lieu d’écoute', publicSummary: '' }],
})

/**
 * Who may see a file. `readers` are those named by the call (`ofCall`) and those named for this file; of an open file, those
 * who would see it were it restricted. `reference` is what mails call a restricted file.
 */
export const Confidentiality = z
  .object({
    confidentiality: ConfidentialityLevel,
    reference: z.string(),
    readers: z.array(NamedPerson.extend({ ofCall: z.boolean() })),
    publicTitle: z.string(),
    publicSummary: z.string(),
    /** What the one asking may do: make it restricted and choose its public words; make it open again; name readers. */
    mayRestrict: z.boolean(),
    mayOpen: z.boolean(),
    mayName: z.boolean(),
  })
  .meta({
    id: 'Confidentiality',
    examples: [
      {
        confidentiality: 'restricted',
        reference: '4F2A1C',
        readers: [{ ...personExample, ofCall: true }],
        publicTitle: '',
        publicSummary: '',
        mayRestrict: true,
        mayOpen: true,
        mayName: false,
      },
    ],
  })

/**
 * The confidential readers of a call, who could be one, and how many restricted files the one asking does not see.
 * `mayDecide`: this role also decides; one reader at least has such a role.
 */
export const CallConfidentiality = z
  .object({
    readers: z.array(NamedPerson),
    candidates: z.array(NamedPerson.extend({ mayDecide: z.boolean() })),
    /** Restricted files that came in, all of them. */
    restricted: z.number().int(),
    hidden: z.number().int(),
    hiddenToDecide: z.number().int(),
    /** False for an organiser who is not named, while those who are watch over restricted files. */
    mayChange: z.boolean(),
  })
  .meta({
    id: 'CallConfidentiality',
    examples: [
      {
        readers: [personExample],
        candidates: [{ ...personExample, mayDecide: true }],
        restricted: 2,
        hidden: 0,
        hiddenToDecide: 0,
        mayChange: true,
      },
    ],
  })

export const ConfidentialReaders = z
  .object({
    personIds: z
      .array(Id)
      .max(20)
      .refine((ids) => new Set(ids).size === ids.length),
  })
  .meta({ id: 'ConfidentialReaders', examples: [{ personIds: [personExample.personId] }] })

/** A restricted file that someone was named for. */
export const ConfidentialSubmission = z
  .object({
    id: Id,
    reference: z.string(),
    title: z.string(),
    structure: z.string(),
    status: SubmissionStatus,
    submittedAt: Instant,
    callId: Id,
    callTitle: z.string(),
    seasonId: Id,
    seasonName: z.string(),
  })
  .meta({
    id: 'ConfidentialSubmission',
    examples: [
      {
        id: '0198a1c2-0000-7000-8000-0000000000c1',
        reference: '4F2A1C',
        title: 'Un refuge pour la nuit',
        structure: 'Association des locataires',
        status: 'under_review',
        submittedAt: '2026-11-02T18:20:00.000Z',
        callId: '0198a1c2-0000-7000-8000-00000000000a',
        callTitle: 'Appel à projets 2026',
        seasonId: '0198a1c2-0000-7000-8000-00000000000b',
        seasonName: 'Saison de printemps',
      },
    ],
  })
