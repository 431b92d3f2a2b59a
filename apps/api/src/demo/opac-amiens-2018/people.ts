import type { Schema } from '@essor/api-client'

/**
 * Facts of the event (OPAC d'Amiens, 19 May 2018): 24 participants, 60 % students and 30 % professionals, mostly of computing and
 * some marketers; mentors of rental management, digital, web development and social housing; a jury of professionals.
 * The names, the schools and the skills are ours: every person here is invented.
 */
type OwnedSkill = Schema<'OwnedSkill'>

export interface ScenarioPerson {
  name: string
  email: string
}

export interface ScenarioParticipant extends ScenarioPerson {
  category: 'student' | 'professional' | 'resident' | 'job_seeker' | 'retired'
  origin: string
  skills: OwnedSkill[]
}

const address = (name: string): string =>
  `${name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '')
    .replaceAll(' ', '.')}@exemple.essor`

const person = (name: string): ScenarioPerson => ({ name, email: address(name) })

const participant = (
  name: string,
  category: ScenarioParticipant['category'],
  origin: string,
  ...skills: [skill: OwnedSkill['skill'], level: number][]
): ScenarioParticipant => ({
  ...person(name),
  category,
  origin,
  skills: skills.map(([skill, level]) => ({ skill, level })),
})

export const admin = person('Claire Delattre')
export const organiser = person('Hugo Lemaire')
export const reviewers = [person('Nadège Carpentier'), person('Yves Bocquet')]
export const jurors = [
  person('Monique Vasseur'),
  person('Karim Haddad'),
  person('Sylvie Roussel'),
  person('Antoine Dubois'),
]

/** The field is the source's; the families are where it stands in our taxonomy. */
export const mentors: (ScenarioPerson & { families: Schema<'HelpChannel'>[]; field: string })[] = [
  { ...person('Pascale Morel'), families: ['housing'], field: 'gestion locative' },
  { ...person('Thomas Leroy'), families: ['digital'], field: 'numérique' },
  { ...person('Inès Benali'), families: ['digital'], field: 'développement web' },
  { ...person('Gérard Caron'), families: ['housing', 'social_work'], field: 'logement social' },
]

const school = 'École du numérique (exemple)'
const university = 'Université (exemple)'
const company = 'Entreprise locale (exemple)'

export const participants: ScenarioParticipant[] = [
  participant('Léa Fournier', 'student', school, ['digital.web', 3], ['digital.design', 2]),
  participant('Nathan Petit', 'student', school, ['digital.web', 2], ['digital.systems', 2]),
  participant('Manon Lefebvre', 'student', school, ['digital.design', 3], ['communication.graphics', 2]),
  participant('Enzo Marchand', 'student', school, ['digital.mobile', 3], ['digital.web', 2]),
  participant('Chloé Renard', 'student', university, ['communication.marketing', 3], ['communication.social', 3]),
  participant('Lucas Gauthier', 'student', university, ['digital.data', 2], ['money.model', 2]),
  participant('Sarah Amrani', 'student', school, ['digital.web', 3], ['languages.arabic', 4]),
  participant('Théo Masson', 'student', school, ['digital.electronics', 3], ['crafts.making', 2]),
  participant('Camille Noël', 'student', university, ['communication.marketing', 2], ['communication.writing', 3]),
  participant('Mehdi Cherif', 'student', school, ['digital.web', 4], ['digital.security', 2]),
  participant('Julie Perrin', 'student', university, ['facilitation.design', 2], ['communication.speaking', 3]),
  participant('Adrien Colin', 'student', school, ['digital.systems', 3], ['digital.web', 2]),
  participant('Océane Robert', 'student', school, ['digital.design', 2], ['digital.web', 2]),
  participant('Bilal Sow', 'student', school, ['digital.mobile', 2], ['digital.data', 3]),
  participant('Sophie Lambert', 'professional', company, ['digital.product', 4], ['facilitation.project', 3]),
  participant('Marc Tellier', 'professional', company, ['digital.web', 4], ['digital.data', 3]),
  participant('Amandine Roy', 'professional', company, ['communication.marketing', 4], ['communication.speaking', 3]),
  participant('Jérôme Blin', 'professional', company, ['digital.systems', 4], ['digital.security', 3]),
  participant('Fatou Diallo', 'professional', company, ['money.model', 3], ['money.budget', 3]),
  participant('Vincent Rey', 'professional', company, ['digital.design', 4], ['communication.graphics', 3]),
  participant('Isabelle Hénin', 'professional', company, ['facilitation.workshops', 3], ['social_work.rights', 2]),
  participant('Raymond Dupuis', 'resident', '', ['housing.neighbours', 4], ['crafts.repair', 3]),
  participant('Ginette Poulain', 'resident', '', ['housing.neighbours', 3], ['care.listening', 3]),
  participant('Aïcha Traoré', 'resident', '', ['social_work.childhood', 3], ['languages.french', 2]),
]

/** The social landlord who ran the event. */
export const demoDelegation = { slug: 'opac-amiens', name: 'OPAC d’Amiens', department: '80', timeZone: 'Europe/Paris' }
