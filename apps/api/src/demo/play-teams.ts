import type { Schema } from '@essor/api-client'
import type { Team } from './play-opening.ts'
import type { Participant } from './play-recruitment.ts'
import { done, type Stage } from './stage.ts'

/** Each participant ranks three projects; whose wishes are which is ours, and spread evenly. */
export async function playPreferences(people: Participant[], seasonId: string): Promise<void> {
  for (const [index, { client }] of people.entries()) {
    const params = { path: { seasonId } }
    const { projects } = done(await client.GET('/api/v1/me/seasons/{seasonId}/preferences', { params }))
    const projectIds = [...new Set([0, 1, 3].map((step) => projects[(index + step) % projects.length]!.id))]
    done(await client.PUT('/api/v1/me/seasons/{seasonId}/preferences', { params, body: { projectIds } }))
  }
}

/** The organiser asks for teams of 3 to 5, waits for the search, and publishes what it found. */
export async function playTeams(
  stage: Stage,
  { organiser: { client } }: Team,
  seasonId: string,
): Promise<Schema<'Team'>[]> {
  const { id: runId } = done(
    await client.POST('/api/v1/seasons/{seasonId}/matching-runs', {
      params: { path: { seasonId } },
      body: { teamSize: { min: 3, max: 5 }, weights: 'balanced', mixedOrigins: 'soft' },
    }),
  )
  await stage.finishMatching(runId)
  done(await client.POST('/api/v1/matching-runs/{runId}/publish', { params: { path: { runId } }, body: {} }))
  const teams = done(
    await client.GET('/api/v1/seasons/{seasonId}/teams', { params: { path: { seasonId }, query: { limit: 100 } } }),
  )
  return teams.items
}

/** Everyone accepts the place that they were offered. */
export async function playYes(people: Participant[], teams: Schema<'Team'>[]): Promise<void> {
  for (const team of teams)
    for (const { client } of membersOf(team, people))
      done(
        await client.POST('/api/v1/me/places/{teamId}/answer', {
          params: { path: { teamId: team.id } },
          body: { answer: 'accepted' },
        }),
      )
}

/** The participants of a team. */
export const membersOf = (team: Schema<'Team'>, people: Participant[]): Participant[] =>
  people.filter(({ id }) => team.members.some(({ personId }) => personId === id))
