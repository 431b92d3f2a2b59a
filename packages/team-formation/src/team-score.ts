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

  const shortage = (rule: Rule): { cost: number; breach: number } => ({
    cost: rule.strength === 'soft' ? rule.cost : 0,
    breach: rule.strength === 'hard' ? 1 : 0,
  })
  const unmixedOrigins = shortage(rules.mixedOrigins)
  const unmixedCategories = shortage(rules.mixedCategories)
  const overOrigin = shortage(rules.originLimit)
  const overNewcomers = shortage(rules.newcomers)
  const missingDays = shortage(rules.days)
  const lines = compiled.lines.map((of) =>
    of.map(({ count, able, rule }) => ({ count, able, ...shortage(rules[rule]) })),
  )

  const team = (project: number, team: readonly number[]): Score => {
    if (team.length === 0) return closed[project]!
    const { size, days } = projects[project]!
    let value = 0
    let breaches = 0
    let people = 0
    let given = 0
    let newcomers = 0
    for (let at = 0; at < team.length; at++) {
      const unit = units[team[at]!]!
      value += unit.points[project]!
      people += unit.people.length
      given += unit.days
      newcomers += unit.newcomers
      for (const other of unit.apart) if (other < team[at]! && team.includes(other)) breaches += 1
    }
    if (people < size.min) breaches += size.min - people
    else if (people > size.max) breaches += people - size.max

    if (looksAtOrigins) {
      let origins = 0
      let over = 0
      for (let at = 0; at < team.length; at++) {
        for (const origin of units[team[at]!]!.origins) {
          if (origin < 0) continue
          const before = ofOrigin[origin]!++
          if (before === 0) origins += 1
          if (before >= mostOfOneOrigin) over += 1
        }
      }
      ofOrigin.fill(0)
      if (origins < 2) {
        value -= unmixedOrigins.cost
        breaches += unmixedOrigins.breach
      }
      value -= overOrigin.cost * over
      breaches += overOrigin.breach * over
    }
    if (looksAtCategories && !isMixedTeam(team)) {
      value -= unmixedCategories.cost
      breaches += unmixedCategories.breach
    }
    if (given < days) {
      value -= missingDays.cost * (days - given)
      breaches += missingDays.breach * (days - given)
    }
    if (newcomers > mostNewcomers) {
      value -= overNewcomers.cost * (newcomers - mostNewcomers)
      breaches += overNewcomers.breach * (newcomers - mostNewcomers)
    }
    for (const { count, able, cost, breach: hard } of lines[project]!) {
      let missing = count
      for (let at = 0; at < team.length; at++) missing -= able[team[at]!]!
      if (missing <= 0) continue
      value -= cost * missing
      breaches += hard * missing
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
