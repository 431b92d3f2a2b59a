import { z } from 'zod'
import { Cents, Id, Instant, text } from './platform.ts'

const id = '0190f3a2-7c1d-7000-8000-000000000001'

export const RankingMethod = z.enum(['raw-mean', 'z-score', 'mixed-model']).meta({ id: 'RankingMethod' })
export type RankingMethod = z.output<typeof RankingMethod>

/** Scores, `sd` and `spread` are points of 100; `aboveNext` and `inTop` are probabilities of the mixed model. */
export const RankedTeam = z
  .object({
    teamId: Id,
    teamName: z.string(),
    projectTitle: z.string(),
    rank: z.number().int(),
    score: z.number(),
    sd: z.number().nullable(),
    spread: z.number().nullable(),
    scorecards: z.number().int(),
    tiedWith: z.array(Id),
    aboveNext: z.number().nullable(),
    inTop: z.number().nullable(),
  })
  .meta({ id: 'RankedTeam' })

/** Positive severity: gives fewer points than this jury on the same work. */
export const JurorSeverity = z
  .object({
    personId: Id,
    name: z.string(),
    severity: z.number().nullable(),
    sd: z.number().nullable(),
    scorecards: z.number().int(),
  })
  .meta({ id: 'JurorSeverity' })

export const RankingWarning = z
  .object({
    code: z.enum([
      'unscored-project',
      'project-scored-once',
      'single-juror',
      'juror-with-one-scorecard',
      'juror-without-spread',
      'disconnected-design',
    ]),
    /** The team or the juror it is about, where there is one. */
    name: z.string().nullable(),
  })
  .meta({ id: 'RankingWarning' })

/** The same sent score sheets ranked by every method; `jurors` and `warnings` are the mixed model's. */
export const SeasonRanking = z
  .object({
    /** How many places count for `inTop`: one for each award, at least one. */
    top: z.number().int(),
    methods: z.array(z.object({ method: RankingMethod, ranking: z.array(RankedTeam) })),
    unscored: z.array(z.object({ teamId: Id, teamName: z.string(), projectTitle: z.string() })),
    jurors: z.array(JurorSeverity),
    warnings: z.array(RankingWarning),
  })
  .meta({
    id: 'SeasonRanking',
    examples: [
      {
        top: 1,
        methods: [
          {
            method: 'raw-mean',
            ranking: [
              {
                teamId: id,
                teamName: 'Équipe Jardin',
                projectTitle: 'Un jardin partagé',
                rank: 1,
                score: 71.5,
                sd: 3.2,
                spread: 5.5,
                scorecards: 3,
                tiedWith: [],
                aboveNext: null,
                inTop: null,
              },
            ],
          },
        ],
        unscored: [],
        jurors: [{ personId: id, name: 'Personne d’exemple', severity: 2.1, sd: 1.4, scorecards: 6 }],
        warnings: [],
      },
    ],
  })

const awardExample = { title: 'Prix du meilleur projet', amountCents: 500_000, funder: 'OPAC d’Amiens', teamId: id }

export const AwardDraft = z
  .object({
    title: text(120),
    amountCents: Cents.default(0),
    funder: text(120, 0).default(''),
    teamId: Id.nullable().default(null),
  })
  .meta({ id: 'AwardDraft', examples: [awardExample] })

export const Award = z
  .object({
    id: Id,
    seasonId: Id,
    title: z.string(),
    amountCents: z.number().int(),
    funder: z.string(),
    teamId: Id.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Award', examples: [{ id, seasonId: id, ...awardExample, createdAt: '2018-05-20T15:00:00.000Z' }] })

const order = z
  .array(Id)
  .max(300)
  .refine((ids) => new Set(ids).size === ids.length, 'A team is in the order twice.')

/** The final order; `null` takes the computed order of `method`. Where it differs from it, the reason is needed. */
export const DeliberationDraft = z
  .object({ method: RankingMethod, order: order.nullable().default(null), reason: text(4000, 0).default('') })
  .meta({
    id: 'DeliberationDraft',
    examples: [{ method: 'raw-mean', order: [id], reason: 'Le jury a tenu compte de l’engagement de la structure.' }],
  })

/** Version 0: nothing is decided yet. */
export const Deliberation = z
  .object({
    method: RankingMethod,
    order: z.array(Id).nullable(),
    reason: z.string(),
    publishedAt: Instant.nullable(),
    version: z.number().int(),
  })
  .meta({
    id: 'Deliberation',
    examples: [{ method: 'raw-mean', order: null, reason: '', publishedAt: null, version: 0 }],
  })

/** What everyone may see: neither marks nor jurors. */
export const PublicResults = z
  .object({
    seasonName: z.string(),
    publishedAt: Instant,
    places: z.array(z.object({ rank: z.number().int(), teamName: z.string(), projectTitle: z.string() })),
    awards: z.array(
      z.object({
        title: z.string(),
        amountCents: z.number().int(),
        funder: z.string(),
        teamName: z.string(),
        projectTitle: z.string(),
      }),
    ),
  })
  .meta({
    id: 'PublicResults',
    examples: [
      {
        seasonName: 'OPAC d’Amiens 2018',
        publishedAt: '2018-05-20T16:00:00.000Z',
        places: [{ rank: 1, teamName: 'Équipe Jardin', projectTitle: 'Un jardin partagé' }],
        awards: [
          {
            title: awardExample.title,
            amountCents: 500_000,
            funder: awardExample.funder,
            teamName: 'Équipe Jardin',
            projectTitle: 'Un jardin partagé',
          },
        ],
      },
    ],
  })
