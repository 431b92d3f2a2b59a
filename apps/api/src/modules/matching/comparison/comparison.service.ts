import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { listAllProjects, listRunPeople } from '../pool.repository.ts'
import { findRunsOf } from '../runs.repository.ts'
import { differingOf, summaryOf } from './comparison.rules.ts'

/** Runs of one season beside each other, in the order asked. */
export async function compareRuns({ db }: Pick<Deps, 'db'>, seasonId: string, runIds: readonly string[]) {
  const found = new Map((await findRunsOf(db, seasonId, runIds)).map((run) => [run.id, run]))
  const runs = runIds.map((id) => found.get(id) ?? unknown())
  const differing = differingOf(runs)
  const people = await listRunPeople(
    db,
    seasonId,
    differing.map(({ personId }) => personId),
  )
  const places = new Map(differing.map((one) => [one.personId, one.places]))
  return {
    runs: runs.map((run) => ({
      ...run,
      peopleCount: run.problem.people.length,
      projectCount: run.problem.projects.length,
      summary: summaryOf(run),
    })),
    projects: await listAllProjects(db, seasonId),
    differing: people.map(({ id, name }) => ({ personId: id, name, places: places.get(id)! })),
  }
}

function unknown(): never {
  const message = 'Not a search of this season.'
  throw new AppError('invalid_input', message, [{ path: 'runIds', message, code: 'unknown' }])
}
