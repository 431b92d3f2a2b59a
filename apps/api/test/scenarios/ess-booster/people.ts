import type { Schema } from '@essor/api-client'

/**
 * The source (ESS Booster, Annecy) wants volunteers of every trade, an in-person start and then people at a distance, parents among
 * them. Who they are, and the two other delegations, are ours: everyone here is invented.
 */
export interface Volunteer {
  name: string
  email: string
  category: Schema<'PersonCategory'>
  origin: string
  remote: boolean
  promise: Omit<Schema<'PromiseDraft'>, 'startsOn' | 'endsOn'>
}

const evenings = { unit: 'evening', amount: 2, rhythm: 'per_week' } as const
const twentyDays = { unit: 'day', amount: 20, rhythm: 'total' } as const
const threeHours = { unit: 'hour', amount: 3, rhythm: 'per_week' } as const

const volunteer = (
  name: string,
  email: string,
  category: Volunteer['category'],
  origin: string,
  promise: Volunteer['promise'],
  remote = false,
): Volunteer => ({ name, email: `${email}@exemple.essor`, category, origin, promise, remote })

export const volunteers: Volunteer[] = [
  volunteer('Agathe Lemoine', 'agathe.lemoine', 'professional', 'Cabinet d’avocats (exemple)', evenings),
  volunteer('Basile Chappuis', 'basile.chappuis', 'professional', 'Cabinet comptable (exemple)', threeHours),
  volunteer('Clarisse Duvernay', 'clarisse.duvernay', 'professional', 'Agence (exemple)', evenings),
  volunteer('Dimitri Novel', 'dimitri.novel', 'job_seeker', '', twentyDays),
  volunteer('Élodie Sage', 'elodie.sage', 'social_worker', 'Centre social (exemple)', threeHours),
  volunteer('Fatou Ndiaye', 'fatou.ndiaye', 'resident', '', threeHours, true),
]
