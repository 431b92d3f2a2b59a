import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../platform/api.ts'
import { useReread } from '../../platform/reread.ts'
import { everyPage } from '../../platform/every-page.ts'

export type Call = Schema<'Call'>
export type SubmissionFile = Schema<'SubmissionFile'>
export type SubmissionDetails = Schema<'SubmissionDetails'>
export type OwnSubmission = Schema<'OwnSubmission'>
export type SubmissionStatus = Schema<'SubmissionStatus'>
export type DecisionOutcome = Schema<'DecisionOutcome'>
export type Review = Schema<'Review'>
export type ReviewSheet = Schema<'ReviewSheet'>
export type ReviewContent = Schema<'ReviewContent'>
export type OwnReview = Schema<'OwnReview'>

/** Every query of this feature starts with it, so that one live event refreshes what is on screen. */
export const callsKey = ['calls-for-projects'] as const

export function useRefresh() {
  const reread = useReread()
  return () => reread(callsKey)
}

export const publicCallQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'public', callId],
  query: ({ signal }) => api.get('/api/v1/public/calls/{callId}', { path: { callId }, signal }),
}))

export const publicCallsQuery = defineQueryOptions((slug: string) => ({
  key: [...callsKey, 'public-of-season', slug],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/public/seasons/{slug}/calls', { path: { slug }, query, signal })),
}))

export const laureatesQuery = defineQueryOptions((slug: string) => ({
  key: [...callsKey, 'laureates', slug],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/public/seasons/{slug}/laureates', { path: { slug }, query, signal })),
}))

export const publicProjectsQuery = defineQueryOptions((slug: string) => ({
  key: [...callsKey, 'public-projects', slug],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/public/seasons/{slug}/projects', { path: { slug }, query, signal })),
}))

export const publicTeamsQuery = defineQueryOptions((slug: string) => ({
  key: [...callsKey, 'public-teams', slug],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/public/seasons/{slug}/teams', { path: { slug }, query, signal })),
}))

export const seasonQuery = defineQueryOptions((seasonId: string) => ({
  key: [...callsKey, 'season', seasonId],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}', { path: { seasonId }, signal }),
}))

export const seasonCallsQuery = defineQueryOptions((seasonId: string) => ({
  key: [...callsKey, 'of-season', seasonId],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/seasons/{seasonId}/calls', { path: { seasonId }, query, signal })),
}))

export const callQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'call', callId],
  query: ({ signal }) => api.get('/api/v1/calls/{callId}', { path: { callId }, signal }),
}))

export const decisionsQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'decisions', callId],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/calls/{callId}/decisions', { path: { callId }, query, signal })),
}))

export const mySubmissionsQuery = defineQueryOptions({
  key: [...callsKey, 'mine'],
  query: ({ signal }) => everyPage((query) => api.get('/api/v1/me/submissions', { query, signal })),
})

export const submissionQuery = defineQueryOptions((submissionId: string) => ({
  key: [...callsKey, 'submission', submissionId],
  query: ({ signal }) => api.get('/api/v1/submissions/{submissionId}', { path: { submissionId }, signal }),
}))

export const submissionReviewsQuery = defineQueryOptions((submissionId: string) => ({
  key: [...callsKey, 'reviews-of', submissionId],
  query: ({ signal }) => api.get('/api/v1/submissions/{submissionId}/reviews', { path: { submissionId }, signal }),
}))

export const myReviewsQuery = defineQueryOptions({
  key: [...callsKey, 'my-reviews'],
  query: ({ signal }) => everyPage((query) => api.get('/api/v1/me/reviews', { query, signal })),
})

export const reviewQuery = defineQueryOptions((reviewId: string) => ({
  key: [...callsKey, 'review', reviewId],
  query: ({ signal }) => api.get('/api/v1/reviews/{reviewId}', { path: { reviewId }, signal }),
}))
