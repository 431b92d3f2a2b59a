import type { Compiled } from './compile.ts'
import type { Team } from './evaluate.ts'
import type { Assignment } from './search.ts'

/** The teams that an assignment of units means, in the order of the problem. */
export function teamsFrom({ problem, units }: Compiled, assignment: Assignment): Team[] {
  const members: number[][] = problem.projects.map(() => [])
  assignment.forEach((project, unit) => {
    if (project >= 0) members[project]!.push(...units[unit]!.people)
  })
  return members.flatMap((people, project) =>
    people.length === 0
      ? []
      : [
          {
            project: problem.projects[project]!.id,
            people: people.toSorted((a, b) => a - b).map((person) => problem.people[person]!.id),
          },
        ],
  )
}
