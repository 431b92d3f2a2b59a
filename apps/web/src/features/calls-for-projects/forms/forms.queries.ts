import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import type { FormSection } from '@essor/contracts'
import { api } from '../../../platform/api.ts'
import { everyPage } from '../../../platform/every-page.ts'
import { callsKey } from '../calls.queries.ts'

export type FormChange = Schema<'FormChange'>
export type Commune = Schema<'Commune'>

/** The questions of an answer of the API, as the contract names them. */
export const sectionsIn = (sections: Schema<'FormSection'>[]): FormSection[] => sections as FormSection[]

export const callFormQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'form', callId],
  query: ({ signal }) => api.get('/api/v1/calls/{callId}/form', { path: { callId }, signal }),
}))

export const formVersionsQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'form-versions', callId],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/calls/{callId}/form/versions', { path: { callId }, query, signal })),
}))

export const submissionFormQuery = defineQueryOptions((submissionId: string) => ({
  key: [...callsKey, 'form-of', submissionId],
  query: ({ signal }) => api.get('/api/v1/submissions/{submissionId}/form', { path: { submissionId }, signal }),
}))

export const communesQuery = defineQueryOptions((search: string) => ({
  key: ['communes', search],
  query: ({ signal }) => api.get('/api/v1/communes', { query: { search }, signal }),
}))
