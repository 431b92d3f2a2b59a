import type { MatchingPolicy, PolicyRule } from '@essor/contracts'
import { checkProblem, type Problem, type ProblemInput } from '@essor/team-formation'
import { AppError, type FieldError } from '../../platform/errors.ts'
import { ruleOf } from './policies/policy.rules.ts'

export interface PoolPerson {
  id: string
  origin: string
  category: string
  skills: { skill: string; level: number }[]
  /** Project ids, first wish first. */
  wishes: string[]
  siteId: string | null
  /** Takes part from afar. */
  remote: boolean
  /** Days promised. */
  days: number
  /** Ids of the moments at which they can come; none said: always. */
  blocks: string[]
  newcomer: boolean
  facilitator: boolean
}

export interface PoolProject {
  id: string
  wantedSkills: { skill: string; level: number; count: number; days?: number | undefined }[]
  /** null: anywhere. */
  siteId: string | null
  sizeMin: number | null
  sizeMax: number | null
  mayStayClosed: boolean
  blocks: string[]
}

const facilitator = 'facilitator'

/** The problem that a policy makes of the people and projects of now; refuses what cannot be meant, field by field. */
export function problemOf(policy: MatchingPolicy, people: PoolPerson[], projects: PoolProject[]): Problem {
  if (people.length === 0) throw new AppError('matching_empty', 'Nobody is confirmed yet: confirm enrolments first.')
  if (projects.length === 0) throw new AppError('matching_empty', 'This season has no project yet.')
  const known = new Set(projects.map(({ id }) => id))
  assertSizesKnown(policy, known)
  // What no rule looks at stays out: it would tell people apart, and make the proof longer.
  const asked = (rule: PolicyRule) => ruleOf(policy, rule).strength !== 'off'
  const input: ProblemInput = {
    people: people.map((person) => ({
      id: person.id,
      origin: originKey(person.origin, person.category),
      category: person.category,
      skills: person.skills.map(({ skill, level }) => ({ skill, level })),
      preferences: person.wishes.filter((wish) => known.has(wish)),
      ...(asked('sites') && { sites: person.siteId && !person.remote ? [person.siteId] : [], remote: person.remote }),
      ...(asked('days') && { days: Math.min(mostDays, person.days) }),
      ...(asked('blocks') && { blocks: person.blocks }),
      ...(asked('newcomers') && { newcomer: person.newcomer }),
      ...(asked('facilitators') && { roles: person.facilitator ? [facilitator] : [] }),
    })),
    projects: projects.map((project) => ({
      id: project.id,
      size: sizeOf(policy, project),
      wanted: merged(project.wantedSkills),
      mayStayClosed: project.mayStayClosed,
      ...(asked('sites') && { site: project.siteId }),
      ...(asked('days') && { days: Math.min(mostDays, daysWanted(project.wantedSkills)) }),
      ...(asked('blocks') && { blocks: project.blocks }),
    })),
    rules: {
      coverage: ruleOf(policy, 'coverage'),
      mixedOrigins: ruleOf(policy, 'mixedOrigins'),
      originLimit: ruleOf(policy, 'originLimit'),
      mixedCategories: ruleOf(policy, 'mixedCategories'),
      sites: ruleOf(policy, 'sites'),
      days: ruleOf(policy, 'days'),
      blocks: ruleOf(policy, 'blocks'),
      newcomers: ruleOf(policy, 'newcomers'),
      roles: ruleOf(policy, 'facilitators'),
      everyonePlaced: ruleOf(policy, 'everyonePlaced'),
      everyProjectRuns: ruleOf(policy, 'everyProjectRuns'),
      together: ruleOf(policy, 'together'),
      apart: ruleOf(policy, 'apart'),
      locked: ruleOf(policy, 'locked'),
      forbidden: ruleOf(policy, 'forbidden'),
    },
    mostOfOneOrigin: policy.mostOfOneOrigin,
    mostNewcomers: policy.mostNewcomers,
    teamRoles: asked('facilitators') ? [{ role: facilitator }] : [],
    together: policy.together.map(asPair),
    apart: policy.apart.map(asPair),
    locked: policy.locked.map(({ personId, projectId }) => [personId, projectId]),
    forbidden: policy.forbidden.map(({ personId, projectId }) => [personId, projectId]),
  }
  const checked = checkProblem(input)
  if (checked.ok) return checked.problem
  const [first] = checked.errors
  if (first?.code === 'too_large') throw new AppError('search_too_large', first.message, checked.errors)
  throw new AppError(
    'invalid_input',
    'Teams cannot be formed from this.',
    checked.errors.map(({ path, code, message }) => ({ path: fieldOf(path), code, message })),
  )
}

const mostDays = 1000

export const daysWanted = (wanted: PoolProject['wantedSkills']): number =>
  wanted.reduce((sum, { count, days }) => sum + count * (days ?? 0), 0)

/** For this policy alone, else as the project asks, else as for all; one bound of its own may push the other. */
function sizeOf(policy: MatchingPolicy, { id, sizeMin, sizeMax }: PoolProject): { min: number; max: number } {
  const own = policy.projectSizes.find(({ projectId }) => projectId === id)
  if (own) return { min: own.min, max: own.max }
  const min = sizeMin ?? Math.min(policy.teamSize.min, sizeMax ?? policy.teamSize.min)
  return { min, max: sizeMax ?? Math.max(policy.teamSize.max, min) }
}

function assertSizesKnown({ projectSizes }: MatchingPolicy, known: ReadonlySet<string>): void {
  const unknown = projectSizes.flatMap(({ projectId }, index): FieldError[] =>
    known.has(projectId)
      ? []
      : [
          {
            path: `projectSizes.${index}.projectId`,
            message: 'Not a project of this season.',
            code: 'unknown_project',
          },
        ],
  )
  if (unknown.length > 0) throw new AppError('invalid_input', 'A size is for a project that is not there.', unknown)
}

/** The engine names a field by its place; a policy names the two of a place. */
const fieldOf = (path: string): string =>
  path
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/^(locked|forbidden)\.(\d+)\.0$/, '$1.$2.personId')
    .replace(/^(locked|forbidden)\.(\d+)\.1$/, '$1.$2.projectId')

/** "IUT d'Amiens" and "iut d’Amiens " are one place; people of no structure count as coming from where their like come from. */
export const originKey = (origin: string, category: string): string =>
  origin.normalize('NFKC').replaceAll('’', "'").replace(/\s+/g, ' ').trim().toLocaleLowerCase('fr') || `(${category})`

/** The same skill at the same level on two lines is one line with more places. */
function merged(wanted: PoolProject['wantedSkills']) {
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
  const possible = ([person, project]: [string, string]) => coming.has(person) && there.has(project)
  return {
    ...problem,
    people: problem.people.filter(({ id }) => coming.has(id)),
    projects: problem.projects.filter(({ id }) => there.has(id)),
    together: problem.together.filter(bothCome),
    apart: problem.apart.filter(bothCome),
    locked: problem.locked.filter(possible),
    forbidden: problem.forbidden.filter(possible),
  }
}
