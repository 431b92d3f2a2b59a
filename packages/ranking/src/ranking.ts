import type { Method, TieBreak } from './judging.ts'

export type RankedProject = {
  project: string
  /** 1, 2, 2, 4: projects that share a rank leave the following ranks empty. */
  rank: number
  /** On the rubric's scale, 0 to 100. */
  score: number
  /** How far the score itself is uncertain, in points; null where the method cannot say. */
  sd: number | null
  /** How far the jurors disagree: sample standard deviation of their totals, in points; null under two scorecards. */
  spread: number | null
  scorecards: number
  /** The projects that share this rank once the tie rule has been applied. */
  tiedWith: string[]
  /** The last precedence that separated this project from others of equal score, and those others. */
  brokenBy: { rule: TieBreak; from: string[] } | null
  /** Probability that it really is better than the next one listed; null for the last one and outside the mixed model. */
  aboveNext: number | null
  /** Probability that it really belongs to the top places asked for; null outside the mixed model. */
  inTop: number | null
}

export type RankedJuror = {
  juror: string
  /** Points below the rest of the jury on the same work: positive is severe. Null when nothing can be compared. */
  severity: number | null
  sd: number | null
  count: number
}

export type Warning =
  | { code: 'unscored-project'; project: string }
  | { code: 'project-scored-once'; project: string }
  | { code: 'single-juror'; juror: string }
  | { code: 'juror-with-one-scorecard'; juror: string }
  | { code: 'juror-without-spread'; juror: string }
  | { code: 'disconnected-design'; groups: { jurors: string[]; projects: string[] }[] }

export type Ranking = {
  method: Method
  /** Best first. */
  ranking: RankedProject[]
  /** Projects nobody scored: they have no rank. */
  unscored: string[]
  jurors: RankedJuror[]
  warnings: Warning[]
}
