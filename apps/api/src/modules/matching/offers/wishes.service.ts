import type { Db } from '../../../platform/db/connection.ts'
import { AppError } from '../../../platform/errors.ts'
import { listAllProjects, listRunPeople } from '../pool.repository.ts'
import { rankedAtOf } from '../preferences.repository.ts'
import { findRun } from '../runs.repository.ts'

/** What people wished since a run began is not in it; whoever left, and projects that are gone, no longer count. */
export async function readRunWishes(db: Db, runId: string) {
  const run = await findRun(db, runId)
  if (!run) throw new AppError('not_found', 'There is no such run.')
  const there = new Set((await listAllProjects(db, run.seasonId)).map(({ id }) => id))
  const rankedAt = await rankedAtOf(db, run.seasonId)
  const people = await listRunPeople(
    db,
    run.seasonId,
    run.problem.people.map(({ id }) => id),
  )
  const coming = people.filter(({ status }) => status === 'confirmed' || status === 'checked_in')
  const named = (those: typeof people) => those.map(({ id, name }) => ({ personId: id, name }))
  return {
    late: named(coming.filter(({ id }) => (rankedAt.get(id) ?? run.createdAt) > run.createdAt)),
    absent: named(coming.filter(({ id }) => !rankedAt.has(id))),
    withdrawn: named(people.filter((person) => !coming.includes(person))),
    dropped: run.problem.people.flatMap(({ preferences }) => preferences.filter((id) => !there.has(id))).length,
  }
}
