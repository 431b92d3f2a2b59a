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
  const closed = projects.map(({ size, mayStayClosed }) =>
    mayStayClosed ? { value: 0, breaches: 0 } : breach(rules.everyProjectRuns, 1, size.min),
  )
  const ofOrigin = new Int32Array(compiled.originCount)
  const { mostNewcomers, mostOfOneOrigin } = compiled
  const looksAtOrigins = rules.mixedOrigins.strength !== 'off' || mostOfOneOrigin < Infinity
  const looksAtCategories = rules.mixedCategories.strength !== 'off'

  const team = (project: number, team: readonly number[]): Score => {
    if (team.length === 0) return closed[project]!
    const { size, days } = projects[project]!
    let value = 0
    let breaches = 0
    let people = 0
    let given = 0
    let newcomers = 0
    for (const u of team) {
      const unit = units[u]!
      value += unit.points[project]!
      people += unit.people.length
      given += unit.days
      newcomers += unit.newcomers
      for (const other of unit.apart) if (other < u && team.includes(other)) breaches += 1
    }
    breaches += Math.max(0, size.min - people, people - size.max)

    const count = (rule: Rule, missing: number): void => {
      if (missing <= 0 || rule.strength === 'off') return
      if (rule.strength === 'hard') breaches += missing
      else value -= rule.cost * missing
    }
    if (looksAtOrigins) {
      let origins = 0
      let over = 0
      for (const u of team) {
        for (const origin of units[u]!.origins) {
          if (origin < 0) continue
          const before = ofOrigin[origin]!++
          if (before === 0) origins += 1
          if (before >= mostOfOneOrigin) over += 1
        }
      }
      ofOrigin.fill(0)
      if (origins < 2) count(rules.mixedOrigins, 1)
      count(rules.originLimit, over)
    }
    if (looksAtCategories && !isMixedTeam(team)) count(rules.mixedCategories, 1)
    count(rules.days, days - given)
    count(rules.newcomers, newcomers - mostNewcomers)
    for (const line of compiled.lines[project]!) {
      let got = 0
      for (const u of team) got += line.able[u]!
      if (got < line.count) count(rules[line.rule], line.count - got)
    }
    return { value, breaches }
  }

  function isMixedTeam(team: readonly number[]): boolean {
    let first = -1
    for (const u of team) {
      for (const category of units[u]!.categories) {
        if (first < 0) first = category
        else if (category >= 0 && category !== first) return true
      }
    }
    return false
  }

  const leftOut = (unit: number): Score => {
    const { people, mustBePlaced, outside } = units[unit]!
    if (mustBePlaced) return { value: 0, breaches: people.length }
    const { value, breaches } = breach(rules.everyonePlaced, people.length, people.length)
    return { value: value + outside, breaches }
  }
  return { team, leftOut }
}

function breach(rule: Rule, count: number, distance: number): Score {
  if (rule.strength === 'off') return { value: 0, breaches: 0 }
  if (rule.strength === 'hard') return { value: 0, breaches: distance }
  return { value: -rule.cost * count, breaches: 0 }
}
