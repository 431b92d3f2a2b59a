import type { Schema } from '@essor/api-client'
import { calendar, dayFrom } from './calendar.ts'
import { playCall, playDecisions, playReviews, playSubmissions, type Submission } from './play-call.ts'
import { playInvitations, playOpening, type Cast, type SeasonPlan, type Team } from './play-opening.ts'
import { playEnrolmentMoves, playEnrolments, type Participant } from './play-recruitment.ts'
import { playPreferences, playTeams, playYes } from './play-teams.ts'
import type { Stage } from './stage.ts'

export interface FormedSeason {
  seasonId: string
  call: Schema<'Call'>
  cast: Cast
  submissions: Submission[]
  people: Participant[]
  teams: Schema<'Team'>[]
}

/** From the opening to six published teams, each step on the day that the 48-hour preset gives it. */
export async function playUntilTeams(
  stage: Stage,
  team: Team,
  delegationId: string,
  plan: SeasonPlan,
  words: { title: string; presentation: string },
): Promise<FormedSeason> {
  const on = calendar(plan.startsOn)
  stage.at(on(-70, '09:00'))
  const seasonId = await playOpening(team, delegationId, plan)
  const cast = await playInvitations(stage, team, seasonId)
  const call = await playCall(team, seasonId, {
    ...words,
    opens: { day: dayFrom(plan.startsOn, -60), hour: '09:00' },
    closes: { day: dayFrom(plan.startsOn, -30), hour: '23:59' },
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
  await playYes(people, teams)
  return { seasonId, call, cast, submissions, people, teams }
}
