import type { Estimate } from './estimate.ts'
import { mean, sampleSd, standardError } from './statistics.ts'
import { meanTotal, type Tally } from './tally.ts'

/**
 * Each juror's totals are centred on their own mean and divided by their own standard deviation; a project's mean z is
 * put back on the rubric with the mean and the standard deviation of all the totals. A juror who gave one total only, or
 * the same total to all, says nothing about the order: their z is 0.
 */
export function zScore(tally: Tally): Estimate {
  if (tally.visits.length === 0) return { projects: [], jurors: [], chances: null }
  const centre = meanTotal(tally.visits)
  const scale = sampleSd(tally.visits.map(({ total }) => total)) ?? 0
  const jurors = tally.byJuror.map((visits) => {
    const totals = visits.map(({ total }) => total)
    return { mean: mean(totals), sd: sampleSd(totals) ?? 0, standardError: standardError(totals) }
  })
  const alone = jurors.length === 1
  return {
    projects: tally.byProject.map((visits) => {
      const rescaled = visits.map(({ juror, total }) => {
        const own = jurors[juror]!
        return centre + (own.sd < 1e-9 ? 0 : (scale * (total - own.mean)) / own.sd)
      })
      return { score: mean(rescaled), sd: standardError(rescaled) }
    }),
    jurors: jurors.map((own) =>
      alone ? { severity: null, sd: null } : { severity: centre - own.mean, sd: own.standardError },
    ),
    chances: null,
  }
}
