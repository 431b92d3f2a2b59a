import { expect, it, vi } from 'vitest'
import { checkProblem, evaluate, solve, type Answer, type Problem, type ProblemInput } from './index.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

function problem(input: ProblemInput): Problem {
  const checked = checkProblem(input)
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors))
  return checked.problem
}

const hard = { strength: 'hard' } as const
const people = (count: number, prefix: string, more: Partial<ProblemInput['people'][number]> = {}) =>
  Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index + 1}`, ...more }))
const projects = (count: number, min: number, max: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `P${index + 1}`, size: { min, max } }))

/** Web Solidaire 2015: seven mixed teams of three from two structures. */
const twoStructures = (first: number, second: number): Problem =>
  problem({
    people: [...people(first, 'a', { origin: 'Colombbus' }), ...people(second, 'b', { origin: 'Le PoleS' })],
    projects: projects(7, 3, 3),
    rules: { everyProjectRuns: hard, everyonePlaced: hard, mixedOrigins: hard },
  })

function shapes(answer: Answer): string[] {
  return answer.teams
    .map(
      (team) =>
        `${team.people.filter((id) => id.startsWith('a')).length}+${team.people.filter((id) => id.startsWith('b')).length}`,
    )
    .toSorted()
}

it('mixes 9 + 12 people in seven teams of three the only way there is', async () => {
  const answer = await solve(twoStructures(9, 12))

  expect(answer.status).toBe('optimal')
  expect(shapes(answer)).toEqual(['1+2', '1+2', '1+2', '1+2', '1+2', '2+1', '2+1'])
})

it('changes shape when the split changes', async () => {
  expect(shapes(await solve(twoStructures(10, 11)))).toEqual(['1+2', '1+2', '1+2', '1+2', '2+1', '2+1', '2+1'])
})

it('explains each placement and each person left out', async () => {
  const answer = await solve(
    problem({
      people: [
        {
          id: 'Ana',
          origin: 'A',
          sites: ['Amiens'],
          skills: [{ skill: 'accounting', level: 3 }],
          preferences: ['Q', 'P'],
        },
        {
          id: 'Ben',
          origin: 'B',
          remote: true,
          sites: ['Lille'],
          skills: [{ skill: 'web', level: 2 }],
          preferences: ['P'],
        },
        { id: 'Cas', origin: 'B', sites: ['Amiens'] },
        { id: 'Dan', origin: 'B', sites: ['Lille'] },
      ],
      projects: [
        {
          id: 'P',
          site: 'Amiens',
          size: { min: 2, max: 2 },
          wanted: [
            { skill: 'accounting', level: 2 },
            { skill: 'web', level: 2, count: 2 },
          ],
        },
        { id: 'Q', site: 'Amiens', size: { min: 3, max: 3 } },
      ],
      rules: { mixedOrigins: hard },
      together: [['Ana', 'Ben']],
    }),
  )

  expect(answer).toEqual({
    status: 'optimal',
    objective: 5 + 0 - 15 - 20,
    bound: -30,
    gap: 0,
    clash: null,
    waysOut: [],
    teams: [{ project: 'Q', people: ['Ana', 'Ben', 'Cas'] }],
    parts: {
      preferences: { count: 1, points: 5 },
      everyProjectRuns: { count: 1, points: -20 },
      everyonePlaced: { count: 1, points: -15 },
      coverage: { count: 0, points: 0 },
      mixedOrigins: { count: 0, points: 0 },
      originLimit: { count: 0, points: 0 },
      mixedCategories: { count: 0, points: 0 },
      newcomers: { count: 0, points: 0 },
      roles: { count: 0, points: 0 },
      sites: { count: 0, points: 0 },
      blocks: { count: 0, points: 0 },
      days: { count: 0, points: 0 },
      together: { count: 0, points: 0 },
      apart: { count: 0, points: 0 },
      locked: { count: 0, points: 0 },
      forbidden: { count: 0, points: 0 },
      stay: { count: 0, points: 0 },
    },
    coverage: [{ project: 'Q', lines: [] }],
    leftOut: [{ person: 'Dan', reason: 'no_site', rules: [] }],
    placements: [
      {
        person: 'Ana',
        project: 'Q',
        wish: 1,
        brings: [],
        site: 'same',
        blocks: [],
        missedBlocks: [],
        roles: [],
        stayed: false,
        locked: false,
        together: ['Ben'],
        mixesOrigins: true,
        mixesCategories: false,
      },
      {
        person: 'Ben',
        project: 'Q',
        wish: null,
        brings: [],
        site: 'remote',
        blocks: [],
        missedBlocks: [],
        roles: [],
        stayed: false,
        locked: false,
        together: ['Ana'],
        mixesOrigins: false,
        mixesCategories: false,
      },
      {
        person: 'Cas',
        project: 'Q',
        wish: null,
        brings: [],
        site: 'same',
        blocks: [],
        missedBlocks: [],
        roles: [],
        stayed: false,
        locked: false,
        together: [],
        mixesOrigins: false,
        mixesCategories: false,
      },
    ],
  })
})

it('says what kept each person out', async () => {
  const wanted = [{ skill: 'law', level: 1, count: 2 }]
  const full = await solve(
    problem({
      people: people(3, 'a', { skills: [{ skill: 'law', level: 2 }] }),
      projects: [{ id: 'P', size: { min: 1, max: 2 }, wanted }],
    }),
  )
  const apart = await solve(
    problem({ people: people(2, 'a'), projects: projects(1, 1, 3), apart: [['a1', 'a2']], locked: [['a1', 'P1']] }),
  )
  const dear = await solve(
    problem({
      people: [
        { id: 'a1', origin: 'A' },
        { id: 'a2', sites: ['Lille'] },
      ],
      projects: [{ id: 'P1', site: 'Amiens', size: { min: 1, max: 2 } }],
      rules: { sites: { strength: 'soft', cost: 40 } },
    }),
  )

  expect(full.leftOut).toEqual([{ person: 'a3', reason: 'full', rules: [] }])
  expect(apart.leftOut).toEqual([{ person: 'a2', reason: 'rules', rules: ['apart'] }])
  expect(dear.leftOut).toEqual([{ person: 'a2', reason: 'worth_more_without', rules: [] }])
})

it('lets projects close when 2 people must mix 7 teams, if they may', async () => {
  const answer = await solve(problem({ ...twoStructures(19, 2), rules: { mixedOrigins: hard } }))

  expect(answer.parts).toMatchObject({
    everyProjectRuns: { count: 5, points: -100 },
    everyonePlaced: { count: 15, points: -225 },
  })
  expect(shapes(answer)).toEqual(['2+1', '2+1'])
})

/** OPAC d'Amiens 2018: 24 people, six teams of three to five, students and professionals, mostly digital, some marketing. */
function opac(): Problem {
  const skills = ['web', 'web', 'data', 'marketing', 'housing', 'web']
  return problem({
    people: Array.from({ length: 24 }, (_, index) => ({
      id: `n${index + 1}`,
      category: index < 14 ? 'student' : index < 21 ? 'professional' : 'resident',
      skills: [{ skill: skills[index % 6]!, level: 1 + (index % 4) }],
      preferences: [`P${1 + (index % 6)}`, `P${1 + ((index * 5 + 2) % 6)}`].filter(
        (id, at, all) => all.indexOf(id) === at,
      ),
    })),
    projects: projects(6, 3, 5).map((project) => ({
      ...project,
      wanted: [
        { skill: 'web', level: 2 },
        { skill: 'marketing', level: 1 },
      ],
    })),
    rules: {
      everyProjectRuns: hard,
      everyonePlaced: hard,
      coverage: { strength: 'soft', cost: 30 },
      mixedCategories: { strength: 'soft', cost: 30 },
    },
    seed: 2018,
  })
}

it("forms OPAC d'Amiens's six teams, with a proof", async () => {
  const answer = await solve(opac())

  expect(answer.status).toBe('optimal')
  expect(answer.leftOut).toEqual([])
  expect(answer.teams.map((team) => team.project)).toEqual(['P1', 'P2', 'P3', 'P4', 'P5', 'P6'])
  expect(answer.teams.every(({ people: members }) => members.length >= 3 && members.length <= 5)).toBe(true)
  // Four people know marketing: two of the six teams must go without, and nothing else is missing.
  expect(answer.parts).toMatchObject({ coverage: { count: 2, points: -60 }, mixedCategories: { count: 0, points: 0 } })
  expect(evaluate(opac(), answer.teams)).toMatchObject({ objective: answer.objective, broken: [] })
})

it('gives the same answer for the same seed', async () => {
  expect(await solve(opac())).toEqual(await solve(opac()))
})

it('reports what it is doing, with the best found and the bound', async () => {
  const phases = new Set<string>()
  await solve(twoStructures(19, 2), { onProgress: ({ phase }) => phases.add(phase) })

  expect([...phases]).toEqual(['search', 'proof', 'explanation'])
})

it('stops at once when told to, and claims nothing', async () => {
  const answer = await solve(twoStructures(19, 2), { signal: AbortSignal.abort() })

  expect(answer).toMatchObject({ status: 'stopped', objective: null, bound: null, teams: [], clash: null })
})

it('keeps what it has when it is stopped while proving', async () => {
  const flag = { aborted: false }
  const answer = await solve(opac(), {
    signal: flag,
    onProgress: ({ phase }) => {
      if (phase === 'proof') flag.aborted = true
    },
  })

  expect(evaluate(opac(), answer.teams)).toMatchObject({ objective: answer.objective, broken: [] })
  expect(['stopped', 'optimal']).toContain(answer.status)
})

it('answers an empty problem', async () => {
  const nobody = await solve(problem({ people: [], projects: [] }))
  const noProject = await solve(problem({ people: people(2, 'a'), projects: [] }))
  const unplaceable = await solve(problem({ people: people(2, 'a'), projects: [], rules: { everyonePlaced: hard } }))

  expect(nobody).toMatchObject({ status: 'optimal', objective: 0, teams: [] })
  expect(noProject).toMatchObject({ status: 'optimal', objective: -30, teams: [] })
  expect(unplaceable.clash).toEqual({
    minimal: true,
    members: [{ rule: 'everyonePlaced', needs: null, has: null, projects: [], people: [] }],
  })
})
