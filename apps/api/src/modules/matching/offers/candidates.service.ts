import type { Db } from '../../../platform/db/connection.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { AppError } from '../../../platform/errors.ts'
import { listAllProjects, skillsOf } from '../pool.repository.ts'
import { invitationsTo, listEnrolledCandidates, listNetworkCandidates, type Source } from './candidates.repository.ts'
import { findTeam } from './offers.repository.ts'
import { listMembersOf } from '../teams.repository.ts'

interface Wanted {
  skill: string
  level: number
  count: number
}

/** Who could take a free place of this team, with what they would bring that it lacks. */
export async function listCandidates(db: Db, teamId: string, { source, ...page }: PageOf & { source: Source }) {
  const team = await findTeam(db, teamId)
  if (!team) throw new AppError('not_found', 'There is no such team.')
  const project = (await listAllProjects(db, team.seasonId)).find(({ id }) => id === team.projectId)
  const wanted = project?.wantedSkills ?? []
  const lacking = lackingOf(wanted, await skillsOf(db, await listMembersOf(db, team.seasonId, [teamId])))
  const sought = [...new Set((lacking.length > 0 ? lacking : wanted).map(({ skill }) => skill))]
  const found =
    source === 'network'
      ? await listNetworkCandidates(db, team.seasonId, sought, page)
      : await listEnrolledCandidates(db, team.seasonId, source, page)
  const ids = found.items.map(({ personId }) => personId)
  const skills = await skillsOf(db, ids)
  const invited = ids.length > 0 ? await invitationsTo(db, team.seasonId, ids) : new Map()
  return {
    ...found,
    items: found.items.map((one) => {
      const held = skills.get(one.personId) ?? []
      const fills = lacking.filter((line) =>
        held.some(({ skill, level }) => skill === line.skill && level >= line.level),
      )
      return {
        ...one,
        source,
        skills: held,
        fills: [...new Set(fills.map(({ skill }) => skill))],
        invited: invited.get(one.personId) ?? null,
      }
    }),
  }
}

function lackingOf(
  wanted: readonly Wanted[],
  held: ReadonlyMap<string, readonly { skill: string; level: number }[]>,
): Wanted[] {
  const people = [...held.values()]
  const count = (line: Wanted) =>
    people.filter((skills) => skills.some(({ skill, level }) => skill === line.skill && level >= line.level)).length
  return wanted.filter((line) => count(line) < line.count)
}
