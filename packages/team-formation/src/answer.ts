import type { Parts, Team, TeamCoverage } from './evaluate.ts'
import type { Clash } from './clash.ts'
import type { Way } from './ways-out.ts'

/** Why a person stands where they stand, as data: the interface puts it into words. */
export type Placement = {
  person: string
  project: string
  /** 1 for the first wish; null when the project was not among the wishes. */
  wish: number | null
  /** Wanted skills that the person brings. `alone`: without them a wanted place would be empty. */
  brings: { skill: string; level: number; has: number; alone: boolean }[]
  /** `same` site; `remote` person; project that can be `anywhere`; person who names no site (`unsaid`); `elsewhere`: off their site. */
  site: 'same' | 'remote' | 'anywhere' | 'unsaid' | 'elsewhere'
  /** Blocks of the project when the person is there, and when they cannot be. */
  blocks: string[]
  missedBlocks: string[]
  /** Roles that every team needs and that the person can take. `alone`: without them the team would lack it. */
  roles: { role: string; alone: boolean }[]
  /** Where they were before, where that was said. */
  stayed: boolean
  locked: boolean
  /** Team mates that the person was kept together with. */
  together: string[]
  /** Without them the team would not mix origins (categories), where that is asked for. */
  mixesOrigins: boolean
  mixesCategories: boolean
}

/**
 * Why a person is left out. `no_site`: no project is on a site of theirs. `full`: every team they could join is full.
 * `rules`: a hard rule stands in the way everywhere else (named). `worth_more_without`: placing them would cost more
 * than leaving them out.
 */
export type LeftOut = {
  person: string
  reason: 'no_site' | 'full' | 'rules' | 'worth_more_without'
  rules: string[]
}

/**
 * - `optimal`: no answer is worth more; proven.
 * - `within`: time ran out; no answer is worth more than `bound`.
 * - `stopped`: told to stop, or out of time with nothing proven. `objective` is null and `teams` empty when no answer was found.
 * - `infeasible`: the hard rules cannot all hold; `clash` says which. `teams` is empty.
 */
export type Answer = {
  status: 'optimal' | 'within' | 'stopped' | 'infeasible'
  /** In points; anyone can recompute it with `evaluate`. */
  objective: number | null
  bound: number | null
  /** bound − objective, in points. */
  gap: number | null
  parts: Parts | null
  teams: Team[]
  leftOut: LeftOut[]
  coverage: TeamCoverage[]
  placements: Placement[]
  clash: Clash | null
  /** For `infeasible`: the smallest ways out, each tried by solving. */
  waysOut: Way[]
}
