import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { concernedBy } from '../../platform/concern.ts'
import { useSession } from '../../platform/session.ts'
import { myReviewsQuery, mySubmissionsQuery } from './calls.queries.ts'

export const useHasProjects = () => concernedBy(useQuery(mySubmissionsQuery), (submissions) => submissions.length > 0)

/** Whoever has the role says what they can take on before anything is given to them. */
export function useHasReviews() {
  const session = useSession()
  const hasReviews = concernedBy(useQuery(myReviewsQuery), (reviews) => reviews.length > 0)
  return computed(() => hasReviews.value || session.grants.some(({ role }) => role === 'reviewer'))
}
