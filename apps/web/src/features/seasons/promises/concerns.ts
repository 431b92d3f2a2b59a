import { useQuery } from '@pinia/colada'
import { concernedBy } from '../../../platform/concern.ts'
import { myEnrolmentsQuery } from '../seasons.queries.ts'

/** Whoever takes part can promise time. */
export const useGivesTime = () =>
  concernedBy(useQuery(myEnrolmentsQuery), ({ items }) => items.some(({ status }) => status !== 'withdrawn'))
