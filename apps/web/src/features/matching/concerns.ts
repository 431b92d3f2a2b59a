import { useQuery } from '@pinia/colada'
import { concernedBy } from '../../platform/concern.ts'
import { myEnrolmentsQuery } from '../seasons/index.ts'

/** Whoever takes part has wishes to give, then a team. */
export const useTakesPart = () =>
  concernedBy(useQuery(myEnrolmentsQuery), ({ items }) =>
    items.some(({ status }) => status !== 'withdrawn' && status !== 'no_show'),
  )
