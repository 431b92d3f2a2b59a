import fc from 'fast-check'
import { evaluate, Problem, type ProblemInput, type Team } from '../src/index.ts'

const rule = (most: number) =>
  fc.oneof(
    fc.constant({ strength: 'off' as const }),
    fc.constant({ strength: 'hard' as const }),
    fc.record({ strength: fc.constant('soft' as const), cost: fc.integer({ min: 0, max: most }) }),
  )

/** Seldom hard: with every rule hard nothing would be possible. */
const rarely = (most: number) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant({ strength: 'off' as const }) }, { weight: 1, arbitrary: rule(most) })
const strict = (most: number) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant({ strength: 'hard' as const }) }, { weight: 1, arbitrary: rule(most) })

/** Small enough to try every way of placing everybody; few skills, sites and origins, so that rules bite. */
const problemsOf = (mostPeople: number, mostProjects: number) =>
  fc
    .record({ people: fc.integer({ min: 1, max: mostPeople }), projects: fc.integer({ min: 1, max: mostProjects }) })
    .chain(({ people, projects }) => {
      const person = fc.integer({ min: 0, max: people - 1 }).map((index) => `n${index}`)
      const projectIds = Array.from({ length: projects }, (_, index) => `P${index}`)
      const place = fc.tuple(person, fc.constantFrom(...projectIds))
      const pair = fc.tuple(person, person).filter(([a, b]) => a !== b)
      const skill = fc.constantFrom('law', 'web')
      return fc.record({
        people: fc.tuple(
          ...Array.from({ length: people }, (_, index) =>
            fc.record(
              {
                id: fc.constant(`n${index}`),
                skills: fc.uniqueArray(fc.record({ skill, level: fc.integer({ min: 1, max: 4 }) }), {
                  maxLength: 2,
                  selector: (has) => has.skill,
                }),
                origin: fc.constantFrom('A', 'B', 'C'),
                category: fc.constantFrom('student', 'resident'),
                sites: fc.subarray(['S1', 'S2']),
                remote: fc.boolean(),
                blocks: fc.subarray(['evening', 'morning']),
                roles: fc.constantFrom<string[][]>([], ['host']),
                newcomer: fc.boolean(),
                days: fc.integer({ min: 0, max: 6 }),
                preferences: fc.shuffledSubarray(projectIds),
              },
              { requiredKeys: ['id', 'preferences'] },
            ),
          ),
        ),
        projects: fc.tuple(
          ...projectIds.map((id) =>
            fc.record({
              id: fc.constant(id),
              size: fc
                .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 2 }))
                .map(([min, more]) => ({ min, max: min + more })),
              site: fc.constantFrom('S1', 'S2', null),
              wanted: fc.uniqueArray(
                fc.record({ skill, level: fc.integer({ min: 1, max: 4 }), count: fc.integer({ min: 1, max: 2 }) }),
                { maxLength: 2, selector: (line) => `${line.skill}${line.level}` },
              ),
              days: fc.integer({ min: 0, max: 8 }),
              blocks: fc.subarray(['evening', 'morning']),
              mayStayClosed: fc.constantFrom(false, false, false, true),
            }),
          ),
        ),
        rules: fc.record({
          everyProjectRuns: rule(20),
          everyonePlaced: rule(15),
          coverage: rule(6),
          mixedOrigins: rule(12),
          originLimit: rarely(4),
          mixedCategories: rule(12),
          newcomers: rarely(4),
          roles: rarely(6),
          sites: rule(5),
          blocks: rarely(3),
          days: rule(2),
          together: strict(5),
          apart: strict(5),
          locked: strict(5),
          forbidden: strict(5),
          stay: rarely(3),
        }),
        teamRoles: fc.constantFrom<{ role: string }[][]>([], [{ role: 'host' }]),
        mostOfOneOrigin: fc.constantFrom(null, 1, 2),
        mostNewcomers: fc.constantFrom(null, 0, 1),
        preferencePoints: fc.constantFrom<number[][]>([5, 4, 3], [3, 1.5], [1]),
        together: fc.array(people > 1 ? pair : fc.nat().map((): [string, string] => ['', '']), {
          maxLength: people > 1 ? 1 : 0,
        }),
        apart: fc.array(people > 1 ? pair : fc.nat().map((): [string, string] => ['', '']), {
          maxLength: people > 1 ? 1 : 0,
        }),
        locked: fc.array(place, { maxLength: 1 }),
        forbidden: fc.array(place, { maxLength: 2 }),
        stay: fc.uniqueArray(place, { maxLength: people, selector: ([id]) => id }),
        seed: fc.integer({ min: 0, max: 1000 }),
      })
    })
    .map((input) => Problem.parse(input satisfies ProblemInput))

export const anyProblem = problemsOf(5, 3)
/** Quick enough to try ten thousand. */
export const anySmallProblem = problemsOf(4, 2)

/** Every way of placing everybody in teams of sizes that are allowed. The teams are the same objects each time, filled anew. */
export function* everyWay(problem: Problem): Generator<Team[]> {
  const options = problem.projects.length + 1
  const ids = problem.people.map(({ id }) => id)
  const sizes = problem.projects.map(({ size }) => size)
  const teams = problem.projects.map(({ id }): Team => ({ project: id, people: [] }))
  const fits = ({ people: { length } }: Team, p: number): boolean =>
    length === 0 || (length >= sizes[p]!.min && length <= sizes[p]!.max)
  for (let code = 0; code < options ** ids.length; code++) {
    for (const team of teams) team.people.length = 0
    let rest = code
    for (const id of ids) {
      const choice = rest % options
      if (choice > 0) teams[choice - 1]!.people.push(id)
      rest = (rest - choice) / options
    }
    if (teams.every(fits)) yield teams
  }
}

/** The best objective over every way of placing everybody that breaks no hard rule, or null when there is none. */
export function bestOfAll(problem: Problem): number | null {
  let best: number | null = null
  for (const teams of everyWay(problem)) {
    const { objective, broken } = evaluate(problem, teams)
    if (broken.length === 0 && (best === null || objective > best)) best = objective
  }
  return best
}
