import type { Schema } from '@essor/api-client'
import type { Team } from './play-opening.ts'
import { done, type Player, type Stage } from './stage.ts'

const criteria = [
  {
    id: 'utilite',
    label: 'Utilité pour les locataires',
    description: 'Qui vit mieux grâce à ce service, et combien de personnes ?',
    weight: 3,
    max: 10,
  },
  {
    id: 'faisabilite',
    label: 'Faisabilité',
    description: 'Le bailleur peut-il le mettre en place dans l’année ?',
    weight: 2,
    max: 10,
  },
  {
    id: 'pitch',
    label: 'Clarté du pitch',
    description: 'A-t-on compris le besoin et la réponse en trois minutes ?',
    weight: 1,
    max: 10,
  },
]

/** The rubric, the prize, and a session of pitches of three minutes with every team in its running order. */
export async function playJuryPreparation(
  { organiser: { client } }: Team,
  seasonId: string,
): Promise<Schema<'PitchSessionDetails'>> {
  const params = { path: { seasonId } }
  done(
    await client.PUT('/api/v1/seasons/{seasonId}/rubric', {
      params: { ...params, header: { 'If-Match': '"0"' } },
      body: { criteria, tieBreaks: [{ by: 'criterion', criterion: 'utilite' }, { by: 'first-places' }] },
    }),
  )
  const session = done(
    await client.POST('/api/v1/seasons/{seasonId}/pitch-sessions', {
      params,
      body: {
        title: 'Pitchs devant le jury',
        place: 'Grande salle',
        durationSeconds: 180,
        warningSeconds: 60,
        dangerSeconds: 15,
      },
    }),
  )
  const sessionParams = { path: { sessionId: session.id } }
  done(await client.POST('/api/v1/pitch-sessions/{sessionId}/teams', { params: sessionParams }))
  return done(await client.GET('/api/v1/pitch-sessions/{sessionId}', { params: sessionParams }))
}

export async function playAward(
  { organiser: { client } }: Team,
  seasonId: string,
  prize: { amountCents: number; funder: string },
): Promise<Schema<'Award'>> {
  return done(
    await client.POST('/api/v1/seasons/{seasonId}/awards', {
      params: { path: { seasonId } },
      body: { title: 'Prix du meilleur projet', ...prize, teamId: null },
    }),
  )
}

/** A pitch of so many seconds by the clock, then the score sheets of the jury. */
export async function playPitch(
  stage: Stage,
  { organiser: { client } }: Team,
  jurors: Player[],
  pitch: Schema<'Pitch'>,
  startsAt: string,
  seconds: number,
): Promise<void> {
  const params = { path: { pitchId: pitch.id } }
  stage.at(startsAt)
  done(await client.POST('/api/v1/pitches/{pitchId}/status', { params, body: { to: 'running' } }))
  stage.at(later(startsAt, seconds))
  done(await client.POST('/api/v1/pitches/{pitchId}/status', { params, body: { to: 'done' } }))
  for (const [index, juror] of jurors.entries()) await playScorecard(juror, pitch, index)
}

/** Marks are ours: they fall with the running order, and the second juror is the harshest. */
async function playScorecard(
  { client }: Player,
  { id: pitchId, position }: Schema<'Pitch'>,
  juror: number,
): Promise<void> {
  const base = 9 - position * 0.6 - (juror === 1 ? 2 : 0)
  const mark = (shift: number) => Math.max(0, Math.min(10, Math.round(base + shift)))
  const body = {
    marks: { utilite: mark(0), faisabilite: mark(juror % 2 ? 0.4 : -0.4), pitch: mark(0.6 - (juror % 3) * 0.5) },
    comment: '',
  }
  done(
    await client.POST('/api/v1/pitches/{pitchId}/scorecard/send', {
      params: { path: { pitchId }, header: { 'If-Match': '"0"' } },
      body,
    }),
  )
}

/** Scoring closes, the jury keeps the order that was computed, the first team gets the prize, and all is published in one act. */
export async function playResults(
  { organiser: { client } }: Team,
  seasonId: string,
  sessionId: string,
  award: Schema<'Award'>,
): Promise<Schema<'RankedTeam'>[]> {
  const params = { path: { seasonId } }
  done(
    await client.POST('/api/v1/pitch-sessions/{sessionId}/scoring', {
      params: { path: { sessionId } },
      body: { to: 'closed' },
    }),
  )
  const { methods } = done(await client.GET('/api/v1/seasons/{seasonId}/ranking', { params }))
  const { ranking } = methods.find(({ method }) => method === 'mixed-model')!
  const { title, amountCents, funder } = award
  done(
    await client.PUT('/api/v1/awards/{awardId}', {
      params: { path: { awardId: award.id } },
      body: { title, amountCents, funder, teamId: ranking[0]!.teamId },
    }),
  )
  done(
    await client.PUT('/api/v1/seasons/{seasonId}/deliberation', {
      params: { ...params, header: { 'If-Match': '"0"' } },
      body: { method: 'mixed-model', order: null, reason: '' },
    }),
  )
  done(await client.POST('/api/v1/seasons/{seasonId}/results/publish', { params }))
  return ranking
}

export const later = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString()
