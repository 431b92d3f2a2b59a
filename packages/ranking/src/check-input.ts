import { checkScorecards } from './check-scorecards.ts'
import { type InputProblem, pointerTo, RankingInputError } from './input-error.ts'
import { type Criterion, type Judging, type Method, methods } from './judging.ts'

/** @throws {RankingInputError} with everything that is wrong with what the jury declared and sent. */
export function checkInput(judging: Judging, method: Method): void {
  const problems = [
    ...checkMethod(method),
    ...checkTop(judging.top),
    ...checkCriteria(judging.criteria),
    ...checkProjects(judging.projects),
    ...checkTieBreaks(judging),
    ...checkScorecards(judging),
  ]
  if (problems.length > 0) throw new RankingInputError(problems)
}

function checkMethod(method: Method): InputProblem[] {
  if (methods.includes(method)) return []
  const message = `There is no ranking method “${String(method)}”. Choose one of: ${methods.join(', ')}.`
  return [{ code: 'unknown-method', pointer: pointerTo('method'), message }]
}

function checkTop(top: number): InputProblem[] {
  if (Number.isInteger(top) && top > 0) return []
  const message = `The number of top places must be a whole number of at least 1, not ${top}.`
  return [{ code: 'invalid-top', pointer: pointerTo('top'), message }]
}

function checkCriteria(criteria: Criterion[]): InputProblem[] {
  if (criteria.length === 0) {
    return [{ code: 'no-criteria', pointer: pointerTo('criteria'), message: 'The rubric has no criterion.' }]
  }
  const seen = new Set<string>()
  return criteria.flatMap(({ id, weight, min, max }, index) => {
    const problems: InputProblem[] = []
    if (seen.has(id)) {
      const message = `Criterion “${id}” is in the rubric twice.`
      problems.push({ code: 'duplicate-criterion', pointer: pointerTo('criteria', index, 'id'), message })
    }
    seen.add(id)
    if (!Number.isFinite(weight) || weight <= 0) {
      const message = `The weight of criterion “${id}” must be above 0, not ${weight}.`
      problems.push({ code: 'weight-not-positive', pointer: pointerTo('criteria', index, 'weight'), message })
    }
    if (!Number.isFinite(min) || !Number.isFinite(max) || min >= max) {
      const message = `Criterion “${id}” must have a lowest mark below its highest mark, not ${min} and ${max}.`
      problems.push({ code: 'invalid-bounds', pointer: pointerTo('criteria', index), message })
    }
    return problems
  })
}

function checkProjects(projects: string[]): InputProblem[] {
  const seen = new Set<string>()
  return projects.flatMap((id, index): InputProblem[] => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    const message = `Project “${id}” is listed twice.`
    return [{ code: 'duplicate-project', pointer: pointerTo('projects', index), message }]
  })
}

function checkTieBreaks({ tieBreaks, criteria }: Judging): InputProblem[] {
  return tieBreaks.flatMap((rule, index): InputProblem[] => {
    if (rule.by === 'first-places') return []
    if (rule.by !== 'criterion') {
      const message = `The tie rule knows “criterion” and “first-places”, not “${String((rule as { by: unknown }).by)}”.`
      return [{ code: 'unknown-tie-break', pointer: pointerTo('tieBreaks', index, 'by'), message }]
    }
    if (criteria.some(({ id }) => id === rule.criterion)) return []
    const message = `The tie rule names criterion “${rule.criterion}”, which is not in the rubric.`
    return [{ code: 'tie-break-unknown-criterion', pointer: pointerTo('tieBreaks', index, 'criterion'), message }]
  })
}
