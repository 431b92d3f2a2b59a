import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { everyPage } from '../../../platform/every-page.ts'
import { callsKey } from '../calls.queries.ts'

export type SubmissionPeople = Schema<'SubmissionPeople'>
export type Confidentiality = Schema<'Confidentiality'>
export type CallConfidentiality = Schema<'CallConfidentiality'>

export const submissionPeopleQuery = defineQueryOptions((submissionId: string) => ({
  key: [...callsKey, 'people', submissionId],
  query: ({ signal }) => api.get('/api/v1/submissions/{submissionId}/people', { path: { submissionId }, signal }),
}))

export const confidentialityQuery = defineQueryOptions((submissionId: string) => ({
  key: [...callsKey, 'confidentiality', submissionId],
  query: ({ signal }) =>
    api.get('/api/v1/submissions/{submissionId}/confidentiality', { path: { submissionId }, signal }),
}))

export const callConfidentialityQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'call-confidentiality', callId],
  query: ({ signal }) => api.get('/api/v1/calls/{callId}/confidentiality', { path: { callId }, signal }),
}))

export const confidentialSubmissionsQuery = defineQueryOptions({
  key: [...callsKey, 'confidential'],
  query: ({ signal }) => everyPage((query) => api.get('/api/v1/me/confidential-submissions', { query, signal })),
})
