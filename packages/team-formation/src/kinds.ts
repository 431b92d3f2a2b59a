import type { Compiled, Unit } from './compile.ts'
import type { Rule } from './problem.ts'

/** Units that nothing tells apart: a model counts them instead of naming them, so no two solutions differ by a swap. */
export type Kind = { unit: Unit; units: number[] }

/** What a running team must have, or pays for: `weights[kind]` of each member count. */
export type Need = {
  rule: Rule
  /** `atLeast`: given ≥ wanted. `atMost`: given ≤ wanted. `otherThan`: someone known who is not of this value. */
  sort: 'atLeast' | 'atMost' | 'otherThan'
  wanted: number
  weights: Float64Array
  /** For `otherThan`: how many of the kind's people have a known value. */
  known: Float64Array | null
}

export function kindsOf({ units, lines, pairs }: Compiled): Kind[] {
  const kinds = new Map<string, Kind>()
  const named = new Set(pairs.flatMap((pair) => pair.units))
  const abilities = [...new Set(lines.flat().map(({ able }) => able))]
  units.forEach((unit, index) => {
    const { allowed, points, outside, mustBePlaced, days, newcomers, origins, categories, stays } = unit
    const alone = unit.people.length === 1 && unit.apart.length === 0 && !named.has(index)
    const able = abilities.map((abilityOf) => abilityOf[index])
    const numbers = [outside, mustBePlaced, days, newcomers, origins, categories, stays, able]
    const key = alone ? JSON.stringify([numbers, allowed.join(''), points.join(' ')]) : String(index)
    const kind = kinds.get(key)
    if (kind) kind.units.push(index)
    else kinds.set(key, { unit, units: [index] })
  })
  return [...kinds.values()]
}

/** What each project needs of its team beside its size, in numbers per kind. Equal weights are shared between projects. */
export function needsOf(compiled: Compiled, kinds: Kind[]): Need[][] {
  const { rules } = compiled.problem
  const per = (weight: (kind: Kind) => number): Float64Array => Float64Array.from(kinds, weight)
  const kept = new Map<unknown, Float64Array>()
  const keep = (key: unknown, make: () => Float64Array): Float64Array => {
    const found = kept.get(key) ?? make()
    kept.set(key, found)
    return found
  }
  const newcomers = per(({ unit }) => unit.newcomers)
  const origins = valueWeights(kinds, ({ origins: values }) => values, compiled.originCount)
  const categories = valueWeights(kinds, ({ categories: values }) => values, compiled.categoryCount)
  return compiled.problem.projects.map(({ days, size }, p) => {
    const needs: Need[] = compiled.lines[p]!.map(({ rule, count, able }) => ({
      rule: rules[rule],
      sort: 'atLeast',
      wanted: count,
      weights: keep(able, () => per(({ units }) => able[units[0]!]!)),
      known: null,
    }))
    if (days > 0) {
      // More days from one person than the team needs are worth no more than what it needs.
      const weights = keep(days, () => per(({ unit }) => Math.min(days, unit.days)))
      needs.push({ rule: rules.days, sort: 'atLeast', wanted: days, weights, known: null })
    }
    const mixed = (rule: Rule, { known, each }: ReturnType<typeof valueWeights>): void => {
      for (const weights of each) needs.push({ rule, sort: 'otherThan', wanted: 1, weights, known })
    }
    mixed(rules.mixedOrigins, origins)
    mixed(rules.mixedCategories, categories)
    const atMost = (rule: Rule, most: number, weights: Float64Array): void => {
      if (most < size.max) needs.push({ rule, sort: 'atMost', wanted: most, weights, known: null })
    }
    atMost(rules.newcomers, compiled.mostNewcomers, newcomers)
    for (const weights of compiled.originCount > 0 ? origins.each : []) {
      atMost(rules.originLimit, compiled.mostOfOneOrigin, weights)
    }
    return needs.filter(({ rule }) => rule.strength !== 'off')
  })
}

function valueWeights(kinds: Kind[], valuesOf: (unit: Unit) => number[], count: number) {
  const per = (test: (value: number) => boolean): Float64Array =>
    Float64Array.from(kinds, ({ unit }) => valuesOf(unit).filter(test).length)
  return {
    known: per((value) => value >= 0),
    each: Array.from({ length: Math.max(1, count) }, (_, value) => per((other) => other === value)),
  }
}
