import { z } from 'zod'
import { BrokenRule, Part, Points } from './matching.ts'
import { Id, Instant } from './platform.ts'
import { PersonCategory } from './seasons.ts'

const examplePerson = '0197a1f0-0000-7000-8000-000000000001'
const exampleProject = '0197a1f0-0000-7000-8000-0000000000a1'
const exampleSeason = '0197a1f0-0000-7000-8000-0000000000e1'
const exampleRun = '0197a1f0-0000-7000-8000-0000000000f1'
const exampleSite = '0197a1f0-0000-7000-8000-0000000000b1'

const Pairs = z.array(z.array(z.string()).length(2))
const Rule = z.object({ strength: z.enum(['off', 'soft', 'hard']), cost: z.number().optional() })

/**
 * The problem of a run in the format of the engine, so that whoever holds it can work out what a move costs. Of people it
 * says what the engine looks at and nothing more: of their skills, those that a project of the run looks for.
 */
const BoardProblem = z.looseObject({
  people: z.array(
    z.looseObject({
      id: z.string(),
      skills: z.array(z.object({ skill: z.string(), level: z.number().int() })),
      origin: z.string().optional(),
      category: z.string().optional(),
      sites: z.array(z.string()),
      remote: z.boolean(),
      blocks: z.array(z.string()),
      roles: z.array(z.string()),
      newcomer: z.boolean(),
      days: z.number(),
      preferences: z.array(z.string()),
    }),
  ),
  projects: z.array(
    z.looseObject({
      id: z.string(),
      size: z.object({ min: z.number().int(), max: z.number().int() }),
      site: z.string().nullable(),
      wanted: z.array(z.object({ skill: z.string(), level: z.number().int(), count: z.number().int() })),
      days: z.number(),
      blocks: z.array(z.string()),
      mayStayClosed: z.boolean(),
    }),
  ),
  rules: z.record(z.string(), Rule),
  preferencePoints: z.array(z.number()),
  teamRoles: z.array(z.object({ role: z.string(), count: z.number().int() })),
  mostOfOneOrigin: z.number().int().nullable(),
  mostNewcomers: z.number().int().nullable(),
  together: Pairs,
  apart: Pairs,
  locked: Pairs,
  forbidden: Pairs,
  stay: Pairs,
})

/** What stays the same while people are moved: names for ids, and the problem. */
export const MatchingBoard = z
  .object({
    runId: Id,
    seasonId: Id,
    people: z.array(
      z.object({
        id: Id,
        name: z.string(),
        origin: z.string(),
        category: PersonCategory.nullable(),
        siteId: Id.nullable(),
      }),
    ),
    projects: z.array(z.object({ id: Id, title: z.string(), structure: z.string() })),
    sites: z.array(z.object({ id: Id, name: z.string() })),
    problem: BoardProblem,
  })
  .meta({
    id: 'MatchingBoard',
    examples: [
      {
        runId: exampleRun,
        seasonId: exampleSeason,
        people: [
          { id: examplePerson, name: 'Awa Diallo', origin: 'IUT d’Amiens', category: 'student', siteId: exampleSite },
        ],
        projects: [
          { id: exampleProject, title: 'Un jardin pour la résidence', structure: 'Association des locataires' },
        ],
        sites: [{ id: exampleSite, name: 'Maison des associations' }],
        problem: {
          people: [
            {
              id: examplePerson,
              skills: [{ skill: 'food.garden', level: 3 }],
              origin: 'iut d’amiens',
              category: 'student',
              sites: [],
              remote: false,
              blocks: [],
              roles: [],
              newcomer: false,
              days: 0,
              preferences: [exampleProject],
            },
          ],
          projects: [
            {
              id: exampleProject,
              size: { min: 1, max: 5 },
              site: null,
              wanted: [{ skill: 'food.garden', level: 2, count: 1 }],
              days: 0,
              blocks: [],
              mayStayClosed: false,
            },
          ],
          rules: { coverage: { strength: 'soft', cost: 3 } },
          preferencePoints: [5, 4, 3, 2, 1],
          teamRoles: [],
          mostOfOneOrigin: null,
          mostNewcomers: null,
          together: [],
          apart: [],
          locked: [],
          forbidden: [],
          stay: [],
        },
      },
    ],
  })

/** A change by hand. `undo` and `redo` are changes of their own: what was done is never struck out. */
export const BoardMove = z
  .object({
    kind: z.enum(['move', 'undo', 'redo']),
    personId: Id,
    from: Id.nullable(),
    to: Id.nullable(),
    delta: z.number(),
    at: Instant,
  })
  .meta({ id: 'BoardMove' })

const exampleMove = {
  kind: 'move',
  personId: examplePerson,
  from: null,
  to: exampleProject,
  delta: 4,
  at: '2026-03-02T09:00:00.000Z',
}

/**
 * What changes while people are moved. `version` goes into If-Match; `undo` and `redo` say which move would be taken back or
 * made again; `locks` are the places kept for the runs to come; `gone` no longer come.
 */
export const BoardTeams = z
  .object({
    version: z.number().int(),
    published: z.boolean(),
    teams: z.array(z.object({ projectId: Id, personIds: z.array(Id) })),
    leftOut: z.array(
      z.object({
        personId: Id,
        reason: z.enum(['no_site', 'full', 'rules', 'worth_more_without', 'by_hand']),
        rules: z.array(z.string()),
      }),
    ),
    gone: z.array(Id),
    byHand: z.array(Id),
    locks: z.array(z.object({ personId: Id, projectId: Id })),
    moves: z.array(BoardMove),
    undo: BoardMove.nullable(),
    redo: BoardMove.nullable(),
  })
  .meta({
    id: 'BoardTeams',
    examples: [
      {
        version: 2,
        published: false,
        teams: [{ projectId: exampleProject, personIds: [examplePerson] }],
        leftOut: [],
        gone: [],
        byHand: [examplePerson],
        locks: [{ personId: examplePerson, projectId: exampleProject }],
        moves: [exampleMove],
        undo: exampleMove,
        redo: null,
      },
    ],
  })
export type BoardTeams = z.output<typeof BoardTeams>

/** The project where a person stays in the runs to come. */
export const MatchingLock = z
  .object({ projectId: Id })
  .meta({ id: 'MatchingLock', examples: [{ projectId: exampleProject }] })

/** Puts someone in another team; null takes them out of the teams. */
export const MatchingMove = z
  .object({ personId: Id, projectId: Id.nullable() })
  .meta({ id: 'MatchingMove', examples: [{ personId: examplePerson, projectId: exampleProject }] })

/** What moving one person there would change: points gained (above 0) or lost, and strict rules newly broken. */
export const MatchingMoveCost = z
  .object({
    projectId: Id.nullable(),
    delta: Points,
    parts: z.array(Part),
    broken: z.array(BrokenRule),
  })
  .meta({
    id: 'MatchingMoveCost',
    examples: [
      {
        projectId: exampleProject,
        delta: -2,
        parts: [{ part: 'preferences', count: 0, points: -2 }],
        broken: [],
      },
    ],
  })
