import { evaluate, repair, type Problem, type Repair } from '@essor/team-formation'
import { draftOf, reasonsOf } from '../draft.rules.ts'
import {
  loses,
  merged,
  movesOf,
  penaltiesFor,
  withSmallerTeams,
  type RepairTask,
  type StoredOption,
} from './repair.rules.ts'

/** For each of the few searches that one proposal takes. */
const timeLimitSeconds = 20

/** In a worker thread that should be ended afterwards: the solver's memory is never given back. */
export default async function proposeRepairs(task: RepairTask): Promise<StoredOption[]> {
  const gone = new Set([...(task.changes.left ?? []), ...(task.changes.closed ?? [])])
  const propose = (problem: Problem, penalty: number) =>
    repair(problem, task.published, task.changes, { penalty, timeLimitSeconds })
  const strict = await propose(task.problem, 500)
  const smaller = strict.objective === null || loses(strict, task, gone)
  const problem = smaller ? withSmallerTeams(task) : task.problem
  const options: StoredOption[] = []
  for (const [kind, penalty] of penaltiesFor(task.weight)) {
    const found = await propose(problem, penalty)
    if (found.objective !== null) options.push(optionOf(kind, found, smaller))
  }
  return merged(options)
}

function optionOf(kind: StoredOption['kinds'][number], found: Repair, smaller: boolean): StoredOption {
  const { answer, objective, problem } = found
  const draft = draftOf(problem, answer.teams, new Set())
  const moves = movesOf(found)
  return {
    kinds: [kind],
    objective: objective!,
    proven: answer.status === 'optimal',
    smaller,
    moved: moves.filter(({ why }) => why === 'repair').length,
    moves,
    broken: evaluate(problem, answer.teams).broken.length,
    notPlaced: draft.leftOut.map(({ personId }) => personId),
    members: draft.teams.flatMap(({ projectId, members }) =>
      members.map((member) => ({ personId: member.personId, projectId, why: reasonsOf(member) })),
    ),
  }
}
