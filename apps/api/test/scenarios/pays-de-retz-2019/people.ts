import type { Schema } from '@essor/api-client'
import type { ScenarioPerson } from '../../../src/demo/opac-amiens-2018/people.ts'

/**
 * Facts of the event (solidarity delegation of the Pays de Retz, December 2019): 80 participants, from local associations, partners
 * (CAF, MSA, CCAS), social workers and residents. How many of each, and who they were, is not told: everyone here is invented.
 */
export interface Attendee extends ScenarioPerson {
  category: Schema<'PersonCategory'>
  origin: string
}

const groups: [origin: string, category: Attendee['category'], people: number][] = [
  ['Association locale (exemple)', 'other', 24],
  ['CAF', 'professional', 6],
  ['MSA', 'professional', 6],
  ['CCAS', 'professional', 8],
  ['Délégation solidarité', 'social_worker', 16],
  ['', 'resident', 20],
]

export const attendees: Attendee[] = groups.flatMap(([origin, category, people]) =>
  Array.from({ length: people }, (_, index) => ({
    name: `Personne ${index + 1} (exemple, ${origin || 'habitante'})`,
    email: `${(origin || 'habitante')
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/[^a-z]/g, '')}${index + 1}@exemple.essor`,
    category,
    origin,
  })),
)

const person = (name: string, email: string): ScenarioPerson => ({ name, email: `${email}@exemple.essor` })

/** Holds the season together with the first organiser, and is not among those named to see delicate files. */
export const secondOrganiser = person('Gwenaëlle Rivière', 'gwenaelle.riviere')

/** Three of the selection committee. The first is named to see delicate files. */
export const committee = [
  person('Soizic Thomas', 'soizic.thomas'),
  person('Malo Bertin', 'malo.bertin'),
  person('Annaïg Leduc', 'annaig.leduc'),
]
