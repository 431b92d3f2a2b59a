import { expect, it } from 'vitest'
import { MatchingPolicy } from '@essor/contracts'
import { Problem, solve, type Answer } from '@essor/team-formation'
import { policyOf } from './policy.rules.ts'
import { relaxationsOf } from './relaxation.rules.ts'

const id = (end: string) => `0197a1f0-0000-4000-8000-0000000000${end}`
const [ana, ben, cas, garden, bikes] = ['a1', 'a2', 'a3', 'b1', 'b2'].map(id) as [
  string,
  string,
  string,
  string,
  string,
]
const teamSize = { min: 2, max: 2 }
const policy = policyOf({ teamSize, mixedOrigins: 'off' })
const problemWith = (over: object) =>
  Problem.parse({
    people: [ana, ben, cas].map((one) => ({ id: one })),
    projects: [garden, bikes].map((one) => ({ id: one, size: teamSize })),
    ...over,
  })

it('gives up of a list only what breaks', async () => {
  const asked: MatchingPolicy = {
    ...policy,
    together: [
      [ana, ben],
      [ana, cas],
    ],
    locked: [{ personId: ana, projectId: garden }],
  }
  const problem = problemWith({
    together: asked.together,
    locked: [[ana, garden]],
    rules: { everyonePlaced: { strength: 'off' }, everyProjectRuns: { strength: 'off' } },
  })

  const ways = relaxationsOf(asked, problem, await solve(problem))

  const together = ways.find(({ rules }) => rules.includes('together'))!
  expect({ count: together.count, kept: together.policy.together.length, locked: together.policy.locked }).toEqual({
    count: 1,
    kept: 1,
    locked: asked.locked,
  })
  expect(ways.find(({ rules }) => rules.includes('locked'))?.policy.locked).toEqual([])
})

it('changes the sizes of those projects alone that have to', async () => {
  const problem = problemWith({
    rules: { everyonePlaced: { strength: 'hard' }, everyProjectRuns: { strength: 'hard' } },
  })

  const ways = relaxationsOf(policy, problem, await solve(problem))

  const sizes = ways.find(({ rules }) => rules.includes('minSize'))!
  expect(sizes.policy.projectSizes).toEqual([{ projectId: sizes.sizes[0]!.projectId, min: 1, max: 2 }])
  expect(sizes.sizes).toMatchObject([{ min: 1, max: 2, wasMin: 2, wasMax: 2 }])
  expect(sizes.policy.teamSize).toEqual(teamSize)
})

it('offers to loosen each rule where no way was tried, as in answers of before', () => {
  const member = { needs: null, has: null, projects: [], people: [] }
  const answer = {
    clash: {
      minimal: false,
      members: [
        { ...member, rule: 'roles' },
        { ...member, rule: 'together', people: [ana, ben] },
        { ...member, rule: 'maxSize', projects: [bikes] },
      ],
    },
  } as unknown as Answer
  const asked: MatchingPolicy = { ...policy, facilitators: 'hard', together: [[ana, ben]] }

  const ways = relaxationsOf(asked, problemWith({}), answer)

  expect(ways.map(({ rules, tried, count }) => ({ rules, tried, count }))).toEqual(
    [['facilitators'], ['together'], ['maxSize']].map((rules) => ({ rules, tried: false, count: null })),
  )
  expect(ways.map((way) => way.policy)).toEqual([
    { ...asked, facilitators: 'soft', costs: { facilitators: 100 } },
    { ...asked, together: [] },
    { ...asked, projectSizes: [{ projectId: bikes, min: 2, max: 3 }] },
  ])
})

it('has none where nothing clashes', () => {
  expect(relaxationsOf(policy, problemWith({}), null)).toEqual([])
})
