import { z } from 'zod'
import { Id, Instant, LocalDay, PageQuery, text } from './platform.ts'
import { SeasonStatus, Terminology } from './seasons.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const draft = {
  unit: 'evening',
  amount: 2,
  rhythm: 'per_week',
  startsOn: '2026-04-01',
  endsOn: '2026-05-31',
  note: 'Le mardi et le jeudi, après 18 h 30',
}
const promise = {
  id,
  seasonId: id,
  period: 'season',
  ...draft,
  minutes: 3060,
  status: 'promised',
  version: 1,
}
const given = { day: '2026-04-07', minutes: 180, note: 'Visite du jardin' }
const givenTime = {
  id,
  seasonId: id,
  personId: id,
  ...given,
  status: 'to_confirm',
  contestReason: '',
  recordedByName: 'Hugo Lemaire',
  recordedByMe: false,
  createdAt: '2026-04-07T20:00:00.000Z',
}
const sums = { promisedMinutes: 3060, followUpMinutes: 0, confirmedMinutes: 1260, unconfirmedMinutes: 180 }
const words = { event: 'saison', team: 'équipe', structure: 'structure', participant: 'bénévole' }

const minutes = z.number().int().min(0)

export const PromiseUnit = z.enum(['day', 'evening', 'hour']).meta({ id: 'PromiseUnit' })
export type PromiseUnit = z.output<typeof PromiseUnit>

/** So many in all, or so many each week. */
export const PromiseRhythm = z.enum(['total', 'per_week']).meta({ id: 'PromiseRhythm' })
export type PromiseRhythm = z.output<typeof PromiseRhythm>

/** `asked`: the season is over, and the person was asked whether they go on. */
export const PromiseStatus = z
  .enum(['promised', 'asked', 'renewed', 'released', 'withdrawn'])
  .meta({ id: 'PromiseStatus' })
export type PromiseStatus = z.output<typeof PromiseStatus>

/** A promise for the days of the season, or for the time after it. */
export const PromisePeriod = z.enum(['season', 'follow_up']).meta({ id: 'PromisePeriod' })
export type PromisePeriod = z.output<typeof PromisePeriod>

/** Blocks of time that someone promises. A weekly rhythm needs a week at least. */
export const PromiseDraft = z
  .object({
    unit: PromiseUnit,
    amount: z.number().int().min(1).max(9_999),
    rhythm: PromiseRhythm,
    startsOn: LocalDay,
    endsOn: LocalDay,
    note: text(200, 0).default(''),
  })
  .meta({ id: 'PromiseDraft', examples: [draft] })
export type PromiseDraft = z.output<typeof PromiseDraft>

/** `minutes` is what it adds up to: a day counts seven hours, an evening three. */
export const TimePromise = z
  .object({
    id: Id,
    seasonId: Id,
    period: PromisePeriod,
    unit: PromiseUnit,
    amount: z.number().int(),
    rhythm: PromiseRhythm,
    startsOn: z.string(),
    endsOn: z.string(),
    note: z.string(),
    minutes,
    status: PromiseStatus,
    version: z.number().int(),
  })
  .meta({ id: 'TimePromise', examples: [promise] })

/** What someone answers when the season is over: to be thanked and released, or to promise more. */
export const FarewellAnswer = z
  .discriminatedUnion('to', [
    z.object({ to: z.literal('released') }),
    z.object({ to: z.literal('renewed'), promise: PromiseDraft }),
  ])
  .meta({
    id: 'FarewellAnswer',
    examples: [
      {
        to: 'renewed',
        promise: { ...draft, amount: 1, startsOn: '2026-06-01', endsOn: '2026-08-31', note: '' },
      },
    ],
  })
export type FarewellAnswer = z.output<typeof FarewellAnswer>

/** Minutes given on one local day of the season. */
export const GivenTimeDraft = z
  .object({ day: LocalDay, minutes: z.number().int().min(5).max(1_440), note: text(200, 0).default('') })
  .meta({ id: 'GivenTimeDraft', examples: [given] })
export type GivenTimeDraft = z.output<typeof GivenTimeDraft>

/** What others recorded waits until the person says that it is so. */
export const GivenTimeStatus = z.enum(['to_confirm', 'confirmed', 'contested']).meta({ id: 'GivenTimeStatus' })

/** `recordedByName` is null where that person has left Essor. */
export const GivenTime = z
  .object({
    id: Id,
    seasonId: Id,
    personId: Id,
    day: z.string(),
    minutes,
    note: z.string(),
    status: GivenTimeStatus,
    contestReason: z.string(),
    recordedByName: z.string().nullable(),
    recordedByMe: z.boolean(),
    createdAt: Instant,
  })
  .meta({ id: 'GivenTime', examples: [givenTime] })

export const GivenTimeContest = z
  .object({ reason: text(300) })
  .meta({ id: 'GivenTimeContest', examples: [{ reason: 'Je n’étais pas là ce soir-là.' }] })

const Sums = z.object({
  promisedMinutes: minutes,
  followUpMinutes: minutes,
  confirmedMinutes: minutes,
  unconfirmedMinutes: minutes,
})

/** `mayPromise`: new promises are taken. `mayAnswer`: the time has come to go on or to be released. */
export const OwnSeasonTime = Sums.extend({
  seasonId: Id,
  seasonName: z.string(),
  seasonSlug: z.string(),
  seasonStatus: SeasonStatus,
  startsOn: z.string(),
  endsOn: z.string(),
  timeZone: z.string(),
  terminology: Terminology,
  mayPromise: z.boolean(),
  mayAnswer: z.boolean(),
  answerBy: Instant.nullable(),
  promises: z.array(TimePromise),
  toConfirm: z.array(GivenTime),
}).meta({
  id: 'OwnSeasonTime',
  examples: [
    {
      ...sums,
      seasonId: id,
      seasonName: 'Saison de printemps',
      seasonSlug: 'printemps-2026',
      seasonStatus: 'published',
      startsOn: '2026-04-01',
      endsOn: '2026-05-31',
      timeZone: 'Europe/Paris',
      terminology: words,
      mayPromise: true,
      mayAnswer: false,
      answerBy: null,
      promises: [promise],
      toConfirm: [givenTime],
    },
  ],
})

/** What one person promised and gave, as organisers see it. */
export const PersonTime = Sums.extend({ personId: Id, personName: z.string(), promises: z.array(TimePromise) }).meta({
  id: 'PersonTime',
  examples: [{ ...sums, personId: id, personName: 'Camille Martin', promises: [promise] }],
})

export const PersonTimeQuery = PageQuery.extend({ status: PromiseStatus.optional() })

/** `people` have promised something; `waiting` of them were asked and have not answered yet. Weeks begin on Monday. */
export const PromisesSummary = Sums.extend({
  people: minutes,
  renewals: minutes,
  released: minutes,
  waiting: minutes,
  askedAt: Instant.nullable(),
  answerBy: Instant.nullable(),
  weeks: z.array(
    z.object({
      startsOn: z.string(),
      promisedMinutes: minutes,
      confirmedMinutes: minutes,
      unconfirmedMinutes: minutes,
    }),
  ),
}).meta({
  id: 'PromisesSummary',
  examples: [
    {
      ...sums,
      people: 12,
      renewals: 3,
      released: 7,
      waiting: 2,
      askedAt: '2026-05-31T19:00:00.000Z',
      answerBy: '2026-06-14T22:00:00.000Z',
      weeks: [{ startsOn: '2026-03-30', promisedMinutes: 360, confirmedMinutes: 180, unconfirmedMinutes: 0 }],
    },
  ],
})
export type PromisesSummary = z.output<typeof PromisesSummary>

/** How many would be asked whether they go on, and the mail that each would get. `mayAsk`: the last day has come. */
export const FarewellPreview = z
  .object({ people: minutes, mayAsk: z.boolean(), subject: z.string(), text: z.string() })
  .meta({
    id: 'FarewellPreview',
    examples: [{ people: 12, mayAsk: true, subject: 'Merci ! Et après ? : Saison de printemps', text: 'Bonjour, …' }],
  })

/** Whoever has not answered after so many days is thanked and released. */
export const FarewellDraft = z
  .object({ days: z.number().int().min(1).max(60).default(14) })
  .meta({ id: 'FarewellDraft', examples: [{ days: 14 }] })

export const Farewell = z.object({ seasonId: Id, askedAt: Instant, answerBy: Instant, people: minutes }).meta({
  id: 'Farewell',
  examples: [{ seasonId: id, askedAt: '2026-05-31T19:00:00.000Z', answerBy: '2026-06-14T22:00:00.000Z', people: 12 }],
})

/** What the people of a team promised and gave together. */
export const TeamTime = Sums.extend({ teamId: Id, people: minutes }).meta({
  id: 'TeamTime',
  examples: [{ ...sums, teamId: id, people: 4 }],
})
