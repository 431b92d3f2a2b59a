import type { Schema } from '@essor/api-client'
import { calendar } from '../calendar.ts'
import { playAccompaniment, playQuestion, type Question } from '../play-mentoring.ts'
import { playEnd, type Team } from '../play-opening.ts'
import { later, playAward, playJuryPreparation, playPitch, playResults } from '../play-pitches.ts'
import { playEnrolmentMoves } from '../play-recruitment.ts'
import { playUntilTeams, type FormedSeason } from '../play-season.ts'
import type { Stage } from '../stage.ts'

const startsOn = '2018-05-19'

/** Shorter than three minutes, as the source tells; how much shorter is ours. */
const pitchSeconds = [172, 165, 178, 151, 169, 174]

export interface PlayedSeason extends FormedSeason {
  question: Question
  session: Schema<'PitchSessionDetails'>
  ranking: Schema<'RankedTeam'>[]
}

/** From its opening to its six teams, each step as the person who would do it and on its day. */
export const playOpacUntilTeams = (stage: Stage, team: Team, delegationId: string): Promise<FormedSeason> =>
  playUntilTeams(
    stage,
    team,
    delegationId,
    {
      slug: 'opac-amiens-2018',
      name: 'Marathon digital 2018',
      summary: 'Deux jours pour imaginer, avec les locataires, de nouveaux services dans le logement social.',
      place: 'Amiens',
      startsOn,
      capacity: 24,
      event: 'marathon digital',
    },
    {
      title: 'Quels nouveaux services pour les locataires ?',
      presentation:
        'Vous avez un besoin, ou une idée pour mieux vivre dans nos résidences ? Racontez-le avec vos mots : une équipe de bénévoles y travaillera pendant deux jours.',
    },
  )

/** The whole event, from its opening to its prize. */
export async function playOpacAmiens2018(stage: Stage, team: Team, delegationId: string): Promise<PlayedSeason> {
  const on = calendar(startsOn)
  const formed = await playOpacUntilTeams(stage, team, delegationId)
  const { seasonId, cast, people, teams } = formed
  await playAccompaniment(team, cast, seasonId, teams, 'mentor')
  stage.at(on(0, '08:45'))
  await playEnrolmentMoves(team, people, 'checked_in')
  const question = await playQuestion(stage, cast, teams[0]!, people, on(0, '14:00'), on(0, '14:25'))
  const award = await playAward(team, seasonId, { amountCents: 500_000, funder: 'OPAC d’Amiens' })
  const session = await playJuryPreparation(team, seasonId)
  for (const [index, pitch] of session.pitches.entries()) {
    await playPitch(stage, team, cast.jurors, pitch, later(on(1, '15:00'), index * 600), pitchSeconds[index % 6]!)
  }
  stage.at(on(1, '18:00'))
  const ranking = await playResults(team, seasonId, session.id, award)
  await playEnd(team, seasonId)
  return { ...formed, question, session, ranking }
}
