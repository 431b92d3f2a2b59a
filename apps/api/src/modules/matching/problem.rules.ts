import type { MatchingPolicy, MatchingWeights } from '@essor/contracts'
import { checkProblem, type Problem, type ProblemInput } from '@essor/team-formation'
import { AppError } from '../../platform/errors.ts'

export interface PoolPerson {
  id: string
  origin: string
  category: string
  skills: { skill: string; level: number }[]
  /** Project ids, first wish first. */
  wishes: string[]
}

export interface PoolProject {
  id: string
  wantedSkills: { skill: string; level: number; count: number }[]
}

/**
 * What a wanted place that stays empty costs, in steps of preference. A team without its skill against one person's wish:
 * `balanced` gives up three steps for it, `wishes_first` one, `skills_first` more than any one wish is worth.
 */
const emptyPlaceCosts: Record<MatchingWeights, number> = { balanced: 3, wishes_first: 1, skills_first: 12 }

/** Above all that wishes and skills of one team can weigh together: nobody is left out, and no project closed, for those. */
const projectCost = 1000
const personCost = 200
const sameOriginCost = 8

/** The problem that a policy makes of the people and projects of now; refuses what cannot be meant, field by field. */
export function problemOf(policy: MatchingPolicy, people: PoolPerson[], projects: PoolProject[]): Problem {
  if (people.length === 0) throw new AppError('matching_empty', 'Nobody is confirmed yet: confirm enrolments first.')
  if (projects.length === 0) throw new AppError('matching_empty', 'This season has no project yet.')
  const known = new Set(projects.map(({ id }) => id))
  const input: ProblemInput = {
    people: people.map(({ id, origin, category, skills, wishes }) => ({
      id,
      origin: originKey(origin, category),
      category,
      skills: skills.map(({ skill, level }) => ({ skill, level })),
      preferences: wishes.filter((wish) => known.has(wish)),
    })),
    projects: projects.map(({ id, wantedSkills }) => ({ id, size: policy.teamSize, wanted: merged(wantedSkills) })),
    rules: {
      everyProjectRuns: { strength: 'soft', cost: projectCost },
      everyonePlaced: { strength: 'soft', cost: personCost },
      coverage: { strength: 'soft', cost: emptyPlaceCosts[policy.weights] },
      mixedOrigins:
        policy.mixedOrigins === 'soft' ? { strength: 'soft', cost: sameOriginCost } : { strength: policy.mixedOrigins },
    },
    together: policy.together.map(asPair),
    apart: policy.apart.map(asPair),
    locked: policy.locked.map(({ personId, projectId }) => [personId, projectId]),
  }
  const checked = checkProblem(input)
  if (checked.ok) return checked.problem
  throw new AppError(
    'invalid_input',
    'Teams cannot be formed from this.',
    checked.errors.map(({ path, code, message }) => ({ path: path.replace(/\[(\d+)\]/g, '.$1'), code, message })),
  )
}

/** "IUT d'Amiens" and "iut d’Amiens " are one place; people of no structure count as coming from where their like come from. */
const originKey = (origin: string, category: string): string =>
  origin.normalize('NFKC').replaceAll('’', "'").replace(/\s+/g, ' ').trim().toLocaleLowerCase('fr') || `(${category})`

/** The same skill at the same level on two lines is one line with more places. */
function merged(wanted: PoolProject['wantedSkills']): PoolProject['wantedSkills'] {
  const lines = new Map<string, PoolProject['wantedSkills'][number]>()
  for (const line of wanted) {
    const key = `${line.skill} ${line.level}`
    lines.set(key, { ...line, count: line.count + (lines.get(key)?.count ?? 0) })
  }
  return [...lines.values()].map(({ skill, level, count }) => ({ skill, level, count }))
}

const asPair = ([first, second]: string[]): [string, string] => [first!, second!]

/** The problem as it is once those who no longer come, and projects that are gone, are left out of it. */
export function withoutGone(problem: Problem, coming: ReadonlySet<string>, there: ReadonlySet<string>): Problem {
  const bothCome = (pair: [string, string]) => pair.every((id) => coming.has(id))
  return {
    ...problem,
    people: problem.people.filter(({ id }) => coming.has(id)),
    projects: problem.projects.filter(({ id }) => there.has(id)),
    together: problem.together.filter(bothCome),
    apart: problem.apart.filter(bothCome),
    locked: problem.locked.filter(([person, project]) => coming.has(person) && there.has(project)),
  }
}
