import { describe, expect, it } from 'vitest'
import { capacityOf, type CapacityFacts } from './capacity.rules.ts'

const project = (...wantedSkills: { skill: string; level: number; count: number }[]) => ({ wantedSkills })
const place = (name: string, coming: number) => ({ siteId: name, name, kind: 'place' as const, coming })
const facts = (over: Partial<CapacityFacts>): CapacityFacts => ({
  teamSize: { min: 3, max: 5 },
  here: Array.from({ length: 7 }, () => project()),
  elsewhere: [],
  sealed: 0,
  waiting: 0,
  sites: [place('Amiens', 24)],
  skills: [],
  ...over,
})

it('multiplies projects by people: 7 × 3 = 21, and 24 come', () => {
  expect(capacityOf(facts({ sealed: 1, waiting: 2 }))).toEqual({
    teamSize: { min: 3, max: 5 },
    projects: { here: 7, elsewhere: 0, sealed: 1, total: 7 },
    people: { coming: 24, waiting: 2 },
    needed: { min: 21, max: 35 },
    possible: { min: 5, max: 8 },
    verdict: 'fits',
    sites: [{ ...place('Amiens', 24), possible: { min: 5, max: 8 } }],
    skills: [],
  })
})

it.each<[string, Partial<CapacityFacts>]>([
  ['no_project', { here: [] }],
  ['too_few_people', { sites: [place('Amiens', 20)] }],
  ['fits', { sites: [place('Amiens', 21)] }],
  ['fits', { sites: [place('Amiens', 35)] }],
  ['too_many_people', { sites: [place('Amiens', 36)] }],
  ['too_few_people', { elsewhere: [project(), project()] }],
  ['scattered', { sites: [place('Amiens', 11), place('Creil', 11)] }],
  ['fits', { sites: [place('Amiens', 12), place('Creil', 9)] }],
  ['fits', { sites: [place('Amiens', 11), { siteId: null, name: '', kind: null, coming: 12 }] }],
  ['no_project', { here: [], sites: [] }],
])('says %s', (verdict, over) => {
  expect(capacityOf(facts(over)).verdict).toBe(verdict)
})

describe('skills', () => {
  const compare = (wanted: [number, number][], held: [number, number][]) =>
    capacityOf(
      facts({
        here: wanted.map(([level, count]) => project({ skill: 'law', level, count })),
        skills: held.map(([level, count]) => ({ skill: 'law', level, count })),
      }),
    ).skills

  it.each<[string, [number, number][], [number, number][], number, number, number]>([
    ['nobody has it', [[2, 1]], [], 1, 0, 1],
    ['someone better stands in', [[2, 1]], [[4, 1]], 1, 1, 0],
    ['someone less able does not', [[3, 1]], [[2, 5]], 1, 0, 1],
    [
      'enough people, but too few at the level asked',
      [
        [1, 1],
        [4, 2],
      ],
      [
        [1, 5],
        [4, 1],
      ],
      3,
      6,
      1,
    ],
    [
      'several projects add up',
      [
        [2, 1],
        [2, 2],
      ],
      [[2, 2]],
      3,
      2,
      1,
    ],
  ])('%s', (_, wanted, held, count, available, missing) => {
    expect(compare(wanted, held)).toEqual([{ skill: 'law', wanted: count, available, missing }])
  })

  it('shows first what is missing most', () => {
    const { skills } = capacityOf(
      facts({
        here: [project({ skill: 'a', level: 1, count: 1 }, { skill: 'b', level: 1, count: 3 })],
        skills: [{ skill: 'b', level: 1, count: 1 }],
      }),
    )

    expect(skills.map(({ skill, missing }) => [skill, missing])).toEqual([
      ['b', 2],
      ['a', 1],
    ])
  })
})
