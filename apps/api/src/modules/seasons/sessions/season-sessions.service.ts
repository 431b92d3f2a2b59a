import type { Deps } from '../../../platform/deps.ts'
import { assertSpan } from '../timeline/timeline.rules.ts'
import { changeTimeline } from '../timeline/timeline.service.ts'
import { deleteSession, insertSessions, updateSession, type SeasonSession } from './season-sessions.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor'>

type SessionFields = Pick<SeasonSession, 'kind' | 'title' | 'place' | 'startsAt' | 'endsAt'>

export async function addSession(
  { db, actor }: Writing,
  seasonId: string,
  draft: SessionFields,
): Promise<SeasonSession> {
  return changeTimeline({ db, actor }, seasonId, 'session.added', async (tx, season) => {
    assertSpan(draft, season.startsOn)
    return (await insertSessions(tx, [{ ...draft, seasonId }]))[0]
  })
}

export async function changeSession(
  { db, actor }: Writing,
  seasonId: string,
  sessionId: string,
  draft: SessionFields,
): Promise<SeasonSession> {
  return changeTimeline({ db, actor }, seasonId, 'session.changed', (tx, season) => {
    assertSpan(draft, season.startsOn)
    return updateSession(tx, seasonId, sessionId, draft)
  })
}

export async function removeSession({ db, actor }: Writing, seasonId: string, sessionId: string): Promise<void> {
  await changeTimeline({ db, actor }, seasonId, 'session.removed', async (tx) =>
    (await deleteSession(tx, seasonId, sessionId)) ? { id: sessionId } : undefined,
  )
}
