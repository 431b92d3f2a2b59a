import type { Estimate } from '../estimate.ts'
import type { Tally } from '../tally.ts'
import { gapVariance, scoreMean, scoreVariance, severityOf } from './contrasts.ts'
import { frequencyInTop } from './draws.ts'
import { observe } from './equations.ts'
import { normalCdf } from './normal.ts'
import { type Component, weighVariances } from './variances.ts'

/**
 * total = level + project + juror + noise, with projects, jurors and noise drawn from normal distributions whose standard
 * deviations are estimated too. Projects and jurors are best linear unbiased predictions (C. R. Henderson, 1975),
 * averaged over the posterior of the standard deviations, so few scorecards give modest differences and wide doubts.
 */
export function mixedModel(tally: Tally): Estimate {
  if (tally.visits.length === 0) return { projects: [], jurors: [], chances: null }
  const observations = observe(tally)
  const components = weighVariances(observations)

  const projects = tally.projects.map((_, project) => {
    const { mean, sd } = mixture(components, ({ solution, noiseVariance }) => ({
      mean: scoreMean(observations, solution, project),
      variance: noiseVariance * scoreVariance(observations, solution, project),
    }))
    return { score: mean, sd }
  })
  const jurors = tally.jurors.map((_, juror) => {
    // Alone, a juror's severity cannot be told from the quality of the work.
    if (tally.jurors.length === 1) return { severity: null, sd: null }
    const { mean, sd } = mixture(components, ({ solution, noiseVariance }) => {
      const severity = severityOf(observations, solution, juror)
      return { mean: severity.mean, variance: noiseVariance * severity.variance }
    })
    return { severity: mean, sd }
  })
  const above = (project: number, other: number) =>
    components.reduce((sum, { solution, noises }) => {
      const gap = scoreMean(observations, solution, project) - scoreMean(observations, solution, other)
      const unit = Math.sqrt(gapVariance(observations, solution, project, other))
      return noises.reduce((partial, { weight, sd }) => partial + weight * normalCdf(gap / (unit * sd)), sum)
    }, 0)

  return { projects, jurors, chances: { above, inTop: (places) => frequencyInTop(observations, components, places) } }
}

function mixture(components: Component[], at: (component: Component) => { mean: number; variance: number }) {
  const parts = components.map((component) => ({ weight: component.weight, ...at(component) }))
  const mean = parts.reduce((sum, part) => sum + part.weight * part.mean, 0)
  const variance = parts.reduce((sum, part) => sum + part.weight * (part.variance + (part.mean - mean) ** 2), 0)
  return { mean, sd: Math.sqrt(variance) }
}
