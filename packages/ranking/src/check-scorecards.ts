import { type InputProblem, pointerTo } from './input-error.ts'
import type { Criterion, Judging, Scorecard } from './judging.ts'

export function checkScorecards({ criteria, projects, scorecards }: Judging): InputProblem[] {
  const known = new Set(projects)
  const seen = new Map<string, Set<string>>()
  return scorecards.flatMap((card, index) => {
    const problems: InputProblem[] = []
    if (!known.has(card.project)) {
      const message = `Juror “${card.juror}” scored project “${card.project}”, which is not in the running.`
      problems.push({ code: 'unknown-project', pointer: pointerTo('scorecards', index, 'project'), message })
    }
    const already = seen.get(card.juror) ?? new Set()
    if (already.has(card.project)) {
      const message = `Juror “${card.juror}” has two scorecards for project “${card.project}”.`
      problems.push({ code: 'duplicate-scorecard', pointer: pointerTo('scorecards', index), message })
    }
    seen.set(card.juror, already.add(card.project))
    return [...problems, ...checkScores(card, index, criteria)]
  })
}

function checkScores({ juror, project, scores }: Scorecard, index: number, criteria: Criterion[]): InputProblem[] {
  const where = `Juror “${juror}”, project “${project}”`
  const at = (criterion: string) => pointerTo('scorecards', index, 'scores', criterion)
  const unknown = Object.keys(scores)
    .filter((key) => !criteria.some(({ id }) => id === key))
    .map((key): InputProblem => {
      const message = `${where}: criterion “${key}” is not in the rubric.`
      return { code: 'unknown-criterion', pointer: at(key), message }
    })
  const wrong = criteria.flatMap(({ id, min, max }): InputProblem[] => {
    const score = Object.hasOwn(scores, id) ? scores[id] : undefined
    if (score === undefined) {
      return [{ code: 'missing-score', pointer: at(id), message: `${where}: no mark for criterion “${id}”.` }]
    }
    if (Number.isFinite(score) && score >= min && score <= max) return []
    const message = `${where}: the mark for criterion “${id}” must lie between ${min} and ${max}, not ${score}.`
    return [{ code: 'score-out-of-range', pointer: at(id), message }]
  })
  return [...unknown, ...wrong]
}
