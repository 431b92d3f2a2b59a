import type { Schema } from '@essor/api-client'
import { mentors as scenarioMentors } from './opac-amiens-2018/people.ts'
import type { Cast, Team } from './play-opening.ts'
import type { Participant } from './play-recruitment.ts'
import { membersOf } from './play-teams.ts'
import { done, type Stage } from './stage.ts'

/** Mentors say what they answer on, and the organiser gives each team one of them, to advise it or to follow it all along. */
export async function playAccompaniment(
  { organiser }: Team,
  { mentors }: Cast,
  seasonId: string,
  teams: Schema<'Team'>[],
  role: Schema<'MentorRole'>,
): Promise<void> {
  for (const [index, mentor] of mentors.entries()) {
    done(
      await mentor.client.PUT('/api/v1/seasons/{seasonId}/mentors/me/fields', {
        params: { path: { seasonId } },
        body: { fields: scenarioMentors[index]!.families },
      }),
    )
  }
  for (const [index, { id: teamId }] of teams.entries()) {
    done(
      await organiser.client.POST('/api/v1/teams/{teamId}/mentors', {
        params: { path: { teamId } },
        body: { personId: mentors[index % mentors.length]!.id, role },
      }),
    )
  }
}

export interface Question {
  id: string
  asker: Participant
  mentor: Cast['mentors'][number]
}

/** A team asks in the housing channel; a mentor of that field takes the question and answers. */
export async function playQuestion(
  stage: Stage,
  { mentors }: Cast,
  team: Schema<'Team'>,
  people: Participant[],
  askedAt: string,
  answeredAt: string,
): Promise<Question> {
  const asker = membersOf(team, people)[0]!
  const mentor = mentors[0]!
  stage.at(askedAt)
  const { id } = done(
    await asker.client.POST('/api/v1/teams/{teamId}/help-requests', {
      params: { path: { teamId: team.id } },
      body: {
        channel: 'housing',
        title: 'Qui peut afficher dans un hall ?',
        text: 'Nous aimerions poser un tableau d’entraide dans le hall. À qui faut-il le demander ?',
        talkWish: '',
      },
    }),
  )
  stage.at(answeredAt)
  const params = { path: { helpRequestId: id } }
  done(await mentor.client.POST('/api/v1/help-requests/{helpRequestId}/claim', { params }))
  done(
    await mentor.client.POST('/api/v1/help-requests/{helpRequestId}/answer', {
      params,
      body: {
        text: 'À l’agence de proximité : un mail au gardien suffit, il transmet. Prévoyez un cadre fermé, c’est demandé partout.',
      },
    }),
  )
  return { id, asker, mentor }
}

/** A question that still waits for someone. */
export async function playOpenQuestion(
  stage: Stage,
  team: Schema<'Team'>,
  people: Participant[],
  askedAt: string,
): Promise<void> {
  stage.at(askedAt)
  done(
    await membersOf(team, people)[0]!.client.POST('/api/v1/teams/{teamId}/help-requests', {
      params: { path: { teamId: team.id } },
      body: {
        channel: 'money',
        title: 'Comment chiffrer le temps des bénévoles ?',
        text: 'Nous voudrions montrer ce que le projet coûte et ce qu’il vaut. Faut-il compter les heures offertes ?',
        talkWish: 'Par téléphone, avant les pitchs',
      },
    }),
  )
}
