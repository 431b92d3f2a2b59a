import { useQuery } from '@pinia/colada'
import { concernedBy } from '../../../platform/concern.ts'
import { myJuriesQuery } from './my-jury.queries.ts'

export const useIsJuror = () => concernedBy(useQuery(myJuriesQuery), (juries) => juries.length > 0)
