import { checkInput } from './check-input.ts'
import { warnAboutDesign } from './design-warnings.ts'
import type { Estimate } from './estimate.ts'
import { type Judging, type Method, methods } from './judging.ts'
import { mixedModel } from './mixed-model/mixed-model.ts'
import type { RankedProject, Ranking } from './ranking.ts'
import { rawMean } from './raw-mean.ts'
import { sampleSd } from './statistics.ts'
import { type Tally, tallyScorecards } from './tally.ts'
import { placesOf } from './tie-breaks.ts'
import { zScore } from './z-score.ts'

const estimators: Record<Method, (tally: Tally) => Estimate> = {
  'raw-mean': rawMean,
  'z-score': zScore,
  'mixed-model': mixedModel,
}

/**
 * Ranks the projects by one method. The same input gives the same output to the last digit, whatever the order of its
 * lists. Figures are rounded to six decimals.
 * @throws {RankingInputError} naming everything that is wrong with the input.
 */
export function rank({ method, ...judging }: Judging & { method: Method }): Ranking {
  checkInput(judging, method)
  return rankTally(tallyScorecards(judging), judging, method)
}

/** The same scorecards by every method, side by side. Throws as `rank` does. */
export function rankByEveryMethod(judging: Judging): Ranking[] {
  return methods.map((method) => rank({ ...judging, method }))
}

function rankTally(tally: Tally, judging: Judging, method: Method): Ranking {
  const estimate = estimators[method](tally)
  return {
    method,
    ranking: listProjects(tally, judging, estimate),
    unscored: tally.unscored,
    jurors: tally.jurors.map((juror, position) => ({
      juror,
      severity: rounded(estimate.jurors[position]!.severity),
      sd: rounded(estimate.jurors[position]!.sd),
      count: tally.byJuror[position]!.length,
    })),
    warnings: warnAboutDesign(tally),
  }
}

function listProjects(tally: Tally, { tieBreaks, criteria, top }: Judging, estimate: Estimate): RankedProject[] {
  const scores = estimate.projects.map(({ score }) => score)
  const places = placesOf(tally, scores, tieBreaks, criteria)
  const order = places.flatMap(({ projects }) => projects)
  const inTop = estimate.chances?.inTop(top)
  const names = (positions: number[]) => positions.map((position) => tally.projects[position]!)
  return places.flatMap(({ projects, brokenBy }) =>
    projects.map((position): RankedProject => {
      const next = order[order.indexOf(position) + 1]
      const visits = tally.byProject[position]!
      return {
        project: tally.projects[position]!,
        rank: order.indexOf(projects[0]!) + 1,
        score: rounded(scores[position]!),
        sd: rounded(estimate.projects[position]!.sd),
        spread: rounded(sampleSd(visits.map(({ total }) => total))),
        scorecards: visits.length,
        tiedWith: names(projects.filter((other) => other !== position)),
        brokenBy: brokenBy && { rule: brokenBy.rule, from: names(brokenBy.from) },
        aboveNext: next === undefined ? null : rounded(estimate.chances?.above(position, next) ?? null),
        inTop: rounded(inTop?.[position] ?? null),
      }
    }),
  )
}

function rounded<T extends number | null>(value: T): T
function rounded(value: number | null): number | null {
  // Adding 0 turns −0 into 0.
  return value === null ? null : Math.round(value * 1e6) / 1e6 + 0
}
