import { expect, it, vi } from 'vitest'
import { afterChanges, Problem, repair, repairFrontier, solve } from './index.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

const season = Problem.parse({
  people: [
    { id: 'Ana', preferences: ['P'] },
    { id: 'Ben', preferences: ['P'] },
    { id: 'Cas', preferences: ['P', 'Q'], skills: [{ skill: 'web', level: 3 }] },
    { id: 'Dan', preferences: ['Q'], skills: [{ skill: 'web', level: 3 }] },
    { id: 'Eva', preferences: ['Q'] },
    { id: 'Fay', preferences: ['Q'] },
  ],
  projects: ['P', 'Q'].map((id) => ({
    id,
    size: { min: 2, max: 4 },
    wanted: [{ skill: 'web', level: 2 }],
  })),
})
const published = [
  { project: 'P', people: ['Ana', 'Ben', 'Cas'] },
  { project: 'Q', people: ['Dan', 'Eva', 'Fay'] },
]

it('moves nobody when a place may stay empty for less', async () => {
  expect((await solve(season)).teams).toEqual(published)

  const { objective, moved, spared, answer } = await repair(season, published, { left: ['Fay'] }, { penalty: 1 })

  expect({ objective, moved, spared, status: answer.status }).toEqual({
    objective: 5 * 5,
    moved: [],
    spared: 0,
    status: 'optimal',
  })
})

it('moves one person where the size asks for one, and says what not moving them would break', async () => {
  const changes = { left: ['Dan', 'Fay'] }
  const { problem, moved, spared, answer } = await repair(season, published, changes, { penalty: 1 })

  expect(afterChanges(season, published, changes).broken).toEqual([
    { rule: 'size', project: 'Q', got: 1, min: 2, max: 4 },
  ])
  expect(answer.teams).toEqual([
    { project: 'P', people: ['Ana', 'Ben'] },
    { project: 'Q', people: ['Cas', 'Eva'] },
  ])
  expect(answer.parts?.stay).toEqual({ count: 1, points: -1 })
  expect(problem.stay).toHaveLength(4)
  expect({ moved, spared }).toEqual({
    spared: 1,
    moved: [
      {
        person: 'Cas',
        from: 'P',
        to: 'Q',
        why: 'repair',
        back: {
          delta: 1,
          parts: [{ part: 'preferences', count: 0, points: 1 }],
          broken: [{ rule: 'size', project: 'Q', got: 1, min: 2, max: 4 }],
        },
      },
    ],
  })
})

it('tells those who came and those whose project closed from those who were moved', async () => {
  const wide = { ...season, projects: season.projects.map((project) => ({ ...project, size: { min: 2, max: 5 } })) }
  const changes = { closed: ['Q'], left: ['Eva', 'Fay'], came: [{ id: 'Gil', preferences: ['P', 'Q'] }] }
  const { moved, spared } = await repair(wide, published, changes, { penalty: 1 })

  expect({ moved, spared }).toEqual({
    spared: 0,
    moved: [
      { person: 'Dan', from: 'Q', to: 'P', why: 'closed', back: null },
      { person: 'Gil', from: null, to: 'P', why: 'came', back: null },
    ],
  })
})

it('shows what fewer moves cost, down to none', async () => {
  const [ana, ...others] = season.people
  const twoWebs = { ...season, people: [{ ...ana!, skills: [{ skill: 'web', level: 2 }] }, ...others] }

  const { points, complete } = await repairFrontier(twoWebs, published, { left: ['Dan'] })

  expect(complete).toBe(true)
  expect(points.map(({ teams, ...point }) => ({ ...point, size: teams.length }))).toEqual([
    { moved: 1, objective: 4 * 5 + 4, status: 'optimal', size: 2, penalties: { above: 0, below: 5 } },
    { moved: 0, objective: 5 * 5 - 6, status: 'optimal', size: 2, penalties: { above: 5, below: null } },
  ])
})

it('does not count as moved who had no team before', async () => {
  const { moved, spared, answer } = await repair(
    season,
    [published[0]!, { project: 'Q', people: ['Dan', 'Eva'] }],
    { left: ['Ana'] },
    { penalty: 1 },
  )

  expect(moved).toMatchObject([{ person: 'Fay', from: null, to: 'Q', why: 'repair' }])
  expect({ spared, stay: answer.parts?.stay.count }).toEqual({ spared: 0, stay: 0 })
})
