import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { reviewSettings } from './review-settings.table.ts'

export type Settings = typeof reviewSettings.$inferSelect

/** As of a call whose organisers changed nothing: version 0. */
const defaults = (callId: string): Settings => ({
  callId,
  blind: false,
  blindLiftedAt: null,
  others: 'after_own',
  commentMinLength: 1,
  interviewChangeHours: 24,
  version: 0,
})

export async function findSettings(db: Db, callId: string): Promise<Settings> {
  const [found] = await db.select().from(reviewSettings).where(eq(reviewSettings.callId, callId))
  return found ?? defaults(callId)
}

export async function putSettings(db: Db, callId: string, change: Partial<Settings>): Promise<Settings> {
  const [saved] = await db
    .insert(reviewSettings)
    .values({ ...defaults(callId), ...change, callId, version: 1 })
    .onConflictDoUpdate({
      target: reviewSettings.callId,
      set: { ...change, callId, version: sql`${reviewSettings.version} + 1` },
    })
    .returning()
  return saved!
}

/** For queries that join the settings of a call: its reviewers do not see whose files they read. */
export const isBlindNow = sql<boolean>`coalesce(${reviewSettings.blind} and ${reviewSettings.blindLiftedAt} is null, false)`
