import type { Deps } from '../../platform/deps.ts'
import { listRoleHolders } from '../identity/index.ts'
import { listConflicts } from './jury.repository.ts'
import { progressOf } from './jury.rules.ts'
import { isToScore, listJuriesOf } from './jury.service.ts'
import { listSeasonPitches, listTeamsWithoutPitch } from './pitches.repository.ts'
import { findPublished } from './results.repository.ts'
import { findRubric, listAllScorecards } from './scorecards.repository.ts'

type Reading = Pick<Deps, 'db' | 'now'>

/** What an organiser has to see to, once there are teams that pitch. */
export async function attentionOf({ db }: Reading, seasonId: string): Promise<{ code: string; count: number }[]> {
  const pitches = await listSeasonPitches(db, [seasonId])
  if (pitches.length === 0 || (await findPublished(db, seasonId))) return []
  const jury = await listRoleHolders(db, 'juror', 'season', seasonId)
  const live = pitches.filter(({ session }) => session.status === 'live')
  const progress = progressOf(jury, live, await listAllScorecards(db, seasonId), await listConflicts(db, [seasonId]))
  const running = pitches.filter(({ status }) => status !== 'skipped')
  const toPublish = running.length > 0 && running.every(({ session }) => session.status === 'closed')
  return [
    { code: 'judging.no_rubric', count: (await findRubric(db, seasonId)) ? 0 : 1 },
    { code: 'judging.no_jury', count: jury.length === 0 ? 1 : 0 },
    { code: 'judging.teams_without_pitch', count: (await listTeamsWithoutPitch(db, seasonId)).length },
    { code: 'judging.jurors_late', count: progress.filter(({ missing }) => missing.length > 0).length },
    { code: 'judging.results_to_publish', count: toPublish ? 1 : 0 },
  ].filter(({ count }) => count > 0)
}

/** A juror's next thing to do: the pitches that can be scored now. */
export async function nextFor({ db }: Reading, personId: string) {
  const juries = await listJuriesOf(db, personId)
  return juries.flatMap(({ seasonId, pitches }) =>
    pitches.filter(isToScore).map((pitch) => ({
      code: 'judging.pitch_to_score',
      seasonId,
      subjectId: pitch.pitchId,
      title: pitch.projectTitle === pitch.teamName ? pitch.teamName : `${pitch.teamName} — ${pitch.projectTitle}`,
      dueAt: null,
    })),
  )
}
