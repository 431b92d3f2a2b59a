import type { ScenarioParticipant, ScenarioPerson } from '../../../src/demo/opac-amiens-2018/people.ts'

type SkillCode = ScenarioParticipant['skills'][number]['skill']

/**
 * Facts of the event (Simplon, Narbonne): 48 hours, three developers and coaches at everyone's service, and the three projects
 * below; seniors, women, people of every social class. Who they were is not told: every name here is invented.
 */
const address = (name: string): string =>
  `${name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '')
    .replaceAll(' ', '.')}@exemple.essor`

const person = (name: string): ScenarioPerson => ({ name, email: address(name) })

export const developers: ScenarioPerson[] = ['Adèle Vidal', 'Bruno Sanchez', 'Coline Fabre'].map(person)

const taking = (
  category: ScenarioParticipant['category'],
  skill: SkillCode,
  ...names: string[]
): ScenarioParticipant[] =>
  names.map((name) => ({ ...person(name), category, origin: 'Narbonne', skills: [{ skill, level: 2 }] }))

export const participants: ScenarioParticipant[] = [
  ...taking('retired', 'crafts.sewing', 'Mireille Causse', 'René Pagès', 'Odette Marty'),
  ...taking('job_seeker', 'communication.writing', 'Sofia Belaïd', 'Karim Ziani', 'Laure Bonnet'),
  ...taking('resident', 'logistics.transport', 'Denis Roca', 'Fatou Sarr', 'Inès Garrigue', 'Paul Azéma'),
]

export const projects = [
  { title: 'L’Atelier de chez mémé', summary: 'Un atelier partagé : plannings et accès aux formations.' },
  { title: 'Courts Circuits', summary: 'Partager la logistique des collectes de dons.' },
  { title: 'Bikeens', summary: 'Louer son vélo à son voisin.' },
]
