/** Three people, two projects: Ana and Ben in the garden, Cas with nobody. */
const person = (id: string, preferences: string[], over: object = {}) => ({
  id,
  skills: [] as { skill: string; level: number }[],
  origin: 'iut',
  category: 'student',
  sites: [],
  remote: false,
  blocks: [],
  roles: [],
  newcomer: false,
  days: 0,
  preferences,
  ...over,
})
const project = (id: string, over: object = {}) => ({
  id,
  size: { min: 1, max: 2 },
  site: null,
  wanted: [] as { skill: string; level: number; count: number }[],
  days: 0,
  blocks: [],
  mayStayClosed: false,
  ...over,
})
const off = { strength: 'off' as const }
const hard = { strength: 'hard' as const }

export const aBoard = () => ({
  runId: 'r1',
  seasonId: 's1',
  people: [
    { id: 'Ana', name: 'Ana', origin: 'IUT', category: 'student' as const, siteId: 'here' },
    { id: 'Ben', name: 'Ben', origin: 'IUT', category: 'student' as const, siteId: 'there' },
    { id: 'Cas', name: 'Cas', origin: 'Mairie', category: 'professional' as const, siteId: 'here' },
  ],
  projects: [
    { id: 'garden', title: 'Un jardin', structure: 'Locataires' },
    { id: 'bikes', title: 'Des vélos', structure: 'Atelier' },
  ],
  sites: [
    { id: 'here', name: 'Amiens' },
    { id: 'there', name: 'Beauvais' },
  ],
  problem: {
    people: [
      person('Ana', ['garden', 'bikes'], { skills: [{ skill: 'food.garden', level: 3 }] }),
      person('Ben', ['bikes']),
      person('Cas', ['bikes'], { origin: 'mairie' }),
    ],
    projects: [
      project('garden', {
        wanted: [
          { skill: 'food.garden', level: 2, count: 1 },
          { skill: 'law.housing', level: 2, count: 1 },
        ],
      }),
      project('bikes'),
    ],
    rules: {
      everyProjectRuns: { strength: 'soft' as const, cost: 20 },
      everyonePlaced: { strength: 'soft' as const, cost: 15 },
      coverage: { strength: 'soft' as const, cost: 3 },
      mixedOrigins: off,
      originLimit: off,
      mixedCategories: off,
      newcomers: off,
      roles: off,
      sites: hard,
      blocks: off,
      days: off,
      together: hard,
      apart: hard,
      locked: hard,
      forbidden: hard,
      stay: off,
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

export const aMove = (over: object = {}) => ({
  kind: 'move' as const,
  personId: 'Cas',
  from: null,
  to: 'bikes',
  delta: 40,
  at: '2026-03-02T09:00:00.000Z',
  ...over,
})

export const theTeams = (over: object = {}) => ({
  version: 1,
  published: false,
  teams: [{ projectId: 'garden', personIds: ['Ana', 'Ben'] }],
  leftOut: [{ personId: 'Cas', reason: 'full' as const, rules: [] }],
  gone: ['Ben'],
  byHand: [],
  locks: [],
  moves: [],
  undo: null,
  redo: null,
  ...over,
})
