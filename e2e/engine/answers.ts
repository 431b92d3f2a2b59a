import {
  checkSharing,
  checkWishes,
  checkProblem,
  evaluate,
  placeByWishes,
  repairFrontier,
  shareOut,
  solve,
  whatIf,
  type ProblemInput,
} from '@essor/team-formation'

const hard = { strength: 'hard' } as const
const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    origin: index % 3 === 0 ? 'A' : 'B',
    days: index % 5,
    skills: [{ skill: index % 2 === 0 ? 'web' : 'law', level: 1 + (index % 4) }],
    preferences: [0, 1, 2, 3].map((wish) => `P${(index * 7 + wish * 3) % 4}`).slice(0, 1 + (index % 4)),
  }))
const projects = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `P${index}`,
    size: { min: 3, max: 5 },
    days: 9,
    wanted: [{ skill: 'web', level: 1 + index, count: 1 }],
  }))
const problems: ProblemInput[] = [
  {
    people: people(18).map((person) => ({ ...person, preferences: [...new Set(person.preferences)] })),
    projects: projects(4),
    rules: { mixedOrigins: { strength: 'soft', cost: 7 }, days: { strength: 'soft', cost: 0.3 } },
    apart: [['n0', 'n3']],
    together: [['n1', 'n2']],
  },
  {
    people: people(9).map((person) => ({ ...person, preferences: [] })),
    projects: projects(2),
    rules: { everyonePlaced: hard, mixedOrigins: hard, coverage: hard },
    seed: 7,
  },
  // Impossible: why, and the ways out, are found by solving many times.
  {
    people: people(8).map((person) => ({ ...person, origin: person.id === 'n0' ? 'A' : 'B', preferences: [] })),
    projects: projects(2),
    rules: { everyProjectRuns: hard, everyonePlaced: hard, mixedOrigins: hard },
  },
]

/** Everything that the engine says of a few small problems, in one text, to be compared letter by letter. */
export async function answers(): Promise<string> {
  const said: unknown[] = []
  for (const input of problems) {
    const checked = checkProblem(input)
    if (!checked.ok) throw new Error(JSON.stringify(checked.errors))
    const { problem } = checked
    const answer = await solve(problem)
    said.push(answer, evaluate(problem, answer.teams), whatIf(problem, answer.teams, { person: 'n0', to: 'P1' }))
    if (answer.objective !== null) said.push(await repairFrontier(problem, answer.teams, { left: ['n4', 'n5'] }))
  }
  const sharing = checkSharing({
    people: people(5).map(({ id }) => ({ id })),
    items: projects(4).map(({ id }) => ({ id, demand: 2 })),
    conflicts: [['n0', 'P0']],
  })
  if (sharing.ok) said.push(shareOut(sharing.problem))
  const wishes = checkWishes({
    people: [
      { id: 'a', preferences: ['P', 'Q'] },
      { id: 'b', preferences: ['P'] },
    ],
    projects: ['P', 'Q'].map((id) => ({ id, capacity: 1 })),
  })
  if (wishes.ok) said.push(placeByWishes(wishes.problem))
  return JSON.stringify(said)
}
