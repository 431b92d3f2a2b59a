import { dayFrom } from './calendar.ts'
import { projects } from './opac-amiens-2018/projects.ts'
import { playCall, playSubmissions } from './play-call.ts'
import type { Team } from './play-opening.ts'
import { done, type Stage } from './stage.ts'

interface Answering {
  startsOn: string
  submitted: string
  answered: string
}

const titles = [
  'Le local à vélos remis en état',
  'La boîte à livres du square',
  'Le tri expliqué à tous',
  'La cour aux herbes',
  'Repeindre toute la résidence',
]
const outcomes = ['accepted', 'accepted', 'waitlisted', 'waitlisted', 'declined'] as const
const reason =
  'Le besoin est réel, mais deux jours ne suffiraient pas. Revenez nous voir avec un premier bâtiment en tête.'

/** A small call whose answers are out: one holder has confirmed, one has still to, two wait for a place. */
export async function playAnswers(
  stage: Stage,
  team: Team,
  seasonId: string,
  { startsOn, submitted, answered }: Answering,
): Promise<void> {
  const { client } = team.organiser
  const { id: callId } = await playCall(team, seasonId, {
    title: 'Petits coups de pouce',
    presentation: 'Une aide d’une journée, pour ce qui traîne depuis trop longtemps.',
    opens: { day: dayFrom(startsOn, -69), hour: '09:00' },
    closes: { day: dayFrom(startsOn, -56), hour: '18:00' },
  })
  stage.at(submitted)
  const files = await playSubmissions(
    stage,
    callId,
    [0, 1, 2, 4, 7].map((index, place) => ({ ...projects[index]!, title: titles[place]! })),
  )
  stage.at(answered)
  const { items } = done(
    await client.GET('/api/v1/calls/{callId}/board', { params: { path: { callId }, query: { limit: 100 } } }),
  )
  for (const [index, { id: submissionId }] of files.entries()) {
    const outcome = outcomes[index]!
    const { version } = items.find(({ id }) => id === submissionId)!
    done(
      await client.PUT('/api/v1/submissions/{submissionId}/decision', {
        params: { path: { submissionId }, header: { 'If-Match': `"${version}"` } },
        body: { outcome, reason: outcome === 'declined' ? reason : '' },
      }),
    )
  }
  done(await client.POST('/api/v1/calls/{callId}/decisions/publish', { params: { path: { callId } } }))
  const { id: submissionId, holder } = files[1]!
  done(await holder.client.POST('/api/v1/submissions/{submissionId}/confirm', { params: { path: { submissionId } } }))
}
