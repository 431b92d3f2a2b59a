export { type InputProblem, RankingInputError } from './input-error.ts'
export { type Criterion, type Judging, type Method, methods, type Scorecard, type TieBreak } from './judging.ts'
export { rank, rankByEveryMethod } from './rank.ts'
export type { RankedJuror, RankedProject, Ranking, Warning } from './ranking.ts'
