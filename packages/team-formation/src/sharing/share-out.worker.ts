import { shareOut, type ShareAnswer } from './share-out.ts'
import { SharingProblem, type SharingInput } from './sharing.ts'

/** One sharing out, in a worker thread: large ones would hold up everyone else. */
export default function shareTask({ problem }: { problem: SharingInput }): ShareAnswer {
  return shareOut(SharingProblem.parse(problem))
}
