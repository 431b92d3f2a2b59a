import { vi } from 'vitest'

/** Live updates stay silent: these tests are about what is on the page. */
export function silentLive(): void {
  vi.stubGlobal(
    'EventSource',
    class {
      static readonly CLOSED = 2
      addEventListener(): void {}
      close(): void {}
    },
  )
}

export const me = {
  id: 'p1',
  name: 'Amélie Martin',
  email: 'amelie@exemple.fr',
  locale: 'fr',
  hasPassword: true,
  grants: [],
}

export const criteria = [{ id: 'k1', label: 'Utilité sociale', description: '', weight: 3, max: 5 }]

export const aPublicCall = {
  id: 'c1',
  seasonId: 'se1',
  title: 'Bien vieillir dans nos quartiers',
  presentation: 'Racontez-nous un besoin.',
  opensAt: '2026-10-01T07:00:00.000Z',
  closesAt: '2026-11-13T22:59:59.999Z',
  timeZone: 'Europe/Paris',
  criteria,
  status: 'open',
  closingMessage: '',
  reopenedAt: null,
  seasonName: 'Saison de printemps',
  seasonSlug: 'printemps',
  now: '2026-11-01T12:00:00.000Z',
}

export const aSubmission = {
  id: 's1',
  callId: 'c1',
  title: 'Un jardin pour la résidence',
  structure: 'Amicale des locataires',
  summary: 'Un potager commun.',
  framing: {
    problem: 'Aucun lieu commun.',
    evidence: '140 foyers le disent.',
    beneficiaries: 'Les habitants.',
    users: 'Vingt jardiniers.',
    payers: 'Le bailleur.',
    benefit: 'Moins d’isolement.',
    horizon: 'bounded',
    withinTime: 'Dessiner la parcelle.',
    deliverable: 'Un plan.',
  },
  wantedSkills: [{ skill: 'law.associations', level: 2, count: 1 }],
  answers: {},
  status: 'draft',
  submittedAt: null,
  submittedByName: null,
  reason: '',
  version: 3,
  createdAt: '2026-10-20T18:00:00.000Z',
  call: {
    title: 'Bien vieillir dans nos quartiers',
    status: 'open',
    reopenedAt: null,
    closesAt: '2026-11-13T22:59:59.999Z',
    timeZone: 'Europe/Paris',
    seasonId: 'se1',
    seasonName: 'Saison de printemps',
    seasonSlug: 'printemps',
  },
  writing: { until: '2026-11-13T22:59:59.999Z', editable: 'everything', maySubmit: true, grace: false },
}

export const aBoardRow = {
  id: 's1',
  callId: 'c1',
  title: 'Un jardin pour la résidence',
  structure: 'Amicale',
  summary: '',
  holderName: 'Aminata Diallo',
  status: 'under_review',
  submittedAt: '2026-11-02T18:20:00.000Z',
  late: null,
  reviews: { assigned: 2, done: 2, recused: 0 },
  missing: 0,
  sealed: false,
  score: 80,
  spread: 10,
  feasible: { yes: 2, no: 0 },
  disagreement: false,
  wantedSkills: [],
  pendingOutcome: null,
  pendingReason: '',
  version: 1,
}
