import type { ScenarioParticipant, ScenarioPerson } from '../../../src/demo/opac-amiens-2018/people.ts'

/**
 * Facts of the event (Challenge du Web Social & Solidaire, November 2015): 21 web integrators, 9 of Colombbus and 12 of Le PoleS,
 * at work in Paris and in Villeneuve-la-Garenne, with one coach for each of seven teams. Who they were is not told: every name
 * here is invented.
 */
export type Place = 'Paris' | 'Villeneuve-la-Garenne'
export type Integrator = ScenarioParticipant & { place: Place }

const address = (name: string): string =>
  `${name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '')
    .replaceAll(' ', '.')}@exemple.essor`

const person = (name: string): ScenarioPerson => ({ name, email: address(name) })

const integrators = (origin: string, place: Place, ...names: string[]): Integrator[] =>
  names.map((name) => ({
    ...person(name),
    place,
    category: 'professional',
    origin,
    skills: [{ skill: 'digital.web', level: 2 }],
  }))

export const people: Integrator[] = [
  ...integrators('Colombbus', 'Paris', 'Ana Pereira', 'Bilal Aziz', 'Chloé Marchal', 'David Koné'),
  ...integrators('Colombbus', 'Villeneuve-la-Garenne', 'Elif Yilmaz', 'Farid Saïdi', 'Gaëlle Roux'),
  ...integrators('Colombbus', 'Villeneuve-la-Garenne', 'Hugo Tavares', 'Imane Belkacem'),
  ...integrators('Le PoleS', 'Paris', 'Jules Fontaine', 'Karima Ould', 'Lina Cissé', 'Mathis Gomez', 'Nour Hamidi'),
  ...integrators('Le PoleS', 'Villeneuve-la-Garenne', 'Omar Sylla', 'Paola Rossi', 'Quentin Ferrand', 'Rania Toumi'),
  ...integrators('Le PoleS', 'Villeneuve-la-Garenne', 'Samir Lakhal', 'Tess Lambert', 'Ugo Da Silva'),
]

export const coaches: ScenarioPerson[] = [
  'Valérie Prieur',
  'William Akono',
  'Xavier Lenglet',
  'Yasmina Rahal',
  'Zoé Fabre',
  'Aurélien Costa',
  'Bénédicte Noël',
].map(person)
