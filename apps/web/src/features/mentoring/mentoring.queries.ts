import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../platform/api.ts'
import { useReread } from '../../platform/reread.ts'

export type HelpRequest = Schema<'HelpRequest'>
export type HelpRequestDetails = Schema<'HelpRequestDetails'>
export type HelpMessage = Schema<'HelpMessage'>
export type AccompaniedTeam = Schema<'AccompaniedTeam'>
export type OwnTeamHelp = Schema<'OwnTeamHelp'>
export type OwnMentoring = Schema<'OwnMentoring'>

/** Every query of this feature starts with it, so that one live event refreshes what is on screen. */
export const mentoringKey = ['mentoring'] as const

export function useRefresh() {
  const reread = useReread()
  return () => reread(mentoringKey)
}

type Pages<Item> = { items: Item[]; nextCursor: string | null }

/** A thread or a board is read as a whole; each page holds a hundred lines. */
async function everyPage<Item>(read: (page: { limit: number; cursor?: string }) => Promise<Pages<Item>>) {
  const items: Item[] = []
  let cursor: string | null | undefined
  do {
    const page: Pages<Item> = await read({ limit: 100, ...(cursor && { cursor }) })
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return items
}

export const myTeamsQuery = defineQueryOptions({
  key: [...mentoringKey, 'my-teams'],
  query: ({ signal }) => api.get('/api/v1/me/team-help', { signal }),
})

export const myMentoringQuery = defineQueryOptions({
  key: [...mentoringKey, 'my-mentoring'],
  query: ({ signal }) => api.get('/api/v1/me/mentoring', { signal }),
})

export const teamQuestionsQuery = defineQueryOptions((teamId: string) => ({
  key: [...mentoringKey, 'team-questions', teamId],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/teams/{teamId}/help-requests', { path: { teamId }, query, signal })),
}))

export const questionQuery = defineQueryOptions((helpRequestId: string) => ({
  key: [...mentoringKey, 'question', helpRequestId],
  query: ({ signal }) => api.get('/api/v1/help-requests/{helpRequestId}', { path: { helpRequestId }, signal }),
}))

export const messagesQuery = defineQueryOptions((helpRequestId: string) => ({
  key: [...mentoringKey, 'messages', helpRequestId],
  query: ({ signal }) =>
    everyPage((query) =>
      api.get('/api/v1/help-requests/{helpRequestId}/messages', { path: { helpRequestId }, query, signal }),
    ),
}))

type QuestionFilter = {
  seasonId: string
  mine?: 'true' | 'false'
  claimed?: 'by_me'
  status?: 'open' | 'claimed'
  unanswered?: 'true'
}

export const seasonQuestionsQuery = defineQueryOptions(({ seasonId, ...filter }: QuestionFilter) => ({
  key: [...mentoringKey, 'season-questions', seasonId, filter],
  query: ({ signal }) =>
    everyPage((page) =>
      api.get('/api/v1/seasons/{seasonId}/help-requests', {
        path: { seasonId },
        query: { ...page, ...filter },
        signal,
      }),
    ),
}))

export const channelsQuery = defineQueryOptions((seasonId: string) => ({
  key: [...mentoringKey, 'channels', seasonId],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}/help-channels', { path: { seasonId }, signal }),
}))

export const summaryQuery = defineQueryOptions((seasonId: string) => ({
  key: [...mentoringKey, 'summary', seasonId],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}/mentoring', { path: { seasonId }, signal }),
}))

export const accompaniedTeamsQuery = defineQueryOptions((seasonId: string) => ({
  key: [...mentoringKey, 'teams', seasonId],
  query: ({ signal }) =>
    everyPage((query) =>
      api.get('/api/v1/seasons/{seasonId}/accompanied-teams', { path: { seasonId }, query, signal }),
    ),
}))

export const mentorsQuery = defineQueryOptions(({ seasonId, search }: { seasonId: string; search: string }) => ({
  key: [...mentoringKey, 'mentors', seasonId, search],
  query: ({ signal }) =>
    api.get('/api/v1/seasons/{seasonId}/mentors', { path: { seasonId }, query: { search, limit: 20 }, signal }),
}))
