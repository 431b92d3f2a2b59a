import type { Schema } from '@essor/api-client'
import { calendar, dayFrom } from '../calendar.ts'
import { playCall, playDecisions, playReviews, playSubmissions, type Submission } from '../play-call.ts'
import { playAccompaniment, playQuestion, type Question } from '../play-mentoring.ts'
import { playEnd, playInvitations, playOpening, type Cast, type Team } from '../play-opening.ts'
import { later, playAward, playJuryPreparation, playPitch, playResults } from '../play-pitches.ts'
import { playEnrolmentMoves, playEnrolments, type Participant } from '../play-recruitment.ts'
import { playPreferences, playTeams } from '../play-teams.ts'
import type { Stage } from '../stage.ts'

const startsOn = '2018-05-19'

/** Shorter than three minutes, as the source tells; how much shorter is ours. */
const pitchSeconds = [172, 165, 178, 151, 169, 174]

export interface PlayedSeason {
  seasonId: string
  call: Schema<'Call'>
  cast: Cast
  submissions: Submission[]
  people: Participant[]
  teams: Schema<'Team'>[]
  question: Question
  session: Schema<'PitchSessionDetails'>
  ranking: Schema<'RankedTeam'>[]
}

/** The whole event, from its opening to its prize, each step as the person who would do it and on its day. */
export async function playOpacAmiens2018(stage: Stage, team: Team, delegationId: string): Promise<PlayedSeason> {
  const on = calendar(startsOn)
  stage.at(on(-70, '09:00'))
  const seasonId = await playOpening(team, delegationId, {
    slug: 'opac-amiens-2018',
    name: 'Marathon digital 2018',
    summary: 'Deux jours pour imaginer, avec les locataires, de nouveaux services dans le logement social.',
    place: 'Amiens',
    startsOn,
    capacity: 24,
    event: 'marathon digital',
  })
  const cast = await playInvitations(stage, team, seasonId)
  const call = await playCall(team, seasonId, {
    title: 'Quels nouveaux services pour les locataires ?',
    presentation:
      'Vous avez un besoin, ou une idée pour mieux vivre dans nos résidences ? Racontez-le avec vos mots : une équipe de bénévoles y travaillera pendant deux jours.',
    opens: { day: dayFrom(startsOn, -60), hour: '09:00' },
    closes: { day: dayFrom(startsOn, -30), hour: '23:59' },
  })
  stage.at(on(-40, '10:00'))
  const submissions = await playSubmissions(stage, call.id)
  const people = await playEnrolments(stage, seasonId)
  stage.at(on(-25, '10:00'))
  await playReviews(team, call, cast.reviewers, submissions)
  await playDecisions(team, call.id, submissions, 6)
  stage.at(on(-15, '10:00'))
  await playEnrolmentMoves(team, people, 'confirmed')
  await playPreferences(people, seasonId)
  stage.at(on(-5, '10:00'))
  const teams = await playTeams(stage, team, seasonId)
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
  return { seasonId, call, cast, submissions, people, teams, question, session, ranking }
}
