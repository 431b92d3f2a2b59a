import type { Schema } from '@essor/api-client'
import { calendar, dayAt, dayFrom } from './calendar.ts'
import { demoAccounts } from './demo-accounts.ts'
import { participants } from './opac-amiens-2018/people.ts'
import { projects } from './opac-amiens-2018/projects.ts'
import { playAnnouncement } from './play-announcement.ts'
import { playBudget } from './play-budget.ts'
import { playCampaign } from './play-campaign.ts'
import { playCall, playDraft, playHelpAsked, playSubmissions } from './play-call.ts'
import { playForm } from './play-form.ts'
import { playAnswers } from './play-answers.ts'
import { playReading } from './play-reading.ts'
import { playConfidence } from './play-confidence.ts'
import { playAccompaniment, playOpenQuestion, playQuestion } from './play-mentoring.ts'
import { playInvitations, playOpening, type Team } from './play-opening.ts'
import { later, playAward, playJuryPreparation, playPitch } from './play-pitches.ts'
import { playNeeds, playPromises } from './play-promises.ts'
import { playWaitingList } from './play-places.ts'
import { playEnrolmentMoves, playEnrolments } from './play-recruitment.ts'
import { playTally } from './play-tally.ts'
import { playUntilTeams } from './play-season.ts'
import { playSites } from './play-sites.ts'
import { done, enter, type Stage } from './stage.ts'

/** A delegation that does not exist: only the event of 2018 did. */
export const inventedDelegation = {
  slug: 'vallee-claire',
  name: 'Vallée-Claire (exemple)',
  department: '80',
  timeZone: 'Europe/Paris',
}

/** A season in its last hours: teams have worked since yesterday, two have pitched, the jury is scoring. */
export async function playSeasonUnderWay(stage: Stage, team: Team, delegationId: string, now: Date): Promise<void> {
  const startsOn = dayFrom(dayAt(now), -1)
  const { seasonId, cast, people, teams } = await playUntilTeams(
    stage,
    team,
    delegationId,
    {
      slug: 'marathon-solidaire-en-cours',
      name: 'Marathon solidaire de la vallée',
      summary:
        'Deux jours ensemble, habitants, étudiants et professionnels, pour faire avancer six projets du quartier.',
      place: 'Maison des associations, Vallée-Claire',
      startsOn,
      capacity: 30,
      event: 'marathon solidaire',
    },
    {
      title: 'Mieux vivre ensemble dans la vallée',
      presentation:
        'Votre association, votre collectif ou votre immeuble a un besoin concret ? Une équipe y travaillera deux jours avec vous.',
    },
  )
  await playAccompaniment(team, cast, seasonId, teams.slice(0, 5), 'coach')
  await playWaitingList(stage, team, seasonId, {
    fullAt: calendar(startsOn)(-12, '18:00'),
    foundAt: minutesBefore(now, 300),
  })
  stage.at(minutesBefore(now, 240))
  await playEnrolmentMoves(team, people.slice(0, 21), 'checked_in')
  await playSites(team, seasonId, startsOn, people)
  await playPromises(team, seasonId, people, { startsOn, endsOn: dayFrom(startsOn, 1) })
  await playNeeds(seasonId, people)
  await playAnnouncement(team, seasonId, {
    subject: 'Le buffet est à 19 h 30',
    text: 'Merci pour cette belle journée !\n\nLe buffet de ce soir est servi à 19 h 30 dans la cour. Pensez à votre gobelet : il vous suit jusqu’à la fin.',
    onSeasonPage: true,
  })
  await playQuestion(stage, cast, teams[0]!, people, minutesBefore(now, 180), minutesBefore(now, 150))
  await playOpenQuestion(stage, teams[1]!, people, minutesBefore(now, 90))
  await playBudget(team, seasonId)
  await playTally(team, seasonId)
  await playAward(team, seasonId, { amountCents: 100_000, funder: 'Fondation Vallée-Claire (exemple)' })
  const { pitches } = await playJuryPreparation(team, seasonId)
  const startsAt = minutesBefore(now, 40)
  await playPitch(stage, team, cast.jurors, pitches[0]!, startsAt, 171)
  await playPitch(stage, team, cast.jurors.slice(1), pitches[1]!, later(startsAt, 900), 176)
}

/** A season to come: its call and its recruitment are open, and things wait for the organisers. */
export async function playSeasonToCome(stage: Stage, team: Team, delegationId: string, now: Date): Promise<void> {
  const startsOn = dayFrom(dayAt(now), 40)
  const on = calendar(startsOn)
  stage.at(on(-70, '09:00'))
  const seasonId = await playOpening(team, delegationId, {
    slug: 'prochain-marathon-solidaire',
    name: 'Prochain marathon solidaire',
    summary: 'Un week-end pour aider les associations de la vallée. Tous les métiers sont les bienvenus.',
    place: 'Lycée des Trois-Ponts, Vallée-Claire',
    startsOn,
    capacity: 40,
    event: 'marathon solidaire',
  })
  const { reviewers } = await playInvitations(stage, team, seasonId)
  await playAnswers(stage, team, seasonId, { startsOn, submitted: on(-60, '10:00'), answered: on(-42, '11:00') })
  stage.at(on(-62, '09:00'))
  await playReading(stage, team, seasonId, reviewers, {
    startsOn,
    submitted: on(-47, '10:00'),
    read: on(-43, '10:00'),
    waits: on(-41, '09:00'),
  })
  stage.at(on(-62, '10:00'))
  await playFirstCall(stage, team, seasonId, startsOn, reviewers[0]!.id)
  const call = await playCall(team, seasonId, {
    title: 'Vos projets pour la vallée',
    presentation: 'Racontez-nous ce qui manque près de chez vous. Nous vous aiderons à le préciser.',
    opens: { day: dayFrom(startsOn, -60), hour: '09:00' },
    closes: { day: dayFrom(startsOn, -30), hour: '23:59' },
  })
  stage.at(minutesBefore(now, 24 * 60))
  await playForm(team, call.id)
  await playConfidence(team, call.id, await playSubmissions(stage, call.id, projects.slice(2, 5)))
  const holder = await enter(stage, projects[0]!.holder)
  await playHelpAsked(holder, await playDraft(holder, call.id, projects[0]!))
  await playEnrolments(stage, seasonId, participants.slice(1, 9))
  await playCampaign(stage, team, { seasonId, startsOn })
}

/** A first call, closed since: one file is being read, another waits for a reader. */
async function playFirstCall(
  stage: Stage,
  team: Team,
  seasonId: string,
  startsOn: string,
  reviewerId: string,
): Promise<void> {
  const call = await playCall(team, seasonId, {
    title: 'Premières idées de la vallée',
    presentation: 'Un premier tour pour les structures qui ont déjà une idée précise.',
    opens: { day: dayFrom(startsOn, -60), hour: '09:00' },
    closes: { day: dayFrom(startsOn, -42), hour: '23:59' },
  })
  stage.at(calendar(startsOn)(-45, '10:00'))
  const [first] = await playSubmissions(stage, call.id, projects.slice(5, 7))
  stage.at(calendar(startsOn)(-41, '10:00'))
  done(
    await team.organiser.client.PUT('/api/v1/submissions/{submissionId}/reviewers/{personId}', {
      params: { path: { submissionId: first!.id, personId: reviewerId } },
    }),
  )
  await playLateFiles(team, call, startsOn)
}

/** What the closed call says, and a code for those who were cut off. */
async function playLateFiles(
  { organiser: { client } }: Team,
  { id: callId, title, presentation, version }: Schema<'Call'>,
  startsOn: string,
): Promise<void> {
  done(
    await client.PUT('/api/v1/calls/{callId}/settings', {
      params: { path: { callId }, header: { 'If-Match': `"${version}"` } },
      body: {
        title,
        presentation,
        closingMessage: 'Merci pour vos idées ! Les réponses partiront un mois avant le premier jour.',
        graceMinutes: 0,
        editableAfterClose: 'presentation',
        confirmDays: 7,
      },
    }),
  )
  done(
    await client.POST('/api/v1/calls/{callId}/access-codes', {
      params: { path: { callId } },
      body: { uses: 5, expires: { day: dayFrom(startsOn, -20), hour: '18:00' }, note: 'Panne d’internet à la mairie' },
    }),
  )
}

/** Those whom a visitor may try get the password that the sign-in page shows. */
export async function playPasswords(stage: Stage): Promise<void> {
  for (const { email, name, password } of demoAccounts) {
    const { client } = await enter(stage, { email, name })
    done(await client.PUT('/api/v1/me/password', { body: { newPassword: password } }))
  }
}

const minutesBefore = (now: Date, minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString()
