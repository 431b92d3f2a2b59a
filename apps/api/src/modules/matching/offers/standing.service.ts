import { createHash } from 'node:crypto'
import type { Team } from '@essor/team-formation'
import type { Db } from '../../../platform/db/connection.ts'
import { findSeason, listComing } from '../../seasons/index.ts'
import { policyOf } from '../policies/policy.rules.ts'
import { readPoolFacts } from '../policies/pool.service.ts'
import { listAllProjects } from '../pool.repository.ts'
import { rankingsOf } from '../preferences.repository.ts'
import { problemOf } from '../problem.rules.ts'
import { findPublishedRun, findRun, type Run } from '../runs.repository.ts'
import { storedProblem } from '../stored-problem.rules.ts'
import { listNotPlaced } from './offers.repository.ts'
import type { RepairTask } from './repair.rules.ts'
import { listOpenTeams, listProjectsWithTeam, listRefusals } from './standing.repository.ts'

export interface Standing {
  teams: Awaited<ReturnType<typeof listOpenTeams>>
  /** Without those who no longer come. */
  published: Team[]
  fingerprint: string
  /** Changes with whoever waits for a place, too. */
  basis: string
  /** Who holds a place and comes, or wants one. */
  people: Set<string>
}

/** The teams as they are at this moment. */
export async function readStanding(db: Db, seasonId: string): Promise<Standing> {
  const coming = new Set((await listComing(db, seasonId)).map(({ personId }) => personId))
  const teams = await listOpenTeams(db, seasonId)
  const published = teams.map(({ projectId, personIds }) => ({
    project: projectId,
    people: personIds.filter((id) => coming.has(id)),
  }))
  const wanting = (await listNotPlaced(db, seasonId)).map(({ personId }) => personId)
  const people = new Set([...published.flatMap((team) => team.people), ...wanting])
  const basis = fingerprintOf([...published, { project: '', people: wanting }])
  return { teams, published, fingerprint: fingerprintOf(published), basis, people }
}

/**
 * What a repair starts from: the problem that the published run answered, with the wishes of now. Whoever came since is read
 * as for a new run; whoever said no to a project is not offered it again.
 */
export async function readRepairTask(
  db: Db,
  seasonId: string,
): Promise<({ task: Omit<RepairTask, 'weight'> } & Pick<Standing, 'fingerprint' | 'basis'>) | undefined> {
  const published = await findPublishedRun(db, seasonId)
  const run = published && (await findRun(db, published.id))
  if (!run) return undefined
  const standing = await readStanding(db, seasonId)
  const open = new Set(standing.teams.map(({ projectId }) => projectId))
  const projects = await listAllProjects(db, seasonId)
  const there = new Set(projects.map(({ id }) => id))
  const hadTeam = new Set(await listProjectsWithTeam(db, seasonId))
  const runs = (id: string) => open.has(id) || (there.has(id) && !hadTeam.has(id))
  const known = new Set(run.problem.people.map(({ id }) => id))
  const rankings = await rankingsOf(db, seasonId)
  const refused = (await listRefusals(db, seasonId)).map(({ personId, projectId }) => pair(personId, projectId))
  const problem = storedProblem(run.problem)
  const projectIds = new Set(problem.projects.map(({ id }) => id))
  const came = await newcomers(db, run, standing)
  const everyone = new Set([...known, ...came.map(({ id }) => id)])
  const forbidden = refused.filter(([person, project]) => everyone.has(person) && projectIds.has(project))
  const isForbidden = new Set(forbidden.map(String))
  return {
    fingerprint: standing.fingerprint,
    basis: standing.basis,
    task: {
      published: standing.published,
      changes: {
        left: [...known].filter((id) => !standing.people.has(id)),
        came,
        closed: [...projectIds].filter((id) => !runs(id)),
      },
      problem: {
        ...problem,
        people: problem.people.map((person) => ({
          ...person,
          preferences: (rankings.get(person.id) ?? person.preferences).filter((id) => projectIds.has(id)),
        })),
        locked: problem.locked.filter((lock) => !isForbidden.has(String(lock))),
        forbidden: [...problem.forbidden.filter((those) => !isForbidden.has(String(those))), ...forbidden],
      },
    },
  }
}

const pair = (person: string, project: string): [string, string] => [person, project]

/** Who came since the run, read as for a new one: what its policy says of single people and projects is not about them. */
async function newcomers(db: Db, run: Run, standing: Standing) {
  const known = new Set(run.problem.people.map(({ id }) => id))
  const came = (id: string) => standing.people.has(id) && !known.has(id)
  if (![...standing.people].some(came)) return []
  const { people, projects } = await readPoolFacts(db, (await findSeason(db, run.seasonId))!)
  const coming = people.filter(({ id }) => came(id))
  if (coming.length === 0) return []
  const nothingSingle = { together: [], apart: [], locked: [], forbidden: [], projectSizes: [] }
  return problemOf({ ...policyOf(run.policy), ...nothingSingle }, coming, projects).people
}

/** The same for the same people in the same teams. */
function fingerprintOf(published: readonly Team[]): string {
  const lines = published.flatMap(({ project, people }) => [project, ...people.map((id) => `${project} ${id}`)])
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex')
}
