export {
  checkProblem,
  Problem,
  Person,
  Project,
  Rule,
  Rules,
  LARGEST_MEGABYTES,
  LARGEST_PEOPLE,
  megabytesFor,
} from './problem.ts'
export type { ProblemInput, RuleName } from './problem.ts'
export type { Checked, ProblemError } from './check.ts'
export { evaluate } from './evaluate.ts'
export type { Broken, CoverageLine, Evaluation, PartName, Parts, Team, TeamCoverage } from './evaluate.ts'
export { solve } from './solve.ts'
export type { Progress, SolveOptions } from './solve.ts'
export type { Answer, LeftOut, Placement } from './answer.ts'
export type { Clash, ClashMember, ClashRule } from './clash.ts'
export type { Loosened, Way } from './ways-out.ts'
export { explainLeftOut, explainPlacements } from './explain.ts'
export { whatIf } from './what-if.ts'
export type { Move, MoveCost } from './what-if.ts'
export { checkSharing, SharingProblem, LARGEST_SHARING } from './sharing/sharing.ts'
export type { SharingInput } from './sharing/sharing.ts'
export { shareOut } from './sharing/share-out.ts'
export type { Lacking, ShareAnswer, WhyNot } from './sharing/share-out.ts'
export { evaluateShares } from './sharing/evaluate-shares.ts'
export type { BrokenShare, Share, ShareEvaluation, ShareObjective } from './sharing/evaluate-shares.ts'
export { afterChanges, changedProblem, repair, repairMoves } from './repair.ts'
export type { Changes, Moved, Repair, RepairOptions } from './repair.ts'
export { repairFrontier } from './repair-frontier.ts'
export type { Frontier, FrontierPoint } from './repair-frontier.ts'
export { checkWishes, WishesProblem } from './wishes/wishes.ts'
export type { WishesInput } from './wishes/wishes.ts'
export { placeByWishes } from './wishes/place-by-wishes.ts'
export type { WishesAnswer } from './wishes/place-by-wishes.ts'
export { AnswerSchema, BrokenSchema, jsonSchemas } from './schemas.ts'
