import { expect, it } from 'vitest'
import { checkProblem } from './index.ts'

const person = (id: string, more: object = {}) => ({ id, ...more })
const project = (id: string, more: object = {}) => ({ id, size: { min: 1, max: 3 }, ...more })

it('fills in every default', () => {
  expect(
    checkProblem({ people: [person('Ana')], projects: [project('P', { wanted: [{ skill: 'web', level: 2 }] })] }),
  ).toEqual({
    ok: true,
    problem: {
      people: [
        {
          id: 'Ana',
          skills: [],
          sites: [],
          remote: false,
          blocks: [],
          roles: [],
          newcomer: false,
          days: 0,
          preferences: [],
        },
      ],
      projects: [
        {
          id: 'P',
          size: { min: 1, max: 3 },
          site: null,
          wanted: [{ skill: 'web', level: 2, count: 1 }],
          days: 0,
          blocks: [],
          mayStayClosed: false,
        },
      ],
      rules: {
        everyProjectRuns: { strength: 'soft', cost: 20 },
        everyonePlaced: { strength: 'soft', cost: 15 },
        coverage: { strength: 'soft', cost: 6 },
        mixedOrigins: { strength: 'off' },
        originLimit: { strength: 'off' },
        mixedCategories: { strength: 'off' },
        newcomers: { strength: 'off' },
        roles: { strength: 'off' },
        sites: { strength: 'hard' },
        blocks: { strength: 'off' },
        days: { strength: 'off' },
        together: { strength: 'hard' },
        apart: { strength: 'hard' },
        locked: { strength: 'hard' },
        forbidden: { strength: 'hard' },
        stay: { strength: 'off' },
      },
      preferencePoints: [5, 4, 3, 2, 1],
      teamRoles: [],
      mostOfOneOrigin: null,
      mostNewcomers: null,
      together: [],
      apart: [],
      locked: [],
      forbidden: [],
      stay: [],
      seed: 1,
    },
  })
})

it('names every mistake, and where it is', () => {
  const result = checkProblem({
    people: [
      person('Ana', {
        preferences: ['P', 'X', 'P'],
        skills: [
          { skill: 'web', level: 1 },
          { skill: 'web', level: 3 },
        ],
      }),
      person('Ana'),
    ],
    projects: [
      project('P', {
        size: { min: 4, max: 3 },
        wanted: [
          { skill: 'web', level: 1 },
          { skill: 'web', level: 1 },
        ],
      }),
      project('P'),
    ],
    together: [['Ana', 'Zoe']],
    apart: [['Ana', 'Ana']],
    locked: [
      ['Ana', 'P'],
      ['Ana', 'Y'],
    ],
    forbidden: [['Ana', 'Y']],
    stay: [
      ['Ana', 'P'],
      ['Ana', 'P'],
    ],
    teamRoles: [{ role: 'host' }, { role: 'host', count: 2 }],
  })

  expect(result).toEqual({
    ok: false,
    errors: [
      { path: 'people[1].id', code: 'duplicate', message: 'Two people have the id "Ana".' },
      { path: 'projects[1].id', code: 'duplicate', message: 'Two projects have the id "P".' },
      { path: 'people[0].skills[1]', code: 'duplicate', message: '"Ana" has the skill "web" twice.' },
      { path: 'people[0].preferences[2]', code: 'duplicate', message: '"Ana" wishes for "P" twice.' },
      {
        path: 'people[0].preferences[1]',
        code: 'unknown_project',
        message: '"Ana" wishes for the project "X", which is not among the projects.',
      },
      {
        path: 'projects[0].size',
        code: 'min_above_max',
        message: '"P" wants at least 4 people and at most 3: the least is above the most.',
      },
      {
        path: 'projects[0].wanted[1]',
        code: 'duplicate',
        message: '"P" wants web (level 1) on two lines: use one line with a higher count.',
      },
      { path: 'together[0][1]', code: 'unknown_person', message: '"Zoe" is not among the people.' },
      { path: 'apart[0]', code: 'same_person', message: 'The pair names "Ana" twice: it needs two people.' },
      {
        path: 'teamRoles[1]',
        code: 'duplicate',
        message: 'The role "host" is on two lines: use one line with a higher count.',
      },
      { path: 'locked[1][1]', code: 'unknown_project', message: '"Y" is not among the projects.' },
      { path: 'locked[1]', code: 'locked_twice', message: '"Ana" is locked twice: on "P" and on "Y".' },
      { path: 'forbidden[0][1]', code: 'unknown_project', message: '"Y" is not among the projects.' },
      { path: 'stay[1]', code: 'duplicate', message: '"Ana" is said to stay twice: on "P" and on "P".' },
    ],
  })
})

it.each([
  [{ people: [], projects: [project('P', { size: { min: -1, max: 3 } })] }, 'projects[0].size.min'],
  [{ people: [], projects: [project('P', { days: -2 })] }, 'projects[0].days'],
  [{ people: [person('Ana', { skills: [{ skill: 'web', level: 5 }] })], projects: [] }, 'people[0].skills[0].level'],
  [{ people: [], projects: [], rules: { days: { strength: 'soft', cost: -1 } } }, 'rules.days.cost'],
  [{ people: [], projects: [], rules: { days: { strength: 'soft' } } }, 'rules.days.cost'],
  [{ people: [], projects: [], seed: 1.5 }, 'seed'],
  [{ people: [person('')], projects: [] }, 'people[0].id'],
  [{ projects: [] }, 'people'],
  [{ people: [], projects: [], colour: 'red' }, ''],
  [null, ''],
])('refuses a bad value and says where: %j', (input, path) => {
  const result = checkProblem(input)

  expect(result.ok ? [] : result.errors.map((error) => error.path)).toEqual([path])
})

it('refuses what would not fit in memory, and says how large it is', () => {
  const crowd = Array.from({ length: 15_000 }, (_, index) => person(`n${index}`))
  const many = Array.from({ length: 2_000 }, (_, index) => project(`P${index}`))
  expect(checkProblem({ people: crowd, projects: many })).toMatchObject({
    errors: [
      { code: 'too_large', message: expect.stringContaining('15000 people × 2000 projects would take about 720 MB') },
    ],
  })

  const people = Array.from({ length: 100_000 }, (_, index) => person(`n${index}`))
  const result = checkProblem({ people, projects: [project('P'), project('Q'), project('R')] })

  expect(result).toEqual({
    ok: false,
    errors: [
      {
        path: 'people',
        code: 'too_large',
        message:
          '100000 people × 3 projects would take about 8 MB: one solve may have 20000 people and 600 MB. Split the season by site or by theme.',
      },
    ],
  })
})

it('says where the first mistakes of a large problem are, and does not go on to the others', () => {
  const people = Array.from({ length: 200 }, (_, index) => person(`n${index}`))
  const wrong = people.map((one, index) => (index < 150 ? one : { ...one, days: -1 }))

  const result = checkProblem({ people: wrong, projects: [project('P')] })

  expect(result.ok ? [] : result.errors.map(({ path }) => path)).toEqual(
    Array.from({ length: 50 }, (_, index) => `people[${150 + index}].days`),
  )
})

it.each([
  [{ people: [{ id: 'a', skills: Array.from({ length: 200_000 }, () => 1) }], projects: [] }, 'people[0].skills'],
  [
    { people: [], projects: [], seed: 1, preferencePoints: Array.from({ length: 300_000 }, () => -1) },
    'preferencePoints',
  ],
])('bears what is made to be wrong very often (%#)', (input, path) => {
  const result = checkProblem(input)

  expect(result.ok ? [] : result.errors.map((error) => error.path)).toEqual([path])
})
