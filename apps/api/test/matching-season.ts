import { MatchingPolicy } from '@essor/contracts'
import { Problem } from '@essor/team-formation'
import { eq } from 'drizzle-orm'
import { people } from '../src/modules/identity/people.table.ts'
import { runQueuedMatching } from '../src/modules/matching/run.queue.ts'
import { matchingRuns } from '../src/modules/matching/runs.table.ts'
import { projectPreferences } from '../src/modules/matching/preferences.table.ts'
import { profileSkills } from '../src/modules/community/profiles.table.ts'
import { insertEnrolment, insertProject, insertSeason } from './factories.ts'
import type { Caller, TestApp, TestPerson } from './harness.ts'

export const policy = { teamSize: { min: 2, max: 2 }, weights: 'balanced', mixedOrigins: 'off' } as const

/** The same as it is read back, with all that was left unsaid. */
export const wholePolicy = MatchingPolicy.parse(policy)

/**
 * Four people and two projects for teams of two. Ana and Ben wish for the garden and come from a school, Cas and Dan for
 * the bikes and come from a company; only Ana can garden, and the garden wants a gardener: the best teams are one of a kind.
 */
export async function aMatchingSeason(t: TestApp) {
  const season = await insertSeason(t.db)
  const scope = { scopeKind: 'season', scopeId: season.id } as const
  const organiser = await t.person({ role: 'organiser', ...scope })
  const garden = await insertProject(t.db, season.id, {
    title: 'Un jardin',
    wantedSkills: [{ skill: 'food.garden', level: 2, count: 1 }],
  })
  const bikes = await insertProject(t.db, season.id, { title: 'Des vélos', structure: 'Atelier Vélo' })
  const members: TestPerson[] = []
  for (const [index, wish] of [garden, garden, bikes, bikes].entries()) {
    const name = ['Ana', 'Ben', 'Cas', 'Dan'][index]!
    const person = { ...(await t.person()), name }
    await t.db.update(people).set({ name }).where(eq(people.id, person.id))
    await insertEnrolment(t.db, season.id, person.id, { origin: index < 2 ? 'IUT d’Amiens' : 'Mairie' })
    await t.db
      .insert(projectPreferences)
      .values({ seasonId: season.id, personId: person.id, projectId: wish.id, rank: 1 })
    members.push(person)
  }
  const [ana, ben, cas, dan] = members as [TestPerson, TestPerson, TestPerson, TestPerson]
  await t.db.insert(profileSkills).values({ personId: ana.id, skill: 'food.garden', level: 3 })
  return { season, organiser, garden, bikes, ana, ben, cas, dan }
}

/** That the teams of a season are published, whatever they are. */
export async function insertPublishedRun(t: TestApp, seasonId: string): Promise<void> {
  const problem = Problem.parse({ people: [], projects: [] })
  await t.db.insert(matchingRuns).values({ seasonId, status: 'done', policy, problem, publishedAt: t.deps.now() })
}

/** A run through HTTP from its start to its end. */
export async function solved(t: TestApp, organiser: Caller, path: string, body: object) {
  const started = await organiser.post(path).send(body).expect(201)
  await runQueuedMatching(t.deps, started.body.id)
  return (await organiser.get(`/api/v1/matching-runs/${started.body.id}`).expect(200)).body
}
