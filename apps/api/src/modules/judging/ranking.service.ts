import type { Judging, Ranking, Warning } from '@essor/ranking'
import type { Db } from '../../platform/db/connection.ts'
import { listConflicts } from './jury.repository.ts'
import { listSeasonPitches } from './pitches.repository.ts'
import { computeRankings } from './ranking.compute.ts'
import { listAllAwards } from './results.repository.ts'
import { readRubric } from './rubrics.service.ts'
import { listSentScorecards } from './scorecards.repository.ts'

/** The sent sheets of a season by every method, side by side, with how severe each juror was and how sure all this is. */
export async function readRanking(db: Db, seasonId: string) {
  const { criteria, tieBreaks } = await readRubric(db, seasonId)
  const begun = (await listSeasonPitches(db, [seasonId])).filter(({ startedAt }) => startedAt !== null)
  const barred = new Set((await listConflicts(db, [seasonId])).map(({ jurorId, teamId }) => `${jurorId} ${teamId}`))
  const sheets = (await listSentScorecards(db, seasonId)).filter(
    ({ jurorId, teamId }) => !barred.has(`${jurorId} ${teamId}`),
  )
  const top = Math.max(1, (await listAllAwards(db, seasonId)).length)
  const judging: Judging = {
    criteria: criteria.map(({ id, weight, max }) => ({ id, weight, min: 0, max })),
    projects: begun.map(({ teamId }) => teamId),
    scorecards: sheets.map(({ jurorId, teamId, marks }) => ({ juror: jurorId, project: teamId, scores: marks })),
    tieBreaks,
    top,
  }
  // Without a rubric nobody could score.
  const rankings = criteria.length === 0 ? [] : await computeRankings(judging)
  const teams = new Map(begun.map((pitch) => [pitch.teamId, pitch]))
  const jurors = new Map(sheets.map(({ jurorId, jurorName }) => [jurorId, jurorName]))
  const team = (teamId: string) => {
    const { teamName, projectTitle } = teams.get(teamId)!
    return { teamId, teamName, projectTitle }
  }
  const model: Pick<Ranking, 'unscored' | 'jurors' | 'warnings'> = rankings.find(
    ({ method }) => method === 'mixed-model',
  ) ?? { unscored: judging.projects, jurors: [], warnings: [] }
  return {
    top,
    methods: rankings.map(({ method, ranking }) => ({
      method,
      ranking: ranking.map(({ project, ...place }) => ({ ...team(project), ...place })),
    })),
    unscored: model.unscored.map(team),
    jurors: model.jurors.map(({ juror, count, ...figures }) => ({
      personId: juror,
      name: jurors.get(juror) ?? '',
      ...figures,
      scorecards: count,
    })),
    warnings: model.warnings.map((warning) => ({ code: warning.code, name: nameIn(warning) })),
  }

  function nameIn(warning: Warning): string | null {
    if ('project' in warning) return teams.get(warning.project)?.teamName ?? null
    return 'juror' in warning ? (jurors.get(warning.juror) ?? null) : null
  }
}
