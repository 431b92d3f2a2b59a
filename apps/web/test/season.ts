export const aMe = (over: object = {}) => ({
  id: 'p1',
  name: 'Amélie Martin',
  email: 'amelie@exemple.fr',
  locale: 'fr',
  hasPassword: true,
  grants: [],
  ...over,
})

const words = { event: 'marathon solidaire', team: 'équipe', structure: 'structure', participant: 'bénévole' }

export const aSession = (over: object = {}) => ({
  id: 'se1',
  kind: 'kick_off',
  title: 'Soirée de lancement',
  place: 'Amiens',
  startsAt: '2018-05-19T16:00:00.000Z',
  endsAt: '2018-05-19T19:00:00.000Z',
  timeZone: 'Europe/Paris',
  siteIds: [] as string[],
  online: false,
  onlineUrl: null,
  needsRegistration: false,
  places: null,
  placesLeft: null,
  registered: 0,
  waiting: 0,
  remindHours: null,
  registration: null,
  ahead: null,
  cancelledAt: null,
  version: 2,
  ...over,
})

export const aSite = (over: object = {}) => ({
  id: 'si1',
  seasonId: 's1',
  kind: 'place',
  name: 'Maison des associations',
  address: '12 rue Frédéric-Petit, Amiens',
  timeZone: 'Europe/Paris',
  capacity: 80,
  accessNotes: 'Par la cour.',
  version: 2,
  ...over,
})

export const aSeason = (over: object = {}) => ({
  id: 's1',
  delegationId: 'd1',
  delegationName: 'OPAC d’Amiens',
  slug: 'printemps',
  name: 'Printemps solidaire',
  summary: 'Deux mois pour six projets.',
  preset: 'season_2_months',
  presence: 'in_person',
  place: 'Amiens',
  timeZone: 'Europe/Paris',
  startsOn: '2018-05-19',
  endsOn: '2018-07-18',
  capacity: 24,
  terminology: words,
  status: 'published',
  version: 3,
  createdAt: '2018-01-05T09:00:00.000Z',
  phases: [
    {
      id: 'ph1',
      kind: 'recruitment',
      startsAt: '2018-03-01T08:00:00.000Z',
      endsAt: '2018-05-04T21:59:00.000Z',
      version: 1,
    },
    { id: 'ph2', kind: 'work', startsAt: '2018-05-19T07:00:00.000Z', endsAt: '2118-07-18T18:00:00.000Z', version: 4 },
  ],
  sites: [],
  findings: [],
  sessions: [aSession()],
  enrolmentOpen: true,
  ...over,
})

export const anEnrolment = (over: object = {}) => ({
  id: 'e1',
  seasonId: 's1',
  personId: 'p1',
  personName: 'Camille Petit',
  category: 'student',
  origin: 'IUT d’Amiens',
  motivation: 'Aider',
  siteId: null,
  siteName: null,
  status: 'applied',
  statusAt: '2018-03-02T09:00:00.000Z',
  statusBy: null,
  offerEndsAt: null,
  waitingRank: null,
  arrival: 1,
  createdAt: '2018-03-02T09:00:00.000Z',
  ...over,
})

export const enrolmentRules = (over: object = {}) => ({
  seasonId: 's1',
  version: 3,
  mode: 'first_come',
  capacity: 24,
  offerHours: 48,
  categoryPlaces: { student: 10 },
  season: { taken: 24, waiting: 2 },
  sites: [],
  categories: [{ category: 'student', capacity: 10, taken: 9, waiting: 1 }],
  ...over,
})

export const listOf = (items: unknown[], nextCursor: string | null = null) => ({ body: { items, nextCursor } })
