import type { Model as HighsModel } from 'highs'
import type { Compiled } from './compile.ts'
import { highs } from './highs.ts'
import { roughPrices } from './descent.ts'
import { buildModel, type Model, type Numbers } from './model.ts'
import type { Prices, PriceModel } from './prices.ts'
import { teamPool, type TeamPool } from './team-pool.ts'
import type { Assignment } from './search.ts'

const TOLERANCE = 1e-6
/** Pairs that the linear programme begins with, per kind, and those that a round may add. */
const FIRST_PAIRS = 8
/** Above this many kinds of people the programme takes longer than it is worth, and rough prices must do. */
export const MANY_KINDS = 1500
const ROUNDS = 60
const LONG_ROUNDS = 40
const PAIRS_A_ROUND = 5

export type Relaxation = {
  /** No assignment is worth more than this. */
  bound: number
  prices: Prices
  /** By project: the kinds that the linear programme had a use for. */
  among: number[][]
  /** The teams that some prices called for. */
  pool: TeamPool
  /** Where the linear programme puts people, wherever it puts most of one in one place. */
  leaning: Assignment
}

type RelaxOptions = {
  /** An assignment that keeps the hard rules, and what it is worth. */
  start: Assignment | null
  least: number | null
  shouldStop: () => boolean
  tell: (bound: number) => void
}

/**
 * The linear relaxation of a problem too large to be written down whole: it begins with a few pairs of kind and project
 * and takes in those that its prices call for, until there are none or time is up. Every round's prices give a valid bound.
 * Pairs of people (apart, or softly together) are left out of it, which only makes the bound looser. null: no pairs at
 * hand are enough to keep the hard rules.
 */
export async function relax(
  compiled: Compiled,
  numbers: Numbers,
  pricing: PriceModel,
  { start, least, shouldStop, tell }: RelaxOptions,
): Promise<Relaxation | null> {
  const { kinds } = numbers
  const library = await highs()
  const many = kinds.length > MANY_KINDS
  const pool = teamPool(pricing)
  const rough = roughPrices(kinds, pricing, {
    rounds: many ? LONG_ROUNDS : ROUNDS,
    least,
    shouldStop,
    see: (bound, best) => {
      best.forEach(({ kinds: team }, p) => pool.add(p, team))
      tell(bound)
    },
  })
  if (!rough) return null
  const among = firstPairs(compiled, numbers, pricing, start, pool)
  const simpler = { ...compiled, pairs: [], units: compiled.units.map((unit) => ({ ...unit, apart: [] })) }
  const lists = (): number[][] => among.map((set) => [...set])
  const leaning = new Int32Array(compiled.units.length).fill(-1)
  if (many) return { ...rough, pool, among: lists(), leaning: pricing.seat(rough.prices) }
  const model = buildModel(simpler, numbers, lists())
  const { callbackType, modelStatus, objectiveSense } = library.constants
  const { integrality: _, ...data } = model.data
  const interrupt = (event: { interrupt: () => void }): undefined => {
    if (shouldStop()) event.interrupt()
    return undefined
  }

  return library.withModel({ ...data, sense: objectiveSense.maximize }, (run): Relaxation | null => {
    run.options.set({ output_flag: false, random_seed: compiled.problem.seed })
    let found: Relaxation = { ...rough, pool, among: lists(), leaning }
    for (;;) {
      const { modelStatus: status } = run.run({
        [callbackType.simplexInterrupt]: interrupt,
        [callbackType.ipmInterrupt]: interrupt,
      })
      if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) return null
      if (status !== modelStatus.optimal) return found
      const { rowDual, colValue } = run.getSolution()
      const prices = Float64Array.from(kinds, (_, k) => pricing.safe(k, rowDual[k]!))
      const priced = pricing.boundAt(prices, shouldStop)
      priced?.best.forEach(({ kinds: team }, p) => pool.add(p, team))
      if (priced && priced.bound < found.bound) found = { ...found, bound: priced.bound, prices }
      tell(found.bound)
      const fresh = shouldStop() ? [] : wanted(rowDual)
      const leans = leaningOf(colValue)
      for (const { k, p } of fresh) among[p]!.add(k)
      found.among = lists()
      found.leaning = leans
      if (fresh.length === 0) return found
      addColumns(run, fresh)
    }
  })

  function leaningOf(colValue: Float64Array): Assignment {
    const leans = new Int32Array(compiled.units.length).fill(-1)
    const placed = new Int32Array(kinds.length)
    model.x.forEach((columns, p) => {
      for (const [k, column] of columns) {
        for (let count = Math.floor(colValue[column]! + 0.5 - TOLERANCE); count > 0; count--) {
          const unit = kinds[k]!.units[placed[k]!]
          placed[k]! += 1
          if (unit !== undefined) leans[unit] = p
        }
      }
    })
    return leans
  }

  /** The pairs that are worth more than their price, the best few of each kind. */
  function wanted(rowDual: Float64Array): { k: number; p: number }[] {
    const perKind: { p: number; worth: number }[][] = kinds.map(() => [])
    among.forEach((has, p) => {
      reducedCosts(model, numbers, pricing, rowDual, p).forEach((worth, k) => {
        if (worth > TOLERANCE && !has.has(k)) perKind[k]!.push({ p, worth })
      })
    })
    return perKind.flatMap((list, k) =>
      list
        .toSorted((a, b) => b.worth - a.worth)
        .slice(0, PAIRS_A_ROUND)
        .map(({ p }) => ({ k, p })),
    )
  }

  function addColumns(run: HighsModel, fresh: { k: number; p: number }[]): void {
    let columns = run.getDimensions().numCols
    const starts = [0]
    const indices: number[] = []
    const values: number[] = []
    for (const { k, p } of fresh) {
      model.x[p]!.set(k, columns++)
      for (const [row, value] of columnOf(model, numbers, k, p)) {
        indices.push(row)
        values.push(value)
      }
      starts.push(indices.length)
    }
    run.addCols({
      cost: Float64Array.from(fresh, ({ k, p }) => pricing.base(p, k)),
      lower: new Float64Array(fresh.length),
      upper: Float64Array.from(fresh, ({ k }) => kinds[k]!.units.length),
      matrix: {
        format: 'csc',
        numRows: model.data.numRows,
        numCols: fresh.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    })
  }
}

function firstPairs(
  { problem, units }: Compiled,
  { kinds }: Numbers,
  { base }: PriceModel,
  start: Assignment | null,
  pool: TeamPool,
): Set<number>[] {
  const among = problem.projects.map(() => new Set<number>())
  for (const { project, kinds: team } of pool.teams) for (const k of team) among[project]!.add(k)
  const kindOf = new Int32Array(units.length)
  kinds.forEach((kind, k) => kind.units.forEach((unit) => (kindOf[unit] = k)))
  start?.forEach((p, unit) => p >= 0 && among[p]!.add(kindOf[unit]!))
  const worths = new Float64Array(among.length)
  kinds.forEach((_, k) => {
    for (let p = 0; p < worths.length; p++) worths[p] = base(p, k)
    const last = worths.toSorted()[worths.length - 1 - FIRST_PAIRS] ?? -Infinity
    worths.forEach((worth, p) => {
      if (worth > last) among[p]!.add(k)
    })
  })
  return among
}

/** Row by row, what one member of a kind adds to the rows of a project. */
function columnOf({ rowsOf }: Model, { kinds, needs }: Numbers, k: number, p: number): [number, number][] {
  const rows = rowsOf[p]!
  const people = kinds[k]!.unit.people.length
  const known = new Map<number, number>()
  const entries: [number, number][] = [
    [k, 1],
    [rows.min, people],
    [rows.max, people],
  ]
  needs[p]!.forEach((need, at) => {
    const weight = need.weights[k]!
    if (weight !== 0) entries.push([rows.needs[at]!, need.sort === 'otherThan' ? -weight : weight])
    const row = rows.known[at] ?? null
    if (row !== null && need.known![k] !== 0) known.set(row, need.known![k]!)
  })
  return [...entries, ...known]
}

/** What each kind is worth to a project beyond its price; -Infinity where it may not go. */
function reducedCosts(
  { rowsOf }: Model,
  { kinds, needs }: Numbers,
  { base }: PriceModel,
  dual: Float64Array,
  p: number,
) {
  const rows = rowsOf[p]!
  const worth = Float64Array.from(kinds, (_, k) => base(p, k))
  const place = dual[rows.min]! + dual[rows.max]!
  const charge = (price: number, weights: Float64Array): void => {
    if (price !== 0) for (let k = 0; k < worth.length; k++) worth[k]! -= price * weights[k]!
  }
  for (let k = 0; k < worth.length; k++) worth[k]! -= dual[k]! + place * kinds[k]!.unit.people.length
  const charged = new Set<number>()
  needs[p]!.forEach(({ sort, weights, known }, at) => {
    const price = dual[rows.needs[at]!]!
    charge(sort === 'otherThan' ? -price : price, weights)
    const row = rows.known[at] ?? null
    if (row === null || charged.has(row)) return
    charged.add(row)
    charge(dual[row]!, known!)
  })
  return worth
}
