import { highs } from './highs.ts'
import type { Model } from './model.ts'
import type { Assignment } from './search.ts'

export type MipOptions = {
  start?: Assignment | null
  secondsLeft: number
  /** Stop once the proof is closer than this. */
  absoluteGap: number
  /** Stop once something worth this much is found. */
  goal?: number
  seed: number
  shouldStop: () => boolean
  onProgress: (best: number | null, bound: number | null) => void
}

export type MipResult = {
  outcome: 'proven' | 'infeasible' | 'out_of_time' | 'stopped'
  assignment: Assignment | null
  /** No assignment is worth more than this; null when nothing was proven. */
  bound: number | null
}

/** Runs HiGHS to the end, a limit or a stop. It blocks the thread; `shouldStop` and `onProgress` are called from inside. */
export async function solveMip(
  model: Pick<Model, 'data' | 'startFrom' | 'read'>,
  options: MipOptions,
): Promise<MipResult> {
  const library = await highs()
  const { modelStatus, callbackType, objectiveSense } = library.constants
  return library.withModel({ ...model.data, sense: objectiveSense.maximize }, (run): MipResult => {
    run.options.set({
      output_flag: false,
      random_seed: options.seed,
      time_limit: Math.max(0.01, options.secondsLeft),
      mip_rel_gap: 0,
      mip_abs_gap: options.absoluteGap,
      // Where there is a start, or a small tree finds one, looking for one takes longer than the rest.
      mip_heuristic_run_feasibility_jump: !options.start && (model.data.numCols ?? 0) > SMALL,
    })
    const start = options.start ? model.startFrom(options.start) : null
    if (start) run.setSolution(start)
    const { modelStatus: status } = run.run({
      [callbackType.mipInterrupt](event) {
        const reached = options.goal !== undefined && (finite(event.data.mip_primal_bound) ?? -Infinity) >= options.goal
        if (reached || options.shouldStop()) event.interrupt()
        return undefined
      },
      [callbackType.mipLogging]({ data }) {
        options.onProgress(finite(data.mip_primal_bound), finite(data.mip_dual_bound))
        return undefined
      },
    })
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) {
      return { outcome: 'infeasible', assignment: null, bound: null }
    }
    const found = run.info.get('primal_solution_status') === FEASIBLE
    return {
      outcome: outcomeOf(status),
      assignment: found ? model.read(run.getSolution().colValue) : null,
      bound: finite(Number(run.info.get('mip_dual_bound'))),
    }
  })

  function outcomeOf(status: number): MipResult['outcome'] {
    if (status === modelStatus.optimal) return 'proven'
    if (status === modelStatus.timeLimit) return 'out_of_time'
    if (status === modelStatus.interrupted) return 'stopped'
    throw new Error(`The solver ended in an unexpected state (${status}).`)
  }
}

/** Columns up to which the first answer is found as quickly without a search for it. */
const SMALL = 2000

/** HiGHS's code for "a feasible point is held". */
const FEASIBLE = 2

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && Math.abs(value) < 1e20 ? value : null
}
