import { useQuery } from '@pinia/colada'
import { concernedBy } from '../../platform/concern.ts'
import { myReviewsQuery, mySubmissionsQuery } from './calls.queries.ts'

export const useHasProjects = () => concernedBy(useQuery(mySubmissionsQuery), (submissions) => submissions.length > 0)

export const useHasReviews = () => concernedBy(useQuery(myReviewsQuery), (reviews) => reviews.length > 0)
