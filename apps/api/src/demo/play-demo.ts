import { calendar, dayFrom } from './calendar.ts'
import { playCall, playDecisions, playReviews, playSubmissions } from './play-call.ts'
import { playFoundation, playInvitations, playOpening } from './play-opening.ts'
import { playEnrolmentMoves, playEnrolments } from './play-recruitment.ts'
import type { Stage } from './stage.ts'

/** Plays the demo up to today. */
export async function playDemo(stage: Stage): Promise<void> {
  const startsOn = '2018-05-19'
  const on = calendar(startsOn)
  stage.at(on(-75, '09:00'))
  const team = await playFoundation(stage)
  const seasonId = await playOpening(team, team.delegationId, {
    slug: 'opac-amiens-2018',
    name: 'Marathon digital de l’OPAC d’Amiens',
    summary: 'Deux jours pour imaginer de nouveaux services aux locataires.',
    place: 'Amiens',
    startsOn,
    capacity: 24,
    event: 'marathon digital',
  })
  const cast = await playInvitations(stage, team, seasonId)
  const call = await playCall(team, seasonId, {
    title: 'Quels nouveaux services pour les locataires ?',
    presentation:
      'Vous avez un besoin ou une idée pour mieux vivre dans nos résidences ? Racontez-le : une équipe y travaillera deux jours.',
    opens: { day: dayFrom(startsOn, -60), hour: '09:00' },
    closes: { day: dayFrom(startsOn, -30), hour: '23:59' },
  })
  stage.at(on(-45, '10:00'))
  const submissions = await playSubmissions(stage, call.id)
  stage.at(on(-25, '10:00'))
  await playReviews(team, call, cast.reviewers, submissions)
  await playDecisions(team, call.id, submissions, 6)
  stage.at(on(-20, '10:00'))
  const people = await playEnrolments(stage, seasonId)
  await playEnrolmentMoves(team, people, 'confirmed')
}
