import { pitches, pitchSessions } from '../src/modules/judging/pitches.table.ts'
import { awards } from '../src/modules/judging/results.table.ts'
import { rubrics, scorecards } from '../src/modules/judging/rubrics.table.ts'
import type { Db } from '../src/platform/db/connection.ts'
import type { Insert } from './factories.ts'

/** Two criteria, the first of double weight, both marked from 0 to 10. */
export async function insertRubric(db: Db, seasonId: string, over: Insert<typeof rubrics> = {}) {
  const [row] = await db
    .insert(rubrics)
    .values({
      seasonId,
      criteria: [
        { id: 'utilite', label: 'Utilité sociale', description: '', weight: 2, max: 10 },
        { id: 'viabilite', label: 'Viabilité', description: '', weight: 1, max: 10 },
      ],
      tieBreaks: [{ by: 'criterion', criterion: 'utilite' }],
      ...over,
    })
    .returning()
  return row!
}

/** Three minutes, planned. */
export async function insertPitchSession(db: Db, seasonId: string, over: Insert<typeof pitchSessions> = {}) {
  const [row] = await db
    .insert(pitchSessions)
    .values({
      seasonId,
      title: 'Pitchs du dimanche',
      place: 'Salle du conseil',
      durationSeconds: 180,
      warningSeconds: 60,
      dangerSeconds: 15,
      ...over,
    })
    .returning()
  return row!
}

export async function insertPitch(db: Db, sessionId: string, teamId: string, over: Insert<typeof pitches> = {}) {
  const [row] = await db
    .insert(pitches)
    .values({ sessionId, teamId, position: 1, ...over })
    .returning()
  return row!
}

export async function insertScorecard(
  db: Db,
  card: Insert<typeof scorecards> & { seasonId: string; pitchId: string; jurorId: string },
) {
  const [row] = await db
    .insert(scorecards)
    .values({
      marks: { utilite: 8, viabilite: 6 },
      comment: '',
      status: 'sent',
      sentAt: new Date('2026-03-02T08:00:00Z'),
      ...card,
    })
    .returning()
  return row!
}

export async function insertAward(db: Db, seasonId: string, over: Insert<typeof awards> = {}) {
  const [row] = await db
    .insert(awards)
    .values({ seasonId, title: 'Prix du jury', amountCents: 500_000, funder: 'Le bailleur', ...over })
    .returning()
  return row!
}
