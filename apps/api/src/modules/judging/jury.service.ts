import { audit } from '../../platform/audit/audit.repository.ts'
import type { Db } from '../../platform/db/connection.ts'
import { personOf, type Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { listRoleHolders } from '../identity/index.ts'
import { findSeason } from '../seasons/index.ts'
import { conflictsOf, progressOf } from './jury.rules.ts'
import {
  deleteRecusal,
  insertRecusal,
  isOnJury,
  listConflicts,
  listSeasonsJudgedBy,
  listTeams,
} from './jury.repository.ts'
import { scoringOf } from './pitch.rules.ts'
import { findPitch, findPitchSession, listPitches, listSeasonPitches, lockPitchSession } from './pitches.repository.ts'
import { noSession } from './pitches.service.ts'
import { readRubric } from './rubrics.service.ts'
import { findScorecard, listAllScorecards, listScorecardsOf, type Scorecard } from './scorecards.repository.ts'

const notOnJury = () => new AppError('forbidden', 'You are not on the jury of this season.')

export async function readJury(db: Db, seasonId: string) {
  const [jury, conflicts, teams] = [
    await listRoleHolders(db, 'juror', 'season', seasonId),
    await listConflicts(db, [seasonId]),
    await listTeams(db, seasonId),
  ]
  return jury.map(({ id, name }) => {
    const barred = conflictsOf(conflicts, id)
    return {
      personId: id,
      name,
      conflicts: teams
        .filter(({ teamId }) => barred.has(teamId))
        .map(({ teamId, teamName }) => ({ teamId, teamName, kind: barred.get(teamId)! })),
    }
  })
}

export async function readProgress(db: Db, sessionId: string) {
  const session = await findPitchSession(db, sessionId)
  if (!session) throw noSession()
  return progressOf(
    await listRoleHolders(db, 'juror', 'season', session.seasonId),
    await listPitches(db, sessionId),
    await listAllScorecards(db, session.seasonId),
    await listConflicts(db, [session.seasonId]),
  )
}

export const asScorecard = (pitchId: string, card: Scorecard | undefined) =>
  card ?? { pitchId, marks: {}, comment: '', status: 'empty' as const, version: 0, sentAt: null }

/** Everything that one juror needs for a season, in a constant number of queries. */
export async function readMyJury({ db, actor }: Pick<Deps, 'db' | 'actor'>, seasonId: string) {
  const personId = personOf({ actor })
  if (!(await isOnJury(db, seasonId, personId))) throw notOnJury()
  const season = (await findSeason(db, seasonId))!
  return {
    seasonId,
    seasonName: season.name,
    rubric: await readRubric(db, seasonId),
    pitches: await pitchesFor(db, personId, [seasonId]),
  }
}

async function pitchesFor(db: Db, personId: string, seasonIds: readonly string[]) {
  const barred = conflictsOf(await listConflicts(db, seasonIds, personId), personId)
  const cards = new Map((await listScorecardsOf(db, seasonIds, personId)).map((card) => [card.pitchId, card]))
  const pitches = await listSeasonPitches(db, seasonIds)
  return pitches.map((pitch) => ({
    ...pitch,
    pitchId: pitch.id,
    sessionTitle: pitch.session.title,
    sessionStatus: pitch.session.status,
    scoring: scoringOf(pitch.session.status, pitch.startedAt),
    conflict: barred.get(pitch.teamId) ?? null,
    scorecard: asScorecard(pitch.id, cards.get(pitch.id)),
  }))
}

/** The seasons whose jury someone sits on, the latest first, each with its pitches: a constant number of queries too. */
export async function listJuriesOf(db: Db, personId: string) {
  const seasons = await listSeasonsJudgedBy(db, personId)
  const pitches = await pitchesFor(
    db,
    personId,
    seasons.map(({ id }) => id),
  )
  const bySeason = Map.groupBy(pitches, ({ session }) => session.seasonId)
  return seasons.map(({ id, name }) => ({ seasonId: id, seasonName: name, pitches: bySeason.get(id) ?? [] }))
}

/** The seasons whose jury I sit on, with what is left to score. */
export async function listMyJuries({ db, actor }: Pick<Deps, 'db' | 'actor'>) {
  const juries = await listJuriesOf(db, personOf({ actor }))
  return juries.map(({ seasonId, seasonName, pitches }) => ({
    seasonId,
    seasonName,
    pitches: pitches.filter(({ status }) => status !== 'skipped').length,
    toScore: pitches.filter(isToScore).length,
  }))
}

export const isToScore = (pitch: Awaited<ReturnType<typeof pitchesFor>>[number]): boolean =>
  pitch.scoring === 'open' && pitch.conflict === null && pitch.scorecard.status !== 'sent'

/** A juror steps aside for one team, or comes back; a sheet already sent stands. */
export async function recuse({ db, actor }: Pick<Deps, 'db' | 'actor'>, pitchId: string, recused: boolean) {
  const jurorId = personOf({ actor })
  await db.transaction(async (tx) => {
    const pitch = await findPitch(tx, pitchId)
    if (!pitch) throw new AppError('not_found', 'There is no such pitch.')
    const { seasonId } = pitch.session
    if (!(await isOnJury(tx, seasonId, jurorId))) throw notOnJury()
    await lockPitchSession(tx, pitch.sessionId, 'share')
    if ((await findScorecard(tx, pitchId, jurorId))?.status === 'sent')
      throw new AppError('scorecard_sent', 'Your score sheet for this team is sent already.')
    if (recused) await insertRecusal(tx, { jurorId, seasonId, teamId: pitch.teamId })
    else await deleteRecusal(tx, jurorId, pitch.teamId)
    const season = await findSeason(tx, seasonId)
    await audit(
      { db: tx, actor },
      {
        action: recused ? 'juror.recused' : 'juror.recusal_withdrawn',
        subject: ['pitch', pitchId],
        delegationId: season?.delegationId ?? null,
      },
    )
    await tell(tx, `season:${seasonId}`, 'jury.changed', pitchId)
  })
}
