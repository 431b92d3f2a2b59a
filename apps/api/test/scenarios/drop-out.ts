import type { EssorClient, Schema } from '@essor/api-client'
import { done, type Player, type Stage } from '../../src/demo/stage.ts'
import { runQueuedRepair } from '../../src/modules/matching/index.ts'
import type { TestApp } from '../harness.ts'

export const stageOn = (t: TestApp, finishMatching: Stage['finishMatching']): Omit<Stage, 'known'> => ({
  baseUrl: t.url,
  fetch: (request) => fetch(request),
  at: (instant) => t.setNow(instant),
  finishMatching,
})

/** Someone gives up their place; the organiser reads what Essor proposes, and takes the way with the fewest changes. It must be proven that no other asks less of people. */
export async function playDropOut(
  t: TestApp,
  organiser: EssorClient,
  seasonId: string,
  { client, id }: Player,
): Promise<Schema<'TeamRepairDetails'>['options'][number]> {
  const [place] = done(await client.GET('/api/v1/me/places'))
  done(
    await client.POST('/api/v1/me/places/{teamId}/answer', {
      params: { path: { teamId: place!.teamId } },
      body: { answer: 'declined', words: 'Je ne peux plus venir.' },
    }),
  )
  const params = { path: { seasonId } }
  const { items } = done(await organiser.GET('/api/v1/seasons/{seasonId}/team-repairs', { params }))
  await runQueuedRepair(t.deps, items[0]!.id)
  const ofRepair = { path: { repairId: items[0]!.id } }
  const repair = done(await organiser.GET('/api/v1/team-repairs/{repairId}', { params: ofRepair }))
  const option = repair.options.findIndex(({ kinds }) => kinds.includes('few_moves'))
  const accepted = done(
    await organiser.POST('/api/v1/team-repairs/{repairId}/accept', { params: ofRepair, body: { option } }),
  )
  const { vacancies } = done(await organiser.GET('/api/v1/seasons/{seasonId}/team-offers/summary', { params }))
  const taken = repair.options[option]!
  if (accepted.status !== 'accepted' || vacancies !== 0 || !taken.proven || taken.broken > 0)
    throw new Error(`The place of ${id} is not dealt with.`)
  return taken
}

export async function readTeams(organiser: EssorClient, seasonId: string): Promise<Schema<'Team'>[]> {
  const params = { path: { seasonId }, query: { limit: 100 } }
  return done(await organiser.GET('/api/v1/seasons/{seasonId}/teams', { params })).items
}
