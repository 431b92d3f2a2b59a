import { z } from 'zod'
import { PitchSessionStatus } from './pitches.ts'
import { PitchStatus } from './pitch-clock.ts'
import { Id, Instant, PageQuery, text } from './platform.ts'

const id = '0190f3a2-7c1d-7000-8000-000000000001'

/** A line of the rubric: `weight` is relative to the others; marks are whole, from 0 to `max`. */
export const RubricCriterion = z
  .object({
    id: z.string().regex(/^[a-z0-9_-]{1,40}$/, 'Small letters, digits, - and _.'),
    label: text(120),
    description: text(1000, 0).default(''),
    weight: z.number().min(0.1).max(100),
    max: z.number().int().min(1).max(100),
  })
  .meta({ id: 'RubricCriterion' })
export type RubricCriterion = z.output<typeof RubricCriterion>

/** What separates equal scores, the first first: the higher mean on a criterion, or more jurors' first places. */
export const TieRule = z
  .discriminatedUnion('by', [
    z.object({ by: z.literal('criterion'), criterion: z.string() }),
    z.object({ by: z.literal('first-places') }),
  ])
  .meta({ id: 'TieRule' })
export type TieRule = z.output<typeof TieRule>

const rubricExample = {
  criteria: [
    { id: 'utilite', label: 'Utilité sociale', description: 'À qui cela sert, et combien', weight: 2, max: 10 },
    { id: 'viabilite', label: 'Viabilité', description: '', weight: 1, max: 10 },
  ],
  tieBreaks: [{ by: 'criterion', criterion: 'utilite' }, { by: 'first-places' }],
}

export const RubricDraft = z
  .object({ criteria: z.array(RubricCriterion).min(1).max(20), tieBreaks: z.array(TieRule).max(10).default([]) })
  .superRefine(({ criteria, tieBreaks }, context) => {
    const ids = criteria.map((criterion) => criterion.id)
    for (const [index, one] of ids.entries()) {
      if (ids.indexOf(one) < index)
        context.addIssue({ code: 'custom', path: ['criteria', index, 'id'], message: 'This criterion is there twice.' })
    }
    for (const [index, rule] of tieBreaks.entries()) {
      if (rule.by === 'criterion' && !ids.includes(rule.criterion))
        context.addIssue({
          code: 'custom',
          path: ['tieBreaks', index, 'criterion'],
          message: 'This criterion is not in the rubric.',
        })
    }
  })
  .meta({ id: 'RubricDraft', examples: [rubricExample] })

/** Version 0 and no criterion: the season has no rubric yet. In use from the first score sheet on; then it stays. */
export const Rubric = z
  .object({
    criteria: z.array(RubricCriterion),
    tieBreaks: z.array(TieRule),
    inUse: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'Rubric', examples: [{ ...rubricExample, inUse: false, version: 1 }] })

export const ConflictKind = z.enum(['member', 'coach', 'holder', 'declared']).meta({ id: 'ConflictKind' })
export type ConflictKind = z.output<typeof ConflictKind>

export const JuryMember = z
  .object({
    personId: Id,
    name: z.string(),
    conflicts: z.array(z.object({ teamId: Id, teamName: z.string(), kind: ConflictKind })),
  })
  .meta({
    id: 'JuryMember',
    examples: [
      {
        personId: id,
        name: 'Personne d’exemple',
        conflicts: [{ teamId: id, teamName: 'Équipe Jardin', kind: 'member' }],
      },
    ],
  })

export const Marks = z.record(z.string(), z.number().int().min(0).max(100))

/** A mark may still be missing in a draft; `send` wants them all. */
export const ScorecardDraft = z
  .object({ marks: Marks, comment: text(2000, 0).default('') })
  .meta({ id: 'ScorecardDraft', examples: [{ marks: { utilite: 8, viabilite: 6 }, comment: 'Très concret.' }] })

export const ScorecardStatus = z.enum(['empty', 'draft', 'sent']).meta({ id: 'ScorecardStatus' })

const scorecardExample = {
  pitchId: id,
  marks: { utilite: 8 },
  comment: '',
  status: 'draft',
  version: 1,
  sentAt: null,
}

/** A juror's own sheet for one pitch; version 0 where nothing is saved yet. */
export const Scorecard = z
  .object({
    pitchId: Id,
    marks: Marks,
    comment: z.string(),
    status: ScorecardStatus,
    version: z.number().int(),
    sentAt: Instant.nullable(),
  })
  .meta({
    id: 'Scorecard',
    examples: [scorecardExample],
  })

const pitchToScoreExample = {
  pitchId: id,
  sessionId: id,
  sessionTitle: 'Pitchs du dimanche',
  sessionStatus: 'live',
  position: 1,
  status: 'running',
  teamId: id,
  teamName: 'Les Jardiniers',
  projectTitle: 'Un jardin partagé',
  scoring: 'open',
  conflict: null,
  scorecard: scorecardExample,
}

export const PitchToScore = z
  .object({
    pitchId: Id,
    sessionId: Id,
    sessionTitle: z.string(),
    sessionStatus: PitchSessionStatus,
    position: z.number().int(),
    status: PitchStatus,
    teamId: Id,
    teamName: z.string(),
    projectTitle: z.string(),
    /** Opens when the pitch starts, and stays open until scoring of the session is closed. */
    scoring: z.enum(['not_yet', 'open', 'closed']),
    conflict: ConflictKind.nullable(),
    scorecard: Scorecard,
  })
  .meta({ id: 'PitchToScore', examples: [pitchToScoreExample] })

/** All that a juror's phone needs at once, so that it goes on without a network. */
export const MyJury = z
  .object({ seasonId: Id, seasonName: z.string(), rubric: Rubric, pitches: z.array(PitchToScore) })
  .meta({
    id: 'MyJury',
    examples: [
      {
        seasonId: id,
        seasonName: 'OPAC d’Amiens 2018',
        rubric: { ...rubricExample, inUse: false, version: 1 },
        pitches: [pitchToScoreExample],
      },
    ],
  })

export const JurySeason = z
  .object({ seasonId: Id, seasonName: z.string(), toScore: z.number().int(), pitches: z.number().int() })
  .meta({ id: 'JurySeason', examples: [{ seasonId: id, seasonName: 'OPAC d’Amiens 2018', toScore: 2, pitches: 6 }] })

export const JurorRecusal = z
  .object({ recused: z.boolean() })
  .meta({ id: 'JurorRecusal', examples: [{ recused: true }] })

/** `expected` leaves out the pitches that have not begun, were skipped, or stand in conflict. */
export const JurorProgress = z
  .object({
    personId: Id,
    name: z.string(),
    sent: z.number().int(),
    drafts: z.number().int(),
    expected: z.number().int(),
    missing: z.array(z.object({ pitchId: Id, teamName: z.string() })),
  })
  .meta({
    id: 'JurorProgress',
    examples: [
      {
        personId: id,
        name: 'Personne d’exemple',
        sent: 1,
        drafts: 0,
        expected: 2,
        missing: [{ pitchId: id, teamName: 'Équipe Jardin' }],
      },
    ],
  })

export const ScorecardQuery = PageQuery.extend({ sessionId: Id.optional() })

/** As organisers see it. */
export const ScorecardRow = Scorecard.extend({
  id: Id,
  jurorId: Id,
  jurorName: z.string(),
  teamId: Id,
  teamName: z.string(),
}).meta({
  id: 'ScorecardRow',
  examples: [
    { id, ...scorecardExample, jurorId: id, jurorName: 'Nadia Roussel', teamId: id, teamName: 'Équipe Jardin' },
  ],
})
