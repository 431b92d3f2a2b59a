import { audit } from '../../platform/audit/audit.repository.ts'
import type { Db } from '../../platform/db/connection.ts'
import { personOf, type Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { findSeason } from '../seasons/index.ts'
import { isOnJury, listConflicts } from './jury.repository.ts'
import { scoringOf } from './pitch.rules.ts'
import { findPitch, lockPitchSession } from './pitches.repository.ts'
import { assertMarks } from './scorecard.rules.ts'
import { findScorecard, insertScorecard, lockRubric, updateDraft, type Scorecard } from './scorecards.repository.ts'

type Scoring = Pick<Deps, 'db' | 'actor' | 'now'>

interface Sheet {
  marks: Record<string, number>
  comment: string
}

export const saveScorecard = (deps: Scoring, pitchId: string, version: number, sheet: Sheet): Promise<Scorecard> =>
  write(deps, pitchId, version, { ...sheet, status: 'draft', sentAt: null })

/** Sends the marks that come with it, once: of several sendings one gets the draft. */
export const sendScorecard = (deps: Scoring, pitchId: string, version: number, sheet: Sheet): Promise<Scorecard> =>
  write(deps, pitchId, version, { ...sheet, status: 'sent', sentAt: deps.now() })

async function write(
  { db, actor }: Scoring,
  pitchId: string,
  version: number,
  sheet: Sheet & Pick<Scorecard, 'status' | 'sentAt'>,
): Promise<Scorecard> {
  const jurorId = personOf({ actor })
  return db.transaction(async (tx) => {
    const { sessionId } = await knownPitch(tx, pitchId)
    const session = await lockPitchSession(tx, sessionId, 'share')
    const pitch = await knownPitch(tx, pitchId)
    const { seasonId } = pitch.session
    if (!(await isOnJury(tx, seasonId, jurorId))) throw new AppError('forbidden', 'You are not on the jury.')
    const conflicts = await listConflicts(tx, [seasonId], jurorId)
    if (conflicts.some(({ teamId }) => teamId === pitch.teamId))
      throw new AppError('juror_conflict_of_interest', 'You have a conflict of interest with this team.')
    const before = await findScorecard(tx, pitchId, jurorId)
    if (before?.status === 'sent') throw alreadySent()
    const rubric = await lockRubric(tx, seasonId, 'share')
    if (!rubric) throw new AppError('scoring_closed', 'This season has no rubric yet.')
    if (!session || scoringOf(session.status, pitch.startedAt) !== 'open')
      throw new AppError('scoring_closed', 'Scoring opens when the pitch starts, and the organisers close it.')
    assertMarks(rubric.criteria, sheet.marks, { complete: sheet.status === 'sent' })
    const card =
      before || version > 0
        ? before && (await updateDraft(tx, before.id, version, sheet))
        : await insertScorecard(tx, { ...sheet, seasonId, pitchId, jurorId })
    if (!card) throw await lostAgainst(tx, pitchId, jurorId)
    if (!before || card.status === 'sent') {
      const season = await findSeason(tx, seasonId)
      await audit(
        { db: tx, actor },
        {
          action: card.status === 'sent' ? 'scorecard.sent' : 'scorecard.begun',
          subject: ['scorecard', card.id],
          delegationId: season?.delegationId ?? null,
        },
      )
      await tell(tx, `season:${seasonId}`, 'scorecard.changed', card.id)
    }
    return card
  })
}

async function knownPitch(db: Db, id: string) {
  const pitch = await findPitch(db, id)
  if (!pitch) throw new AppError('not_found', 'There is no such pitch.')
  return pitch
}

const alreadySent = () => new AppError('scorecard_sent', 'You have sent this score sheet already.')

async function lostAgainst(db: Db, pitchId: string, jurorId: string): Promise<AppError> {
  const winner = await findScorecard(db, pitchId, jurorId)
  return winner?.status === 'sent'
    ? alreadySent()
    : new AppError('version_conflict', 'You changed this sheet elsewhere in the meantime. Read it again.')
}
