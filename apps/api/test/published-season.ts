import { eq } from 'drizzle-orm'
import { enrolments } from '../src/modules/seasons/enrolments/enrolments.table.ts'
import type { TestApp } from './harness.ts'
import { runQueuedMatching } from '../src/modules/matching/index.ts'
import { aMatchingSeason, policy } from './matching-season.ts'

/** Ana and Ben are offered the garden, Cas and Dan the bikes; answers are asked for until 7 March at the end of the day. */
export async function aPublishedSeason(t: TestApp, over: object = {}) {
  const made = await aMatchingSeason(t)
  await t.db
    .update(enrolments)
    .set({ statusAt: new Date('2026-03-01T09:00:00Z') })
    .where(eq(enrolments.seasonId, made.season.id))
  const { body } = await made.organiser
    .post(`/api/v1/seasons/${made.season.id}/matching-runs`)
    .send({ ...policy, ...over })
    .expect(201)
  await runQueuedMatching(t.deps, body.id)
  await made.organiser.post(`/api/v1/matching-runs/${body.id}/publish`).expect(200)
  const teams = await made.organiser.get(`/api/v1/seasons/${made.season.id}/teams`).expect(200)
  const teamOf = (title: string): string => teams.body.items.find(({ name }: { name: string }) => name === title).id
  return { ...made, runId: body.id as string, gardenTeam: teamOf('Un jardin'), bikesTeam: teamOf('Des vélos') }
}
