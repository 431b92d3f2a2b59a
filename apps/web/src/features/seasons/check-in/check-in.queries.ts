import type { Schema } from '@essor/api-client'
import { defineQueryOptions } from '@pinia/colada'
import { api } from '../../../platform/api.ts'
import { everyPage } from '../../../platform/every-page.ts'

export type Door = Schema<'Door'>
export type DoorListPerson = Schema<'DoorListPerson'>
export type CheckIn = Schema<'CheckIn'>

export const ticketQuery = defineQueryOptions((enrolmentId: string) => ({
  key: ['ticket', enrolmentId],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/me/enrolments/{enrolmentId}/ticket', { path: { enrolmentId }, signal }),
}))

/** With how far the clock of this device is from the server's, so that what waits here says right when people came. */
export const doorQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'door'],
  query: async ({ signal }: { signal: AbortSignal }) => {
    const door = await api.get('/api/v1/seasons/{seasonId}/door', { path: { seasonId }, signal })
    return { ...door, clockAhead: Date.now() - Date.parse(door.now) }
  },
}))

/** Loaded whole and held in memory only: the door must work without a network. */
export const doorPeopleQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'door-people'],
  query: ({ signal }: { signal: AbortSignal }) =>
    everyPage(({ cursor }) =>
      api.get('/api/v1/seasons/{seasonId}/door/people', { path: { seasonId }, query: { limit: 500, cursor }, signal }),
    ),
}))
