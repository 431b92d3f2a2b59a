import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { everyPage } from '../../../platform/every-page.ts'
import { callsKey } from '../calls.queries.ts'

export type Committee = Schema<'Committee'>
export type CommitteeMember = Schema<'CommitteeMember'>
export type CommitteeConflict = Schema<'CommitteeConflict'>
export type ConflictSource = Schema<'ConflictSource'>
export type FileReviewer = Schema<'FileReviewer'>
export type AssignmentPlan = Schema<'AssignmentPlan'>

export const committeeQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'committee', callId],
  query: ({ signal }) => api.get('/api/v1/calls/{callId}/committee', { path: { callId }, signal }),
}))

export const conflictsQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'conflicts', callId],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/calls/{callId}/conflicts', { path: { callId }, query, signal })),
}))

export const planQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'assignment', callId],
  query: ({ signal }) => api.get('/api/v1/calls/{callId}/assignment', { path: { callId }, signal }),
}))

export const fileReviewersQuery = defineQueryOptions((submissionId: string) => ({
  key: [...callsKey, 'file-reviewers', submissionId],
  query: ({ signal }) => api.get('/api/v1/submissions/{submissionId}/reviewers', { path: { submissionId }, signal }),
}))

export const ownCommitteesQuery = defineQueryOptions({
  key: [...callsKey, 'own-committees'],
  query: ({ signal }) => everyPage((query) => api.get('/api/v1/me/committees', { query, signal })),
})

export const ownTiesQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'own-ties', callId],
  query: ({ signal }) => api.get('/api/v1/me/committees/{callId}/ties', { path: { callId }, signal }),
}))
