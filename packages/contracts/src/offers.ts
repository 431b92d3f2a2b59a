import { z } from 'zod'
import { Id, Instant, text } from './platform.ts'
import { PersonCategory, Terminology } from './seasons.ts'

const person = '0197a1f0-0000-7000-8000-000000000001'
const project = '0197a1f0-0000-7000-8000-0000000000a1'
const team = '0197a1f0-0000-7000-8000-0000000000c1'
const season = '0197a1f0-0000-7000-8000-0000000000e1'
const repair = '0197a1f0-0000-7000-8000-0000000000d1'
const saisonWords = { event: 'saison', team: 'équipe', structure: 'structure', participant: 'bénévole' }

/** How many days people have to answer; the last one counts whole, in the season's zone. */
export const TeamsPublication = z
  .object({ answerDays: z.number().int().min(1).max(60).default(5) })
  .meta({ id: 'TeamsPublication', examples: [{ answerDays: 5 }] })

/** `moved`: their organisers offered them another place instead. */
export const PlaceStatus = z.enum(['offered', 'accepted', 'declined', 'left', 'moved']).meta({ id: 'PlaceStatus' })
export type PlaceStatus = z.output<typeof PlaceStatus>

/** `elsewhere`: not this team, but gladly another one. */
export const PlaceAnswer = z
  .object({
    answer: z.enum(['accepted', 'declined']),
    words: text(500, 0).default(''),
    elsewhere: z.boolean().default(false),
  })
  .meta({
    id: 'PlaceAnswer',
    examples: [{ answer: 'declined', words: 'Je travaille ce soir-là.', elsewhere: true }],
  })
export type PlaceAnswer = z.output<typeof PlaceAnswer>

/** A place of mine in a team, now or before. Nobody else is named. */
export const OwnPlace = z
  .object({
    teamId: Id,
    projectTitle: z.string(),
    structure: z.string(),
    season: z.object({ id: Id, slug: z.string(), name: z.string(), timeZone: z.string(), terminology: Terminology }),
    status: PlaceStatus,
    answerBy: Instant.nullable(),
    /** The moment to answer has passed. The place is still theirs until organisers give it to someone else. */
    late: z.boolean(),
    /** Whether an answer still counts: the season has not ended. */
    open: z.boolean(),
    /** Gave this place up, and would gladly have another. */
    elsewhere: z.boolean(),
    words: z.string(),
    at: Instant.nullable(),
    /** A place of the past that ended because the whole team did. */
    closed: z.boolean(),
  })
  .meta({
    id: 'OwnPlace',
    examples: [
      {
        teamId: team,
        projectTitle: 'Un jardin pour la résidence',
        structure: 'Association des locataires',
        season: {
          id: season,
          slug: 'printemps-2026',
          name: 'Saison de printemps',
          timeZone: 'Europe/Paris',
          terminology: saisonWords,
        },
        status: 'offered',
        answerBy: '2026-03-07T22:59:00.000Z',
        late: false,
        open: true,
        elsewhere: false,
        words: '',
        at: null,
        closed: false,
      },
    ],
  })
export type OwnPlace = z.output<typeof OwnPlace>

const member = {
  personId: Id,
  name: z.string(),
  status: PlaceStatus,
  words: z.string(),
}

/** A team with the answers of its people, for organisers. `vacancies`: places that nobody holds any more. */
export const TeamOffers = z
  .object({
    id: Id,
    name: z.string(),
    projectId: Id,
    structure: z.string(),
    closedAt: Instant.nullable(),
    vacancies: z.number().int(),
    members: z.array(
      z.object({ ...member, answerBy: Instant.nullable(), late: z.boolean(), answeredAt: Instant.nullable() }),
    ),
    past: z.array(z.object({ ...member, elsewhere: z.boolean(), endedAt: Instant })),
  })
  .meta({
    id: 'TeamOffers',
    examples: [
      {
        id: team,
        name: 'Un jardin pour la résidence',
        projectId: project,
        structure: 'Association des locataires',
        closedAt: null,
        vacancies: 1,
        members: [
          {
            personId: person,
            name: 'Awa Diallo',
            status: 'offered',
            words: '',
            answerBy: '2026-03-07T22:59:00.000Z',
            late: false,
            answeredAt: null,
          },
        ],
        past: [],
      },
    ],
  })

/** How the answers of a season stand. */
export const OffersSummary = z
  .object({
    accepted: z.number().int(),
    waiting: z.number().int(),
    late: z.number().int(),
    declined: z.number().int(),
    left: z.number().int(),
    vacancies: z.number().int(),
    /** Come, want a place and have none. */
    notPlaced: z.number().int(),
  })
  .meta({
    id: 'OffersSummary',
    examples: [{ accepted: 18, waiting: 4, late: 1, declined: 1, left: 0, vacancies: 1, notPlaced: 2 }],
  })

export const TeamClosing = z
  .object({ words: text(1000) })
  .meta({ id: 'TeamClosing', examples: [{ words: 'L’association a dû renoncer à son projet.' }] })

/** `weight`: points that moving someone must be worth, one point being one step of preference. Null: the usual choices only. */
export const TeamRepairDraft = z
  .object({ weight: z.number().min(0).max(1000).nullable().default(null) })
  .meta({ id: 'TeamRepairDraft', examples: [{ weight: null }] })

export const TeamRepairKind = z.enum(['few_moves', 'balance', 'best', 'asked']).meta({ id: 'TeamRepairKind' })
export type TeamRepairKind = z.output<typeof TeamRepairKind>

/**
 * `placed`: had no place. `closed`: their team's project no longer runs. `repair`: it is worth their moving; `loss` is what
 * keeping them there would cost, in points, and `breaks` the strict rules that it would break.
 */
const RepairMove = z.object({
  personId: Id,
  name: z.string(),
  from: Id.nullable(),
  to: Id.nullable(),
  why: z.enum(['placed', 'closed', 'repair']),
  loss: z.number().nullable(),
  breaks: z.array(z.string()),
})

const RepairOption = z.object({
  kinds: z.array(TeamRepairKind),
  objective: z.number(),
  proven: z.boolean(),
  /** Not everyone could be replaced: a team may go on with fewer people than asked for, rather than not at all. */
  smaller: z.boolean(),
  /** People who had a team that still runs, and change. */
  moved: z.number().int(),
  moves: z.array(RepairMove),
  /** Strict rules that would still not hold. */
  broken: z.number().int(),
  notPlaced: z.array(z.object({ personId: Id, name: z.string() })),
})

export const TeamRepairStatus = z
  .enum(['queued', 'running', 'done', 'failed', 'accepted'])
  .meta({ id: 'TeamRepairStatus' })

const exampleRepair = {
  id: repair,
  seasonId: season,
  status: 'done',
  weight: null,
  automatic: false,
  stale: false,
  createdAt: '2026-03-05T09:00:00.000Z',
  endedAt: '2026-03-05T09:00:02.000Z',
  acceptedAt: null,
  acceptedOption: null,
} as const

/** `stale`: the teams are no longer those that it was made for. */
export const TeamRepair = z
  .object({
    id: Id,
    seasonId: Id,
    status: TeamRepairStatus,
    weight: z.number().nullable(),
    automatic: z.boolean(),
    stale: z.boolean(),
    createdAt: Instant,
    endedAt: Instant.nullable(),
    acceptedAt: Instant.nullable(),
    acceptedOption: z.number().int().nullable(),
  })
  .meta({ id: 'TeamRepair', examples: [exampleRepair] })

export const TeamRepairDetails = TeamRepair.extend({
  options: z.array(RepairOption),
  projects: z.array(z.object({ id: Id, title: z.string() })),
}).meta({
  id: 'TeamRepairDetails',
  examples: [
    {
      ...exampleRepair,
      options: [
        {
          kinds: ['few_moves', 'balance', 'best'],
          objective: 97,
          proven: true,
          smaller: false,
          moved: 0,
          moves: [
            { personId: person, name: 'Awa Diallo', from: null, to: project, why: 'placed', loss: null, breaks: [] },
          ],
          broken: 0,
          notPlaced: [],
        },
      ],
      projects: [{ id: project, title: 'Un jardin pour la résidence' }],
    },
  ],
})
export type TeamRepairDetails = z.output<typeof TeamRepairDetails>

/** `option`: which of the proposal's options, from 0. */
export const TeamRepairChoice = z
  .object({ option: z.number().int().min(0).max(10), answerDays: z.number().int().min(1).max(60).default(5) })
  .meta({ id: 'TeamRepairChoice', examples: [{ option: 0, answerDays: 5 }] })

const skills = z.array(z.object({ skill: z.string(), level: z.number().int() }))

/**
 * Who could take a vacant place. `not_placed` comes already; `waiting_list` waits for a place in the season (`enrolmentId`);
 * `network` agreed to be asked from elsewhere. `fills`: wanted skills that the team lacks and the person has.
 */
export const TeamCandidate = z
  .object({
    personId: Id,
    name: z.string(),
    source: z.enum(['not_placed', 'waiting_list', 'network']),
    enrolmentId: Id.nullable(),
    category: PersonCategory.nullable(),
    skills,
    fills: z.array(z.string()),
    invited: z.enum(['sent', 'accepted', 'declined']).nullable(),
  })
  .meta({
    id: 'TeamCandidate',
    examples: [
      {
        personId: person,
        name: 'Awa Diallo',
        source: 'network',
        enrolmentId: null,
        category: null,
        skills: [{ skill: 'food.garden', level: 3 }],
        fills: ['food.garden'],
        invited: null,
      },
    ],
  })

export const TeamInvitationDraft = z.object({ personId: Id, words: text(1000, 0).default('') }).meta({
  id: 'TeamInvitationDraft',
  examples: [{ personId: person, words: 'Votre expérience nous serait précieuse.' }],
})

export const TeamInvitation = z
  .object({ id: Id, personId: Id, projectId: Id, status: z.enum(['sent', 'accepted', 'declined']), createdAt: Instant })
  .meta({
    id: 'TeamInvitation',
    examples: [
      {
        id: '0197a1f0-0000-7000-8000-0000000000b1',
        personId: person,
        projectId: project,
        status: 'sent',
        createdAt: '2026-03-05T09:00:00.000Z',
      },
    ],
  })

/** An invitation as the person invited sees it. */
export const OwnTeamInvitation = z
  .object({
    id: Id,
    season: z.object({
      id: Id,
      slug: z.string(),
      name: z.string(),
      startsOn: z.string(),
      endsOn: z.string(),
      terminology: Terminology,
    }),
    projectTitle: z.string(),
    structure: z.string(),
    words: z.string(),
    status: z.enum(['sent', 'accepted', 'declined']),
  })
  .meta({
    id: 'OwnTeamInvitation',
    examples: [
      {
        id: '0197a1f0-0000-7000-8000-0000000000b1',
        season: {
          id: season,
          slug: 'printemps-2026',
          name: 'Saison de printemps',
          startsOn: '2026-03-20',
          endsOn: '2026-05-31',
          terminology: saisonWords,
        },
        projectTitle: 'Un jardin pour la résidence',
        structure: 'Association des locataires',
        words: '',
        status: 'sent',
      },
    ],
  })

/** Saying yes enrols the person in the season: whom they are and where they come from is asked as of everyone. */
export const TeamInvitationAnswer = z
  .discriminatedUnion('answer', [
    z.object({ answer: z.literal('accepted'), category: PersonCategory, origin: text(120, 0).default('') }),
    z.object({ answer: z.literal('declined') }),
  ])
  .meta({ id: 'TeamInvitationAnswer', examples: [{ answer: 'accepted', category: 'professional', origin: '' }] })

const named = z.array(z.object({ personId: Id, name: z.string() }))

/** Wishes that a search could not count on: given after it began, never given, of people who left since, for projects since removed. */
export const RunWishes = z.object({ late: named, absent: named, withdrawn: named, dropped: z.number().int() }).meta({
  id: 'RunWishes',
  examples: [{ late: [{ personId: person, name: 'Awa Diallo' }], absent: [], withdrawn: [], dropped: 0 }],
})
