import type { ModelData, VariableType } from 'highs'
import type { Compiled, Unit } from './compile.ts'
import type { Rule } from './problem.ts'
import type { Assignment } from './search.ts'

/** Units that nothing tells apart: the model counts them instead of naming them, so no two solutions differ by a swap. */
type Kind = { unit: Unit; units: number[] }

/** The problem as a mixed integer programme to be maximised, and the way from its variables to teams and back. */
export type Model = {
  data: Omit<ModelData, 'sense'>
  /** Values of every whole-number variable for an assignment. */
  startFrom: (assignment: Assignment) => { indices: number[]; values: number[] }
  read: (values: Float64Array) => Assignment
}

type Entry = [column: number, coefficient: number]

const CONTINUOUS = 0
const INTEGER = 1

/**
 * x[kind, project] counts the people of a kind in a team; open[project] tells whether it runs. Every soft rule has one
 * shortfall variable per team, and none of these needs to be whole: they are whole wherever x is.
 */
export function buildModel(compiled: Compiled): Model {
  const { problem, units } = compiled
  const { rules, projects } = problem
  const rows = rowsAndColumns()
  const kinds = kindsOf(compiled)
  const kindOf = new Int32Array(units.length)
  kinds.forEach((kind, k) => kind.units.forEach((unit) => (kindOf[unit] = k)))
  let offset = 0

  const open = projects.map(({ mayStayClosed }) => {
    const closing = rules.everyProjectRuns
    const cost = mayStayClosed ? 0 : softCost(closing)
    offset -= cost
    return rows.column(cost, closing.strength === 'hard' && !mayStayClosed ? 1 : 0, 1, INTEGER)
  })
  const leftOut = softCost(rules.everyonePlaced)
  const x = kinds.map(({ unit, units: alike }) => {
    const outside = unit.outside - leftOut * unit.people.length
    offset += outside * alike.length
    return projects.map((_, p) =>
      unit.allowed[p] === 1 ? rows.column(unit.points[p]! - outside, 0, alike.length, INTEGER) : -1,
    )
  })
  const entries = (p: number, weight: (unit: Unit, first: number) => number): Entry[] =>
    kinds.flatMap(({ unit, units: alike }, k): Entry[] => {
      const column = x[k]![p]!
      const coefficient = column < 0 ? 0 : weight(unit, alike[0]!)
      return coefficient === 0 ? [] : [[column, coefficient]]
    })

  kinds.forEach(({ unit, units: alike }, k) => {
    const places = x[k]!.filter((column) => column >= 0).map((column): Entry => [column, 1])
    rows.row(unit.mustBePlaced ? alike.length : 0, alike.length, places)
  })
  projects.forEach(({ size, days }, p) => {
    const people = entries(p, (unit) => unit.people.length)
    rows.row(0, Infinity, [...people, [open[p]!, -size.min]])
    rows.row(-Infinity, 0, [...people, [open[p]!, -size.max]])

    for (const line of compiled.lines[p]!) {
      const able = entries(p, (_, first) => line.able[first]!)
      atLeast(rules[line.rule], line.count, able, open[p]!)
    }
    // More days from one person than the team needs are worth no more than what it needs.
    const given = entries(p, (unit) => Math.min(days, unit.days))
    atLeast(rules.days, days, given, open[p]!)
    mixed(rules.mixedOrigins, (unit) => unit.origins, compiled.originCount, p)
    mixed(rules.mixedCategories, (unit) => unit.categories, compiled.categoryCount, p)
    atMost(rules.newcomers, compiled.mostNewcomers, size.max, (unit) => unit.newcomers, p)
    for (let origin = 0; origin < compiled.originCount; origin++) {
      const same = (unit: Unit): number => unit.origins.filter((other) => other === origin).length
      atMost(rules.originLimit, compiled.mostOfOneOrigin, size.max, same, p)
    }
  })
  for (const { units: pair, wish, cost } of compiled.pairs) {
    const broken = rows.column(-cost, 0, 1, CONTINUOUS)
    projects.forEach((_, p) => {
      const [a, b] = pair
        .map((unit) => x[kindOf[unit]!]![p]!)
        .map((column): Entry[] => (column < 0 ? [] : [[column, 1]]))
      const negative = (entriesOf: Entry[]): Entry[] => entriesOf.map(([column]) => [column, -1])
      if (wish === 'apart') rows.row(-Infinity, 1, [...a!, ...b!, [broken, -1]])
      else {
        rows.row(-Infinity, 0, [...a!, ...negative(b!), [broken, -1]])
        rows.row(-Infinity, 0, [...b!, ...negative(a!), [broken, -1]])
      }
    })
  }
  units.forEach(({ apart }, unit) => {
    for (const other of apart) {
      if (other <= unit) continue
      projects.forEach((_, p) => {
        const pair = [x[kindOf[unit]!]![p]!, x[kindOf[other]!]![p]!].filter((column) => column >= 0)
        if (pair.length === 2)
          rows.row(
            -Infinity,
            1,
            pair.map((column): Entry => [column, 1]),
          )
      })
    }
  })

  /** A running team gets `wanted` of something, or pays for what is missing. */
  function atLeast(rule: Rule, wanted: number, given: Entry[], openColumn: number): void {
    if (rule.strength === 'off' || wanted === 0) return
    const missing: Entry[] = rule.strength === 'soft' ? [[rows.column(-rule.cost, 0, wanted, CONTINUOUS), 1]] : []
    rows.row(0, Infinity, [...given, ...missing, [openColumn, -wanted]])
  }

  /** A team has no more than `most` of something, or pays for what is over. */
  function atMost(rule: Rule, most: number, size: number, weight: (unit: Unit) => number, p: number): void {
    if (rule.strength === 'off' || most >= size) return
    const over: Entry[] = rule.strength === 'soft' ? [[rows.column(-rule.cost, 0, Infinity, CONTINUOUS), -1]] : []
    rows.row(-Infinity, most, [...entries(p, weight), ...over])
  }

  /** Whatever value one looks at, someone in a running team has another. */
  function mixed(rule: Rule, valuesOf: (unit: Unit) => number[], values: number, p: number): void {
    if (rule.strength === 'off') return
    const count = (unit: Unit, test: (value: number) => boolean): number => valuesOf(unit).filter(test).length
    const unmixed: Entry[] = rule.strength === 'soft' ? [[rows.column(-rule.cost, 0, 1, CONTINUOUS), 1]] : []
    const known = rows.column(0, 0, Infinity, CONTINUOUS)
    rows.row(0, 0, [...entries(p, (unit) => count(unit, (value) => value >= 0)), [known, -1]])
    for (let value = 0; value < Math.max(1, values); value++) {
      const same = entries(p, (unit) => -count(unit, (other) => other === value))
      rows.row(0, Infinity, [[known, 1], ...same, ...unmixed, [open[p]!, -1]])
    }
  }

  // HiGHS does not check the rows of a model without columns.
  rows.column(0, 0, 0, CONTINUOUS)

  return {
    data: rows.data(offset),
    startFrom: (assignment) => {
      const values = new Map<number, number>([...open, ...x.flat()].filter((c) => c >= 0).map((c) => [c, 0]))
      assignment.forEach((p, unit) => {
        if (p < 0) return
        const column = x[kindOf[unit]!]![p]!
        values.set(column, values.get(column)! + 1)
        values.set(open[p]!, 1)
      })
      return { indices: [...values.keys()], values: [...values.values()] }
    },
    read: (values) => {
      const assignment = new Int32Array(units.length).fill(-1)
      kinds.forEach(({ units: alike }, k) => {
        const places = x[k]!.flatMap((column, p) =>
          column < 0 ? [] : Array.from({ length: Math.round(values[column]!) }, () => p),
        )
        alike.forEach((unit, index) => (assignment[unit] = places[index] ?? -1))
      })
      return assignment
    },
  }
}

function softCost(rule: Rule): number {
  return rule.strength === 'soft' ? rule.cost : 0
}

function kindsOf({ units, lines, pairs }: Compiled): Kind[] {
  const kinds = new Map<string, Kind>()
  const named = new Set(pairs.flatMap((pair) => pair.units))
  const abilities = [...new Set(lines.flat().map(({ able }) => able))]
  units.forEach((unit, index) => {
    const { allowed, points, outside, mustBePlaced, days, newcomers, origins, categories } = unit
    const alone = unit.people.length === 1 && unit.apart.length === 0 && !named.has(index)
    const numbers = [outside, mustBePlaced, days, newcomers, origins, categories, abilities.map((able) => able[index])]
    const key = alone ? JSON.stringify([numbers, allowed.join(''), points.join(' ')]) : String(index)
    const kind = kinds.get(key)
    if (kind) kind.units.push(index)
    else kinds.set(key, { unit, units: [index] })
  })
  return [...kinds.values()]
}

function rowsAndColumns() {
  const cost: number[] = []
  const colLower: number[] = []
  const colUpper: number[] = []
  const integrality: VariableType[] = []
  const rowLower: number[] = []
  const rowUpper: number[] = []
  const starts: number[] = [0]
  const indices: number[] = []
  const values: number[] = []
  return {
    column: (points: number, lower: number, upper: number, type: VariableType): number => {
      colLower.push(lower)
      colUpper.push(upper)
      integrality.push(type)
      return cost.push(points) - 1
    },
    row: (lower: number, upper: number, entries: Entry[]): void => {
      rowLower.push(lower)
      rowUpper.push(upper)
      for (const [column, coefficient] of entries) {
        indices.push(column)
        values.push(coefficient)
      }
      starts.push(indices.length)
    },
    data: (offset: number): Omit<ModelData, 'sense'> => ({
      numCols: cost.length,
      numRows: rowLower.length,
      offset,
      colCost: cost,
      colLower,
      colUpper,
      rowLower,
      rowUpper,
      integrality,
      matrix: { format: 'csr', numRows: rowLower.length, numCols: cost.length, starts, indices, values },
    }),
  }
}
