import { z } from 'zod'
import { Id, Instant, text } from './platform.ts'

const examplePerson = '0197a1f0-0000-7000-8000-000000000001'
const exampleOther = '0197a1f0-0000-7000-8000-000000000002'
const exampleProject = '0197a1f0-0000-7000-8000-0000000000a1'
const exampleSeason = '0197a1f0-0000-7000-8000-0000000000e1'
const exampleRun = '0197a1f0-0000-7000-8000-0000000000f1'
const examplePolicy = '0197a1f0-0000-7000-8000-0000000000d1'

/** Which of wishes and wanted skills weighs more where both cannot be had. */
export const MatchingWeights = z.enum(['balanced', 'wishes_first', 'skills_first']).meta({ id: 'MatchingWeights' })
export type MatchingWeights = z.output<typeof MatchingWeights>

/** `off`: not looked at. `soft`: each breach costs what the rule weighs. `hard`: never broken. */
export const RuleStrength = z.enum(['off', 'soft', 'hard']).meta({ id: 'RuleStrength' })
export type RuleStrength = z.output<typeof RuleStrength>

/** What an organiser may ask of the teams, with what one breach of it is. */
export const PolicyRule = z
  .enum([
    /** A wanted place that nobody fills. */
    'coverage',
    /** A team whose people are all of one origin. */
    'mixedOrigins',
    /** A person above `mostOfOneOrigin` of one origin. */
    'originLimit',
    /** A team whose people are all of one category. */
    'mixedCategories',
    /** A person in a team on a site that is not theirs. */
    'sites',
    /** A day that the project wants and nobody promised. */
    'days',
    /** A moment at which the team meets and a person cannot be there. */
    'blocks',
    /** A newcomer above `mostNewcomers`. */
    'newcomers',
    /** A team without a facilitator. */
    'facilitators',
    /** A person left out. */
    'everyonePlaced',
    /** A project without a team that may not stay closed. */
    'everyProjectRuns',
    /** A pair of `together` in two teams. */
    'together',
    /** A pair of `apart` in one team. */
    'apart',
    /** Someone of `locked` elsewhere. */
    'locked',
    /** Someone of `forbidden` there all the same. */
    'forbidden',
  ])
  .meta({ id: 'PolicyRule' })
export type PolicyRule = z.output<typeof PolicyRule>

/** Where each rule's strength is kept in a policy. Lists keep theirs beside them. */
export const strengthKeys = {
  coverage: 'coverage',
  mixedOrigins: 'mixedOrigins',
  originLimit: 'originLimit',
  mixedCategories: 'mixedCategories',
  sites: 'sites',
  days: 'days',
  blocks: 'blocks',
  newcomers: 'newcomers',
  facilitators: 'facilitators',
  everyonePlaced: 'everyonePlaced',
  everyProjectRuns: 'everyProjectRuns',
  together: 'togetherStrength',
  apart: 'apartStrength',
  locked: 'lockedStrength',
  forbidden: 'forbiddenStrength',
} as const satisfies Record<PolicyRule, string>

/**
 * What one breach of a soft rule costs where the policy says nothing else, in steps of preference (a second wish instead
 * of a first). Wishes and skills of one team never weigh as much as a person left out, or a project without a team.
 */
export function usualCosts(weights: MatchingWeights): Record<PolicyRule, number> {
  return {
    coverage: { balanced: 3, wishes_first: 1, skills_first: 12 }[weights],
    mixedOrigins: 8,
    originLimit: 4,
    mixedCategories: 6,
    sites: 12,
    days: 1,
    blocks: 4,
    newcomers: 4,
    facilitators: 10,
    everyonePlaced: 200,
    everyProjectRuns: 1000,
    together: 10,
    apart: 10,
    locked: 30,
    forbidden: 30,
  }
}

const seats = z.number().int().min(1).max(50)
const sizes = { min: seats, max: seats }
const ordered = ({ min, max }: { min: number; max: number }) => min <= max
const notOrdered = { path: ['max'], message: 'The most cannot be below the least.' }

const PeoplePair = z
  .array(Id)
  .length(2)
  .refine(([first, second]) => first !== second, 'A pair needs two people.')
/** Of those held, and of those forbidden. */
export const mostPlaces = 5000
const Places = z
  .array(z.object({ personId: Id, projectId: Id }))
  .max(mostPlaces)
  .default([])

/**
 * What an organiser asks of the teams. Every rule is as strict as it says; what is left out is as it was before it could
 * be said. `costs` are steps of preference per breach of a soft rule: what is not in it weighs what `weights` makes usual.
 */
export const policyShape = {
  teamSize: z.object(sizes).refine(ordered, notOrdered),
  weights: MatchingWeights.default('balanced'),
  costs: z.partialRecord(PolicyRule, z.number().min(0).max(10_000)).default({}),
  coverage: RuleStrength.default('soft'),
  mixedOrigins: RuleStrength.default('soft'),
  originLimit: RuleStrength.default('off'),
  /** For `originLimit`: no more than so many of one origin in a team. */
  mostOfOneOrigin: z.number().int().min(1).max(50).nullable().default(null),
  mixedCategories: RuleStrength.default('off'),
  sites: RuleStrength.default('hard'),
  days: RuleStrength.default('off'),
  blocks: RuleStrength.default('off'),
  newcomers: RuleStrength.default('off'),
  /** For `newcomers`: the most in one team; null for an even share. */
  mostNewcomers: z.number().int().min(0).max(50).nullable().default(null),
  facilitators: RuleStrength.default('off'),
  everyonePlaced: RuleStrength.default('soft'),
  everyProjectRuns: RuleStrength.default('soft'),
  together: z.array(PeoplePair).max(200).default([]),
  togetherStrength: RuleStrength.default('hard'),
  apart: z.array(PeoplePair).max(200).default([]),
  apartStrength: RuleStrength.default('hard'),
  locked: Places,
  lockedStrength: RuleStrength.default('hard'),
  forbidden: Places,
  forbiddenStrength: RuleStrength.default('hard'),
  /** Team sizes of single projects, before what the project itself asks. */
  projectSizes: z
    .array(z.object({ projectId: Id, ...sizes }).refine(ordered, notOrdered))
    .max(500)
    .default([]),
}

const limitSaid = ({ originLimit, mostOfOneOrigin }: { originLimit: RuleStrength; mostOfOneOrigin: number | null }) =>
  originLimit === 'off' || mostOfOneOrigin !== null
const limitUnsaid = { path: ['mostOfOneOrigin'], message: 'required' }

const policyExample = {
  teamSize: { min: 3, max: 5 },
  weights: 'balanced',
  costs: { coverage: 5 },
  mixedOrigins: 'hard',
  facilitators: 'soft',
  together: [[examplePerson, exampleOther]],
  apart: [],
  locked: [{ personId: examplePerson, projectId: exampleProject }],
}

export const MatchingPolicy = z
  .object(policyShape)
  .refine(limitSaid, limitUnsaid)
  .meta({ id: 'MatchingPolicy', examples: [policyExample] })
export type MatchingPolicy = z.output<typeof MatchingPolicy>

const keepFrom = Id.nullable().default(null)

/**
 * A policy for one run. `keepFrom`: a run of this season whose moves by hand are kept, each person where they were put.
 * `addKeptPlaces`: the places kept on the board are added to it; a way out of a clash holds those that it does not give up.
 */
export const MatchingRunStart = z
  .object({ ...policyShape, keepFrom, addKeptPlaces: z.boolean().default(true) })
  .refine(limitSaid, limitUnsaid)
  .meta({ id: 'MatchingRunStart', examples: [{ ...policyExample, keepFrom: exampleRun }] })

export const SavedPolicyStart = z.object({ keepFrom }).meta({ id: 'SavedPolicyStart', examples: [{ keepFrom: null }] })

export const SavedPolicyDraft = z
  .object({ name: text(80), policy: MatchingPolicy })
  .meta({ id: 'SavedPolicyDraft', examples: [{ name: 'Équipes mixtes de trois', policy: policyExample }] })

/** A policy that the organisers of a season gave a name. */
export const SavedPolicy = z
  .object({
    id: Id,
    seasonId: Id,
    name: z.string(),
    policy: MatchingPolicy,
    version: z.number().int(),
    createdAt: Instant,
  })
  .meta({
    id: 'SavedPolicy',
    examples: [
      {
        id: examplePolicy,
        seasonId: exampleSeason,
        name: 'Équipes mixtes de trois',
        policy: policyExample,
        version: 1,
        createdAt: '2026-03-02T09:00:00.000Z',
      },
    ],
  })
export type SavedPolicy = z.output<typeof SavedPolicy>

type PresetCode = 'two_structures_mixed' | 'wishes_first' | 'skills_first'
type Preset = {
  code: PresetCode
  fr: { name: string; text: string }
  en: { name: string; text: string }
  policy: Omit<z.input<typeof MatchingPolicy>, 'teamSize'>
}

/** Policies to begin with; the sizes of teams come from how many people and projects there are. */
export const policyPresets: readonly Preset[] = [
  {
    code: 'two_structures_mixed',
    fr: {
      name: 'Deux structures mélangées',
      text: 'Aucun projet vide, une place pour chaque personne, et au moins deux origines partout.',
    },
    en: {
      name: 'Two structures mixed',
      text: 'No project left empty, a place for everyone, and at least two origins everywhere.',
    },
    policy: { weights: 'balanced', mixedOrigins: 'hard', everyonePlaced: 'hard', everyProjectRuns: 'hard' },
  },
  {
    code: 'wishes_first',
    fr: { name: 'Les vœux d’abord', text: 'On suit les vœux autant que possible ; les compétences départagent.' },
    en: { name: 'Wishes first', text: 'Wishes are followed as far as possible; skills decide between equals.' },
    policy: { weights: 'wishes_first' },
  },
  {
    code: 'skills_first',
    fr: {
      name: 'Les compétences d’abord',
      text: 'On donne à chaque projet les compétences et les jours qu’il cherche ; les vœux départagent.',
    },
    en: {
      name: 'Skills first',
      text: 'Each project gets the skills and days it looks for; wishes decide between equals.',
    },
    policy: { weights: 'skills_first', days: 'soft' },
  },
]
