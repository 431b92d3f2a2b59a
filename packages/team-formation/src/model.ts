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

  const open = projects.map(() => {
    const closing = rules.everyProjectRuns
    const cost = softCost(closing)
    offset -= cost
    return rows.column(cost, closing.strength === 'hard' ? 1 : 0, 1, INTEGER)
  })
  const leftOut = softCost(rules.everyonePlaced)
  const x = kinds.map(({ unit, units: alike }) => {
    const size = unit.people.length
    offset -= leftOut * size * alike.length
    return projects.map((_, p) =>
      unit.allowed[p] === 1 ? rows.column(unit.points[p]! + leftOut * size, 0, alike.length, INTEGER) : -1,
    )
  })
  const entries = (p: number, weight: (unit: Unit) => number): Entry[] =>
    kinds.flatMap(({ unit }, k): Entry[] => {
      const column = x[k]![p]!
      const coefficient = column < 0 ? 0 : weight(unit)
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
      const able = entries(p, (unit) => unit.people.reduce((sum, person) => sum + line.able[person]!, 0))
      atLeast(rules.coverage, line.count, able, open[p]!)
    }
    // More days from one person than the team needs are worth no more than what it needs.
    const given = entries(p, (unit) =>
      Math.min(
        days,
        unit.people.reduce((sum, i) => sum + problem.people[i]!.days, 0),
      ),
    )
    atLeast(rules.days, days, given, open[p]!)
    mixed(rules.mixedOrigins, compiled.origins, p)
    mixed(rules.mixedCategories, compiled.categories, p)
  })
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

  /** Whatever value one looks at, someone in a running team has another. */
  function mixed(rule: Rule, values: Int32Array, p: number): void {
    if (rule.strength === 'off') return
    const count = (unit: Unit, test: (value: number) => boolean): number =>
      unit.people.filter((person) => test(values[person]!)).length
    const unmixed: Entry[] = rule.strength === 'soft' ? [[rows.column(-rule.cost, 0, 1, CONTINUOUS), 1]] : []
    const known = rows.column(0, 0, Infinity, CONTINUOUS)
    rows.row(0, 0, [...entries(p, (unit) => count(unit, (value) => value >= 0)), [known, -1]])
    const kindsOfValue = Math.max(1, 1 + values.reduce((most, value) => Math.max(most, value), -1))
    for (let value = 0; value < kindsOfValue; value++) {
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

function kindsOf({ problem, units }: Compiled): Kind[] {
  const kinds = new Map<string, Kind>()
  units.forEach((unit, index) => {
    const { id, skills, ...rest } = problem.people[unit.people[0]!]!
    const alone = unit.people.length === 1 && unit.apart.length === 0
    const sorted = skills.map((has) => `${has.skill}:${has.level}`).toSorted()
    const key = JSON.stringify(alone ? [sorted, rest, [...unit.allowed], unit.mustBePlaced] : id)
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
