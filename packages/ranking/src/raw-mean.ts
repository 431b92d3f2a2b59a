import type { Estimate } from './estimate.ts'
import { mean, standardError } from './statistics.ts'
import { meanTotal, type Tally, type Visit } from './tally.ts'

/** Mean of the totals a project received. Severity is only described (own totals against the others'), never removed. */
export function rawMean(tally: Tally): Estimate {
  return {
    projects: tally.byProject.map((visits) => ({
      score: meanTotal(visits),
      sd: standardError(visits.map(({ total }) => total)),
    })),
    jurors: tally.byJuror.map((visits) => {
      const gaps = visits.flatMap((visit) => gapToOthers(visit, tally))
      return gaps.length === 0 ? { severity: null, sd: null } : { severity: mean(gaps), sd: standardError(gaps) }
    }),
    chances: null,
  }
}

function gapToOthers(visit: Visit, { byProject }: Tally): number[] {
  const others = byProject[visit.project]!.filter(({ juror }) => juror !== visit.juror)
  return others.length === 0 ? [] : [meanTotal(others) - visit.total]
}
