import { z } from 'zod'
import { Id, Instant, PageQuery, text } from './platform.ts'
import { skillFamilies, SkillCode } from './skills.ts'

const season = '0197a0c0-0000-7000-8000-000000000001'
const team = '0197a0c0-0000-7000-8000-000000000002'
const person = '0197a0c0-0000-7000-8000-000000000003'
const question = '0197a0c0-0000-7000-8000-000000000004'
const noon = '2018-05-19T12:00:00.000Z'

/** The channel that a question is asked in: a family of the taxonomy of skills. */
export const HelpChannel = z
  .enum(skillFamilies.map(({ code }) => code) as [string, ...string[]])
  .meta({ id: 'HelpChannel', examples: ['law'] })

/** What someone answers on: a whole family, or one skill of it. */
export const MentorField = z
  .union([HelpChannel, SkillCode])
  .meta({ id: 'MentorField', examples: ['law', 'money.model'] })

/** A coach follows one team all along; a mentor brings a skill. */
export const MentorRole = z.enum(['coach', 'mentor']).meta({ id: 'MentorRole', examples: ['coach'] })
export type MentorRole = z.output<typeof MentorRole>

export const MentorFields = z
  .object({ fields: z.array(MentorField).max(40) })
  .meta({ id: 'MentorFields', examples: [{ fields: ['law', 'money.model'] }] })

/** Someone whose role lets them accompany the teams of a season. */
export const Mentor = z
  .object({
    personId: Id,
    name: z.string(),
    roles: z.array(MentorRole),
    fields: z.array(MentorField),
    teamCount: z.number().int(),
  })
  .meta({
    id: 'Mentor',
    examples: [{ personId: person, name: 'Claire Dubois', roles: ['mentor'], fields: ['law'], teamCount: 2 }],
  })

export const MentorQuery = PageQuery.extend({
  /** Part of the name. */
  search: text(80, 0).optional(),
})

export const TeamMentor = z
  .object({ teamId: Id, personId: Id, name: z.string(), role: MentorRole })
  .meta({ id: 'TeamMentor', examples: [{ teamId: team, personId: person, name: 'Claire Dubois', role: 'coach' }] })

export const MentorAssignment = z
  .object({ personId: Id, role: MentorRole })
  .meta({ id: 'MentorAssignment', examples: [{ personId: person, role: 'coach' }] })

/** A team of the season, and who accompanies it. */
export const AccompaniedTeam = z
  .object({
    teamId: Id,
    name: z.string(),
    projectTitle: z.string(),
    memberCount: z.number().int(),
    mentors: z.array(TeamMentor),
    waitingCount: z.number().int().describe('Questions of this team that nobody has answered yet.'),
  })
  .meta({
    id: 'AccompaniedTeam',
    examples: [
      {
        teamId: team,
        name: 'Équipe Jardin',
        projectTitle: 'Un jardin pour la résidence',
        memberCount: 4,
        mentors: [{ teamId: team, personId: person, name: 'Claire Dubois', role: 'coach' }],
        waitingCount: 1,
      },
    ],
  })

export const AccompaniedTeamQuery = PageQuery.extend({
  coach: z.enum(['missing', 'present']).optional(),
})

export const MentoringSummary = z
  .object({
    teamCount: z.number().int(),
    teamsWithoutCoach: z.number().int(),
    waiting: z.number().int().describe('Questions that nobody has answered yet.'),
    waitingTooLong: z.number().int(),
    answered: z.number().int().describe('Questions that were answered at least once.'),
    medianResponseSeconds: z.number().int().nullable().describe('From the question to its first answer.'),
  })
  .meta({
    id: 'MentoringSummary',
    examples: [
      { teamCount: 6, teamsWithoutCoach: 1, waiting: 3, waitingTooLong: 1, answered: 8, medianResponseSeconds: 2400 },
    ],
  })

export const HelpStatus = z
  .enum(['open', 'claimed', 'answered', 'closed', 'cancelled'])
  .meta({ id: 'HelpStatus', examples: ['open'] })
export type HelpStatus = z.output<typeof HelpStatus>

/** How long a question has been waiting, against what this kind of season allows. */
export const Waiting = z.enum(['fresh', 'late', 'overdue']).meta({ id: 'Waiting', examples: ['late'] })
export type Waiting = z.output<typeof Waiting>

/** What can be done with a question. */
export const HelpMove = z
  .enum(['claim', 'release', 'answer', 'close', 'reopen', 'cancel', 'write'])
  .meta({ id: 'HelpMove', examples: ['claim'] })
export type HelpMove = z.output<typeof HelpMove>

const draftExample = {
  channel: 'law',
  title: 'Association ou coopérative ?',
  text: 'Nous hésitons entre deux statuts pour le jardin partagé. Que choisir ?',
  talkWish: 'En visio, jeudi après 18 h',
}

export const HelpRequestDraft = z
  .object({
    channel: HelpChannel,
    title: text(120),
    text: text(4000),
    /** When and how the team would like to talk; empty when writing will do. */
    talkWish: text(200, 0).default(''),
  })
  .meta({ id: 'HelpRequestDraft', examples: [draftExample] })

const requestExample = {
  id: question,
  seasonId: season,
  teamId: team,
  teamName: 'Équipe Jardin',
  ...draftExample,
  status: 'open',
  askedAt: noon,
  askedByName: 'Amina Diallo',
  waitingSince: noon,
  waiting: 'fresh',
  claimedById: null,
  claimedByName: null,
  firstAnsweredAt: null,
}

export const HelpRequest = z
  .object({
    id: Id,
    seasonId: Id,
    teamId: Id,
    teamName: z.string(),
    channel: HelpChannel,
    title: z.string(),
    text: z.string(),
    talkWish: z.string(),
    status: HelpStatus,
    askedAt: Instant,
    askedByName: z.string().nullable(),
    waitingSince: Instant,
    waiting: Waiting.nullable().describe('Null once answered, closed or cancelled.'),
    claimedById: Id.nullable(),
    claimedByName: z.string().nullable(),
    firstAnsweredAt: Instant.nullable(),
  })
  .meta({ id: 'HelpRequest', examples: [requestExample] })

/** A question, with what the person reading it may do with it now. */
export const HelpRequestDetails = HelpRequest.extend({
  seasonName: z.string(),
  timeZone: z.string(),
  moves: z.array(HelpMove),
}).meta({
  id: 'HelpRequestDetails',
  examples: [{ ...requestExample, seasonName: 'OPAC d’Amiens', timeZone: 'Europe/Paris', moves: ['claim'] }],
})

export const HelpRequestQuery = PageQuery.extend({
  status: HelpStatus.optional(),
  channel: HelpChannel.optional(),
  /** Whether the question is in one of my own fields. */
  mine: z.enum(['true', 'false']).optional(),
  /** Only those that I took on. */
  claimed: z.literal('by_me').optional(),
  /** Only those that nobody has answered yet. */
  unanswered: z.literal('true').optional(),
})

/** A channel of the season: what waits in it, and how many people answer there. */
export const HelpChannelState = z
  .object({
    channel: HelpChannel,
    open: z.number().int(),
    mentorCount: z.number().int(),
    mine: z.boolean(),
  })
  .meta({ id: 'HelpChannelState', examples: [{ channel: 'law', open: 2, mentorCount: 1, mine: true }] })

export const HelpText = z
  .object({ text: text(4000) })
  .meta({ id: 'HelpText', examples: [{ text: 'Une association suffit pour commencer.' }] })

export const HelpEnd = z
  .object({ move: z.enum(['close', 'reopen', 'cancel']) })
  .meta({ id: 'HelpEnd', examples: [{ move: 'close' }] })

export const HelpMessage = z
  .object({
    id: Id,
    authorName: z.string().nullable(),
    side: z.enum(['team', 'mentor', 'organiser']),
    isAnswer: z.boolean(),
    text: z.string(),
    writtenAt: Instant,
  })
  .meta({
    id: 'HelpMessage',
    examples: [
      {
        id: question,
        authorName: 'Claire Dubois',
        side: 'mentor',
        isAnswer: true,
        text: 'Une association suffit pour commencer.',
        writtenAt: noon,
      },
    ],
  })

/** A team that I am a member of, and who accompanies it. */
export const OwnTeamHelp = z
  .object({
    teamId: Id,
    teamName: z.string(),
    seasonId: Id,
    seasonName: z.string(),
    timeZone: z.string(),
    mentors: z.array(TeamMentor),
  })
  .meta({
    id: 'OwnTeamHelp',
    examples: [
      {
        teamId: team,
        teamName: 'Équipe Jardin',
        seasonId: season,
        seasonName: 'OPAC d’Amiens',
        timeZone: 'Europe/Paris',
        mentors: [{ teamId: team, personId: person, name: 'Claire Dubois', role: 'coach' }],
      },
    ],
  })

/** A season that I accompany. */
export const OwnMentoring = z
  .object({
    seasonId: Id,
    seasonName: z.string(),
    timeZone: z.string(),
    fields: z.array(MentorField),
    teams: z.array(z.object({ teamId: Id, name: z.string(), role: MentorRole })),
  })
  .meta({
    id: 'OwnMentoring',
    examples: [
      {
        seasonId: season,
        seasonName: 'OPAC d’Amiens',
        timeZone: 'Europe/Paris',
        fields: ['law'],
        teams: [{ teamId: team, name: 'Équipe Jardin', role: 'coach' }],
      },
    ],
  })
