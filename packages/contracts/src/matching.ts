import { z } from 'zod'
import { MatchingPolicy, PolicyRule } from './matching-policies.ts'
import { Id, Instant } from './platform.ts'
import { PersonCategory, Terminology } from './seasons.ts'

const examplePerson = '0197a1f0-0000-7000-8000-000000000001'
const exampleProject = '0197a1f0-0000-7000-8000-0000000000a1'
const exampleSeason = '0197a1f0-0000-7000-8000-0000000000e1'
const exampleRun = '0197a1f0-0000-7000-8000-0000000000f1'

/** What anyone may know of a project. */
export const PublicProject = z
  .object({
    id: Id,
    title: z.string(),
    structure: z.string(),
    summary: z.string(),
    wantedSkills: z.array(z.object({ skill: z.string(), level: z.number().int(), count: z.number().int() })),
  })
  .meta({
    id: 'PublicProject',
    examples: [
      {
        id: exampleProject,
        title: 'Un jardin pour la résidence',
        structure: 'Association des locataires',
        summary: 'Dessiner avec les locataires un jardin qu’ils entretiendront.',
        wantedSkills: [{ skill: 'food.garden', level: 2, count: 1 }],
      },
    ],
  })

/** Project ids, the most wished for first. The whole ranking is sent at once; an empty one takes every wish back. */
export const PreferenceRanking = z
  .object({
    projectIds: z
      .array(Id)
      .max(200)
      .refine((ids) => new Set(ids).size === ids.length, 'The same project is there twice.'),
  })
  .meta({ id: 'PreferenceRanking', examples: [{ projectIds: [exampleProject] }] })

/** What one may choose from and what one chose. `open` is false once the teams are published. */
export const PreferenceSheet = z
  .object({
    seasonId: Id,
    seasonName: z.string(),
    open: z.boolean(),
    projectIds: z.array(Id),
    projects: z.array(PublicProject),
  })
  .meta({
    id: 'PreferenceSheet',
    examples: [
      {
        seasonId: exampleSeason,
        seasonName: 'Saison de printemps',
        open: true,
        projectIds: [exampleProject],
        projects: [
          {
            id: exampleProject,
            title: 'Un jardin pour la résidence',
            structure: 'Association des locataires',
            summary: '',
            wantedSkills: [],
          },
        ],
      },
    ],
  })

const OwnBound = z.number().int().nullable()

/**
 * Who and what the next run would start from: those who are confirmed or there, and the season's projects. `kept` are the
 * places kept on the board; `ownSizes` are of projects that ask for a size of their own, null where it is as for all.
 */
export const MatchingPool = z
  .object({
    people: z.array(z.object({ id: Id, name: z.string(), ranked: z.boolean() })),
    projects: z.array(PublicProject),
    kept: z.array(z.object({ personId: Id, projectId: Id })),
    ownSizes: z.array(z.object({ projectId: Id, min: OwnBound, max: OwnBound })),
    publishedRunId: Id.nullable(),
  })
  .meta({
    id: 'MatchingPool',
    examples: [
      {
        people: [{ id: examplePerson, name: 'Awa Diallo', ranked: true }],
        projects: [],
        kept: [{ personId: examplePerson, projectId: exampleProject }],
        ownSizes: [{ projectId: exampleProject, min: 2, max: null }],
        publishedRunId: null,
      },
    ],
  })

export const MatchingRunStatus = z
  .enum(['queued', 'running', 'done', 'failed', 'cancelled'])
  .meta({ id: 'MatchingRunStatus' })
export type MatchingRunStatus = z.output<typeof MatchingRunStatus>

/** Points; one point is one step of preference (the second wish instead of the first). */
export const Points = z.number()

export const matchingRunExample = {
  id: exampleRun,
  seasonId: exampleSeason,
  status: 'done',
  policy: {
    teamSize: { min: 3, max: 5 },
    weights: 'balanced',
    mixedOrigins: 'hard',
    together: [],
    apart: [],
    locked: [],
  },
  policyName: null,
  keptFromId: null,
  peopleCount: 24,
  projectCount: 6,
  progress: { phase: 'proof', seconds: 1.4, best: 97, bound: 98 },
  answer: { status: 'optimal', objective: 97, bound: 97, gap: 0 },
  failure: null,
  startedByName: 'Claire Lefèvre',
  createdAt: '2026-03-02T09:00:00.000Z',
  startedAt: '2026-03-02T09:00:01.000Z',
  endedAt: '2026-03-02T09:00:03.000Z',
  publishedAt: null,
}

/**
 * One search for teams. `answer.status`: `optimal` and `within` (at most `gap` points from the best) are proven; `stopped`
 * is not; `infeasible` means that the strict rules cannot all hold. `failure`: `interrupted` twice, or a fault of the solver.
 */
export const MatchingRun = z
  .object({
    id: Id,
    seasonId: Id,
    status: MatchingRunStatus,
    policy: MatchingPolicy,
    /** What the saved policy that it began from was called then. */
    policyName: z.string().nullable(),
    /** The run whose moves by hand were kept. */
    keptFromId: Id.nullable(),
    peopleCount: z.number().int(),
    projectCount: z.number().int(),
    progress: z
      .object({
        phase: z.enum(['search', 'proof', 'explanation']),
        seconds: z.number(),
        best: Points.nullable(),
        bound: Points.nullable(),
      })
      .nullable(),
    answer: z
      .object({
        status: z.enum(['optimal', 'within', 'stopped', 'infeasible']),
        objective: Points.nullable(),
        bound: Points.nullable(),
        gap: Points.nullable(),
      })
      .nullable(),
    failure: z.enum(['interrupted', 'solver']).nullable(),
    startedByName: z.string().nullable(),
    createdAt: Instant,
    startedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    publishedAt: Instant.nullable(),
  })
  .meta({ id: 'MatchingRun', examples: [matchingRunExample] })

/** A rule that the teams break, with whom and what it concerns; `count` is how many are missing or too many, where that says something. */
export const BrokenRule = z
  .object({
    rule: z.string(),
    projectId: z.string().nullable(),
    personIds: z.array(z.string()),
    skill: z.string().nullable(),
    count: z.number().nullable(),
  })
  .meta({ id: 'BrokenRule' })

const Brings = z.object({ skill: z.string(), level: z.number().int(), has: z.number().int(), alone: z.boolean() })

/** Why someone stands where they stand. `alone`: without them a wanted place would be empty. `wish`: 1 for the first. */
const Reasons = z.object({
  wish: z.number().int().nullable(),
  brings: z.array(Brings),
  locked: z.boolean(),
  togetherWith: z.array(Id),
  mixesOrigins: z.boolean(),
  mixesCategories: z.boolean(),
  byHand: z.boolean(),
  /** Where the person is with regard to the project; this and what follows are absent where it was not yet looked at. */
  site: z.enum(['same', 'remote', 'anywhere', 'unsaid', 'elsewhere']).optional(),
  /** Moments of the project at which the person can be there. */
  blocks: z.array(Id).optional(),
  /** Roles that the team needs and the person can take. */
  roles: z.array(z.string()).optional(),
})

const Coverage = z.object({
  skill: z.string(),
  level: z.number().int(),
  wanted: z.number().int(),
  got: z.number().int(),
  personIds: z.array(Id),
})

export const Part = z.object({ part: z.string(), count: z.number(), points: Points })

/** The teams as they stand, with every move by hand; private until published. */
export const MatchingDraft = z
  .object({
    objective: Points,
    parts: z.array(Part),
    broken: z.array(BrokenRule),
    teams: z.array(
      z.object({
        projectId: Id,
        members: z.array(Reasons.extend({ personId: Id })),
        coverage: z.array(Coverage),
      }),
    ),
    leftOut: z.array(
      z.object({
        personId: Id,
        reason: z.enum(['no_site', 'full', 'rules', 'worth_more_without', 'by_hand']),
        rules: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'MatchingDraft' })

/** Strict rules that cannot hold at once. `minimal`: without any one of them the rest can. `needs` > `has` where counting heads explains it. */
const Clash = z.object({
  minimal: z.boolean(),
  members: z.array(
    z.object({
      rule: z.string(),
      needs: z.number().nullable(),
      has: z.number().nullable(),
      projectIds: z.array(Id),
      personIds: z.array(Id),
      /** For rules that mix: how many come from where, or as what, the most first. */
      groups: z.array(z.object({ name: z.string(), category: PersonCategory.nullable(), count: z.number().int() })),
    }),
  ),
})

/**
 * A way out of a clash: `policy` is the one of the run with as little given up as helps. `tried`: teams were found with it.
 * `count` is how often `rules` give, or by how many seats sizes change; null where it was not tried.
 */
const Relaxation = z.object({
  rules: z.array(z.union([PolicyRule, z.enum(['minSize', 'maxSize'])])),
  tried: z.boolean(),
  count: z.number().nullable(),
  broken: z.array(BrokenRule),
  sizes: z.array(
    z.object({
      projectId: Id,
      min: z.number().int(),
      max: z.number().int(),
      wasMin: z.number().int(),
      wasMax: z.number().int(),
    }),
  ),
  policy: MatchingPolicy,
})

export const MatchingRunDetails = MatchingRun.extend({
  people: z.array(
    z.object({
      id: Id,
      name: z.string(),
      origin: z.string(),
      category: PersonCategory.nullable(),
      coming: z.boolean(),
      skills: z.array(z.object({ skill: z.string(), level: z.number().int() })),
    }),
  ),
  projects: z.array(z.object({ id: Id, title: z.string(), structure: z.string() })),
  draft: MatchingDraft.nullable(),
  clash: Clash.nullable(),
  relaxations: z.array(Relaxation),
  moves: z.array(z.object({ personId: Id, from: Id.nullable(), to: Id.nullable(), delta: Points, at: Instant })),
}).meta({
  id: 'MatchingRunDetails',
  examples: [{ ...matchingRunExample, people: [], projects: [], draft: null, clash: null, relaxations: [], moves: [] }],
})
export type MatchingRunDetails = z.output<typeof MatchingRunDetails>

/** A published team, as organisers and those who accompany teams see it. */
export const Team = z
  .object({
    id: Id,
    seasonId: Id,
    name: z.string(),
    project: z.object({ id: Id, title: z.string(), structure: z.string() }),
    members: z.array(z.object({ personId: Id, name: z.string() })),
  })
  .meta({
    id: 'Team',
    examples: [
      {
        id: '0197a1f0-0000-7000-8000-0000000000c1',
        seasonId: exampleSeason,
        name: 'Un jardin pour la résidence',
        project: { id: exampleProject, title: 'Un jardin pour la résidence', structure: 'Association des locataires' },
        members: [{ personId: examplePerson, name: 'Awa Diallo' }],
      },
    ],
  })

/** A team as anyone may see it: no names of people. */
export const PublicTeam = z.object({ id: Id, name: z.string(), projectTitle: z.string(), structure: z.string() }).meta({
  id: 'PublicTeam',
  examples: [
    {
      id: '0197a1f0-0000-7000-8000-0000000000c1',
      name: 'Un jardin pour la résidence',
      projectTitle: 'Un jardin pour la résidence',
      structure: 'Association des locataires',
    },
  ],
})

/** My own team. `why` is null where I was put in it otherwise than by a matching run. */
export const OwnTeam = z
  .object({
    id: Id,
    name: z.string(),
    season: z.object({ id: Id, slug: z.string(), name: z.string(), terminology: Terminology }),
    project: PublicProject,
    members: z.array(
      z.object({
        personId: Id,
        name: z.string(),
        skills: z.array(z.object({ skill: z.string(), level: z.number().int() })),
      }),
    ),
    why: Reasons.nullable(),
    /** The moments of which `why` speaks, as they are called today. */
    moments: z.array(z.object({ id: Id, name: z.string() })),
  })
  .meta({
    id: 'OwnTeam',
    examples: [
      {
        id: '0197a1f0-0000-7000-8000-0000000000c1',
        name: 'Un jardin pour la résidence',
        season: {
          id: exampleSeason,
          slug: 'printemps-2026',
          name: 'Saison de printemps',
          terminology: { event: 'saison', team: 'équipe', structure: 'structure', participant: 'bénévole' },
        },
        project: {
          id: exampleProject,
          title: 'Un jardin pour la résidence',
          structure: 'Association des locataires',
          summary: '',
          wantedSkills: [{ skill: 'food.garden', level: 2, count: 1 }],
        },
        members: [{ personId: examplePerson, name: 'Awa Diallo', skills: [{ skill: 'food.garden', level: 3 }] }],
        why: {
          wish: 1,
          brings: [{ skill: 'food.garden', level: 2, has: 3, alone: true }],
          locked: false,
          togetherWith: [],
          mixesOrigins: false,
          mixesCategories: false,
          byHand: false,
          site: 'anywhere',
          blocks: [],
          roles: [],
        },
        moments: [],
      },
    ],
  })
export type PlacementReasons = z.output<typeof Reasons>
