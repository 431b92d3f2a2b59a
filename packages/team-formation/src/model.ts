import type { ModelData } from 'highs'
import type { Compiled } from './compile.ts'
import { kindsOf, needsOf, type Kind, type Need } from './kinds.ts'
import type { Rule } from './problem.ts'
import { CONTINUOUS, INTEGER, sparseModel, type Entry } from './sparse-model.ts'
import type { Assignment } from './search.ts'

/** The problem as a mixed integer programme to be maximised, and the way from its variables to teams and back. */
export type Model = {
  data: Omit<ModelData, 'sense'>
  /** Column of each kind, by project; `open` has the numbers 0, 1, … of the projects. */
  x: Map<number, number>[]
  /** Rows of a project; those of kinds have the numbers 0, 1, … of the kinds. `known` goes with `needs`. */
  rowsOf: ProjectRows[]
  /** Values of every whole-number variable for an assignment; null when it goes where this model has no variable. */
  startFrom: (assignment: Assignment) => { indices: number[]; values: number[] } | null
  read: (values: Float64Array) => Assignment
}

export type ProjectRows = { min: number; max: number; needs: number[]; known: (number | null)[] }

export type Numbers = { kinds: Kind[]; needs: Need[][] }

export function numbersOf(compiled: Compiled): Numbers {
  const kinds = kindsOf(compiled)
  return { kinds, needs: needsOf(compiled, kinds) }
}

/**
 * x[kind, project] counts the people of a kind in a team; open[project] tells whether it runs. Every soft rule has one
 * shortfall variable per team, and none of these needs to be whole: they are whole wherever x is.
 * `among`: the pairs of kind and project that the model may use, by project; every allowed pair when left out.
 * `mostMoved`: so many of `stay` at most may be elsewhere.
 */
export function buildModel(
  compiled: Compiled,
  numbers: Numbers = numbersOf(compiled),
  among?: number[][],
  mostMoved = Infinity,
): Model {
  const { problem, units } = compiled
  const { rules, projects } = problem
  const { kinds, needs } = numbers
  const rows = sparseModel()
  const kindOf = new Int32Array(units.length)
  kinds.forEach((kind, k) => kind.units.forEach((unit) => (kindOf[unit] = k)))
  let offset = 0

  const open = projects.map(({ mayStayClosed }) => {
    const cost = mayStayClosed ? 0 : softCost(rules.everyProjectRuns)
    offset -= cost
    const mustRun = rules.everyProjectRuns.strength === 'hard' && !mayStayClosed
    return rows.column(cost, mustRun ? 1 : 0, 1, INTEGER)
  })
  const outside = kinds.map(({ unit }) => unit.outside - softCost(rules.everyonePlaced) * unit.people.length)
  const placesOf: Entry[][] = kinds.map(({ units: alike }, k) => {
    offset += outside[k]! * alike.length
    return []
  })
  /** By project: the column of each kind that may join it. */
  const x = projects.map((_, p) => {
    const columns = new Map<number, number>()
    const candidates = among?.[p] ?? [...kinds.keys()].filter((k) => kinds[k]!.unit.allowed[p] === 1)
    for (const k of candidates) {
      const { unit, units: alike } = kinds[k]!
      const column = rows.column(unit.points[p]! - outside[k]!, 0, alike.length, INTEGER)
      columns.set(k, column)
      placesOf[k]!.push([column, 1])
    }
    return columns
  })

  kinds.forEach(({ unit, units: alike }, k) => {
    rows.row(unit.mustBePlaced ? alike.length : 0, alike.length, placesOf[k]!)
  })
  if (mostMoved < Infinity) {
    const staying = x.flatMap((columns, p) =>
      [...columns].flatMap(([k, column]): Entry[] => {
        const here = kinds[k]!.unit.stays.filter((place) => place === p).length
        return here === 0 ? [] : [[column, here]]
      }),
    )
    rows.row(problem.stay.length - mostMoved, Infinity, staying)
  }
  const rowsOf = projects.map(({ size }, p): ProjectRows => {
    const entries = (weights: Float64Array, sign = 1): Entry[] =>
      [...x[p]!].flatMap(([k, column]): Entry[] => (weights[k] === 0 ? [] : [[column, sign * weights[k]!]]))
    const people = [...x[p]!].map(([k, column]): Entry => [column, kinds[k]!.unit.people.length])
    const min = rows.row(0, Infinity, [...people, [open[p]!, -size.min]])
    const max = rows.row(-Infinity, 0, [...people, [open[p]!, -size.max]])
    const made: ProjectRows = { min, max, needs: [], known: [] }

    const known = new Map<Float64Array, { total: number; row: number }>()
    for (const { rule, sort, wanted, weights, known: knownWeights } of needs[p]!) {
      const short = (most: number, sign: number): Entry[] =>
        rule.strength === 'soft' ? [[rows.column(-rule.cost, 0, most, CONTINUOUS), sign]] : []
      if (sort !== 'otherThan') {
        made.known.push(null)
        made.needs.push(
          sort === 'atMost'
            ? rows.row(-Infinity, wanted, [...entries(weights), ...short(size.max, -1)])
            : rows.row(0, Infinity, [...entries(weights), ...short(wanted, 1), [open[p]!, -wanted]]),
        )
        continue
      }
      let shared = known.get(knownWeights!)
      if (shared === undefined) {
        // One column for the people who said it, shared by the rows of all values, and one for the shortfall.
        const total = rows.column(0, 0, size.max, CONTINUOUS)
        shared = { total, row: rows.row(0, 0, [...entries(knownWeights!), [total, -1]]) }
        known.set(knownWeights!, shared)
        short(1, 1)
      }
      const { total, row } = shared
      const unmixed: Entry[] = rule.strength === 'soft' ? [[total + 1, 1]] : []
      made.known.push(row)
      made.needs.push(rows.row(0, Infinity, [[total, 1], ...entries(weights, -1), ...unmixed, [open[p]!, -1]]))
    }
    return made
  })
  const columnOf = (unit: number, p: number): Entry[] => {
    const column = x[p]!.get(kindOf[unit]!)
    return column === undefined ? [] : [[column, 1]]
  }
  const negative = (entries: Entry[]): Entry[] => entries.map(([column]) => [column, -1])
  units.forEach(({ apart }, unit) => {
    for (const other of apart) {
      if (other <= unit) continue
      projects.forEach((_, p) => {
        const pair = [...columnOf(unit, p), ...columnOf(other, p)]
        if (pair.length === 2) rows.row(-Infinity, 1, pair)
      })
    }
  })
  for (const { units: pair, wish, cost } of compiled.pairs) {
    const broken: Entry = [rows.column(-cost, 0, 1, CONTINUOUS), -1]
    projects.forEach((_, p) => {
      const [a, b] = [columnOf(pair[0], p), columnOf(pair[1], p)]
      if (wish === 'apart') rows.row(-Infinity, 1, [...a, ...b, broken])
      else {
        rows.row(-Infinity, 0, [...a, ...negative(b), broken])
        rows.row(-Infinity, 0, [...b, ...negative(a), broken])
      }
    })
  }
  // HiGHS does not check the rows of a model without columns.
  rows.column(0, 0, 0, CONTINUOUS)

  return {
    data: rows.data(offset),
    x,
    rowsOf,
    startFrom: (assignment) => {
      const values = new Map<number, number>(open.map((column) => [column, 0]))
      for (const columns of x) for (const column of columns.values()) values.set(column, 0)
      for (const [unit, p] of assignment.entries()) {
        if (p < 0) continue
        const column = x[p]!.get(kindOf[unit]!)
        if (column === undefined) return null
        values.set(column, values.get(column)! + 1)
        values.set(open[p]!, 1)
      }
      return { indices: [...values.keys()], values: [...values.values()] }
    },
    read: (values) => {
      const assignment = new Int32Array(units.length).fill(-1)
      const places: number[][] = kinds.map(() => [])
      x.forEach((columns, p) => {
        for (const [k, column] of columns) {
          for (let count = Math.round(values[column]!); count > 0; count--) places[k]!.push(p)
        }
      })
      kinds.forEach(({ units: alike }, k) => {
        alike.forEach((unit, index) => (assignment[unit] = places[k]![index] ?? -1))
      })
      return assignment
    },
  }
}

function softCost(rule: Rule): number {
  return rule.strength === 'soft' ? rule.cost : 0
}
