import type { Model as HighsModel } from 'highs'
import type { Compiled } from './compile.ts'
import { forgetHighs, highs } from './highs.ts'
import type { Numbers } from './model.ts'
import type { PriceModel, Prices } from './prices.ts'
import { teamColumns, type TeamPool } from './team-pool.ts'

const MOST_ROUNDS = 60
/** Of the average price: how far at first a round may move prices. */
const FIRST_REACH = 0.04
const LEAST_REACH = 1e-3
/** Prices between the best so far and those of the linear programme that a round tries. */
const STRIDES = [1, 0.5, 0.25]
/** Far below any team's worth: only where nothing else keeps a hard rule. */
const DESPERATE = -1e6

export type TightenOptions = {
  /** Known already, with the prices that gave it and the teams that some prices called for. */
  bound: number
  prices: Prices
  pool: TeamPool
  shouldStop: () => boolean
  /** Looked at between rounds: is the bound good enough, or has it taken long enough? `hoped`: what a round may gain. */
  enough: (bound: number, hoped: number) => boolean
  tell: (bound: number) => void
}

/**
 * Prices under which every project wants about the team that it can have: a linear programme over the teams seen so far,
 * whose prices call for more teams, in steps around the best prices so far. As teams are whole here and none of their
 * needs is shared out, the bound is much nearer than that of pairs. It is valid whatever the programme did.
 */
export async function tighten(
  compiled: Compiled,
  numbers: Numbers,
  pricing: PriceModel,
  { bound, prices: center, pool, shouldStop, enough, tell }: TightenOptions,
): Promise<{ bound: number; prices: Prices }> {
  const { kinds } = numbers
  const projectCount = compiled.problem.projects.length
  const library = await highs()
  const { callbackType, modelStatus, objectiveSense } = library.constants
  const look = (at: Prices): void => {
    const found = pricing.boundAt(at, shouldStop)
    if (!found) return
    found.best.forEach((team, p) => pool.add(p, team.kinds))
    if (found.bound >= bound) return
    bound = found.bound
    center = at
    tell(bound)
  }
  const average = center.reduce((sum, price) => sum + Math.abs(price), 0) / Math.max(1, kinds.length)
  let reach = Math.max(LEAST_REACH, average * FIRST_REACH)

  try {
    library.withModel({ ...emptyProgramme(), sense: objectiveSense.maximize }, (run): void => {
      run.options.set({ output_flag: false, random_seed: compiled.problem.seed, solver: 'ipm' })
      const interrupt = (event: { interrupt: () => void }): undefined => {
        if (shouldStop()) event.interrupt()
        return undefined
      }
      let known = 0
      for (let round = 0; round < MOST_ROUNDS && reach >= LEAST_REACH && !shouldStop(); round++) {
        addTeams(run, known)
        known = pool.teams.length
        holdPrices(run)
        const { modelStatus: status } = run.run({
          [callbackType.simplexInterrupt]: interrupt,
          [callbackType.ipmInterrupt]: interrupt,
        })
        if (status !== modelStatus.optimal) break
        const { rowDual } = run.getSolution()
        const hoped = bound - pricing.idle - Number(run.info.get('objective_function_value'))
        if (hoped < 1e-5 * Math.abs(bound) + 1e-6 || enough(bound, hoped)) break
        const [before, from] = [bound, center]
        for (const stride of STRIDES) {
          look(Float64Array.from(from, (price, k) => pricing.safe(k, price + stride * (rowDual[k]! - price))))
        }
        if (before - bound > hoped * 0.5) reach *= 1.5
        else if (before - bound < hoped * 0.15) reach *= 0.5
      }
    })
  } catch (error) {
    if (!shouldStop()) throw error
    forgetHighs()
  }
  return { bound, prices: center }

  /** A row per kind and project; two columns a kind, which keep its price near the one at hand; one a project that must run. */
  function emptyProgramme() {
    const count = kinds.length
    const must = pricing.mustRun.flatMap((has, p) => (has ? [p] : []))
    const numCols = 2 * count + must.length
    const numRows = count + projectCount
    return {
      numCols,
      numRows,
      offset: 0,
      colCost: Array.from({ length: numCols }, (_, column) => (column < 2 * count ? 0 : DESPERATE)),
      colLower: Array.from({ length: numCols }, () => 0),
      colUpper: Array.from({ length: numCols }, () => Infinity),
      rowLower: [
        ...kinds.map(({ unit, units }) => (unit.mustBePlaced ? units.length : -Infinity)),
        ...pricing.mustRun.map((has) => (has ? 1 : -Infinity)),
      ],
      rowUpper: [...kinds.map(({ units }) => units.length), ...Array.from({ length: projectCount }, () => 1)],
      matrix: {
        format: 'csc' as const,
        numRows,
        numCols,
        starts: Array.from({ length: numCols + 1 }, (_, column) => column),
        indices: [...kinds.keys(), ...kinds.keys(), ...must.map((p) => count + p)],
        values: Array.from({ length: numCols }, (_, column) => (column < count ? -1 : 1)),
      },
    }
  }

  function holdPrices(run: HighsModel): void {
    const count = kinds.length
    run.changeColsCost(
      { kind: 'range', from: 0, to: 2 * count - 1 },
      Float64Array.from({ length: 2 * count }, (_, column) =>
        column < count ? -center[column]! - reach : pricing.safe(column - count, center[column - count]! - reach),
      ),
    )
  }

  function addTeams(run: HighsModel, from: number): void {
    const fresh = pool.teams.slice(from)
    if (fresh.length === 0) return
    const { starts, indices, values } = teamColumns(fresh, kinds.length)
    run.addCols({
      cost: Float64Array.from(fresh, ({ worth }) => worth),
      lower: new Float64Array(fresh.length),
      upper: new Float64Array(fresh.length).fill(Infinity),
      matrix: {
        format: 'csc',
        numRows: kinds.length + projectCount,
        numCols: fresh.length,
        starts,
        indices,
        values,
      },
    })
  }
}
