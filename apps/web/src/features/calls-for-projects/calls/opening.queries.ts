import type { Schema } from '@essor/api-client'
import { defineQueryOptions } from '@pinia/colada'
import type { MaybeRefOrGetter } from 'vue'
import { toValue } from 'vue'
import { api } from '../../../platform/api.ts'
import { usePaged } from '../../../platform/paged.ts'
import { callsKey } from '../calls.queries.ts'

export type AccessCode = Schema<'AccessCode'>
export type Extension = Schema<'Extension'>
export type PublicCall = Schema<'PublicCall'>

/** A call as it stands for the person signed in. */
export const callAccessQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'access', callId],
  query: ({ signal }) => api.get('/api/v1/calls/{callId}/access', { path: { callId }, signal }),
}))

export const useAccessCodes = (callId: MaybeRefOrGetter<string>) =>
  usePaged<AccessCode>(
    () => [...callsKey, 'access-codes', toValue(callId)],
    ({ cursor, signal }) =>
      api.get('/api/v1/calls/{callId}/access-codes', {
        path: { callId: toValue(callId) },
        query: { limit: 20, ...(cursor && { cursor }) },
        signal,
      }),
  )

export const useExtensions = (callId: MaybeRefOrGetter<string>) =>
  usePaged<Extension>(
    () => [...callsKey, 'extensions', toValue(callId)],
    ({ cursor, signal }) =>
      api.get('/api/v1/calls/{callId}/extensions', {
        path: { callId: toValue(callId) },
        query: { limit: 20, ...(cursor && { cursor }) },
        signal,
      }),
  )
