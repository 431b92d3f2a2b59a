import type { Compiled } from './compile.ts'
import type { Rule } from './problem.ts'

/** `breaches`: how far from keeping every hard rule, 0 when all are kept. */
export type Score = { value: number; breaches: number }

/** Scores one team, or one unit left out, quickly: the search asks for it millions of times. */
export function teamScorer(compiled: Compiled): {
  team: (project: number, units: readonly number[]) => Score
  leftOut: (unit: number) => Score
} {
  const { problem, units } = compiled
  const { rules, projects } = problem
  const closed = projects.map(({ size }) => breach(rules.everyProjectRuns, 1, size.min))

  const team = (project: number, team: readonly number[]): Score => {
    if (team.length === 0) return closed[project]!
    const { size, days } = projects[project]!
    let value = 0
    let breaches = 0
    let people = 0
    let given = 0
    let origin = -1
    let category = -1
    let origins = false
    let categories = false
    for (const u of team) {
      const unit = units[u]!
      value += unit.points[project]!
      for (const other of unit.apart) if (other < u && team.includes(other)) breaches += 1
      for (const person of unit.people) {
        people += 1
        given += problem.people[person]!.days
        const from = compiled.origins[person]!
        if (origin < 0) origin = from
        else if (from >= 0 && from !== origin) origins = true
        const kind = compiled.categories[person]!
        if (category < 0) category = kind
        else if (kind >= 0 && kind !== category) categories = true
      }
    }
    breaches += Math.max(0, size.min - people, people - size.max)

    const count = (rule: Rule, missing: number): void => {
      if (missing <= 0 || rule.strength === 'off') return
      if (rule.strength === 'hard') breaches += missing
      else value -= rule.cost * missing
    }
    if (!origins) count(rules.mixedOrigins, 1)
    if (!categories) count(rules.mixedCategories, 1)
    count(rules.days, days - given)
    for (const line of compiled.lines[project]!) {
      let got = 0
      for (const u of team) for (const person of units[u]!.people) got += line.able[person]!
      count(rules.coverage, line.count - got)
    }
    return { value, breaches }
  }

  const leftOut = (unit: number): Score => {
    const { people, mustBePlaced } = units[unit]!
    return mustBePlaced
      ? { value: 0, breaches: people.length }
      : breach(rules.everyonePlaced, people.length, people.length)
  }
  return { team, leftOut }
}

function breach(rule: Rule, count: number, distance: number): Score {
  if (rule.strength === 'off') return { value: 0, breaches: 0 }
  if (rule.strength === 'hard') return { value: 0, breaches: distance }
  return { value: -rule.cost * count, breaches: 0 }
}
