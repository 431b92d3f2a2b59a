/** One line of the rubric. `weight` is relative (2 and 1 mean two thirds and one third); `min` < `max` bound the marks. */
export type Criterion = { id: string; weight: number; min: number; max: number }

/** What one juror gave one project: one mark for every criterion, in the criterion's own unit. */
export type Scorecard = { juror: string; project: string; scores: Record<string, number> }

/**
 * One precedence of the declared tie rule. Projects with equal scores are separated by the first precedence on which
 * they differ; those still equal at the end of the list share their rank.
 * - `criterion`: the higher mean on that criterion goes first.
 * - `first-places`: the project that more jurors put at the top of their own sheet (joint tops count) goes first.
 */
export type TieBreak = { by: 'criterion'; criterion: string } | { by: 'first-places' }

export const methods = ['raw-mean', 'z-score', 'mixed-model'] as const
export type Method = (typeof methods)[number]

export type Judging = {
  criteria: Criterion[]
  /** Every project in the running, so that one without a scorecard is reported and not forgotten. */
  projects: string[]
  scorecards: Scorecard[]
  tieBreaks: TieBreak[]
  /** How many places count as the top, for `inTop`. */
  top: number
}
